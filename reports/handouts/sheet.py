"""A sheet of a handout: a page of the report with a template of its own folder."""

from __future__ import annotations

from dataclasses import dataclass

from reports.paper.page import Page


@dataclass(frozen=True)
class Sheet(Page):
    @property
    def template(self) -> str:
        return f"reports/handouts/{self.name}.html"
