"""Chart spec in, Plotly figure out: the same chart with explanations under the pointer.

Words carry no HTML but line breaks: plotly.js would write a style attribute, which the CSP of
the page refuses. Plotly is imported when a figure is made, because it costs a second and 40 MB.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from reports.charts.canvas import INK, LINE, PAPER, RULE, SOFT, STONES, WHITE
from reports.charts.spec import (
    Bar,
    BarsSpec,
    GapRow,
    GapSpec,
    Lane,
    LaneBlock,
    LanesSpec,
    Mark,
    Scale,
    Stone,
)
from reports.findings import GapClass

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
SYMBOLS = {  # name, size, filled
    Mark.STONE: ("square", 13, True),
    Mark.DOT: ("circle", 13, True),
    Mark.RING: ("circle", 12, False),
    Mark.DIAMOND: ("diamond", 12, False),
    Mark.SQUARE: ("square", 11, False),
    Mark.TARGET: ("circle-dot", 12, False),
    Mark.MIXED: ("circle-cross", 12, False),
}
THICKNESS = {
    GapClass.NONE: 1.5,
    GapClass.POSSIBLE: 1.5,
    GapClass.NOTICEABLE: 3,
    GapClass.LARGE: 6,
}


def figure(spec: BarsSpec | LanesSpec | GapSpec) -> Json:
    """data, layout and config for Plotly.newPlot."""
    return _DRAW[type(spec)](spec)


def _bars(spec: BarsSpec) -> Json:
    shown = [(row, bar) for row, bar in enumerate(spec.bars) if bar.value]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value.value for _, bar in shown],
        "y": [row for row, _ in shown],
        "width": 0.6,
        "marker": {"color": [STONES[bar.stone.number] for _, bar in shown]},
        "text": [str(bar.value) for _, bar in shown],
        "textposition": "auto",
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": WHITE, "size": 17, "weight": 700},
        "outsidetextfont": {"color": INK, "size": 17, "weight": 700},
        "hovertext": [_hover_bar(bar) for _, bar in shown],
        "hoverinfo": "text",
    }
    notes = [
        note
        for row, bar in enumerate(spec.bars)
        for note in (*_named(bar.stone, row, -212), _note(bar.remark, row, 14, side="right"))
    ]
    span = (-0.5, len(spec.bars) - 0.5)
    return _made([trace], notes, spec.scale, [span], 37 * len(spec.bars), (212, 232))


def _hover_bar(bar: Bar) -> str:
    return f"{bar.stone.name}<br>{bar.value}: {bar.remark}"


def _lanes(spec: LanesSpec) -> Json:
    """A block takes one row for its heading and one for each lane."""
    traces, notes, spans, row = [], [], [], 0
    for block in spec.blocks:
        notes += [*_named(block.stone, row, -262), _note(block.remark, row, 118, SOFT, "end")]
        tops = [row + 1 + number for number in range(len(block.lanes))]
        for at, lane in zip(tops, block.lanes, strict=True):
            notes += _lane_words(lane, at)
        traces.append(_marks(block, tops))
        spans += [
            (at - 0.5, at + 0.5) for at, lane in zip(tops, block.lanes, strict=True) if lane.value
        ]
        row += 1 + len(block.lanes) + 0.4
    made = _made(traces, notes, spec.scale, spans, round(27 * row), (262, 118), (-0.6, row - 0.6))
    return _with_footnote(made, spec.note)


def _with_footnote(made: Json, note: str) -> Json:
    if note:
        words = {"text": note, "xref": "paper", "x": 0, "xshift": -262, "xanchor": "left"}
        place = {"yref": "paper", "y": 0, "yshift": -26, "yanchor": "bottom", "showarrow": False}
        made["layout"]["annotations"].append(words | place | {"font": {"color": SOFT}})
        made["layout"]["margin"]["b"] += 28
        made["layout"]["height"] += 28
    return made


def _marks(block: LaneBlock, rows: Iterable[int]) -> Json:
    shown = [(row, lane) for row, lane in zip(rows, block.lanes, strict=True) if lane.value]
    colour = STONES[block.stone.number]
    symbols = [SYMBOLS[lane.mark] for _, lane in shown]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [lane.value.value for _, lane in shown],
        "y": [row for row, _ in shown],
        "marker": {
            "symbol": [name for name, _, _ in symbols],
            "size": [size for _, size, _ in symbols],
            "opacity": 1,
            "color": [colour if full else WHITE for _, _, full in symbols],
            "line": {"color": colour, "width": 2.4},
        },
        "error_x": {
            "type": "data",
            "array": [lane.margin or 0 for _, lane in shown],
            "color": colour,
            "thickness": 1.6,
            "width": 4,
        },
        "hovertext": [_hover_lane(block, lane) for _, lane in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _hover_lane(block: LaneBlock, lane: Lane) -> str:
    margin = "" if lane.margin is None else f" ± {lane.margin}"
    return f"{block.stone.name}<br>{lane.label}: {lane.value}{margin}"


def _lane_words(lane: Lane, row: float) -> list[Json]:
    strong = lane.mark is Mark.STONE
    words = [_note(lane.label, row, -226, INK if strong else SOFT, weight=600 if strong else None)]
    if lane.value is None:
        return [*words, _note(lane.remark, row, 0, SOFT, side="middle")]
    words.append(_note(str(lane.value), row, 70, INK, "end", weight=600))
    if lane.margin is not None:
        words.append(_note(f"± {lane.margin}", row, 78, SOFT, side="right"))
    return words


def _gaps(spec: GapSpec) -> Json:
    shown = [(row, gap) for row, gap in enumerate(spec.rows) if gap.employees and gap.leading]
    traces = [trace for row, gap in shown for trace in _gap_traces(gap, row, spec)]
    notes = []
    for row, gap in enumerate(spec.rows):
        clear = gap.gap_class is not GapClass.NONE
        ink = INK if clear else SOFT
        notes += [*_named(gap.stone, row, -226), _note(gap.remark, row, 72, ink, "right")]
        if gap.difference is not None:
            weight = 700 if clear else None
            notes.append(_note(str(gap.difference), row, 64, ink, "end", weight))
    spans = [(row - 0.5, row + 0.5) for row, _ in shown]
    height = 46 * len(spec.rows)
    notes += [
        _note(key.label, -0.5, -206, SOFT)
        | {"yshift": 34 - 21 * at, "font": {"color": SOFT, "size": 13.5}}
        for at, key in enumerate(spec.keys)
    ]
    made = _made(traces, notes, spec.scale, spans, height, (226, 232), (-0.5, len(spec.rows) - 0.5))
    made["layout"]["shapes"] += [
        _key_mark(key.mark, 34 - 21 * at) for at, key in enumerate(spec.keys)
    ]
    return made


def _key_mark(mark: Mark, up: int) -> Json:
    """A dot or ring in front of what it stands for, in pixels from the corner of the plot."""
    full = SYMBOLS[mark][2]
    return {
        "type": "circle",
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": 0,
        "x0": -225,
        "x1": -213,
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 1,
        "y0": up - 6,
        "y1": up + 6,
        "fillcolor": INK if full else WHITE,
        "line": {"color": INK, "width": 2},
    }


def _gap_traces(gap: GapRow, row: int, spec: GapSpec) -> list[Json]:
    colour = STONES[gap.stone.number]
    sides = ((gap.employees, spec.keys[0]), (gap.leading, spec.keys[1]))
    middle = {
        "type": "scatter",
        "mode": "lines",
        "x": [number.value for number, _ in sides],
        "y": [row, row],
        "line": {"color": colour, "width": THICKNESS[gap.gap_class]},
        "hoverinfo": "skip",
    }
    first_is_low = gap.employees.value <= gap.leading.value
    places = ("middle left", "middle right") if first_is_low else ("middle right", "middle left")
    return [
        middle,
        *(
            _gap_mark(gap, row, *side, place, colour)
            for side, place in zip(sides, places, strict=True)
        ),
    ]


def _gap_mark(gap: GapRow, row: int, number, key, place: str, colour: str) -> Json:
    name, size, full = SYMBOLS[key.mark]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [number.value],
        "y": [row],
        "marker": {
            "symbol": name,
            "size": size + 1,
            "color": colour if full else WHITE,
            "line": {"color": colour, "width": 2.4},
        },
        "text": [f" {number} "],
        "textposition": place,
        "textfont": {"size": 15.5, "color": INK},
        "hovertext": [f"{gap.stone.name}<br>{key.label}: {number}<br>{gap.remark}"],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _named(stone: Stone, row: float, left: int) -> tuple[Json, Json]:
    """The chip with the number, and the name beside it."""
    chip = _note(str(stone.number), row, left, WHITE, weight=700)
    chip |= {"bgcolor": STONES[stone.number], "borderpad": 2, "width": 24, "align": "center"}
    return chip, _note(stone.name, row, left + 36, weight=600)


def _note(
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


def _made(
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


_DRAW: dict[type, Callable[..., Json]] = {BarsSpec: _bars, LanesSpec: _lanes, GapSpec: _gaps}
