"""The six blocks side by side, and one page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts import build_network, build_scores
from reports.paper.page import Page, RoleText, action, picture, role_texts, signs, sources
from reports.sentences import blocks, reading

if TYPE_CHECKING:
    from reports.pipeline import Report


FEW_LANES = 3  # with more groups the page is set a little smaller


def overview_page(report: Report) -> Page:
    return Page(
        "bouwstenen",
        "bouwstenen",
        report.words.say(_("De zes bouwstenen naast elkaar")),
        blocks.overview_heading(report),
        {
            "sentence": blocks.overview_sentence(report),
            "chart": picture(build_scores.lanes(report.published, report.findings, report.words)),
            "signs": signs(report),
            "groups": reading.groups(report),
        },
    )


def block_page(report: Report, code: str) -> Page:
    words, text = report.words, report.library.blocks[code]
    shown = report.findings.block(code).score is not None
    number = report.instrument.block(code).number
    spec = build_scores.block(code, report.published, report.findings, words)
    return Page(
        "bouwsteen",
        f"bouwsteen-{number}",
        words.say(_("Bouwsteen {number}: {name}"), number=number, name=words.short(code)),
        blocks.heading(report, code),
        {
            "number": number,
            "icon": picture(build_network.icon(code, words)),
            "meaning": words.text(text.meaning),
            "sentence": blocks.sentence(report, code),
            "shown": shown,
            "chart": picture(spec) if shown else "",
            "remarks": blocks.remarks(report, code),
            "pattern": blocks.pattern(report, code),
            "finding": words.text(text.finding),
            "findings": _findings(report, code),
            "question": words.text(text.question),
            "is_full": len(spec.lanes) > FEW_LANES,
            "actions": _actions(report, code),
            "features": _features(report, code),
            "source": sources(report, text.sources),
        },
    )


def _findings(report: Report, code: str) -> tuple[tuple[RoleText, ...], tuple[RoleText, ...]]:
    """In two columns. Every text names its role; where it starts with it, that word is bold."""
    texts = role_texts(report, report.library.blocks[code].findings)
    found = tuple(_subject_first(each) for each in texts)
    return found[:2], found[2:]


def _subject_first(found: RoleText) -> RoleText:
    subject, _space, rest = found.text.partition(" ")
    if subject.lower().startswith(found.role.lower()):
        return RoleText(subject, rest)
    return RoleText("", found.text)


def _actions(report: Report, code: str) -> tuple:
    """The best advice per role."""
    per_role = report.advice.by_block.get(code, {})
    return tuple(action(report, advices[0]) for advices in per_role.values() if advices)


def _features(report: Report, code: str) -> tuple:
    """What the kenmerken mean, for a block without numbers."""
    words = report.words
    return tuple(
        (words.text(feature.name), words.text(feature.definition))
        for feature in report.instrument.block(code).features
    )
