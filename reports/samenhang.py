"""The twelve rules for contradictory signals, and which of them fire. Their texts: the library."""

from __future__ import annotations

from dataclasses import dataclass

from reports.meaning import Certainty, GapClass, Signal, gap_class
from reports.published import EMPLOYEES, LEADING, TOTAL, Group, Number, Published
from reports.thresholds import DETAIL, K

HIGH_LOW, GAP = "hoog_laag", "kloof"
HIGH = 60  # a is at least this
APART, POSSIBLY_APART = 15, 20  # a - b is at least this; the second for 5 to 9 people
CERTAINTY = {
    GapClass.POSSIBLE: Certainty.POSSIBLE,
    GapClass.NOTICEABLE: Certainty.SIGNAL,
    GapClass.LARGE: Certainty.SIGNAL,
}


@dataclass(frozen=True)
class Rule:
    """hoog_laag: feature a is high, b low, in one group. kloof: one feature, high in `group_a`."""

    id: str
    kind: str
    a: str
    b: str
    group_a: str = ""
    group_b: str = ""

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code.split("-")[0] for code in (self.a, self.b)))


RULES = (
    Rule("SH-01", HIGH_LOW, "IW-AUT", "LO-EIG"),
    Rule("SH-02", HIGH_LOW, "RV-FOU", "RV-EXP"),
    Rule("SH-03", HIGH_LOW, "LO-VIS", "LO-ROL"),
    Rule("SH-04", HIGH_LOW, "IW-UIT", "RV-FOU"),
    Rule("SH-05", HIGH_LOW, "ST-KEN", "OI-VAS"),
    Rule("SH-06", HIGH_LOW, "OI-BEO", "OI-BUD"),
    Rule("SH-07", HIGH_LOW, "RV-VER", "ST-TEA"),
    Rule("SH-08", HIGH_LOW, "OI-SYS", "LO-EIG"),
    Rule("SH-09", HIGH_LOW, "ST-DIV", "IW-AUT"),
    Rule("SH-10", HIGH_LOW, "EO-COC", "ST-KEN"),
    Rule("SH-11", GAP, "EO-ONT", "EO-ONT", LEADING, EMPLOYEES),
    Rule("SH-12", GAP, "IW-UIT", "IW-UIT", EMPLOYEES, LEADING),
)


def fired(published: Published) -> tuple[Signal, ...]:
    """Every rule that fires: largest difference first, then in the order of the rules."""
    signals = [signal for rule in RULES if (signal := _fire(rule, published))]
    return tuple(sorted(signals, key=lambda signal: (-signal.difference, signal.rule)))


def certainty(a: int, b: int, n: int) -> Certainty | None:
    """How sure a hoog_laag signal is for two published scores (0-100) of n people; None: no signal.

    n: the smaller of both. a must be at least 60 and lie 15 points or more above b; with 5 to 9
    people 20 points, and then it is only possible. Our own rule of thumb, METHOD.md rule 14.
    """
    if n < K or a < HIGH:
        return None
    if n < DETAIL:
        return Certainty.POSSIBLE if a - b >= POSSIBLY_APART else None
    return Certainty.SIGNAL if a - b >= APART else None


def leading_side(published: Published) -> Group | None:
    """Whom medewerkers are compared with: the pooled leading group, or the only other group.

    None when medewerkers are not a group of their own: then nobody is compared.
    """
    others = [g for g in published.groups if g.code not in (TOTAL, EMPLOYEES)]
    if published.group(EMPLOYEES) is None:
        return None
    pooled = published.group(LEADING)
    return pooled or (others[0] if len(others) == 1 else None)


def _fire(rule: Rule, published: Published) -> Signal | None:
    return _high_low(rule, published) if rule.kind == HIGH_LOW else _gap(rule, published)


def _high_low(rule: Rule, published: Published) -> Signal | None:
    together = all(published.shown(block, EMPLOYEES) for block in rule.blocks)
    group = EMPLOYEES if together else TOTAL
    found = _pair(rule, published, group, group)
    if found is None:
        return None
    a, b, n = found
    return _signal(rule, (group, group), a, b, certainty(a.value, b.value, n))


def _gap(rule: Rule, published: Published) -> Signal | None:
    leading = leading_side(published)
    if leading is None:
        return None
    groups = tuple(leading.code if g == LEADING else g for g in (rule.group_a, rule.group_b))
    found = _pair(rule, published, *groups)
    if found is None or found[0].value <= found[1].value:
        return None
    a, b, n = found
    return _signal(rule, groups, a, b, CERTAINTY.get(gap_class(a.value - b.value, n)))


def _pair(
    rule: Rule, published: Published, group_a: str, group_b: str
) -> tuple[Number, Number, int] | None:
    """Both published numbers and the smaller n, when both are shown."""
    cells = [
        published.shown(code.split("-")[0], group)
        for code, group in ((rule.a, group_a), (rule.b, group_b))
    ]
    if not all(cells):
        return None
    return cells[0].features[rule.a], cells[1].features[rule.b], min(cell.n for cell in cells)


def _signal(
    rule: Rule, groups: tuple[str, ...], a: Number, b: Number, sure: Certainty | None
) -> Signal | None:
    if sure is None:
        return None
    return Signal(
        rule=rule.id,
        kind=rule.kind,
        blocks=rule.blocks,
        feature_a=rule.a,
        feature_b=rule.b,
        group_a=groups[0],
        group_b=groups[1],
        a=a,
        b=b,
        difference=a.value - b.value,
        certainty=sure,
    )
