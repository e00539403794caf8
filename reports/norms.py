"""When results of many organisations may be compared with, and how sure such a norm would be.

No page shows a norm yet; these are the rules it will have to keep.
"""

from __future__ import annotations

from enum import StrEnum
from math import sqrt
from statistics import NormalDist

LEAST_PEOPLE = 10  # in the total of an organisation that counts
LEAST_RESPONSE = 0.5
OLDEST_MONTHS = 36
LEAST_ORGANISATIONS, LEAST_PARTICIPANTS = 10, 200  # for a provisional mean
FULL_ORGANISATIONS, FULL_PARTICIPANTS = 30, 600  # for mean and quartiles


class Form(StrEnum):
    NOTHING = "niets"
    MEAN = "alleen gemiddelde, voorlopig"
    FULL = "gemiddelde en kwartielen"


def counts_towards_norm(*, n: int, response: float, consent: bool, months: float) -> bool:
    """Whether an organisation is part of a norm.

    n: people in its published total. response: 0-1. consent: the organisation's own yes.
    months: since closing.
    """
    recent_and_asked = consent and months <= OLDEST_MONTHS
    return recent_and_asked and n >= LEAST_PEOPLE and response >= LEAST_RESPONSE


def form(organisations: int, participants: int) -> Form:
    """What of a norm may be shown with so many organisations and participants."""
    if organisations < LEAST_ORGANISATIONS or participants < LEAST_PARTICIPANTS:
        return Form.NOTHING
    if organisations < FULL_ORGANISATIONS or participants < FULL_PARTICIPANTS:
        return Form.MEAN
    return Form.FULL


def standard_error(between_sd: float, organisations: int) -> float:
    """Of the mean over organisations, in points: sd / sqrt(organisations)."""
    return between_sd / sqrt(organisations)


def standard_error_of_quartile(between_sd: float, organisations: int) -> float:
    """Of a quartile, in points, for organisations spread normally:
    sqrt(p (1 - p) / organisations) / density at the quartile, p = .25 (order statistics)."""
    spread = NormalDist(0, between_sd)
    density = spread.pdf(spread.inv_cdf(0.25))
    return sqrt(0.25 * 0.75 / organisations) / density
