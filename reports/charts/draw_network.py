"""Stones: samenhang between the six of them, and the wall they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.canvas import INK, PAPER_2, SAND, SOFT, STONES, WHITE, Canvas, line
from reports.charts.layout import NARROW, PRINT, SCREEN, Theme, theme
from reports.charts.spec import NetworkSignal, NetworkSpec, NetworkStone, WallSpec
from reports.charts.text import fit, width, wrap

PLACES = {1: (0, 0), 4: (1, 0), 5: (2, 0), 2: (0, 1), 3: (1, 1), 6: (2, 1)}
Point = tuple[float, float]


@dataclass(frozen=True)
class Sheet:
    """Where the stones lie: three columns of two, or turned, two columns of three."""

    stone: tuple[float, float]
    gap: tuple[float, float]
    origin: Point
    slant: float  # how far from the corner a slanting line begins
    big: float  # letter size of the score
    turned: bool = False

    def corner(self, number: int) -> Point:
        column, row = PLACES[number]
        if self.turned:
            column, row = row, column
        wide, high = self.stone
        return (
            self.origin[0] + column * (wide + self.gap[0]),
            self.origin[1] + row * (high + self.gap[1]),
        )

    def link(self, first: int, second: int) -> tuple[Point, Point]:
        """From edge to edge: straight between neighbours, corner to corner when slanting."""
        (x1, y1), (x2, y2) = sorted((self.corner(first), self.corner(second)))
        wide, high = self.stone
        if y1 == y2:
            return (x1 + wide, y1 + high / 2), (x2, y2 + high / 2)
        if x1 == x2:
            return (x1 + wide / 2, y1 + high), (x2 + wide / 2, y2)
        start, end = (y1 + high, y2) if y1 < y2 else (y1, y2 + high)
        return (x1 + wide - self.slant, start), (x2 + self.slant, end)


SHEETS = {
    PRINT: Sheet((172, 66), (76, 96), (6, 34), 26, 24),
    SCREEN: Sheet((208, 84), (81, 108), (7, 42), 30, 30),
    NARROW: Sheet((152, 76), (24, 52), (6, 16), 24, 24, turned=True),
}


def draw_network(spec: NetworkSpec, size: int) -> str:
    look = theme(size)
    sheet = SHEETS[look.width]
    canvas = Canvas(look.width, look.label)
    thick = {frozenset((signal.first, signal.second)) for signal in spec.signals}
    for first, second in spec.links:
        if frozenset((first, second)) not in thick:
            _line(canvas, sheet.link(first, second), SAND, 1.6)
    between = [signal for signal in spec.signals if signal.first != signal.second]
    for signal in between:
        _signal(canvas, sheet.link(signal.first, signal.second), signal.letter, look.mark)
    for stone in spec.stones:
        _stone(canvas, stone, spec.weak_label, sheet, look)
    inside = [signal for signal in spec.signals if signal.first == signal.second]
    _badges_on_stones(canvas, inside, sheet, look.mark)
    return canvas.svg(_legend(canvas, spec, bool(between), bool(inside), sheet, look), spec.alt)


def _line(canvas: Canvas, ends: tuple[Point, Point], colour: str, thick: float) -> None:
    """With a white edge, so that crossing lines stay apart."""
    path = line(*ends[0], *ends[1])
    canvas.path(path, WHITE, thick + 4.5)
    canvas.path(path, colour, thick)


def _signal(canvas: Canvas, ends: tuple[Point, Point], letter: str, size: float) -> None:
    _line(canvas, ends, INK, 3.4)
    (x1, y1), (x2, y2) = ends
    _badge(canvas, (x1 + x2) / 2, (y1 + y2) / 2, letter, size)


def _badge(canvas: Canvas, x: float, y: float, letter: str, size: float) -> None:
    canvas.add("circle", cx=x, cy=y, r=11.5 * size, fill=INK, stroke=WHITE, stroke_width=2.5)
    canvas.text(x, y + 4.6 * size, letter, 13 * size, fill=WHITE, weight=700, anchor="middle")


def _badges_on_stones(
    canvas: Canvas, signals: Sequence[NetworkSignal], sheet: Sheet, size: float
) -> None:
    """On an edge of the stone where no line begins; several stand side by side."""
    seen: dict[int, int] = {}
    for signal in signals:
        x, y, step = _badge_place(signal.first, sheet)
        _badge(canvas, x + step * seen.get(signal.first, 0), y, signal.letter, size)
        seen[signal.first] = seen.get(signal.first, 0) + 1


def _badge_place(number: int, sheet: Sheet) -> tuple[float, float, float]:
    """x, y and the step to a next badge: the outer edge, or turned, the outer end of the top."""
    x, y = sheet.corner(number)
    wide, high = sheet.stone
    second = PLACES[number][1] == 1  # the lower row, or turned: the right column
    if sheet.turned:
        return (x + wide - 30, y, -27) if second else (x + 30, y, 27)
    return x + wide - 20, y + (high if second else 0), -32


def _stone(canvas: Canvas, spec: NetworkStone, weak_label: str, sheet: Sheet, look: Theme) -> None:
    x, y = sheet.corner(spec.stone.number)
    wide, high = sheet.stone
    if spec.weak:
        _frame(canvas, x, y, sheet, look)
        _weak_words(canvas, spec, weak_label, sheet, look)
    canvas.rect(x, y, wide, high, STONES[spec.stone.number], rx=2)
    pad, unit = 12 * look.mark, look.heading * 1.11
    canvas.text(x + pad, y + high * 0.38, str(spec.stone.number), unit, fill=WHITE, weight=700)
    size = fit(spec.stone.name, look.heading, wide - 2 * pad, bold=True)
    canvas.text(x + pad, y + high * 0.82, spec.stone.name, size, fill=WHITE, weight=600)
    if spec.weak and sheet.turned:
        _weak_inside(canvas, weak_label, x, y, sheet)
    end = x + wide - pad
    if spec.value is not None:
        style = {"fill": WHITE, "weight": 700, "anchor": "end"}
        canvas.text(end, y + high * 0.455, str(spec.value), sheet.big, **style)
    else:
        size = fit(spec.remark, look.label, wide - 2 * pad - unit)
        canvas.text(end, y + high * 0.38, spec.remark, size, fill=WHITE, anchor="end")


def _frame(canvas: Canvas, x: float, y: float, sheet: Sheet, look: Theme) -> None:
    wide, high = sheet.stone
    canvas.add(
        "rect",
        x=x - 5,
        y=y - 5,
        width=wide + 10,
        height=high + 10,
        rx=3,
        fill="none",
        stroke=INK,
        stroke_width=1.6 * look.mark,
    )


def _weak_words(canvas: Canvas, spec: NetworkStone, label: str, sheet: Sheet, look: Theme) -> None:
    """Outside the frame, above or below; turned there is only room inside the stone."""
    x, y = sheet.corner(spec.stone.number)
    wide, high = sheet.stone
    size = look.label * 1.07
    above = PLACES[spec.stone.number][1] == 0
    base = y - 5 - size * 0.7 if above else y + high + 5 + size * 1.15
    if not sheet.turned:
        canvas.text(x + wide / 2, base, label, size, weight=700, anchor="middle")


def _weak_inside(canvas: Canvas, label: str, x: float, y: float, sheet: Sheet) -> None:
    size = fit(label, 12, sheet.stone[0] - 76, bold=True)
    canvas.text(
        x + 66, y + sheet.stone[1] * 0.38, label, size, fill=WHITE, weight=600, anchor="middle"
    )


def _legend(
    canvas: Canvas, spec: NetworkSpec, between: bool, inside: bool, sheet: Sheet, look: Theme
) -> float:
    """What the lines mean, only those that are drawn. Returns the height of the chart."""
    lowest = max(sheet.corner(stone.stone.number)[1] for stone in spec.stones) + sheet.stone[1]
    below = any(each.weak and PLACES[each.stone.number][1] for each in spec.stones)
    x, y = 0.0, lowest + look.label * (4 if below and not sheet.turned else 3.1)
    signs = [(spec.link_label, "link")]
    signs += [(spec.signal_label, "signal")] if between else []
    signs += [(spec.inside_label, "inside")] if inside else []
    for label, sign in signs:
        long = 33 + width(label, look.label)
        if x and x + long > look.width:
            x, y = 0, y + look.label * 1.6
        _sign(canvas, sign, x, y - look.label * 0.35)
        canvas.text(x + 33, y, label, fill=SOFT)
        x += long + 18
    return y + look.label * 0.5


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    if sign == "inside":
        canvas.add("circle", cx=x + 20, cy=y, r=6, fill=INK)
    else:
        colour, thick = (INK, 3.4) if sign == "signal" else (SAND, 1.6)
        canvas.path(line(x, y, x + 26, y), colour, thick)


WALL = {  # x, y, width, height of each stone, in a wall of 432 by 264
    1: (0, 180, 286, 84),
    2: (292, 180, 140, 84),
    3: (0, 90, 140, 84),
    4: (146, 90, 286, 84),
    5: (0, 0, 286, 84),
    6: (292, 0, 140, 84),
}
ICON = {
    1: (0, 35.6, 41.8, 16),
    2: (43.6, 35.6, 20, 16),
    3: (0, 17.8, 20, 16),
    4: (21.8, 17.8, 41.8, 16),
    5: (0, 0, 41.8, 16),
    6: (43.6, 0, 20, 16),
}


def draw_wall(spec: WallSpec, size: int) -> str:
    if spec.laid is not None:
        return _icon(spec)
    canvas = Canvas(432, 16, WHITE)
    for stone in spec.stones:
        x, y, wide, high = WALL[stone.number]
        canvas.rect(x, y, wide, high, STONES[stone.number], rx=2.5)
        canvas.text(x + 14, y + 24, str(stone.number), 20, weight=700)
        lines = wrap(stone.name, 16, wide - 24, bold=True)
        for row, text in enumerate(reversed(lines)):
            told = fit(text, 16, wide - 24, bold=True)
            canvas.text(x + 14, y + 68.6 - row * 19.2, text, told, weight=600)
    return canvas.svg(264, spec.alt)


def _icon(spec: WallSpec) -> str:
    canvas = Canvas(63.6, 10)
    for number, (x, y, wide, high) in ICON.items():
        canvas.rect(x, y, wide, high, STONES[number] if number == spec.laid else PAPER_2, rx=1)
    return canvas.svg(51.6, spec.alt)
