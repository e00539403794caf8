"""Published numbers in, meaning out: levels, gaps, integrality, contradictory signals, priority.

Pure, and reads nothing but `Published`: what it says holds no more than what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reports.integrality import integrality, is_weak_link
from reports.meaning import (
    HIGH_FROM,
    MIDDLE_FROM,
    Balance,
    BlockFinding,
    Certainty,
    Findings,
    Gap,
    GapClass,
    Integrality,
    Level,
    Signal,
    gap_class,
    level,
)
from reports.published import EMPLOYEES, TOTAL, Number, Published, Shown
from reports.samenhang import fired, leading_side
from scan.instrument.types import Block, Instrument
from scan.roles import Role

__all__ = [
    "Balance",
    "BlockFinding",
    "Certainty",
    "Findings",
    "Gap",
    "GapClass",
    "Integrality",
    "Level",
    "Signal",
    "find",
    "priority",
]

PRIORITIES = 3
STRONG_FROM = 50
MOST_SIGNALS = 2  # more signals make a block no more urgent
RESPONSE_DIFFERENCE = Fraction(20, 100)


def find(published: Published, instrument: Instrument) -> Findings:
    """Everything the published numbers say.

    Every comparison is between whole points (0-100), as printed. Missing data: a block whose
    total is hidden has no level, gap or priority; integrality and the weak link need all six
    totals, a gap needs medewerkers and the leading side. Rules and sources: METHOD.md, 5.
    """
    signals = fired(published)
    blocks = tuple(_block(block, published, signals) for block in instrument.blocks)
    shown = [block for block in blocks if block.score is not None]
    totals = [cell for block in blocks if (cell := published.shown(block.code, TOTAL))]
    complete = len(totals) == len(blocks)
    return Findings(
        blocks=blocks,
        integrality=integrality(totals) if complete else None,
        strongest=_strongest(shown),
        weak_link=_weak_link(shown) if complete else None,
        priorities=tuple(b.code for b in sorted(shown, key=lambda b: -b.priority)[:PRIORITIES]),
        signals=signals,
        response_differs=_response_differs(published),
        total_mixes_views=_total_mixes_views(published),
        only_leading=published.only_leading,
    )


def priority(score: int, gap: int, signals: int) -> float:
    """How urgent a block is: U = (100 - S) + 0.5 max(0, G) + 5 min(2, T).

    score: published total (0-100). gap: leiding minus medewerkers in published points, 0 when
    hidden. signals: how many contradictory signals involve the block. Our own rule of thumb.
    """
    return (100 - score) + 0.5 * max(0, gap) + 5 * min(MOST_SIGNALS, signals)


def _block(block: Block, published: Published, signals: Sequence[Signal]) -> BlockFinding:
    involved = sum(block.code in signal.blocks for signal in signals)
    total = published.shown(block.code, TOTAL)
    if total is None:
        return BlockFinding(
            code=block.code,
            number=block.number,
            score=None,
            level=None,
            margin=None,
            borderline=False,
            agreement=None,
            gap=None,
            signals=involved,
            priority=None,
            lowest_feature=None,
        )
    gap = _gap(block.code, published)
    features = {feature.code: total.features[feature.code].value for feature in block.features}
    return BlockFinding(
        code=block.code,
        number=block.number,
        score=total.score,
        level=level(total.score.value),
        margin=total.margin,
        borderline=_is_borderline(total),
        agreement=total.agreement,
        gap=gap,
        signals=involved,
        priority=priority(total.score.value, gap.difference if gap else 0, involved),
        lowest_feature=min(features, key=features.__getitem__),
    )


def _is_borderline(total: Shown) -> bool:
    if total.margin is None:
        return False
    return any(abs(total.score.value - edge) <= total.margin for edge in (MIDDLE_FROM, HIGH_FROM))


def _gap(block: str, published: Published) -> Gap | None:
    group = leading_side(published)
    leading = group and published.shown(block, group.code)
    employees = published.shown(block, EMPLOYEES)
    if not leading or not employees:
        return None
    difference = leading.score.value - employees.score.value
    smallest = min(leading.n, employees.n)
    found = gap_class(difference, smallest)
    if found is None:
        return None
    return Gap(
        leading=leading.score,
        employees=employees.score,
        leading_group=group.code,
        difference=difference,
        smallest_n=smallest,
        gap_class=found,
        wording_note=published.block(block).wording_note,
    )


def _strongest(shown: Sequence[BlockFinding]) -> str | None:
    best = max(shown, key=_value, default=None)
    return best.code if best and _value(best) >= STRONG_FROM else None


def _weak_link(shown: Sequence[BlockFinding]) -> str | None:
    lowest = min(shown, key=_value)
    return lowest.code if is_weak_link(_value(lowest), [_value(b) for b in shown]) else None


def _value(block: BlockFinding) -> int:
    score: Number = block.score
    return score.value


def _response_differs(published: Published) -> bool:
    """More than 20 percentage points between medewerkers and the rest: the total may be rosy."""
    employees, rest = published.group(EMPLOYEES), leading_side(published)
    if employees is None or rest is None:
        return False
    rates = [Fraction(group.n, group.invited) for group in (employees, rest)]
    return abs(rates[0] - rates[1]) > RESPONSE_DIFFERENCE


def _total_mixes_views(published: Published) -> bool:
    """The total puts own experience and the view on others together, and nothing else is shown."""
    several = Role.MW in published.roles and len(published.roles) > 1
    alone = published.has_results and published.group(EMPLOYEES) is None
    return several and alone and not published.only_leading
