"""The marks of the groups, and a pair of them with its numbers outside."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.canvas import SOFT, WHITE, Canvas, line, num
from reports.charts.layout import Axis, Hole
from reports.charts.spec import Mark
from reports.charts.text import width
from reports.published import Number

RADIUS = 5.2


def mark(canvas: Canvas, kind: Mark, x: float, y: float, colour: str, size: float = 1) -> None:
    _DRAW[kind](canvas, x, y, colour, size)


def _stone(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    canvas.rect(x - 6 * size, y - 4.6 * size, 12 * size, 9.2 * size, colour, rx=1.2)


def _dot(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    canvas.add("circle", cx=x, cy=y, r=RADIUS * size, fill=colour)


def _ring(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    canvas.add(
        "circle", cx=x, cy=y, r=4.6 * size, fill=WHITE, stroke=colour, stroke_width=2.1 * size
    )


def _diamond(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    side = num(5.8 * size)
    corners = f"M{num(x)} {num(y - 5.8 * size)}l{side} {side}-{side} {side}-{side}-{side}z"
    canvas.add("path", d=corners, fill=WHITE, stroke=colour, stroke_width=2 * size)


def _square(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    side = 8.4 * size
    canvas.add(
        "rect",
        x=x - side / 2,
        y=y - side / 2,
        width=side,
        height=side,
        fill=WHITE,
        stroke=colour,
        stroke_width=2 * size,
    )


def _target(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    canvas.add(
        "circle", cx=x, cy=y, r=5.2 * size, fill=WHITE, stroke=colour, stroke_width=1.6 * size
    )
    canvas.add("circle", cx=x, cy=y, r=2 * size, fill=colour)


def _mixed(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    _ring(canvas, x, y, colour, size)
    r = num(4.6 * size)
    half = f"M{num(x)} {num(y - 4.6 * size)}a{r} {r} 0 0 0 0 {num(9.2 * size)}z"
    canvas.add("path", d=half, fill=colour)


_DRAW = {
    Mark.STONE: _stone,
    Mark.DOT: _dot,
    Mark.RING: _ring,
    Mark.DIAMOND: _diamond,
    Mark.SQUARE: _square,
    Mark.TARGET: _target,
    Mark.MIXED: _mixed,
}


@dataclass(frozen=True)
class Pair:
    """Employees and leading side on one line. Where they would cover each other they stand
    one above the other, so that both stay visible at their true place."""

    employees: Number
    leading: Number
    axis: Axis
    y: float
    size: float  # factor on the marks
    letter: float

    @property
    def _spots(self) -> tuple[float, float]:
        return self.axis.at(self.employees.value), self.axis.at(self.leading.value)

    @property
    def _lift(self) -> float:
        apart = abs(self._spots[0] - self._spots[1])
        touching = 2 * RADIUS * self.size + 1
        return (touching**2 - apart**2) ** 0.5 / 2 if apart < touching else 0

    @property
    def _numbers(self) -> tuple[tuple[float, str, str], tuple[float, str, str]]:
        """x, anchor and text of the number left of both marks and of the one right of both."""
        low, high = sorted((self.employees, self.leading), key=lambda number: number.value)
        if low.value == high.value:
            low, high = self.employees, self.leading
        away = RADIUS * self.size + 3.8
        left, right = self.axis.at(low.value) - away, self.axis.at(high.value) + away
        return (left, "end", str(low)), (right, "start", str(high))

    def holes(self) -> list[Hole]:
        """Where the numbers stand, so that no dashed line runs through them."""
        up, down = self.y - self.letter * 0.55, self.y + self.letter * 0.5
        (left, _, low), (right, _, high) = self._numbers
        return [
            (left - width(low, self.letter, bold=True) - 2, left + 2, up, down),
            (right - 2, right + width(high, self.letter, bold=True) + 2, up, down),
        ]

    def draw(self, canvas: Canvas, colour: str, thick: float, weight: int | None = None) -> None:
        mine, theirs = self._spots
        lift = self._lift
        if not lift:
            canvas.path(line(mine, self.y, theirs, self.y), colour, thick)
        mark(canvas, Mark.DOT, mine, self.y - lift, colour, self.size)
        mark(canvas, Mark.RING, theirs, self.y + lift, colour, self.size)
        fill = None if weight else SOFT
        for x, anchor, text in self._numbers:
            told = anchor if anchor == "end" else None
            base = self.y + self.letter * 0.35
            canvas.text(x, base, text, self.letter, fill=fill, weight=weight, anchor=told)
