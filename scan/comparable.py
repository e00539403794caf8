"""When two scans may stand side by side: the same questionnaire, and enough time in between."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

SMALLEST_INTERVAL = 6  # months between closing a scan and starting the next one


def months_later(day: date, months: int) -> date:
    """The same day of the month; the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def advised_from(closed_on: date) -> date:
    """The first day on which a follow-up can tell something: actions need time to work."""
    return months_later(closed_on, SMALLEST_INTERVAL)


def is_too_soon(closed_on: date, first_day: date) -> bool:
    return first_day < advised_from(closed_on)


def same_questionnaire(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether both are one questionnaire in one major version; each is (file name, version).

    Within a major version no statement changes its meaning, so the scores are alike.
    """
    return _family(*first) == _family(*second)


def _family(name: str, version: str) -> tuple[str, str]:
    return name.rstrip("_0123456789"), version.split(".")[0]
