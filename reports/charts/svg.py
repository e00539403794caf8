"""Chart spec in, inline SVG out: for the PDF, for the page without script, and for phones."""

from __future__ import annotations

from collections.abc import Callable

from reports.charts.draw_bars import draw_bars, draw_gaps
from reports.charts.draw_block import draw_block
from reports.charts.draw_lanes import draw_lanes
from reports.charts.draw_network import draw_network, draw_wall
from reports.charts.draw_sign import draw_sign
from reports.charts.layout import NARROW, PRINT, SCREEN
from reports.charts.spec import (
    BarsSpec,
    BlockSpec,
    GapSpec,
    LanesSpec,
    NetworkSpec,
    SignSpec,
    Spec,
    WallSpec,
)

__all__ = ["NARROW", "PRINT", "SCREEN", "draw"]

_DRAW: dict[type, Callable[..., str]] = {
    BarsSpec: draw_bars,
    LanesSpec: draw_lanes,
    BlockSpec: draw_block,
    GapSpec: draw_gaps,
    NetworkSpec: draw_network,
    WallSpec: draw_wall,
    SignSpec: draw_sign,
}


def draw(spec: Spec, width: int = PRINT) -> str:
    """The chart as SVG. `width`: PRINT (680), SCREEN (800) or NARROW (340, for phones)."""
    return _DRAW[type(spec)](spec, width)
