"""Frozen results of several scans in, change out: what is demonstrably higher or lower.

Pure, and reads nothing but `Published`: no answer of an earlier scan is looked at again. Only the
same group is compared, and only where both results print a margin for it (rule C5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from reports.published import EMPLOYEES, LEADING, OWN_DIR, TOTAL, Group, Number, Published
from scan.comparable import is_too_soon, same_questionnaire
from scan.margins import change_limit, t_quantile

MOST_SHIFT = Fraction(10, 100)  # of the share of medewerkers; beyond it the total is another mix
NEVER_COMPARED = (OWN_DIR, LEADING)  # no spread; a pool of groups that are compared themselves


class Verdict(StrEnum):
    HIGHER = "hoger"
    LOWER = "lager"
    SAME = "geen aantoonbaar verschil"


class Reason(StrEnum):
    """Why two numbers are not compared."""

    NOT_SHOWN = "niet getoond"  # the group or block is hidden in one of the results
    OTHER_ROLES = "andere rollen"  # the group consists of other roles
    NO_MARGIN = "geen marge"  # fewer than ten people in it, or in a part of it
    OTHER_MIX = "andere samenstelling"  # the share of medewerkers in the total moved
    BOTH_AT_THE_END = "allebei aan de rand"  # both clipped: the true numbers may be anywhere beyond


@dataclass(frozen=True)
class Wave:
    """One measurement. Dates are ISO strings."""

    title: str
    opened_on: str
    closed_on: str


@dataclass(frozen=True)
class Point:
    """What one wave published of one group and block."""

    score: Number
    margin: int
    n: int

    @property
    def error(self) -> float:
        """The largest standard error that fits the printed margin, in points.

        Formula: margin / t(.975; n - 1). The margin was rounded up, so this is never too small,
        and what is called a change on its account would be one on the exact error as well.
        """
        return self.margin / t_quantile(self.n - 1)


@dataclass(frozen=True)
class Missing:
    """No number here, or no comparison; the reason says why."""

    reason: Reason


@dataclass(frozen=True)
class Change:
    """The later score minus the earlier one. `points`: its size, as a limit when clipped."""

    verdict: Verdict
    points: Number
    is_rise: bool  # of the printed scores, also where the verdict is "geen aantoonbaar verschil"
    limit: int  # from how many points it counts

    @property
    def is_shown(self) -> bool:
        return self.verdict is not Verdict.SAME


@dataclass(frozen=True)
class Row:
    """One block of one group through all waves, the last one being this report's."""

    block: str
    group: Group
    points: tuple[Point | Missing, ...]
    latest: Change | Missing  # against the wave before
    since_first: Change | Missing | None  # None with two waves: the same as `latest`


@dataclass(frozen=True)
class Trend:
    waves: tuple[Wave, ...]  # oldest first; the last is this report
    rows: tuple[Row, ...]  # per group, then per block
    left_out: tuple[Wave, ...]  # earlier ones that cannot stand beside it
    too_soon: bool  # less than six months after the wave before
    mix_unknown: bool  # the share of medewerkers in the total is not told

    @property
    def changed(self) -> tuple[Row, ...]:
        """What demonstrably changed since the wave before."""
        return tuple(r for r in self.rows if isinstance(r.latest, Change) and r.latest.is_shown)

    @property
    def compared(self) -> tuple[Group, ...]:
        """The groups of which at least one block could be compared, in order."""
        found = {r.group.code: r.group for r in self.rows if isinstance(r.latest, Change)}
        return tuple(found.values())

    def of(self, group: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.group.code == group)


