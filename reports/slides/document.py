"""Which slides a deck has, in order, each with its speaker notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.presentation import Presentation as Deck

from reports.paper.gaps import has_gaps
from reports.paper.trend import has_trend
from reports.sentences.ranking import shown
from reports.slides import after, cohesion, deck, front, notes, trend
from reports.slides.notes import Note

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class Page:
    draw: Callable[[Deck, Report], object]
    note: Note


COVER = Page(front.title, notes.TITLE)
TALK = Page(after.talk, notes.TALK)


def build(report: Report) -> bytes:
    made = deck.empty(report)
    for page in pages(report):
        page.draw(made, report)
        slide = made.slides[len(made.slides) - 1]
        slide.notes_slide.notes_text_frame.text = notes.told(page.note, report)
    return deck.to_bytes(made, report)


def pages(report: Report) -> tuple[Page, ...]:
    """With too few answers only what needs no numbers."""
    if not shown(report):
        return COVER, Page(after.too_few, notes.TOO_FEW), TALK
    return (
        COVER,
        Page(front.one_page, notes.ONE_PAGE),
        Page(front.six_blocks, notes.SIX_BLOCKS),
        Page(front.strongest, notes.STRONGEST),
        Page(front.first, notes.FIRST),
        Page(cohesion.network, notes.NETWORK),
        *((Page(cohesion.signals, notes.SIGNALS),) if report.advice.signals else ()),
        *((Page(cohesion.role_gaps, notes.ROLE_GAPS),) if has_gaps(report) else ()),
        *((Page(trend.change, notes.CHANGE),) if has_trend(report) else ()),
        Page(after.three, notes.THREE),
        TALK,
        Page(after.how_to_read, notes.HOW_TO_READ),
    )
