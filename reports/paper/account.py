"""The verantwoording, and the one page that stands in its place when there are no numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.paper.page import Page, chip
from reports.published import TOTAL
from reports.sentences import notices, own_words, reading, trend
from reports.thresholds import DETAIL, K
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class Response:
    group: str
    n: int
    invited: int
    percent: str
    strong: bool


def account_page(report: Report) -> Page:
    return Page(
        "verantwoording",
        "verantwoording",
        report.words.say(_("Verantwoording")),
        report.words.say(_("Zo zijn deze getallen gemaakt")),
        {
            "responses": _responses(report),
            "groups": reading.groups(report),
            "hidden": (*reading.hidden(report), *_change(report)),
            "k": K,
            "detail": DETAIL,
            "texts": own_words.account(report),
            **_facts(report),
        },
    )


def _change(report: Report) -> tuple[str, ...]:
    """Why there is no page about change, when an earlier scan made one expect it."""
    if report.trend is None or report.trend.compared:
        return ()
    return trend.heading(report), trend.not_compared(report)


def _responses(report: Report) -> tuple[Response, ...]:
    return tuple(
        Response(
            upper_first(report.words.group(group)),
            group.n,
            group.invited,
            report.words.percent(notices.response(group)),
            group.code == TOTAL,
        )
        for group in report.published.groups
        if group.kind != "leading"
    )


def _facts(report: Report) -> dict:
    published, words = report.published, report.words
    return {
        "facts": published.facts,
        "period": words.period(published.facts.opened_on, published.facts.closed_on),
        "erased_on": words.date(published.facts.answers_erased_on),
        "instrument": f"{report.instrument.id} {published.instrument_version}",
        "scoring": published.scoring_version,
        "library": report.library.name,
        "digest": report.digest,
        "check_address": settings.SITE_URL + reverse("reports:check"),
        "references": _references(report),
    }


def _references(report: Report) -> tuple[str, ...]:
    return tuple(report.words.text(text) for text in report.library.labels.references.values())


def empty_page(report: Report) -> Page:
    """Too few answers: why there is no number, and what the six blocks are about."""
    words = report.words
    return Page(
        "te_weinig",
        "te-weinig",
        words.say(_("Waarom hier geen getallen staan")),
        words.say(_("Er zijn te weinig antwoorden om getallen te tonen.")),
        {
            "k": K,
            "blocks": [
                (chip(report, code), words.text(text.meaning))
                for code, text in report.library.blocks.items()
            ],
            "texts": own_words.account(report),
            **_facts(report),
        },
    )
