"""How many have answered, as far as it may be told while a scan is open. Never who, never what.

Counts are shown for the groups of the forecast only: these follow from the headcounts, which lie
fixed from the opening, so that what is shown never depends on who answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.privacy import Part, forecast
from reports.published import EMPLOYEES
from reports.thresholds import K
from scan.roles import ROLES, Role

Counts = Mapping[Role, int]


class Stage(StrEnum):
    DRAFT = "draft"
    PLANNED = "planned"  # open, but before the first day
    RUNNING = "running"
    OVER = "over"  # after the last day, not closed yet
    REVIEW = "review"  # closed, the open answers are being read, nothing published yet
    CLOSED = "closed"


@dataclass(frozen=True)
class Count:
    """A group of at least K invited people and how many answers it gave."""

    roles: Part  # the roles of the group that have people
    answered: int
    invited: int

    @property
    def percent(self) -> int:
        """For the length of a bar: open links can bring more answers than people."""
        return min(100, 100 * self.answered // self.invited)

    @property
    def needed(self) -> int:
        """Answers that lack before the group can be shown in the report."""
        return max(0, K - self.answered)

    @property
    def too_many(self) -> bool:
        return self.answered > self.invited


@dataclass(frozen=True)
class Progress:
    """`total` None: fewer than K people are invited, so no count is shown at all."""

    total: Count | None
    parts: tuple[Count, ...]

    @property
    def is_thin(self) -> bool:
        """Less than half of the people answered."""
        return self.total is not None and 2 * self.total.answered < self.total.invited

    @property
    def is_enough(self) -> bool:
        """Everything of the forecast can be shown, and at least half answered."""
        shown = (self.total, *self.parts)
        return not self.is_thin and all(count and not count.needed for count in shown)


def progress(answered: Counts, invited: Counts) -> Progress:
    """The counts that may be shown: the total and the parts of the forecast.

    The parts cover everyone, so the total minus what is shown leaves nobody. An answer in a role
    that has no people counts with the largest part: on its own it would stand for one person.
    """
    planned = forecast(invited)
    if not planned.cells:
        return Progress(None, ())
    # Medewerkers first, as in the charts.
    ordered = sorted(planned.parts, key=lambda part: part != (EMPLOYEES,))
    parts = [_count(part, answered, invited) for part in ordered]
    total = _count(ROLES, answered, invited)
    return Progress(total, _with_strays(parts, total))


def stage(status: str, first_day: date, last_day: date, today: date) -> Stage:
    if status != "open":
        return Stage(status)
    if today < first_day:
        return Stage.PLANNED
    return Stage.RUNNING if today <= last_day else Stage.OVER


def _count(roles: Part, answered: Counts, invited: Counts) -> Count:
    return Count(
        roles=tuple(role for role in roles if invited.get(role, 0)),
        answered=sum(answered.get(role, 0) for role in roles),
        invited=sum(invited.get(role, 0) for role in roles),
    )


def _with_strays(parts: list[Count], total: Count) -> tuple[Count, ...]:
    strays = total.answered - sum(part.answered for part in parts)
    largest = max((part.invited for part in parts), default=0)
    home = next((part for part in parts if part.invited == largest), None)
    return tuple(
        Count(part.roles, part.answered + strays, part.invited) if part is home else part
        for part in parts
    )
