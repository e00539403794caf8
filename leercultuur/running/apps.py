"""The app that carries the commands and checks for administrators; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "leercultuur.running"
    label = "running"
    verbose_name = "Draaien"

    def ready(self) -> None:
        from leercultuur.running import checks  # noqa: F401  (registers them)
