"""In which group of the report the answers of a role end up, told before the first question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.privacy import Part, forecast
from reports.published import TOTAL
from scan.roles import Role


@dataclass(frozen=True)
class OwnGroup:
    """`kind`: "part" (beside others), "total" (everybody together) or "none" (no numbers)."""

    kind: str
    roles: Part
    people: int


def own_group(invited: Mapping[Role, int], role: Role) -> OwnGroup:
    """By the function that decides publication, as if everybody answers and no director agrees
    to be shown apart. With fewer answers a group can only become larger, or disappear."""
    planned = forecast(invited)
    part = next((part for part in planned.parts if role in part), None)
    cell = planned.cell("+".join(part) if part else TOTAL)
    if cell is None:
        return OwnGroup("none", (), 0)
    return OwnGroup("part" if part else "total", cell.roles, cell.n)
