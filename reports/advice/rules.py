"""Which advice a company gets and why: published numbers and the library in, a plan out.

Reads nothing but what is published, so that no text can say more than the numbers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

from reports.advice import patterns
from reports.advice.types import (
    EMPLOYEES_HIGHER,
    LEADING_HIGHER,
    Advice,
    GapAdvice,
    Horizon,
    Library,
    SignalText,
)
from reports.findings import BlockFinding, Findings, Signal
from reports.published import TOTAL, Published
from scan.roles import ROLES, Role

# The order of "als je maar drie dingen doet": those with most say start.
SPEAKING_ORDER = (Role.DIR, Role.LG, Role.HR, Role.MW)

ByRole = Mapping[Role, tuple[Advice, ...]]
HasActions = TypeVar("HasActions", GapAdvice, SignalText)


@dataclass(frozen=True)
class PlannedAction:
    block: str
    role: Role
    advice: Advice

    @property
    def is_for_this_week(self) -> bool:
        return self.advice.horizon is Horizon.THIS_WEEK


@dataclass(frozen=True)
class AdvicePlan:
    """Everything the report advises. Roles without advice are nowhere in it."""

    roles: tuple[Role, ...]  # who gets advice
    by_block: Mapping[str, ByRole]  # shown blocks in order; per role the best advice first
    plan: tuple[PlannedAction, ...]  # one per priority block and role, in that order
    three: tuple[PlannedAction, ...]  # "als je maar drie dingen doet": one per priority block
    gaps: tuple[GapAdvice, ...]  # clear gaps, largest difference first
    signals: tuple[tuple[Signal, SignalText], ...]  # at most three
    lever: str | None  # the strongest block: begin where it already works
    patterns: Mapping[str, str]  # shown block -> code of library.patterns


def choose(findings: Findings, published: Published, library: Library) -> AdvicePlan:
    """The advice that fits the published result.

    Per shown block its level selects the list. Within a role the advice comes first whose
    kenmerk has the lowest published total; equal scores keep the order of the library. The
    plan takes the first advice of every priority block and role. A role without an action for
    this week gets one in the lowest ranked priority block. A clear gap adds the advice of that
    gap. Roles that do not exist in the firm, and medewerkers when none of them answered
    (only_leading), get nothing.
    """
    roles = _advised_roles(published)
    by_block = _by_block(findings, published, library, roles)
    plan = _plan([block for block in findings.priorities if block in by_block], roles, by_block)
    return AdvicePlan(
        roles=roles,
        by_block=by_block,
        plan=plan,
        three=_three(plan),
        gaps=tuple(_gaps(findings, library, roles)),
        signals=tuple(
            (signal, _for_roles(library.signals[signal.rule], roles))
            for signal in findings.signals[: patterns.SHOWN_SIGNALS]
        ),
        lever=findings.strongest,
        patterns={
            block.code: code
            for block in findings.blocks
            if (code := patterns.of_block(block, findings))
        },
    )


def _advised_roles(published: Published) -> tuple[Role, ...]:
    absent = {Role.MW} if published.only_leading else set()
    return tuple(role for role in ROLES if role in published.roles and role not in absent)


def _by_block(
    findings: Findings, published: Published, library: Library, roles: Iterable[Role]
) -> dict[str, ByRole]:
    return {
        block.code: {role: _best_first(block, role, published, library) for role in roles}
        for block in findings.blocks
        if block.level is not None
    }


def _best_first(
    block: BlockFinding, role: Role, published: Published, library: Library
) -> tuple[Advice, ...]:
    shown = published.shown(block.code, TOTAL)
    scores = {feature: number.value for feature, number in shown.features.items()} if shown else {}
    advices = library.level_list(block.code, block.level, role)
    return tuple(sorted(advices, key=lambda advice: scores.get(advice.feature, 101)))


def _plan(
    blocks: list[str], roles: tuple[Role, ...], by_block: Mapping[str, ByRole]
) -> tuple[PlannedAction, ...]:
    chosen = {
        (block, role): PlannedAction(block, role, by_block[block][role][0])
        for block in blocks
        for role in roles
    }
    for role in roles if blocks else ():
        if not any(chosen[block, role].is_for_this_week for block in blocks):
            last = blocks[-1]
            chosen[last, role] = _for_this_week(last, role, by_block[last][role])
    return tuple(chosen.values())


def _for_this_week(block: str, role: Role, advices: Iterable[Advice]) -> PlannedAction:
    """The best one for this week; the library has one for every block, level and role."""
    actions = (PlannedAction(block, role, advice) for advice in advices)
    return next(action for action in actions if action.is_for_this_week)


def _three(plan: tuple[PlannedAction, ...]) -> tuple[PlannedAction, ...]:
    """One planned action per priority block. Of all ways to pick them: first as few roles
    twice as possible, then as many for this week, then in speaking order."""
    if not plan:
        return ()
    blocks = dict.fromkeys(action.block for action in plan)
    options = [[action for action in plan if action.block == block] for block in blocks]
    return min(product(*options), key=_cost)


def _cost(actions: tuple[PlannedAction, ...]) -> tuple[int, int, tuple[int, ...]]:
    repeated = len(actions) - len({action.role for action in actions})
    later = sum(not action.is_for_this_week for action in actions)
    return repeated, later, tuple(SPEAKING_ORDER.index(action.role) for action in actions)


def _gaps(findings: Findings, library: Library, roles: tuple[Role, ...]) -> Iterable[GapAdvice]:
    clear = [block for block in findings.blocks if block.gap and block.gap.is_clear]
    for block in sorted(clear, key=lambda block: -abs(block.gap.difference)):
        direction = LEADING_HIGHER if block.gap.difference > 0 else EMPLOYEES_HIGHER
        yield _for_roles(library.gaps[block.code, direction], roles)


def _for_roles(text: HasActions, roles: tuple[Role, ...]) -> HasActions:
    return replace(text, actions={role: text.actions[role] for role in roles})
