"""How a number is printed: in whole points, half up, and not to the very ends of the scale."""

from __future__ import annotations

import math
from fractions import Fraction

from reports.published import Number
from reports.thresholds import DETAIL, EDGES, WIDE_EDGES

DIGITS = 9  # what differs after this many decimals is the computer, not the people


def half_up(value: float | Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return math.floor(round(value, DIGITS) + Fraction(1, 2))


def round_up(value: float) -> int:
    """The first whole number that is not lower."""
    return math.ceil(round(value, DIGITS))


def printed(value: float, n: int) -> Number:
    """A score (0-100) of n people as it is printed.

    Formula: floor(round(value, 9) + 0.5), then clipped to 5-95 for ten people or more and to
    10-90 for fewer; at the limit the number carries its sign, "<=" or ">=".
    """
    return clipped(half_up(value), EDGES if n >= DETAIL else WIDE_EDGES)


def clipped(value: int, edges: tuple[int, int]) -> Number:
    """The number, or the edge it reaches or passes."""
    low, high = edges
    if value <= low:
        return Number(low, "<=")
    return Number(high, ">=") if value >= high else Number(value)
