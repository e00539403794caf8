"""What `manage.py check --deploy` says about our own settings."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from leercultuur.running.backup.seal import SHORTEST_KEY


@register(Tags.security, deploy=True)
def ready_for_visitors(app_configs, **kwargs) -> list[CheckMessage]:
    return [Warning(text, id=f"leercultuur.W{number:03}") for number, text in _missing()]


def _missing() -> Iterator[tuple[int, str]]:
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https":
        yield 1, "SITE_URL begint niet met https://. Links in mail beginnen ermee."
    if address.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        yield 2, "De naam uit SITE_URL staat niet in ALLOWED_HOSTS; dan opent de site niet."
    if settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend")):
        yield 3, "EMAIL_URL ontbreekt: mail komt nergens aan. Zie leercultuur/RUNNING.md."
    if not settings.SECURITY_CONTACT:
        yield 4, "SECURITY_CONTACT ontbreekt: wie een lek vindt, weet niet waar het te melden."
    if len(settings.BACKUP_KEY) < SHORTEST_KEY:
        yield 5, f"BACKUP_KEY ontbreekt of is korter dan {SHORTEST_KEY} tekens: geen back-up."
