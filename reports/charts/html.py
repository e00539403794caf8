"""Chart spec in, Plotly figure out: the same chart with explanations under the pointer.

Words carry no HTML but line breaks: plotly.js would write a style attribute, which the CSP of
the page refuses. Plotly is imported when a figure is made, because it costs a second and 40 MB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reports.charts.canvas import INK, SOFT, STONES, WHITE
from reports.charts.plotly_sheet import Json, made_of, named, note_at
from reports.charts.spec import (
    Bar,
    BarsSpec,
    GapRow,
    GapSpec,
    Lane,
    LaneBlock,
    LanesSpec,
    Mark,
)
from reports.findings import GapClass

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
        for note in (*named(bar.stone, row, -212), note_at(bar.remark, row, 14, side="right"))
    ]
    span = (-0.5, len(spec.bars) - 0.5)
    return made_of([trace], notes, spec.scale, [span], 37 * len(spec.bars), (212, 232))


def _hover_bar(bar: Bar) -> str:
    return f"{bar.stone.name}<br>{bar.value}: {bar.remark}"


def _lanes(spec: LanesSpec) -> Json:
    """A block takes one row for its heading and one for each lane."""
    traces, notes, spans, tails, row = [], [], [], [], 0
    for block in spec.blocks:
        notes += [*named(block.stone, row, -262), note_at(block.remark, row, 118, SOFT, "end")]
        tops = [row + 1 + number for number in range(len(block.lanes))]
        for at, lane in zip(tops, block.lanes, strict=True):
            notes += _lane_words(lane, at)
            tails += _tail(lane, at, STONES[block.stone.number])
        traces.append(_marks(block, tops))
        spans += [
            (at - 0.5, at + 0.5) for at, lane in zip(tops, block.lanes, strict=True) if lane.value
        ]
        row += 1 + len(block.lanes) + 0.4
    made = made_of(traces, notes, spec.scale, spans, round(27 * row), (262, 118), (-0.6, row - 0.6))
    made["layout"]["shapes"] += tails
    return _with_footnote(made, spec.note)


def _with_footnote(made: Json, note: str) -> Json:
    if note:
        words = {"text": note, "xref": "paper", "x": 0, "xshift": -262, "xanchor": "left"}
        place = {"yref": "paper", "y": 0, "yshift": -26, "yanchor": "bottom", "showarrow": False}
        made["layout"]["annotations"].append(words | place | {"font": {"color": SOFT}})
        made["layout"]["margin"]["b"] += 28
        made["layout"]["height"] += 28
    return made


def _tail(lane: Lane, row: float, colour: str) -> list[Json]:
    """From a clipped mark to the end of the axis: somewhere there lies the true number."""
    if lane.value is None or not lane.value.clipped:
        return []
    edge = 0 if lane.value.clipped == "<=" else 100
    ends = {"x0": lane.value.value, "x1": edge, "y0": row, "y1": row, "layer": "below"}
    return [{"type": "line", "line": {"color": colour, "width": 1.6, "dash": "2px,4px"}} | ends]


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
            "size": [
                size * 0.7 if lane.quiet else size
                for (_, lane), (_, size, _) in zip(shown, symbols, strict=True)
            ],
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
    strong = lane.mark is Mark.STONE and not lane.quiet
    words = [
        note_at(lane.label, row, -226, INK if strong else SOFT, weight=600 if strong else None)
    ]
    if lane.value is None:
        return [*words, note_at(lane.remark, row, 0, SOFT, side="middle")]
    words.append(note_at(str(lane.value), row, 70, INK, "end", weight=None if lane.quiet else 600))
    if lane.margin is not None:
        words.append(note_at(f"± {lane.margin}", row, 78, SOFT, side="right"))
    return words


def _gaps(spec: GapSpec) -> Json:
    shown = [(row, gap) for row, gap in enumerate(spec.rows) if gap.employees and gap.leading]
    traces = [trace for row, gap in shown for trace in _gap_traces(gap, row, spec)]
    notes = []
    for row, gap in enumerate(spec.rows):
        clear = gap.gap_class is not GapClass.NONE
        ink = INK if clear else SOFT
        notes += [*named(gap.stone, row, -226), note_at(gap.remark, row, 72, ink, "right")]
        if gap.difference is not None:
            weight = 700 if clear else None
            notes.append(note_at(str(gap.difference), row, 64, ink, "end", weight))
    spans = [(row - 0.5, row + 0.5) for row, _ in shown]
    height = 46 * len(spec.rows)
    notes += [
        note_at(key.label, -0.5, -206, SOFT)
        | {"yshift": 34 - 21 * at, "font": {"color": SOFT, "size": 13.5}}
        for at, key in enumerate(spec.keys)
    ]
    made = made_of(
        traces, notes, spec.scale, spans, height, (226, 232), (-0.5, len(spec.rows) - 0.5)
    )
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


_DRAW: dict[type, Callable[..., Json]] = {BarsSpec: _bars, LanesSpec: _lanes, GapSpec: _gaps}
