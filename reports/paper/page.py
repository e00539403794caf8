"""A page of the PDF as values: which template, what it is called and what it shows."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.spec import SignSpec, Spec
from reports.charts.svg import draw
from reports.sentences import reading

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class Page:
    """`title` stands in the contents and the bookmarks, `heading` is the finding."""

    name: str  # templates/reports/print/<name>.html
    anchor: str
    title: str
    heading: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"reports/print/{self.name}.html"


@dataclass(frozen=True)
class Chip:
    """A block as it is named everywhere: number (its colour) and short name."""

    number: int
    name: str


@dataclass(frozen=True)
class Action:
    """One advice with all that the report owes the reader about it."""

    role: str
    text: str
    when: str
    effort: str
    source: str
    noticed: str = ""
    chip: Chip | None = None


@dataclass(frozen=True)
class RoleText:
    role: str
    text: str


def chip(report: Report, code: str) -> Chip:
    return Chip(report.instrument.block(code).number, report.words.short(code))


def action(report: Report, advice: Any) -> Action:
    library, language = report.library, report.language
    return Action(
        role=report.words.role(advice.role),
        text=report.words.text(advice.text),
        when=library.horizon_label(advice.horizon, language),
        effort=library.effort_label(advice.effort, language),
        source=sources(report, advice.sources),
        noticed=report.words.text(library.noticed[advice.feature]),
        chip=chip(report, advice.block),
    )


def sources(report: Report, codes: tuple[str, ...]) -> str:
    """ "Resultaten en Tabel 3, bouwsteen 5; Conclusie": what shares a place is named together."""
    places: dict[str, list[str]] = {}
    for code in codes:
        part, comma, place = report.library.source_label(code, report.language).partition(", ")
        places.setdefault(comma + place, []).append(part)
    return "; ".join(report.words.list(parts) + place for place, parts in places.items())


def role_texts(report: Report, actions: Mapping) -> tuple[RoleText, ...]:
    words = report.words
    return tuple(RoleText(words.role(role), words.text(text)) for role, text in actions.items())


def signs(report: Report) -> list[tuple[SafeString, str]]:
    """Each mark in the charts beside what it stands for."""
    lines = reading.signs(report)
    return [(picture(SignSpec(line.text, line.sign)), line.text) for line in lines]


def picture(spec: Spec) -> SafeString:
    """The chart as an SVG image; inline, WeasyPrint would match every rule with its insides."""
    data = b64encode(draw(spec).encode()).decode()
    return format_html('<img alt="{}" src="data:image/svg+xml;base64,{}">', spec.alt, data)
