"""One sign of the charts on its own, in ink, for beside an explanation."""

from __future__ import annotations

from reports.charts.canvas import INK, SOFT, Canvas, line
from reports.charts.marks import mark
from reports.charts.spec import Mark, Sign, SignSpec

WIDE, HIGH = 40, 18


def draw_sign(spec: SignSpec, size: int) -> str:
    canvas = Canvas(WIDE, 10)
    if isinstance(spec.sign, Mark):
        mark(canvas, spec.sign, WIDE / 2, HIGH / 2, INK)
    else:
        _SIGNS[spec.sign](canvas)
    return canvas.svg(HIGH, spec.alt)


def _margin(canvas: Canvas) -> None:
    canvas.path(f"{line(4, 9, 36, 9)}M4 5.5v7M36 5.5v7", INK, 1.4)


def _hidden(canvas: Canvas) -> None:
    canvas.path(line(4, 9, 38, 9), SOFT, 1.2, "1.5 4.5")


def _limit(canvas: Canvas) -> None:
    canvas.path(line(2, 9, 28, 9), INK, 1.4, "1.5 3")
    mark(canvas, Mark.DOT, 30, 9, INK)


_SIGNS = {Sign.MARGIN: _margin, Sign.HIDDEN: _hidden, Sign.LIMIT: _limit}
