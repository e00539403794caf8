"""One row per bouwsteen: the six totals as bars, or both sides with the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.canvas import INK, LINE, SOFT, STONES, WHITE, Canvas, line
from reports.charts.layout import (
    NARROW,
    PRINT,
    SCREEN,
    Axis,
    Span,
    Theme,
    chip,
    grid,
    header,
    theme,
)
from reports.charts.marks import Pair, mark
from reports.charts.spec import Bar, BarsSpec, GapRow, GapSpec, Key
from reports.charts.text import fit, width
from reports.findings import GapClass

FITS_INSIDE = 9  # a lower score leaves no room for its number in the bar
THICKNESS = {
    GapClass.NONE: 1.2,
    GapClass.POSSIBLE: 1.2,
    GapClass.NOTICEABLE: 2.6,
    GapClass.LARGE: 5.0,
}


@dataclass(frozen=True)
class Rows:
    """One row per bouwsteen. `line` is where the axis runs, measured from the top of the row."""

    axis: Axis
    step: float
    line: float


BARS = {
    PRINT: Rows(Axis(170, 506), 27, 15),
    SCREEN: Rows(Axis(212, 572), 37, 20),
    NARROW: Rows(Axis(1, 339), 80, 56),
}
GAPS = {
    PRINT: Rows(Axis(176, 508), 37, 18.5),
    SCREEN: Rows(Axis(226, 570), 46, 23),
    NARROW: Rows(Axis(28, 308), 66, 44),
}


def draw_bars(spec: BarsSpec, size: int) -> str:
    look = theme(size)
    rows = BARS[look.width]
    canvas = Canvas(look.width, look.label)
    top = header(canvas, spec.scale, rows.axis, look)
    tops = [top + number * rows.step for number in range(len(spec.bars))]
    grid(
        canvas,
        rows.axis,
        [_span(y, rows, look) for y, bar in zip(tops, spec.bars, strict=True) if bar.value],
    )
    for y, bar in zip(tops, spec.bars, strict=True):
        _bar(canvas, bar, y, rows, look)
    return canvas.svg(tops[-1] + rows.step + 1, spec.alt)


def _span(top: float, rows: Rows, look: Theme) -> Span:
    """How far the grid reaches behind one row."""
    if not look.narrow:
        return top, top + rows.step
    return top + rows.line - look.chip[1] / 2 - 3, top + rows.line + look.chip[1] / 2 + 3


def _bar(canvas: Canvas, bar: Bar, top: float, rows: Rows, look: Theme) -> None:
    high, y = look.chip[1], top + rows.line
    _bar_words(canvas, bar, top, rows, look)
    if bar.value is None:
        canvas.path(line(rows.axis.left, y, rows.axis.right, y), SOFT, 1.2, "1.5 4.5")
        return
    end = rows.axis.at(bar.value.value)
    long = end - rows.axis.left
    canvas.rect(rows.axis.left, y - high / 2, long, high, STONES[bar.stone.number], rx=1.5)
    size, base = look.number * 1.05, y + look.number * 0.37
    if bar.value.value < FITS_INSIDE or long < width(str(bar.value), size, bold=True) + 12:
        canvas.text(end + 6, base, str(bar.value), size, weight=700)
    else:
        canvas.text(end - 6, base, str(bar.value), size, fill=WHITE, weight=700, anchor="end")


def _bar_words(canvas: Canvas, bar: Bar, top: float, rows: Rows, look: Theme) -> None:
    name_size = look.heading * 0.93
    if look.narrow:
        chip(canvas, bar.stone, top + 10, look)
        canvas.text(look.indent, top + 20, bar.stone.name, name_size, weight=600)
        canvas.text(look.indent, top + 37, bar.remark, look.note, fill=SOFT)
        return
    y = top + rows.line
    chip(canvas, bar.stone, y - look.chip[1] / 2, look)
    size = fit(bar.stone.name, name_size, rows.axis.left - look.indent - 10, bold=True)
    canvas.text(look.indent, y + name_size * 0.35, bar.stone.name, size, weight=600)
    start = rows.axis.right + 14
    size = fit(bar.remark, look.label, look.width - start)
    canvas.text(start, y + look.label * 0.35, bar.remark, size)


def draw_gaps(spec: GapSpec, size: int) -> str:
    look = theme(size)
    rows = GAPS[look.width]
    canvas = Canvas(look.width, look.label)
    below = look.note * 3.4 if look.narrow else 0  # there the keys stand above the axis
    top = header(canvas, spec.scale, rows.axis, look, below)
    _keys(canvas, spec.keys, look.note if look.narrow else top - look.note * 2, rows, look)
    tops = [top + number * rows.step for number in range(len(spec.rows))]
    pairs = [
        _pair(row, y + rows.line, rows.axis, look) for y, row in zip(tops, spec.rows, strict=True)
    ]
    _gap_grid(canvas, tops, pairs, rows, look)
    for y, row, pair in zip(tops, spec.rows, pairs, strict=True):
        _gap_row(canvas, row, pair, y, rows, look)
    return canvas.svg(tops[-1] + rows.step + 1, spec.alt)


def _keys(canvas: Canvas, keys: Sequence[Key], base: float, rows: Rows, look: Theme) -> None:
    """What the two marks stand for, in ink: beside the axis, or above it when narrow."""
    room = look.width - 20 if look.narrow else rows.axis.left - 34
    for number, key in enumerate(keys):
        y = base + number * look.note * 1.5
        mark(canvas, key.mark, 7, y - look.note * 0.33, INK, look.mark)
        canvas.text(20, y, key.label, fit(key.label, look.note, room), fill=SOFT)


def _pair(row: GapRow, y: float, axis: Axis, look: Theme) -> Pair | None:
    if row.employees is None or row.leading is None:
        return None
    return Pair(row.employees, row.leading, axis, y, look.mark, look.label * 1.05)


def _gap_grid(
    canvas: Canvas, tops: list[float], pairs: list[Pair | None], rows: Rows, look: Theme
) -> None:
    """The grid behind rows with marks, and a hairline between the rows."""
    shown = [(top, pair) for top, pair in zip(tops, pairs, strict=True) if pair]
    spans = [(pair.y - 12, pair.y + 12) for _, pair in shown]
    if not look.narrow:
        spans = [(top, top + rows.step) for top, _ in shown]
    grid(canvas, rows.axis, spans, [hole for _, pair in shown for hole in pair.holes()])
    canvas.ground("".join(line(0, top, look.width, top) for top in tops[1:]), LINE, 0.6)


def _gap_row(
    canvas: Canvas, row: GapRow, pair: Pair | None, top: float, rows: Rows, look: Theme
) -> None:
    y = top + (20 if look.narrow else rows.line)
    chip(canvas, row.stone, y - look.chip[1] / 2, look)
    size = look.heading * 0.9
    room = rows.axis.left - look.indent - 30 if not look.narrow else 152
    told = fit(row.stone.name, size, room, bold=True)
    canvas.text(look.indent, y + size * 0.35, row.stone.name, told, weight=600)
    _difference(canvas, row, y, rows, look)
    if pair:
        pair.draw(canvas, STONES[row.stone.number], THICKNESS[row.gap_class], weight=600)
    else:
        y = top + rows.line
        canvas.path(line(rows.axis.left, y, rows.axis.right, y), SOFT, 1.2, "1.5 4.5")


def _difference(canvas: Canvas, row: GapRow, y: float, rows: Rows, look: Theme) -> None:
    """The points and their word: soft when there is no clear difference."""
    clear = row.difference is not None and row.gap_class is not GapClass.NONE
    start = (
        look.width - width(row.remark, look.label, clear) if look.narrow else rows.axis.right + 64
    )
    size = fit(row.remark, look.label, look.width - start)
    weight = 600 if row.gap_class is GapClass.LARGE else None
    ink = None if clear else SOFT
    base = y + look.label * 0.36
    canvas.text(start, base, row.remark, size, fill=ink, weight=weight)
    if row.difference is not None:
        points, big = str(row.difference), look.number * (1.14 if clear else 0.95)
        weight = 700 if clear else None
        canvas.text(start - 8, base + 0.4, points, big, fill=ink, weight=weight, anchor="end")
