"""Careless answering: from one person's answers and time to two flags and a verdict.

Only the verdict is stored, never the time. `unusable` leaves somebody out of everything; the
flags leave nobody out, because with positive statements a straight line can be honest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

MINIMUM_ANSWERS = 21  # of the 42: with fewer answers nothing of a person counts
STRAIGHT_RUN = 21  # equal answers in a row
FAST_SECONDS = 2.0  # per answer
UNUSABLE_SECONDS = 1.0  # per answer, and only together with one answer to everything

Answer = int | str | None  # 1-5, "WN" (weet ik niet), or None: empty


@dataclass(frozen=True)
class AnswerQuality:
    answered: int
    longest_run: int
    fast: bool
    straight: bool
    unusable: bool


def assess(
    answers: Mapping[str, Answer], codes: Iterable[str], duration_seconds: float | None
) -> AnswerQuality:
    """How carefully somebody answered.

    answers: item code to 1-5 or "WN"; a missing code is empty. codes: all items in the order
    in which they are asked. duration_seconds: from the first screen to sending; None when it
    is not known (paper, import): then nobody is fast or unusable by speed.
    Missing data: "weet ik niet" and empty are not answers to count (they are never scored);
    both end a run. One "weet ik niet" also shows that not everything was answered alike.
    Source: two seconds per item, Huang et al. (2012), Journal of Business and Psychology 27(1);
    the longest run, Meade & Craig (2012), Psychological Methods 17(3).
    """
    given = [answers.get(code) for code in codes]
    answered = sum(isinstance(answer, int) for answer in given)
    longest = _longest_run(given)
    return AnswerQuality(
        answered=answered,
        longest_run=longest,
        fast=_faster_than(FAST_SECONDS, answered, duration_seconds),
        straight=longest >= STRAIGHT_RUN,
        unusable=answered < MINIMUM_ANSWERS
        or (_all_alike(given) and _faster_than(UNUSABLE_SECONDS, answered, duration_seconds)),
    )


def _longest_run(given: list[Answer]) -> int:
    runs = (len(list(run)) for answer, run in groupby(given) if isinstance(answer, int))
    return max(runs, default=0)


def _all_alike(given: list[Answer]) -> bool:
    return len({answer for answer in given if answer is not None}) == 1


def _faster_than(seconds: float, answered: int, duration: float | None) -> bool:
    return duration is not None and duration < seconds * answered
