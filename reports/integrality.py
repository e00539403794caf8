"""How well the six blocks hold together: level, integrality index, balance and the weak link."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import mean

from reports.meaning import Balance, Integrality, level
from reports.published import Shown
from reports.rounding import half_up
from reports.thresholds import DETAIL

WEIGHTS = (11, 9, 7, 5, 3, 1)  # for the six scores from low to high
BALANCED, SLIGHTLY_OFF = 95, 90  # percent
WEAK_LINK = 10  # points under the mean
WIDE_MARGIN = 8  # points


def index(scores: Sequence[int]) -> Fraction:
    """The integrality index of six block scores (0-100), exact.

    Formula: (11 x1 + 9 x2 + 7 x3 + 5 x4 + 3 x5 + 1 x6) / 36 with x1 <= ... <= x6: the expected
    value of the weaker of two blocks drawn at random, with replacement. It lies between the
    lowest score and the mean and equals the mean only if all six are the same.
    All six must be known. Raises ValueError for another number of scores.
    Source: mean x (1 - Gini), Sen (1976), Econometrica 44(2), as an ordered weighted average.
    """
    weighted = zip(WEIGHTS, sorted(scores), strict=True)
    return Fraction(sum(weight * score for weight, score in weighted), sum(WEIGHTS))


def balance(scores: Sequence[int]) -> Fraction:
    """The index divided by the plain mean, 0-1; 1 when all scores are 0.

    Errors and missing data as for `index`.
    """
    return index(scores) * len(scores) / sum(scores) if any(scores) else Fraction(1)


def balance_class(percent: int) -> Balance:
    """By the printed percentage, so that a reader sees why."""
    if percent >= BALANCED:
        return Balance.BALANCED
    return Balance.SLIGHTLY_OFF if percent >= SLIGHTLY_OFF else Balance.OFF


def is_weak_link(score: int, scores: Sequence[int]) -> bool:
    """Whether a block stays at least ten points behind the mean of the six."""
    return score <= mean(map(Fraction, scores)) - WEAK_LINK


def integrality(totals: Sequence[Shown]) -> Integrality:
    """The three numbers of the six published totals, and what may be said about them.

    totals: all six, 0-100 as printed. Raises ValueError for another number. Level = half up of
    the mean, index and balance (percent) = half up of `index` and 100 `balance`. With fewer than
    DETAIL people in one of the totals there is no class, only the number with a note.
    """
    scores = [total.score.value for total in totals]
    printed_level = half_up(mean(map(Fraction, scores)))
    printed_index = half_up(index(scores))
    percent = half_up(100 * balance(scores))
    large = min(total.n for total in totals) >= DETAIL
    return Integrality(
        level=printed_level,
        index=printed_index,
        balance=percent,
        level_level=level(printed_level),
        index_level=level(printed_index),
        balance_class=balance_class(percent) if large else None,
        small_group_note=not large or max(total.margin or 0 for total in totals) > WIDE_MARGIN,
    )
