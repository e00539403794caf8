"""The open answers on the results page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.sentences import own_words
from reports.sentences.own_words import Answers

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class OwnWordsView:
    heading: str
    rule: str
    caution: str
    answers: tuple[Answers, ...]

    @property
    def has_texts(self) -> bool:
        return any(answer.texts for answer in self.answers)


def view(report: Report) -> OwnWordsView | None:
    """None when the scan asked no open questions."""
    found = own_words.answers(report)
    if not found:
        return None
    title = own_words.heading(report) if own_words.has_texts(report) else own_words.title(report)
    return OwnWordsView(title, own_words.rule(report), own_words.caution(report), found)
