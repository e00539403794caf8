"""Which pages a report has, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.paper import account, blocks, cohesion, front, gaps, own_words, plan, trend
from reports.paper.page import Page
from reports.sentences.own_words import has_texts
from reports.sentences.ranking import shown

if TYPE_CHECKING:
    from reports.pipeline import Report


def pages(report: Report) -> tuple[Page, ...]:
    """The whole report; with too few answers only what needs no numbers."""
    if not shown(report):
        return front.cover(report), account.empty_page(report), plan.talk_page(report)
    return (
        front.cover(report),
        front.directie_page(report),
        front.reading_page(report),
        blocks.overview_page(report),
        *cohesion.cohesion_pages(report),
        *(blocks.block_page(report, block.code) for block in report.instrument.blocks),
        *((gaps.gaps_page(report),) if gaps.has_gaps(report) else ()),
        *((trend.trend_page(report),) if trend.has_trend(report) else ()),
        plan.plan_page(report),
        plan.talk_page(report),
        *((own_words.own_words_page(report),) if has_texts(report) else ()),
        account.account_page(report),
        plan.more_advice_page(report),
    )
