"""Lanes: one line per group with mark, margin and number; for all six blocks or for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.canvas import HAIR, SOFT, STONES, Canvas, line, num
from reports.charts.layout import Axis, Span, Theme, chip, grid, header, rule, theme
from reports.charts.marks import mark
from reports.charts.spec import Lane, LaneBlock, LanesSpec, Mark
from reports.charts.text import fit, width, wrap

HALF_MARK = 6  # half the width of the widest mark
MANY = 5  # lanes in a block; from here on they stand as close together as they can
QUIET = 0.7  # the size of the mark of an earlier measurement


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
        return Columns(0, Axis(9, look.width - 9), look.width - 34, 42)
    steps = {680: (20, 16, 14.5), 800: (27, 25, 24)}[look.width]
    step = steps[min(2, max(0, lanes - 3))]
    if look.width == 680:
        return Columns(label, Axis(200, 592), 642, step)
    return Columns(label, Axis(262, 684), 754, step)


def draw_lanes(spec: LanesSpec, size: int) -> str:
    look = theme(size)
    most = max((len(block.lanes) for block in spec.blocks), default=1)
    most = MANY if spec.dense else most
    place = columns(look, look.indent, most)
    canvas = Canvas(look.width, look.label)
    y = header(canvas, spec.scale, place.axis, look)
    for number, block in enumerate(spec.blocks):
        rule(canvas, y, ink=number == 0)
        y = _block(canvas, block, y, place, look)
    y = footnote(canvas, spec.note, y, look)
    return canvas.svg(y, spec.alt)


def _block(canvas: Canvas, block: LaneBlock, y: float, place: Columns, look: Theme) -> float:
    y = _heading(canvas, block, y + look.chip[1] * 0.44, look)
    y = lanes_of(canvas, block.lanes, STONES[block.stone.number], y, place, look)
    return y + look.label * 0.9


def _heading(canvas: Canvas, block: LaneBlock, y: float, look: Theme) -> float:
    chip(canvas, block.stone, y, look)
    if look.narrow:
        return _heading_stacked(canvas, block, y, look)
    base = y + look.chip[1] * 0.8
    told = width(block.remark, look.label, bold=block.stressed)
    room = look.width - look.indent - told - 20
    size = fit(block.stone.name, look.heading, room, bold=True)
    canvas.text(look.indent, base, block.stone.name, size, weight=600)
    canvas.text(look.width, base, block.remark, anchor="end", **_tone(block))
    return y + look.chip[1] + 4


def _heading_stacked(canvas: Canvas, block: LaneBlock, y: float, look: Theme) -> float:
    base = y + look.chip[1] * 0.8
    lines = wrap(block.stone.name, look.heading, look.width - look.indent, bold=True)
    for row, text in enumerate(lines):
        canvas.text(look.indent, base + row * look.heading * 1.2, text, look.heading, weight=600)
    base += len(lines) * look.heading * 1.2
    canvas.text(look.indent, base, block.remark, **_tone(block))
    return base + 6


def _tone(block: LaneBlock) -> dict:
    return {"weight": 600} if block.stressed else {"fill": SOFT}


def lanes_of(
    canvas: Canvas, lanes: Sequence[Lane], colour: str, y: float, place: Columns, look: Theme
) -> float:
    """Grid behind the lanes that show something; then each lane. Returns the new y."""
    tops = [y + row * place.step for row in range(len(lanes))]
    shown = [top for top, lane in zip(tops, lanes, strict=True) if lane.value]
    grid(canvas, place.axis, [_span(top, place.step, look) for top in shown])
    middles = [_middle(top, place, look) for top in tops]
    seen = [(lane, y) for lane, y in zip(lanes, middles, strict=True) if lane.value]
    hairs = (line(place.axis.left, y, place.axis.right, y) for _, y in seen)
    canvas.ground("".join(hairs), HAIR, 0.7)
    whiskers = (_whisker(lane, y, place.axis, look) for lane, y in seen)
    canvas.path("".join(whiskers), colour, 1.4)
    canvas.path("".join(_tail(lane, y, place.axis) for lane, y in seen), colour, 1.4, "1.5 3")
    for top, lane in zip(tops, lanes, strict=True):
        _lane(canvas, lane, colour, top, place, look)
    return y + len(lanes) * place.step


def _middle(top: float, place: Columns, look: Theme) -> float:
    return top + (place.step - 13 if look.narrow else place.step / 2)


def _span(top: float, step: float, look: Theme) -> Span:
    """How far the grid reaches behind one lane."""
    return (top + step - 22, top + step - 4) if look.narrow else (top, top + step)


def _lane(canvas: Canvas, lane: Lane, colour: str, top: float, place: Columns, look: Theme) -> None:
    y = _middle(top, place, look)
    base = top + look.label * 1.15 if look.narrow else y + look.label * 0.35
    strong = lane.mark is Mark.STONE and not lane.quiet
    room = place.number - 50 if look.narrow else place.room
    size = fit(lane.label, look.label, room, bold=strong)
    ink, weight = (None, 600) if strong else (SOFT, None)
    canvas.text(place.label, base, lane.label, size, fill=ink, weight=weight)
    if lane.value is None:
        _hidden(canvas, lane.remark, y, place, look)
        return
    size = look.mark * (QUIET if lane.quiet else 1)
    mark(canvas, lane.mark, place.axis.at(lane.value.value), y, colour, size)
    weight = 700 if strong else None if lane.quiet else 600
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


def _whisker(lane: Lane, y: float, axis: Axis, look: Theme) -> str:
    """The margin, with a cap where it ends on the axis; nothing where the mark would hide it."""
    if lane.value is None or lane.margin is None:
        return ""
    x, cap = axis.at(lane.value.value), 3.5 * look.mark
    ends = (lane.value.value - lane.margin, lane.value.value + lane.margin)
    if axis.at(ends[1]) - axis.at(ends[0]) < 2 * (HALF_MARK * look.mark + 1):
        return ""
    caps = (
        f"M{num(axis.at(end))} {num(y - cap)}v{num(2 * cap)}" for end in ends if 0 <= end <= 100
    )
    return line(min(x, axis.at(ends[0])), y, max(x, axis.at(ends[1])), y) + "".join(caps)


def _tail(lane: Lane, y: float, axis: Axis) -> str:
    """From a clipped mark to the end of the axis: somewhere there lies the true number."""
    if lane.value is None or not lane.value.clipped:
        return ""
    edge = axis.left if lane.value.clipped == "<=" else axis.right
    return line(axis.at(lane.value.value), y, edge, y)


def footnote(canvas: Canvas, note: str, y: float, look: Theme) -> float:
    if not note:
        return y
    for text in wrap(note, look.note, look.width):
        y += look.note * 1.35
        canvas.text(0, y, text, look.note, fill=SOFT)
    return y + look.note * 0.4
