"""Headcounts in, boxes out: one for every group that may be counted while the scan is open.

Whoever keeps a copy of all slips of a box can try which of them were used. So a box is never
smaller than a group whose number of answers the manager sees anyway (`reports.follow`): the parts
of the forecast, each with at least K people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.privacy import forecast
from reports.published import EMPLOYEES
from scan.roles import Role

SAMEN = "samen"  # how the box of several roles together is called in an address
PER_SHEET = 10
FEWEST_SPARE = 5  # the last one to draw has a choice, too


@dataclass(frozen=True)
class SlipBox:
    """`roles` are the roles with people that draw from it."""

    roles: tuple[Role, ...]
    people: int

    @property
    def role(self) -> Role | None:
        """The role on the slips; None when people choose it themselves."""
        return self.roles[0] if len(self.roles) == 1 else None

    @property
    def code(self) -> str:
        return self.role or SAMEN


def boxes(invited: Mapping[Role, int]) -> tuple[SlipBox, ...]:
    """Employees first. None at all for fewer than K people."""
    planned = forecast(invited)
    if not planned.cells:
        return ()
    parts = planned.parts or (planned.roles,)
    ordered = sorted(parts, key=lambda part: part != (EMPLOYEES,))
    return tuple(_box(part, invited) for part in ordered)


def proposed(box: SlipBox, by_mail: Mapping[Role, int]) -> int:
    """Who has no mail yet and a tenth to spare, in whole sheets; nothing when everybody has."""
    wanted = box.people - sum(by_mail.get(role, 0) for role in box.roles)
    if wanted <= 0:
        return 0
    wanted += max(FEWEST_SPARE, wanted // 10)
    return -(-wanted // PER_SHEET) * PER_SHEET


def _box(part: tuple[Role, ...], invited: Mapping[Role, int]) -> SlipBox:
    roles = tuple(role for role in part if invited.get(role, 0))
    return SlipBox(roles, sum(invited[role] for role in roles))
