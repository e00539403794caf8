"""The six blocks side by side, and one page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts import build_network, build_scores
from reports.charts.spec import SignSpec
from reports.paper.page import Page, RoleText, action, chip, picture, role_texts, sources
from reports.sentences import blocks, reading

if TYPE_CHECKING:
    from reports.pipeline import Report


def overview_page(report: Report) -> Page:
    spec = build_scores.lanes(report.published, report.findings, report.words)
    signs = reading.signs(report)
    return Page(
        "bouwstenen",
        "bouwstenen",
        report.words.say(_("De zes bouwstenen naast elkaar")),
        blocks.overview_heading(report),
        {
            "sentence": blocks.overview_sentence(report),
            "chart": picture(spec),
            "note": spec.note,
            "signs": [(picture(SignSpec(line.text, line.sign)), line.text) for line in signs],
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
            "note": spec.note,
            "remarks": blocks.remarks(report, code),
            "pattern": _pattern(report, code),
            "finding": words.text(text.finding),
            "findings": _findings(report, code),
            "question": words.text(text.question),
            "actions": _actions(report, code),
            "features": _features(report, code),
            "source": sources(report, text.sources),
        },
    )


def _pattern(report: Report, code: str) -> str:
    """What this pattern of numbers may mean, in one or two sentences."""
    pattern = report.advice.patterns.get(code)
    return report.words.text(report.library.patterns[pattern]) if pattern else ""


def _findings(report: Report, code: str) -> tuple[RoleText, ...]:
    return role_texts(report, report.library.blocks[code].findings)


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


def more_advice_page(report: Report) -> Page:
    """Everything else the library has for the level of each block, to choose from."""
    rest = [(chip(report, code), _rest(report, code)) for code in report.advice.by_block]
    return Page(
        "meer_advies",
        "meer-advies",
        report.words.say(_("Meer advies om uit te kiezen")),
        report.words.say(_("Nog meer adviezen die bij jullie niveau passen")),
        {"blocks": [(chip, actions) for chip, actions in rest if actions]},
    )


def _rest(report: Report, code: str) -> tuple:
    return tuple(
        action(report, advice)
        for advices in report.advice.by_block[code].values()
        for advice in advices[1:]
    )
