"""May the directie be asked to be shown apart, and what would it take from the report?

What is published is decided in `reports.privacy`; tests/scan/test_apart.py holds these two to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from scan.roles import ROLES, Role

LEAST = 5  # people in every group but a consenting directie

Counts = Mapping[Role, int]


def may_be_asked(role: str | None, invited: Counts) -> bool:
    """Only the directie, and only when the others are enough by themselves: otherwise a yes
    could never have an effect. Never HR, leidinggevenden or medewerkers (PRIVACY.md, rule 5)."""
    others = [invited.get(other, 0) for other in ROLES if other != Role.DIR]
    return role == Role.DIR and invited.get(Role.DIR, 0) > 0 and sum(others) >= LEAST


def takes_the_comparison_away(invited: Counts) -> bool:
    """Only with the directie in it, the leading group is large enough beside the medewerkers."""
    directie, hr, leading, employees = (invited.get(role, 0) for role in ROLES)
    beside = hr + leading
    return 0 < beside < LEAST <= beside + directie and employees >= LEAST