def trend(results: Sequence[Published]) -> Trend | None:
    """What changed, given the frozen results oldest first, the last being this report's.

    An earlier result counts when it has numbers and was made with the same questionnaire (major
    version) and the same scoring; the rest is named, not compared. None when nothing is left.
    Missing data: a hidden cell, or one without margin, in either wave gives a reason, no number.

    Formula: "hoger" or "lager" when |difference of published scores| >= max(5, ceil(MDC95)), MDC95
    = 1.96 sqrt(SE1^2 + SE2^2), each SE from its printed margin (`Point.error`). Answers are not
    linked to persons, so the waves count as independent. Many people answer twice, which makes the
    true error smaller: the rule is cautious. Source: METHOD.md, rule 15.
    """
    *earlier, now = results
    usable = [result for result in earlier if _is_comparable(result, now)]
    if not usable or not now.has_results:
        return None
    waves = (*usable, now)
    return Trend(
        waves=tuple(_wave(result) for result in waves),
        rows=tuple(
            _row(block.code, group, waves)
            for group in now.groups
            if group.code not in NEVER_COMPARED
            for block in now.blocks
        ),
        left_out=tuple(_wave(result) for result in earlier if result not in usable),
        too_soon=_is_too_soon(usable[-1], now),
        mix_unknown=employee_share(now) is None,
    )


def compare(earlier: Point, later: Point) -> Change | Missing:
    """Rule C5 for two published numbers of the same group."""
    points = distance(earlier.score, later.score)
    if points is None:
        return Missing(Reason.BOTH_AT_THE_END)
    limit = change_limit(earlier.error, later.error)
    is_rise = later.score.value > earlier.score.value
    verdict = Verdict.HIGHER if is_rise else Verdict.LOWER
    return Change(verdict if points.value >= limit else Verdict.SAME, points, is_rise, limit)


def distance(first: Number, second: Number) -> Number | None:
    """How far two printed numbers are apart: "at least" when one is clipped, since the true one
    lies further out; None when both are clipped at the same end, where it may be anything."""
    if first.clipped and first.clipped == second.clipped:
        return None
    clipped = ">=" if first.clipped or second.clipped else ""
    return Number(abs(first.value - second.value), clipped)


def employee_share(result: Published) -> Fraction | None:
    """The share of medewerkers among the answers; None when the result does not tell it."""
    if result.only_leading or EMPLOYEES not in result.roles:
        return Fraction(0)
    total, employees = result.group(TOTAL), result.group(EMPLOYEES)
    if len(result.roles) == 1:
        return Fraction(1)
    return Fraction(employees.n, total.n) if total and employees else None


def _is_comparable(earlier: Published, now: Published) -> bool:
    first, second = ((r.instrument, r.instrument_version) for r in (earlier, now))
    return (
        earlier.has_results
        and same_questionnaire(first, second)
        and earlier.scoring_version == now.scoring_version
    )


def _wave(result: Published) -> Wave:
    facts = result.facts
    return Wave(facts.title, facts.opened_on, facts.closed_on)


def _is_too_soon(before: Published, now: Published) -> bool:
    closed, opened = before.facts.closed_on, now.facts.opened_on
    return is_too_soon(date.fromisoformat(closed), date.fromisoformat(opened))


def _row(block: str, group: Group, waves: Sequence[Published]) -> Row:
    points = tuple(_point(block, group, wave, waves[-1]) for wave in waves)
    first = _between(points[0], points[-1]) if len(points) > 2 else None
    return Row(block, group, points, _between(points[-2], points[-1]), first)


def _between(earlier: Point | Missing, later: Point | Missing) -> Change | Missing:
    for each in (later, earlier):
        if isinstance(each, Missing):
            return each
    return compare(earlier, later)


def _point(block: str, group: Group, wave: Published, now: Published) -> Point | Missing:
    """What a wave shows of a group of now: the same code and the same roles, or nothing."""
    same, cell = wave.group(group.code), wave.shown(block, group.code)
    if same is None or cell is None:
        return Missing(Reason.NOT_SHOWN)
    if same.roles != group.roles:
        return Missing(Reason.OTHER_ROLES)
    if cell.margin is None:
        return Missing(Reason.NO_MARGIN)
    if group.code == TOTAL and _is_another_mix(wave, now):
        return Missing(Reason.OTHER_MIX)
    return Point(cell.score, cell.margin, cell.n)


def _is_another_mix(wave: Published, now: Published) -> bool:
    """Known in one wave only counts as another mix: then other groups could be told apart."""
    then, today = employee_share(wave), employee_share(now)
    if then is None or today is None:
        return then is not today
    return abs(then - today) > MOST_SHIFT
