"""Published numbers and their meaning in, chart specs out: bars, lanes, block page, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts import labels
from reports.charts.spec import (
    Bar,
    BarsSpec,
    BlockSpec,
    FeatureRow,
    GapRow,
    GapSpec,
    Key,
    Lane,
    LaneBlock,
    LanesSpec,
    Mark,
    Scale,
    Stone,
)
from reports.findings import BlockFinding, Findings, Gap, GapClass, Level
from reports.published import EMPLOYEES, TOTAL, Group, Hidden, Number, Published, Shown
from reports.wording import Words
from scan.roles import Role

SEVERAL_LEADING = (Mark.DIAMOND, Mark.SQUARE, Mark.TARGET)


def bars(published: Published, findings: Findings, words: Words) -> BarsSpec:
    """The six totals."""
    rows = tuple(
        Bar(stone(found, words), found.score, remark(found, words)) for found in findings.blocks
    )
    told = [_with_remark(bar.stone.name, bar.value, bar.remark, words) for bar in rows]
    return BarsSpec(words.say(labels.ALT_BARS, rows=", ".join(told)), scale(words), rows)


def lanes(published: Published, findings: Findings, words: Words) -> LanesSpec:
    """All bouwstenen with every published group."""
    blocks = tuple(
        LaneBlock(
            Stone(found.number, words.block(found.code)),
            remark(found, words),
            _lanes(found.code, published, words),
        )
        for found in findings.blocks
    )
    rows = [
        f"{words.short(f.code)}: {tell_lanes(b.lanes, words)}"
        for f, b in zip(findings.blocks, blocks, strict=True)
    ]
    alt = words.say(labels.ALT_LANES, rows="; ".join(rows))
    return LanesSpec(alt, scale(words), blocks, _note([x for b in blocks for x in b.lanes], words))


def block(code: str, published: Published, findings: Findings, words: Words) -> BlockSpec:
    """One bouwsteen with its kenmerken. No kenmerken where the block is not shown."""
    found = findings.block(code)
    shown_lanes = _lanes(code, published, words)
    features = _features(found, published, words)
    keys = _keys(found, published, words) if found.gap and features else ()
    return BlockSpec(
        alt=_block_alt(found, shown_lanes, features, keys, words),
        scale=scale(words),
        stone=Stone(found.number, words.block(code)),
        lanes=shown_lanes,
        heading=words.say(labels.FEATURES),
        total_heading=words.say(labels.TOTAL),
        keys=keys,
        features=features,
        note=_note(shown_lanes, words),
    )


def gaps(published: Published, findings: Findings, words: Words) -> GapSpec | None:
    """Leading side against employees; None when no block shows both."""
    first = next((found for found in findings.blocks if found.gap), None)
    if first is None:
        return None
    rows = tuple(_gap_row(found, words) for found in findings.blocks)
    leading = words.group(published.group(first.gap.leading_group))
    told = "; ".join(_tell_gap(row, words) for row in rows)
    alt = words.say(labels.ALT_GAPS, leading=leading, rows=told)
    return GapSpec(alt, scale(words), _keys(first, published, words), rows)


def scale(words: Words) -> Scale:
    low, middle, high = (words.level(level) for level in Level)
    return Scale((low, middle, high))


def stone(found: BlockFinding, words: Words) -> Stone:
    return Stone(found.number, words.short(found.code))


def remark(found: BlockFinding, words: Words) -> str:
    """The level in words, or why there is none."""
    if found.level is None:
        return words.say(labels.TOO_SMALL)
    level = words.level(found.level)
    return f"{level}, {words.say(labels.BORDERLINE)}" if found.borderline else level


def marked_groups(published: Published) -> tuple[tuple[Group, Mark], ...]:
    """The groups that get a lane, in order: everyone, employees, leading parts, directie apart."""
    leading = [group for group in published.groups if _is_leading(group)]
    marks = SEVERAL_LEADING if len(leading) > 1 else (Mark.RING,)
    own = [group for group in published.groups if group.kind == "own"]
    if len(leading) + len(own) > 1:
        marks = SEVERAL_LEADING
    return (
        *((group, Mark.STONE) for group in published.groups if group.code == TOTAL),
        *((group, Mark.DOT) for group in published.groups if group.code == EMPLOYEES),
        *((group, Mark.MIXED) for group in published.groups if _is_mixed(group)),
        *zip(leading, marks, strict=False),
        *((group, Mark.TARGET) for group in own),
    )


def _is_mixed(group: Group) -> bool:
    return group.kind == "part" and Role.MW in group.roles and group.code != EMPLOYEES


def _is_leading(group: Group) -> bool:
    return group.kind == "part" and Role.MW not in group.roles


def _lanes(code: str, published: Published, words: Words) -> tuple[Lane, ...]:
    """One per group; a block that is shown for nobody keeps one lane only."""
    every = tuple(
        _lane(code, group, mark, published, words) for group, mark in marked_groups(published)
    )
    return every if any(lane.value for lane in every) else every[:1]


def _lane(code: str, group: Group, mark: Mark, published: Published, words: Words) -> Lane:
    cell = published.block(code).groups.get(group.code)
    if not isinstance(cell, Shown):
        no_answer = isinstance(cell, Hidden) and cell.reason == "no_answer"
        reason = labels.NO_ANSWER if no_answer else labels.TOO_SMALL
        return Lane(words.group(group), mark, None, None, words.say(reason))
    return Lane(words.group(group), mark, cell.score, cell.margin)


def _note(lanes: Sequence[Lane], words: Words) -> str:
    """Why some marks have no margin."""
    without = any(lane.value and lane.margin is None for lane in lanes)
    return words.say(labels.NO_MARGIN) if without else ""


def _features(found: BlockFinding, published: Published, words: Words) -> tuple[FeatureRow, ...]:
    total = published.shown(found.code, TOTAL)
    if total is None:
        return ()
    employees = published.shown(found.code, EMPLOYEES) if found.gap else None
    leading = published.shown(found.code, found.gap.leading_group) if found.gap else None
    return tuple(
        FeatureRow(
            words.feature_short(feature.code),
            employees.features[feature.code] if employees and leading else None,
            leading.features[feature.code] if employees and leading else None,
            total.features[feature.code],
        )
        for feature in words.instrument.block(found.code).features
    )


def _keys(found: BlockFinding, published: Published, words: Words) -> tuple[Key, Key]:
    """What the two marks of a pair stand for."""
    employees, leading = EMPLOYEES, found.gap.leading_group
    return (
        Key(Mark.DOT, words.group(published.group(employees))),
        Key(Mark.RING, words.group(published.group(leading))),
    )


def _gap_row(found: BlockFinding, words: Words) -> GapRow:
    gap = found.gap
    if gap is None:
        reason = words.say(labels.NO_ANSWER)  # "too small" would read as a small difference
        return GapRow(stone(found, words), None, None, None, GapClass.NONE, reason)
    return GapRow(
        stone(found, words),
        gap.employees,
        gap.leading,
        difference(gap),
        gap.gap_class,
        words.gap(gap.gap_class),
    )


def difference(gap: Gap) -> Number:
    """The points between both sides, with the limit that clipping gives them."""
    low, high = sorted((gap.leading, gap.employees), key=lambda number: number.value)
    larger = high.clipped == ">=" or low.clipped == "<="
    smaller = high.clipped == "<=" or low.clipped == ">="
    sign = "" if larger == smaller else (">=" if larger else "<=")
    return Number(abs(gap.difference), sign)


def tell_number(number: Number, words: Words) -> str:
    """For listeners: a clipped number in words instead of a sign."""
    limits = {"<=": labels.AT_MOST, ">=": labels.AT_LEAST}
    if number.clipped:
        return words.say(limits[number.clipped], value=number.value)
    return str(number.value)


def _with_remark(name: str, value: Number | None, remark: str, words: Words) -> str:
    if value is None:
        return f"{name} {remark}"
    return f"{name} {tell_number(value, words)} ({remark})"


def tell_lanes(lanes: Sequence[Lane], words: Words) -> str:
    return ", ".join(_tell_lane(lane, words) for lane in lanes)


def _tell_lane(lane: Lane, words: Words) -> str:
    if lane.value is None:
        return f"{lane.label} {lane.remark}"
    told = f"{lane.label} {tell_number(lane.value, words)}"
    if lane.margin is None:
        return told
    return f"{told} {words.say(labels.MARGIN, points=lane.margin)}"


def _block_alt(
    found: BlockFinding,
    lanes: Sequence[Lane],
    features: Sequence[FeatureRow],
    keys: Sequence[Key],
    words: Words,
) -> str:
    name = words.block(found.code)
    if not features:
        return words.say(labels.ALT_BLOCK_HIDDEN, block=name)
    told = "; ".join(_tell_feature(row, keys, words) for row in features)
    return words.say(labels.ALT_BLOCK, block=name, lanes=tell_lanes(lanes, words), features=told)


def _tell_feature(row: FeatureRow, keys: Sequence[Key], words: Words) -> str:
    told = [(words.say(labels.TOTAL), row.total)]
    if keys:
        told += [(keys[0].label, row.employees), (keys[1].label, row.leading)]
    values = ", ".join(f"{name} {tell_number(value, words)}" for name, value in told)
    return f"{row.label}: {values}"


def _tell_gap(row: GapRow, words: Words) -> str:
    if row.employees is None or row.leading is None or row.difference is None:
        return f"{row.stone.name}: {row.remark}"
    return words.say(
        labels.ALT_GAP,
        block=row.stone.name,
        leading=tell_number(row.leading, words),
        employees=tell_number(row.employees, words),
        points=tell_number(row.difference, words),
        word=row.remark,
    )
