"""Which groups may be shown, and the one gate through which scores become published numbers.

Means are published only for the parts of one partition of all participants into role groups in
which every part has at least five people, plus the total; spread only for parts of at least ten.
A group has as many people as answered, but never more than its headcount. The promise, the proof
and the attacks it answers: PRIVACY.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reports.pooling import Summary, pool, summarise
from reports.published import (
    EMPLOYEES,
    LEADING,
    OWN_DIR,
    SCHEMA,
    TOTAL,
    Facts,
    Group,
    Hidden,
    Number,
    Published,
    PublishedBlock,
    Shown,
)
from reports.rounding import clipped, half_up, printed, round_up
from reports.thresholds import CLEAR_GAP, DETAIL, DONT_KNOW_EDGES, K
from scan.instrument.types import Block, Instrument
from scan.margins import agreement_class, margin
from scan.roles import ROLES, Role
from scan.statistics import BlockStatistics, GroupScores

SCORING_VERSION = "1"  # changes when the same answers would give another number

Part = tuple[Role, ...]
Counts = Mapping[Role, int]

PARTITIONS = (
    "DIR | HR | LG | MW",
    "DIR+HR | LG | MW",
    "DIR | HR+LG | MW",
    "DIR+HR+LG | MW",
    "DIR+HR+LG+MW",
)
PARTITIONS_BESIDE_OWN = ("HR | LG | MW", "HR+LG | MW", "HR+LG+MW")  # directie shown apart


@dataclass(frozen=True)
class Cell:
    """n people who are shown together, as a pool of smallest groups (`parts`)."""

    code: str
    kind: str  # as in Group
    parts: tuple[Part, ...]
    roles: Part  # those of its roles that exist in this firm
    n: int
    spread: bool  # margin, agreement, "weet ik niet" and anchor check may be shown

    @property
    def members(self) -> frozenset[Role]:
        return frozenset(role for part in self.parts for role in part)


@dataclass(frozen=True)
class Plan:
    """What may be shown: totaal, parts, DIR* and leiding. No cells: nothing may be shown."""

    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]  # of the protected roles; empty when only the total is shown
    own: Part  # the directie that agreed to be shown apart, or nobody
    roles: Part  # roles that exist in this firm
    invited: Counts  # headcount per role

    def cell(self, code: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.code == code), None)


def plan(n: Counts, invited: Counts, consent: bool) -> Plan:
    """The groups that may be shown: rule D4, steps 2 to 6.

    n: usable answers per role. invited: headcount per role. consent: every director who
    answered agreed to be shown apart. A role exists when somebody is invited or answered; a
    role that exists but did not answer is merged like a small one, so that the groups do not
    tell who took part. Of the partitions, finest first, the first with at least K people in
    every part is taken. Fewer than K people beside a consenting directie: nothing at all.
    People are answers up to the headcount: made-up answers make no group large enough.
    """
    roles = tuple(role for role in ROLES if invited.get(role, 0) > 0 or n.get(role, 0) > 0)
    own = (Role.DIR,) if consent and n.get(Role.DIR, 0) > 0 else ()
    parts = _partition(n, invited, roles, own)
    return _with_cells(parts, own, roles, n, invited)


def plan_block(chosen: Plan, n_block: Counts) -> Plan:
    """The groups that may be shown of one block; n_block: valid answers on it per role.

    One part below K people: only the total, or the total minus the rest would tell of that
    part. Fewer than K protected people: nothing.
    """
    parts = chosen.parts if _all_reach(chosen.parts, n_block, chosen.invited, K) else ()
    return _with_cells(parts, chosen.own, chosen.roles, n_block, chosen.invited)


def forecast(invited: Counts) -> Plan:
    """The most that a scan can show: the plan when everybody answers and no director consents."""
    return plan(invited, invited, consent=False)


def may_republish(new_per_part: Mapping[str, int]) -> bool:
    """Whether a second result may replace a first one, given the new answers per shown part.

    Two results side by side tell of the people in between: every part that changed must have
    grown by at least K. Nothing changed: no reason to publish.
    """
    changed = [new for new in new_per_part.values() if new]
    return bool(changed) and min(changed) >= K


def release(
    scores: GroupScores,
    instrument: Instrument,
    invited: Counts,
    facts: Facts,
    instrument_name: str,
) -> Published:
    """Scores of people in, published numbers out: the only way from the one to the other.

    Every number is a whole point (0-100), rounded half up and clipped near 0 and 100; a margin
    is rounded up. Groups that may not be shown appear nowhere, not even with their n.
    Missing data: n of a group counts usable answers, n of a block valid scores on that block.
    Raises ValueError when the scores contradict their own counts.
    """
    n = scores.usable()
    chosen = plan(n, invited, scores.directors_agree())
    groups = tuple(_group(cell, invited) for cell in chosen.cells)
    return Published(
        schema=SCHEMA,
        instrument=instrument_name,
        instrument_version=instrument.version,
        scoring_version=SCORING_VERSION,
        facts=facts,
        roles=chosen.roles if groups else tuple(r for r in ROLES if invited.get(r, 0) > 0),
        groups=groups,
        blocks=tuple(_release_block(block, chosen, scores, groups) for block in instrument.blocks),
        only_leading=bool(groups) and invited.get(EMPLOYEES, 0) >= K and not n.get(EMPLOYEES, 0),
    )


def _partition(n: Counts, invited: Counts, roles: Part, own: Part) -> tuple[Part, ...]:
    """The parts to show beside the total, by the first partition that holds."""
    for written in PARTITIONS_BESIDE_OWN if own else PARTITIONS:
        parts = tuple(part for part in _read(written) if set(part) & set(roles))
        if _all_reach(parts, n, invited, K):
            return parts if own or len(parts) > 1 else ()
    return ()


@cache
def _read(partition: str) -> list[Part]:
    return [tuple(Role(code) for code in part.split("+")) for part in partition.split(" | ")]


def _count(roles: Iterable[Role], n: Counts) -> int:
    return sum(n.get(role, 0) for role in roles)


def _all_reach(parts: Iterable[Part], n: Counts, invited: Counts, least: int) -> bool:
    """Whether every part has so many people: with open links answers alone prove nobody."""
    return all(min(_count(part, n), _count(part, invited)) >= least for part in parts)


def _with_cells(
    parts: tuple[Part, ...], own: Part, roles: Part, n: Counts, invited: Counts
) -> Plan:
    protected = tuple(role for role in ROLES if role not in own)
    if not _all_reach([protected], n, invited, K):
        return Plan((), parts, own, roles, invited)

    def has_spread(*groups: Part) -> bool:
        return _all_reach(groups, n, invited, DETAIL)

    def cell(code: str, kind: str, pooled: tuple[Part, ...], spread: bool) -> Cell:
        named = tuple(role for role in roles if any(role in part for part in pooled))
        return Cell(code, kind, pooled, named, _count((r for p in pooled for r in p), n), spread)

    apart = (own,) if parts and _count(own, n) else ()
    everyone = (*parts, *apart) or (ROLES,)
    # Theorem 4: the spread of the total only when every part of it has its own spread right.
    cells = [cell(TOTAL, "total", everyone, has_spread(*(parts or (protected,))))]
    cells += [cell("+".join(p), "part", (p,), has_spread(p)) for p in parts]
    cells += [cell(OWN_DIR, "own", (p,), False) for p in apart]
    leading = tuple(part for part in everyone if part != (EMPLOYEES,))
    if _has_leading_group(parts, own):
        # A union of published groups: by theorem 2 its sums tell nothing new. Spread only where
        # each of them has it, and never with directie in it, which is shown without any.
        spread = not own and has_spread(*leading)
        cells.append(cell(LEADING, "leading", leading, spread))
    return Plan(tuple(cells), parts, own, roles, invited)


def _has_leading_group(parts: tuple[Part, ...], own: Part) -> bool:
    """Several groups beside medewerkers; a single one is itself the leading side."""
    return (EMPLOYEES,) in parts and len(parts) - 1 + bool(own) > 1


def _group(cell: Cell, invited: Counts) -> Group:
    """More answers than headcount happens with open links: then everybody answered."""
    asked = max(_count(cell.members, invited), cell.n)
    return Group(cell.code, cell.kind, cell.roles, cell.n, asked)


def _release_block(
    block: Block, chosen: Plan, scores: GroupScores, groups: tuple[Group, ...]
) -> PublishedBlock:
    now = plan_block(chosen, scores.valid(block.code))
    found = {cell.code: _measure(block, cell, scores) for cell in now.cells}
    smallest = {part: _summary(block, part, scores) for part in _smallest(now)}
    shown = {
        cell.code: _shown(
            cell,
            pool([smallest[part] for part in cell.parts]),
            found[cell.code],
            next(group.invited for group in groups if group.code == cell.code),
        )
        for cell in now.cells
    }
    return PublishedBlock(
        code=block.code,
        groups={group.code: shown.get(group.code, _hidden(group, now)) for group in groups},
        wording_note=_may_be_wording(now, shown, found),
    )


def _smallest(now: Plan) -> tuple[Part, ...]:
    """The groups that everything shown is pooled from: those of the total."""
    return now.cells[0].parts if now.cells else ()


def _summary(block: Block, part: Part, scores: GroupScores) -> Summary:
    return summarise(scores.statistics(block.code, frozenset(part)))


def _measure(block: Block, cell: Cell, scores: GroupScores) -> BlockStatistics:
    found = scores.statistics(block.code, cell.members)
    if found.n != cell.n:
        raise ValueError(f"{block.code}: counted {cell.n} people in {cell.code}, got {found.n}")
    return found


def _shown(cell: Cell, told: Summary, found: BlockStatistics, invited: int) -> Shown:
    """`told` holds back the extremes; `found` gives only classes and the "weet ik niet"."""
    return Shown(
        n=cell.n,
        score=printed(told.score, cell.n),
        features={code: printed(mean, cell.n) for code, mean in told.features.items()},
        margin=round_up(margin(told.sd, cell.n, invited)) if cell.spread else None,
        agreement=_agreement(found) if cell.spread else None,
        dont_know=_dont_know(found) if cell.spread and len(cell.parts) == 1 else None,
    )


def _agreement(found: BlockStatistics) -> str | None:
    return None if found.item_variance is None else agreement_class(found.item_variance)


def _dont_know(found: BlockStatistics) -> Number:
    """Only of separate groups, never of a group and its parts: that would undo the clipping."""
    return clipped(half_up(100 * found.dont_know), DONT_KNOW_EDGES)


def _hidden(group: Group, now: Plan) -> Hidden:
    return Hidden("no_answer" if group.kind == "own" and now.parts and now.cells else "too_small")


def _may_be_wording(
    now: Plan, shown: Mapping[str, Shown], found: Mapping[str, BlockStatistics]
) -> bool:
    """Whether a clear gap may partly come from the wording: on the anchor statement, which has
    the same words for everyone, it is less than half as large or turned round.

    Only with spread right and DETAIL answers to the anchor on both sides, and only for a gap
    that is told: a hint about a difference that nobody sees would be a number for nothing.
    """
    employees = now.cell(EMPLOYEES)
    others = [cell for cell in now.cells if cell.code not in (TOTAL, EMPLOYEES)]
    if not (employees and others and employees.spread and others[-1].spread):
        return False
    gap = shown[others[-1].code].score.value - shown[EMPLOYEES].score.value
    high, low = (others[-1].code, EMPLOYEES) if gap > 0 else (EMPLOYEES, others[-1].code)
    if abs(gap) < CLEAR_GAP or min(found[high].anchor_n, found[low].anchor_n) < DETAIL:
        return False
    return round(found[high].anchor - found[low].anchor, 9) < abs(gap) / 2
