"""What changed, as lanes: per bouwsteen one lane for each measurement of one group."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts import labels
from reports.charts.build_scores import marked_groups, scale, tell_lanes
from reports.charts.spec import Lane, LaneBlock, LanesSpec, Mark, Stone
from reports.published import Group, Published
from reports.trend import Missing, Point, Reason, Row, Trend
from reports.wording import Words

MOST_WAVES = 4  # in a chart; tables and the workbook have them all

WITHOUT = {  # in a lane without a number
    Reason.NOT_SHOWN: labels.NOT_SHOWN,
    Reason.NO_MARGIN: labels.TOO_SMALL_TO_COMPARE,
    Reason.OTHER_ROLES: labels.OTHER_ROLES,
    Reason.OTHER_MIX: labels.OTHER_MIX,
}


def trend_chart(
    trend: Trend,
    group: Group,
    published: Published,
    words: Words,
    names: Sequence[str],
    outcomes: Sequence[str],
    *,
    most: int = MOST_WAVES,
) -> LanesSpec:
    """names: of each wave, for its lane. outcomes: of each block, what the comparison says.
    most: how many waves fit, the latest ones."""
    mark = next(mark for found, mark in marked_groups(published) if found.code == group.code)
    rows = trend.of(group.code)
    blocks = tuple(
        LaneBlock(
            Stone(words.instrument.block(row.block).number, words.block(row.block)),
            outcome,
            _lanes(row, mark, names, words)[-most:],
            stressed=row in trend.changed,
        )
        for row, outcome in zip(rows, outcomes, strict=True)
    )
    told = "; ".join(
        f"{words.short(row.block)}: {tell_lanes(block.lanes, words)}: {block.remark}"
        for row, block in zip(rows, blocks, strict=True)
    )
    alt = words.say(labels.ALT_TREND, group=words.group(group), rows=told)
    return LanesSpec(alt, scale(words), blocks, note="", dense=True)


def _lanes(row: Row, mark: Mark, names: Sequence[str], words: Words) -> tuple[Lane, ...]:
    """Oldest on top and this report's below, in full."""
    last = row.points[-1]
    pairs = zip(names, row.points, strict=True)
    return tuple(_lane(name, mark, point, point is not last, words) for name, point in pairs)


def _lane(name: str, mark: Mark, point: Point | Missing, quiet: bool, words: Words) -> Lane:
    if isinstance(point, Missing):
        return Lane(name, mark, None, None, words.say(WITHOUT[point.reason]), quiet)
    return Lane(name, mark, point.score, point.margin, quiet=quiet)
