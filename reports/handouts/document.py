"""Report and kind in, PDF out: the sheets of one handout through the machinery of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.handouts.canteen import canteen_sheet
from reports.handouts.kinds import CANTEEN, KINDS, KIT
from reports.handouts.kit import kit_sheets
from reports.handouts.roles import role_sheet
from reports.handouts.sheet import Sheet
from reports.pdf import to_pdf
from reports.sentences.ranking import shown

if TYPE_CHECKING:
    from reports.pipeline import Report


def available(report: Report) -> tuple[str, ...]:
    """The kinds that make sense for this report, in the order of KINDS.

    Without a published number only the conversation kit is left. A role that does not exist, or
    that gets no advice, has no sheet.
    """
    if not shown(report):
        return (KIT,)
    advised = {planned.role for planned in report.advice.plan}
    return tuple(code for code, kind in KINDS.items() if kind.role is None or kind.role in advised)


def render(report: Report, kind: str) -> bytes:
    """The handout as a PDF of the same kind as the report; equal reports give equal bytes.

    Reads only `report`. Raises ValueError for a kind that is not in `available(report)`.
    """
    return to_pdf(to_html(report, kind))


def to_html(report: Report, kind: str) -> str:
    with override(report.language):
        context = {"pages": sheets(report, kind), **_metadata(report, kind)}
        html = render_to_string("reports/handouts/document.html", context)
    return html.replace("≤ ", "≤\u00a0").replace("≥ ", "≥\u00a0")  # a limit stays on one line


def sheets(report: Report, kind: str) -> tuple[Sheet, ...]:
    if kind not in available(report):
        raise ValueError(f"Geen uitdeelblad {kind!r} bij deze uitkomst: {available(report)}")
    if kind == KIT:
        return kit_sheets(report)
    if kind == CANTEEN:
        return (canteen_sheet(report),)
    return (role_sheet(report, KINDS[kind]),)


def _metadata(report: Report, kind: str) -> dict[str, str]:
    facts, words = report.published.facts, report.words
    return {
        "language": report.language,
        "title": f"{words.say(KINDS[kind].title)} · {facts.organisation}",
        "description": words.say(KINDS[kind].description),
        "date": facts.closed_on,
        "foot": f"{facts.organisation} · {words.month(facts.closed_on)}",
    }
