"""One bouwsteen: the lanes of its groups, then its kenmerken with both sides on the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.charts.canvas import HAIR, SOFT, STONES, Canvas, line
from reports.charts.draw_lanes import Columns, columns, footnote, lanes_of
from reports.charts.layout import Axis, Span, Theme, grid, header, rule, theme
from reports.charts.marks import Pair, mark
from reports.charts.spec import BlockSpec, FeatureRow, Mark
from reports.charts.text import width, wrap


def draw_block(spec: BlockSpec, size: int) -> str:
    look = theme(size)
    place = columns(look, 0, len(spec.lanes))
    if look.narrow:  # room for the numbers outside the marks
        place = replace(place, axis=Axis(28, look.width - 32))
    colour = STONES[spec.stone.number]
    canvas = Canvas(look.width, look.label)
    shown = any(lane.value for lane in spec.lanes)
    y = header(canvas, spec.scale, place.axis, look) if shown else 0
    y = lanes_of(canvas, spec.lanes, colour, y, place, look)
    if spec.features:
        y = _features(canvas, spec, y + look.label * 1.1, place, look)
    y = footnote(canvas, spec.note, y, look)
    return canvas.svg(y + 2, spec.alt)


def _features(canvas: Canvas, spec: BlockSpec, y: float, place: Columns, look: Theme) -> float:
    y = _features_heading(canvas, spec, y + look.label, place, look)
    rule(canvas, y)
    rows = _feature_rows(spec.features, y, place, look)
    spans = [row.span for row in rows] if look.narrow else [(y, rows[-1].bottom)]
    grid(canvas, place.axis, spans, [hole for row in rows if row.pair for hole in row.pair.holes()])
    for row in rows:
        _feature(canvas, row, STONES[spec.stone.number], place, look)
    canvas.ground("".join(line(0, row.bottom, look.width, row.bottom) for row in rows), HAIR, 0.7)
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
