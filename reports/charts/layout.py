"""The three sizes a chart is drawn in, and the axis from 0 to 100 that all score charts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.charts.canvas import INK, LINE, PAPER, RULE, SOFT, STONES, WHITE, Canvas, line
from reports.charts.spec import Scale, Stone
from reports.charts.text import fit, width, wrap

Span = tuple[float, float]
Hole = tuple[float, float, float, float]  # left, right, top, bottom

PRINT, SCREEN, NARROW = 680, 800, 340


@dataclass(frozen=True)
class Theme:
    """Letter sizes and measures, in units of the viewBox."""

    width: int
    tick: float
    label: float
    heading: float
    number: float
    note: float
    chip: tuple[float, float]
    mark: float  # factor on the size of a mark
    narrow: bool = False

    @property
    def indent(self) -> float:
        """Where the text beside a chip begins."""
        return self.chip[0] + 8


THEMES = {
    PRINT: Theme(PRINT, 10.6, 11.2, 13.5, 12.7, 10.7, (21, 16), 1),
    SCREEN: Theme(SCREEN, 14, 15, 17, 16.5, 14, (28, 22), 1.25),
    NARROW: Theme(NARROW, 12, 13.5, 15, 15, 12.5, (24, 19), 1.15, narrow=True),
}


def theme(wanted: int) -> Theme:
    """The largest size that does not exceed the wanted width; the narrow one below all."""
    return THEMES[max((size for size in THEMES if size <= wanted), default=NARROW)]


@dataclass(frozen=True)
class Axis:
    left: float
    right: float

    def at(self, value: float) -> float:
        return self.left + (self.right - self.left) * min(100, max(0, value)) / 100


def chip(canvas: Canvas, stone: Stone, y: float, look: Theme) -> None:
    """The number of a bouwsteen on its colour, top at y, at the left edge."""
    wide, high = look.chip
    size = high * 0.76
    canvas.rect(0, y, wide, high, STONES[stone.number], rx=1.5)
    canvas.text(
        wide / 2,
        y + high / 2 + size * 0.34,
        str(stone.number),
        size,
        fill=WHITE,
        weight=700,
        anchor="middle",
    )


def header(canvas: Canvas, scale: Scale, axis: Axis, look: Theme, y: float = 0) -> float:
    """Level words and the numbers of the axis from y down. Returns where the plot begins."""
    step = look.tick * 1.09
    zones = ((0, 50), (50, 70), (70, 100))
    words = [
        _zone_words(text, axis, zone, look) for text, zone in zip(scale.levels, zones, strict=True)
    ]
    rows = max(len(lines) for lines, _ in words)
    for (lines, size), zone in zip(words, zones, strict=True):
        top = y + look.tick * 1.3 + (rows - len(lines)) * step
        for row, text in enumerate(lines):
            middle = axis.at(sum(zone) / 2)
            canvas.text(middle, top + row * step, text, size, weight=600, anchor="middle")
    base = y + look.tick * 1.3 + rows * step + look.tick * 0.35
    for value in (0, 50, 70, 100):
        anchor = _tick_anchor(axis.at(value), look)
        canvas.text(axis.at(value), base, str(value), look.tick, fill=SOFT, anchor=anchor)
    return base + look.tick * 0.47


def _tick_anchor(x: float, look: Theme) -> str:
    """Numbers of the axis stay inside the chart."""
    if x < look.tick:
        return "start"
    return "end" if x > look.width - look.tick else "middle"


def _zone_words(text: str, axis: Axis, zone: Span, look: Theme) -> tuple[list[str], float]:
    room = axis.at(zone[1]) - axis.at(zone[0])
    alike = max(axis.at(70) - axis.at(50), look.tick * 5.6)  # all three levels break alike
    lines = wrap(text, look.tick, alike, bold=True)
    longest = max(lines, key=lambda part: width(part, look.tick, bold=True))
    return lines, fit(longest, look.tick, room * 1.1, bold=True)


def grid(canvas: Canvas, axis: Axis, spans: Sequence[Span], holes: Iterable[Hole] = ()) -> None:
    """Band between 50 and 70, its dashed edges and both ends of the axis; holes stay open."""
    holes, spans = list(holes), _joined(spans)
    for top, bottom in spans:
        canvas.floor(axis.at(50), top, axis.at(70) - axis.at(50), bottom - top, PAPER)
    for top, bottom in spans:
        for value in (0, 50, 70, 100):
            style = (RULE, 0.9, "2.5 2.5") if value in (50, 70) else (LINE, 0.8)
            for start, end in _open_parts(axis.at(value), top, bottom, holes):
                canvas.ground(line(axis.at(value), start, axis.at(value), end), *style)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Stretches that touch become one."""
    joined: list[Span] = []
    for top, bottom in spans:
        if joined and abs(joined[-1][1] - top) < 0.01:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def _open_parts(x: float, top: float, bottom: float, holes: list[Hole]) -> list[Span]:
    """The stretches of a vertical line outside the holes it would cross."""
    cuts = sorted((up, down) for left, right, up, down in holes if left < x < right)
    parts, start = [], top
    for up, down in cuts:
        if top <= up and down <= bottom:
            parts.append((start, up))
            start = down
    return [*parts, (start, bottom)]


def rule(canvas: Canvas, y: float, ink: bool = False) -> None:
    canvas.ground(line(0, y, canvas.width, y), INK if ink else LINE, 1 if ink else 0.8)
