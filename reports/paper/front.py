"""The first pages: cover, the page for the directie, and how to read the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_network import wall
from reports.charts.build_scores import bars
from reports.findings import Certainty
from reports.paper.page import Chip, Page, action, chip, picture, signs
from reports.published import TOTAL
from reports.sentences import cohesion, directie, notices, reading, trend
from reports.sentences.figures import figures
from reports.sentences.ranking import highest, shown

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class Mention:
    """A block on a card of page 1, with what is said about it."""

    chip: Chip
    score: str
    text: str


def cover(report: Report) -> Page:
    facts, words = report.published.facts, report.words
    total = report.published.group(TOTAL) if shown(report) else None
    return Page(
        "omslag",
        "omslag",
        "",
        content={
            "wall": picture(wall(words)),
            "facts": facts,
            "logo": report.logo,
            "total": total,
            "period": words.period(facts.opened_on, facts.closed_on),
            "last_day": words.date(facts.closed_on),
            "promise": reading.promise(report),
        },
    )


def directie_page(report: Report) -> Page:
    words, findings = report.words, report.findings
    return Page(
        "directie",
        "directie",
        words.say(_("Eén pagina voor de directie")),
        directie.heading(report),
        {
            "notices": notices.notices(report),
            "figures": figures(report),
            "no_integrality": findings.integrality is None,
            "sentence": directie.bars(report),
            "chart": picture(bars(report.published, findings, words)),
            "changed": trend.on_page_one(report),
            "strength_title": directie.strength_title(report),
            "strength": _strength(report),
            "first": tuple(_priority(report, code) for code in findings.priorities),
            "contradiction": _contradiction(report),
            "three": tuple(action(report, planned.advice) for planned in report.advice.three),
            "certainty": notices.certainty(report),
        },
    )


def _strength(report: Report) -> Mention:
    top = highest(report)[0]
    return Mention(chip(report, top.code), str(top.score), directie.strength(report))


def _priority(report: Report, code: str) -> Mention:
    score = report.findings.block(code).score
    return Mention(chip(report, code), str(score), directie.reason(report, code))


def _contradiction(report: Report) -> dict:
    if not report.advice.signals:
        return {"title": report.words.say(_("Spreekt iets elkaar tegen?"))}
    signal, text = report.advice.signals[0]
    features = dict.fromkeys((signal.feature_a, signal.feature_b))
    blocks = dict.fromkeys(report.instrument.feature(code).block for code in features)
    return {
        "title": _contradiction_title(report, signal),
        "chips": tuple(chip(report, code) for code in blocks),
        "name": cohesion.signal_name(report, signal),
        "message": text.message(signal, report.language),
    }


def _contradiction_title(report: Report, signal: object) -> str:
    if signal.kind == "kloof":
        return report.words.say(_("Hier kijken jullie anders"))
    if signal.certainty is Certainty.POSSIBLE:
        return report.words.say(_("Mogelijke tegenspraak"))
    return report.words.say(_("Dit spreekt elkaar tegen"))


def reading_page(report: Report) -> Page:
    """Comes before every detailed number."""
    words = report.words
    return Page(
        "leeswijzer",
        "leeswijzer",
        words.say(_("Inhoud en leeswijzer")),
        words.say(_("Zo lees je dit rapport")),
        {
            "signs": signs(report),
            "groups": reading.groups(report),
            "margins": notices.margins(report),
            "has_margins": reading.has_margins(report),
            "shown": len(shown(report)),
        },
    )
