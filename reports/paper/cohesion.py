"""Samenhang: the network, at most three signals and what each role can do about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_network import LETTERS, network
from reports.findings import Certainty
from reports.paper.page import Page, RoleText, picture, role_texts, sources
from reports.sentences import cohesion

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class SignalBlock:
    letter: str
    name: str
    message: str
    meaning: str
    research: str
    question: str
    actions: tuple[RoleText, ...]
    source: str
    is_certain: bool


def cohesion_pages(report: Report) -> tuple[Page, ...]:
    """Two or three signals get a page of their own for what to do; a single one fits below."""
    found = _signals(report)
    return (_cohesion(report, found), *((_actions(report, found),) if len(found) > 1 else ()))


def _signals(report: Report) -> tuple[SignalBlock, ...]:
    pairs = zip(LETTERS, report.advice.signals, strict=False)
    return tuple(_signal(report, letter, pair) for letter, pair in pairs)


def _cohesion(report: Report, found: tuple[SignalBlock, ...]) -> Page:
    return Page(
        "samenhang",
        "samenhang",
        report.words.say(_("Samenhang")),
        cohesion.heading(report),
        {
            "sentence": cohesion.sentence(report),
            "chart": picture(network(report.published, report.findings, report.words)),
            "signals_heading": cohesion.signals_heading(report),
            "signals": found,
            "no_signals": cohesion.no_signals(report),
            "index": cohesion.index_meaning(report),
        },
    )


def _actions(report: Report, found: tuple[SignalBlock, ...]) -> Page:
    words = report.words
    return Page(
        "signalen",
        "signalen",
        words.say(_("Signalen")),
        cohesion.actions_heading(report),
        {
            "sentence": cohesion.why_signals(report),
            "signals": found,
            "roles": [words.role(role) for role in report.advice.roles],
        },
    )


def _signal(report: Report, letter: str, pair: tuple) -> SignalBlock:
    signal, text = pair
    words = report.words
    return SignalBlock(
        letter=letter,
        name=cohesion.signal_name(report, signal),
        message=text.message(signal, report.language),
        meaning=words.text(text.meaning),
        research=words.text(text.research),
        question=words.text(text.question),
        actions=role_texts(report, text.actions),
        source=sources(report, text.sources),
        is_certain=signal.certainty is Certainty.SIGNAL,
    )
