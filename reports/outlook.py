"""What the report can show with these headcounts, and what stands in the way of more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.privacy import Cell, Part, Plan, forecast
from reports.published import EMPLOYEES, TOTAL
from reports.thresholds import DETAIL, K
from scan.roles import ROLES, Role

Counts = Mapping[Role, int]


@dataclass(frozen=True)
class Row:
    """A group that the report shows when everybody answers."""

    code: str
    roles: Part
    people: int
    margin: bool


@dataclass(frozen=True)
class Merged:
    """A role that is shown together with `rest`, who have `rest_people` people."""

    role: Role
    people: int
    rest: Part
    rest_people: int

    @property
    def is_too_small(self) -> bool:
        return self.people < K

    @property
    def would_give_away(self) -> bool:
        """Apart, it would let a reader work out the others, who are too few."""
        return not self.is_too_small and self.rest_people < K


@dataclass(frozen=True)
class Lack:
    """Roles together that would be shown if there were `missing` more people."""

    roles: Part
    people: int

    @property
    def missing(self) -> int:
        return K - self.people


@dataclass(frozen=True)
class Outlook:
    people: int
    rows: tuple[Row, ...]  # total, medewerkers, the others; empty: no numbers at all
    merged: tuple[Merged, ...]  # beside other parts
    lacks: tuple[Lack, ...]  # why there is only a total, or nothing

    @property
    def parts(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.code != TOTAL)

    @property
    def is_tiny(self) -> bool:
        """Only a total, and of so few people that every single answer weighs heavily."""
        return bool(self.rows) and not self.parts and self.people < DETAIL


def outlook(invited: Counts) -> Outlook:
    """By the function that decides publication, as if everybody answered and no director agreed
    to be shown apart."""
    planned = forecast(invited)
    rows = [_row(cell) for cell in planned.cells if cell.kind in ("total", "part")]
    return Outlook(
        people=sum(invited.values()),
        rows=tuple(sorted(rows, key=_place)),
        merged=_merged(planned, invited),
        lacks=() if planned.parts else _lacks(planned, invited),
    )


def _row(cell: Cell) -> Row:
    return Row(cell.code, cell.roles, cell.n, cell.spread)


def _place(row: Row) -> int:
    """Medewerkers right after the total, as in the charts; the others in their own order."""
    return {TOTAL: 0, EMPLOYEES: 1}.get(row.code, 2)


def _merged(planned: Plan, invited: Counts) -> tuple[Merged, ...]:
    together = [_existing(part, invited) for part in planned.parts]
    return tuple(
        _beside(role, tuple(other for other in part if other != role), invited)
        for part in together
        if len(part) > 1
        for role in part
    )


def _beside(role: Role, rest: Part, invited: Counts) -> Merged:
    return Merged(role, invited[role], rest, sum(invited[other] for other in rest))


def _lacks(planned: Plan, invited: Counts) -> tuple[Lack, ...]:
    """Without parts: the leading roles together or the employees are fewer than K."""
    if not planned.cells:
        return (Lack(planned.roles, sum(invited.values())),)
    leading = tuple(role for role in planned.roles if role != EMPLOYEES)
    sides = (leading, tuple(role for role in planned.roles if role == EMPLOYEES))
    lacks = (Lack(side, sum(invited[role] for role in side)) for side in sides if side)
    return tuple(lack for lack in lacks if lack.missing > 0)


def _existing(part: Part, invited: Counts) -> Part:
    return tuple(role for role in ROLES if role in part and invited.get(role, 0))
