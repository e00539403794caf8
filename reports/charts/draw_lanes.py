"""Lanes: one line per group with mark, margin and number; for all six blocks or for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.canvas import HAIR, SOFT, STONES, Canvas, line, num
from reports.charts.layout import Axis, Span, Theme, chip, grid, header, rule, theme
from reports.charts.marks import Pair, mark
from reports.charts.spec import BlockSpec, FeatureRow, Lane, LaneBlock, LanesSpec, Mark
from reports.charts.text import fit, width, wrap


@dataclass(frozen=True)
class Columns:
    """Where labels, axis and numbers stand. `step` is the height of one lane."""

    label: float
    axis: Axis
    number: float  # right edge of the numbers
    step: float

    @property
    def room(self) -> float:
        return self.axis.left - self.label - 12


def columns(look: Theme, label: float, lanes: int) -> Columns:
    if look.narrow:
        return Columns(0, Axis(28, look.width - 32), look.width - 34, 42)
    steps = {680: (20, 16, 14.5), 800: (27, 25, 24)}[look.width]
    step = steps[min(2, max(0, lanes - 3))]
    if look.width == 680:
        return Columns(label, Axis(200, 606), 642, step)
    return Columns(label, Axis(266, 706), 752, step)


def draw_lanes(spec: LanesSpec, size: int) -> str:
    look = theme(size)
    most = max((len(block.lanes) for block in spec.blocks), default=1)
    place = columns(look, look.indent, most)
    canvas = Canvas(look.width, look.label)
    y = header(canvas, spec.scale, place.axis, look)
    for number, block in enumerate(spec.blocks):
        rule(canvas, y, ink=number == 0)
        y = _block(canvas, block, y, place, look)
    y = _note(canvas, spec.note, y, look)
    return canvas.svg(y, spec.alt)


def _block(canvas: Canvas, block: LaneBlock, y: float, place: Columns, look: Theme) -> float:
    y = _heading(canvas, block, y + look.chip[1] * 0.44, look)
    y = _lanes(canvas, block.lanes, STONES[block.stone.number], y, place, look)
    return y + look.label * 0.9


def _heading(canvas: Canvas, block: LaneBlock, y: float, look: Theme) -> float:
    chip(canvas, block.stone, y, look)
    if look.narrow:
        return _heading_stacked(canvas, block, y, look)
    base = y + look.chip[1] * 0.8
    room = look.width - look.indent - width(block.remark, look.label) - 20
    size = fit(block.stone.name, look.heading, room, bold=True)
    canvas.text(look.indent, base, block.stone.name, size, weight=600)
    canvas.text(look.width, base, block.remark, fill=SOFT, anchor="end")
    return y + look.chip[1] + 4


def _heading_stacked(canvas: Canvas, block: LaneBlock, y: float, look: Theme) -> float:
    base = y + look.chip[1] * 0.8
    lines = wrap(block.stone.name, look.heading, look.width - look.indent, bold=True)
    for row, text in enumerate(lines):
        canvas.text(look.indent, base + row * look.heading * 1.2, text, look.heading, weight=600)
    base += len(lines) * look.heading * 1.2
    canvas.text(look.indent, base, block.remark, fill=SOFT)
    return base + 6


def _lanes(
    canvas: Canvas, lanes: Sequence[Lane], colour: str, y: float, place: Columns, look: Theme
) -> float:
    """Grid behind the lanes that show something; then each lane. Returns the new y."""
    tops = [y + row * place.step for row in range(len(lanes))]
    shown = [top for top, lane in zip(tops, lanes, strict=True) if lane.value]
    grid(canvas, place.axis, _spans(shown, place.step, look))
    middles = [
        line(place.axis.left, m, place.axis.right, m)
        for m in (_middle(t, place, look) for t in shown)
    ]
    canvas.path("".join(middles), HAIR, 0.7)
    for top, lane in zip(tops, lanes, strict=True):
        _lane(canvas, lane, colour, top, place, look)
    return y + len(lanes) * place.step


def _middle(top: float, place: Columns, look: Theme) -> float:
    return top + (place.step - 13 if look.narrow else place.step / 2)


def _spans(tops: Sequence[float], step: float, look: Theme) -> list[Span]:
    """Where the grid is drawn: neighbouring lanes share one stretch."""
    if look.narrow:
        return [(top + step - 22, top + step - 4) for top in tops]
    spans: list[Span] = []
    for top in tops:
        if spans and abs(spans[-1][1] - top) < 0.01:
            spans[-1] = (spans[-1][0], top + step)
        else:
            spans.append((top, top + step))
    return spans


def _lane(canvas: Canvas, lane: Lane, colour: str, top: float, place: Columns, look: Theme) -> None:
    y = _middle(top, place, look)
    base = top + look.label * 1.15 if look.narrow else y + look.label * 0.35
    strong = lane.mark is Mark.STONE
    room = place.number - 50 if look.narrow else place.room
    size = fit(lane.label, look.label, room, bold=strong)
    ink, weight = (None, 600) if strong else (SOFT, None)
    canvas.text(place.label, base, lane.label, size, fill=ink, weight=weight)
    if lane.value is None:
        _hidden(canvas, lane.remark, y, place, look)
        return
    x = place.axis.at(lane.value.value)
    _whisker(canvas, lane, x, y, colour, place.axis, look)
    mark(canvas, lane.mark, x, y, colour, look.mark)
    weight = 700 if strong else 600
    canvas.text(place.number, base, str(lane.value), look.number, weight=weight, anchor="end")
    if lane.margin is not None:
        canvas.text(place.number + 8, base, f"± {lane.margin}", look.note, fill=SOFT)


def _hidden(canvas: Canvas, remark: str, y: float, place: Columns, look: Theme) -> None:
    """A dotted lane with the reason in its middle: no mark, no number, no axis."""
    axis, half = place.axis, width(remark, look.note) / 2 + 8
    middle = (axis.left + axis.right) / 2
    stretches = line(axis.left, y, middle - half, y) + line(middle + half, y, axis.right, y)
    canvas.path(stretches, SOFT, 1.2, "1.5 4.5")
    canvas.text(middle, y + look.note * 0.35, remark, look.note, fill=SOFT, anchor="middle")


def _whisker(
    canvas: Canvas, lane: Lane, x: float, y: float, colour: str, axis: Axis, look: Theme
) -> None:
    value = lane.value
    if value.clipped:  # the true number lies between the mark and the end of the axis
        edge = axis.left if value.clipped == "<=" else axis.right
        canvas.path(line(x, y, edge, y), colour, 1.4, "1.5 3")
    if lane.margin is None:
        return
    ends = (value.value - lane.margin, value.value + lane.margin)
    cap = 3.5 * look.mark
    caps = [
        f"M{num(axis.at(end))} {num(y - cap)}v{num(2 * cap)}" for end in ends if 0 <= end <= 100
    ]
    canvas.path(line(axis.at(ends[0]), y, axis.at(ends[1]), y) + "".join(caps), colour, 1.4)


def _note(canvas: Canvas, note: str, y: float, look: Theme) -> float:
    if not note:
        return y
    for text in wrap(note, look.note, look.width):
        y += look.note * 1.35
        canvas.text(0, y, text, look.note, fill=SOFT)
    return y + look.note * 0.4


def draw_block(spec: BlockSpec, size: int) -> str:
    look = theme(size)
    place = columns(look, 0, len(spec.lanes))
    colour = STONES[spec.stone.number]
    canvas = Canvas(look.width, look.label)
    y = header(canvas, spec.scale, place.axis, look)
    y = _lanes(canvas, spec.lanes, colour, y, place, look)
    if spec.features:
        y = _features(canvas, spec, y + look.label * 1.1, place, look)
    y = _note(canvas, spec.note, y, look)
    return canvas.svg(y + 2, spec.alt)


def _features(canvas: Canvas, spec: BlockSpec, y: float, place: Columns, look: Theme) -> float:
    y = _features_heading(canvas, spec, y + look.label, place, look)
    rule(canvas, y)
    rows = _feature_rows(spec.features, y, place, look)
    spans = [row.span for row in rows] if look.narrow else [(y, rows[-1].bottom)]
    grid(canvas, place.axis, spans, [hole for row in rows if row.pair for hole in row.pair.holes()])
    for row in rows:
        _feature(canvas, row, STONES[spec.stone.number], place, look)
    canvas.path("".join(line(0, row.bottom, look.width, row.bottom) for row in rows), HAIR, 0.7)
    return rows[-1].bottom


def _features_heading(
    canvas: Canvas, spec: BlockSpec, base: float, place: Columns, look: Theme
) -> float:
    canvas.text(0, base, spec.heading, fill=SOFT, weight=600)
    total = place.number if not look.narrow else look.width
    canvas.text(total, base, spec.total_heading, look.note, fill=SOFT, anchor="end")
    x, step = (0, look.note * 1.5) if look.narrow else (place.axis.left, 0)
    for key in spec.keys:
        base += step
        mark(canvas, key.mark, x + 7, base - look.note * 0.33, STONES[spec.stone.number], look.mark)
        canvas.text(x + 18, base, key.label, look.note, fill=SOFT)
        x += 0 if look.narrow else width(key.label, look.note) + 42
    return base + look.label * 0.72


@dataclass(frozen=True)
class FeaturePlace:
    """A kenmerk with its lines of text and its place; `pair` when both sides are shown."""

    row: FeatureRow
    lines: list[str]
    top: float
    bottom: float
    middle: float  # where the marks stand
    pair: Pair | None

    @property
    def span(self) -> Span:
        return self.middle - 12, self.middle + 11


def _feature_rows(
    features: Sequence[FeatureRow], y: float, place: Columns, look: Theme
) -> list[FeaturePlace]:
    rows: list[FeaturePlace] = []
    for row in features:
        rows.append(_feature_place(row, rows[-1].bottom if rows else y, place, look))
    return rows


def _feature_place(row: FeatureRow, y: float, place: Columns, look: Theme) -> FeaturePlace:
    room = look.width - 50 if look.narrow else place.axis.left - 34
    lines = wrap(row.label, look.label, room, bold=True)
    text = len(lines) * look.label * 1.2
    high = text + 36 if look.narrow else max(look.label * 2.3, text + look.label)
    middle = y + (high - 16 if look.narrow else high / 2)
    pair = None
    if row.employees is not None and row.leading is not None:
        pair = Pair(row.employees, row.leading, place.axis, middle, look.mark, look.label)
    return FeaturePlace(row, lines, y, y + high, middle, pair)


def _feature(canvas: Canvas, row: FeaturePlace, colour: str, place: Columns, look: Theme) -> None:
    step = look.label * 1.2
    base = row.middle - len(row.lines) * step / 2 + look.label * 0.93
    base = row.top + look.label * 1.35 if look.narrow else base
    for number, text in enumerate(row.lines):
        canvas.text(0, base + number * step, text, weight=600)
    end = look.width if look.narrow else place.number
    beside = base if look.narrow else row.middle + look.number * 0.35
    canvas.text(end, beside, str(row.row.total), look.number, weight=700, anchor="end")
    if row.pair:
        row.pair.draw(canvas, colour, 2)
    else:
        x = place.axis.at(row.row.total.value)
        mark(canvas, Mark.STONE, x, row.middle, colour, look.mark)
