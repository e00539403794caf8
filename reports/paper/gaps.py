"""Differences between the leading groups and medewerkers; only when both are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.advice.types import GapAdvice
from reports.charts.build_scores import gaps as gap_chart
from reports.paper.page import Chip, Page, chip, picture, role_texts, sources
from reports.published import EMPLOYEES
from reports.sentences import gaps

if TYPE_CHECKING:
    from reports.pipeline import Report


WITH_HEADING = 4  # more rows than this fit the page only without their headings


@dataclass(frozen=True)
class GapText:
    chip: Chip
    heading: str
    explanation: str


def has_gaps(report: Report) -> bool:
    return any(block.gap for block in report.findings.blocks)


def gaps_page(report: Report) -> Page:
    words = report.words
    return Page(
        "verschillen",
        "verschillen",
        words.say(_("Verschil tussen rollen")),
        gaps.heading(report),
        {
            "sentence": gaps.sentence(report),
            "chart": picture(gap_chart(report.published, report.findings, words)),
            "groups": _groups(report),
            "legend": gaps.legend(report),
            "texts": tuple(_text(report, advice) for advice in report.advice.gaps),
            "wording": gaps.wording(report),
            "begin": _begin(report),
        },
    )


def _groups(report: Report) -> dict:
    """Who the two dots are, and how many people they stand for."""
    gap = next(block.gap for block in report.findings.blocks if block.gap)
    employees = report.published.group(EMPLOYEES)
    leading = report.published.group(gap.leading_group)
    return {
        "employees": employees.n,
        "leading": leading.n,
        "leading_name": report.words.group(leading),
    }


def _text(report: Report, advice: GapAdvice) -> GapText:
    """With many differences the chart says which way they go; the heading would repeat it."""
    many = len(report.advice.gaps) > WITH_HEADING
    return GapText(
        chip=chip(report, advice.block),
        heading="" if many else report.words.text(advice.heading) + ".",
        explanation=report.words.text(advice.explanation),
    )


def _begin(report: Report) -> dict | None:
    """The largest difference, with what each role can do."""
    if not report.advice.gaps:
        return None
    first = report.advice.gaps[0]
    title = _("Begin bij {block}")
    return {
        "title": report.words.say(title, block=report.words.within(first.block)),
        "actions": role_texts(report, first.actions),
        "source": sources(report, first.sources),
    }
