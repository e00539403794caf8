"""The four roles, in the order in which they are named and in which the first that fits counts."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    DIR = "DIR"
    HR = "HR"
    LG = "LG"
    MW = "MW"


ROLES: tuple[Role, ...] = tuple(Role)
EMPLOYEES = Role.MW
