"""The sheet under every Plotly figure: axis, band, level words, words beside the plot, settings."""

from __future__ import annotations

import json
from typing import Any

from reports.charts.canvas import INK, LINE, PAPER, RULE, SOFT, STONES, WHITE
from reports.charts.spec import Scale, Stone

Json = dict[str, Any]
FAMILY = '"Source Sans Pro", "Source Sans 3", sans-serif'
HEAD = 62  # room for level words and axis numbers, in pixels
# Nothing may leave the host: no button that sends the data to plotly.com, no address to send to.
CONFIG: Json = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "nl",
}


def named(stone: Stone, row: float, left: int) -> tuple[Json, Json]:
    """The chip with the number, and the name beside it."""
    chip = note_at(str(stone.number), row, left, WHITE, weight=700)
    chip |= {"bgcolor": STONES[stone.number], "borderpad": 2, "width": 24, "align": "center"}
    return chip, note_at(stone.name, row, left + 36, weight=600)


def note_at(
    text: str,
    row: float,
    shift: int,
    colour: str = INK,
    side: str = "start",
    weight: int | None = None,
) -> Json:
    """Words beside the plot: `shift` pixels from its left edge, or from its right edge for the
    sides right (text begins there) and end (text ends there)."""
    from_right, anchor = {
        "start": (0, "left"),
        "right": (1, "left"),
        "end": (1, "right"),
        "middle": (0.5, "center"),
    }[side]
    note: Json = {"text": text, "xref": "paper", "x": from_right, "xshift": shift, "y": row}
    note |= {"xanchor": anchor, "yanchor": "middle", "showarrow": False}
    font = {"color": colour if colour != INK else None, "weight": weight}
    font = {name: value for name, value in font.items() if value is not None}
    return note | {"font": font} if font else note


def made_of(
    traces: list[Json],
    notes: list[Json],
    scale: Scale,
    spans: list[tuple[float, float]],
    height: int,
    margins: tuple[int, int],
    rows: tuple[float, float] | None = None,
) -> Json:
    import plotly.graph_objects as go  # slow to import: only where a figure is made

    made = go.Figure(
        data=traces,
        layout={
            "font": {"family": FAMILY, "size": 15, "color": INK},
            "paper_bgcolor": WHITE,
            "plot_bgcolor": WHITE,
            "height": height + HEAD,
            "margin": {"l": margins[0], "r": margins[1], "t": HEAD, "b": 0},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {"bgcolor": INK, "bordercolor": INK, "align": "left"}
            | {"font": {"family": FAMILY, "size": 15, "color": WHITE}},
            "xaxis": {
                "range": [0, 100],
                "tickvals": [0, 50, 70, 100],
                "side": "top",
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "tickfont": {"size": 14, "color": SOFT},
            },
            "yaxis": {"visible": False, "fixedrange": True, "range": [*(rows or spans[0])][::-1]},
            "shapes": [shape for span in spans for shape in _ground(span)],
            "annotations": [*notes, *_levels(scale)],
        },
    )
    made.layout.template = None  # else 7 kB of defaults that we do not use
    return json.loads(made.to_json()) | {"config": CONFIG}


def _ground(span: tuple[float, float]) -> list[Json]:
    low, high = span
    band = {"type": "rect", "x0": 50, "x1": 70, "y0": low, "y1": high, "layer": "below"}
    band |= {"fillcolor": PAPER, "line": {"width": 0}}
    lines = [
        {"type": "line", "x0": x, "x1": x, "y0": low, "y1": high, "layer": "below"}
        | {
            "line": {"color": RULE, "width": 1, "dash": "2.5px,2.5px"}
            if x in (50, 70)
            else {"color": LINE, "width": 1}
        }
        for x in (0, 50, 70, 100)
    ]
    return [band, *lines]


def _levels(scale: Scale) -> list[Json]:
    return [
        {
            "text": "<br>".join(text.rsplit(" ", 1)),
            "x": middle,
            "yref": "paper",
            "y": 1,
            "yshift": 22,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 14, "color": INK, "weight": 600},
        }
        for text, middle in zip(scale.levels, (25, 60, 85), strict=True)
    ]
