"""Native dots with margins: per block this measurement under the one before."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn

from reports.charts.canvas import INK, SOFT, STONES
from reports.charts.spec import Lane, LanesSpec
from reports.slides.charts import (
    GAP,
    dot,
    frame,
    hairline,
    label,
    limit,
    named,
    remarked,
    sheet_of_scale,
)
from reports.slides.sheet import Box, Para, Sheet

APART = 0.24  # of the height of a block: how far a lane lies from its middle
SIZES = {True: 8, False: 12}  # of a dot, in points; an earlier one is smaller
LETTERS = 13  # points; an en space, the gap to a number, is half as wide
LINE = "15875"  # width of a margin: 1.25 points, in EMU


def waves(
    sheet: Sheet, plot: Box, spec: LanesSpec, names: Sequence[str], remarks: Sequence[Para]
) -> None:
    """Two lanes a block. A lane without a number stays empty; the remark says why."""
    sheet_of_scale(sheet, plot, spec.scale)
    count, places = len(spec.blocks), plot.rows(len(spec.blocks))
    shown: list[tuple[int, float, Lane]] = []
    for position, (block, place) in enumerate(zip(spec.blocks, places, strict=True)):
        hairline(sheet, place, hidden=not any(lane.value for lane in block.lanes))
        heights = (count - position - 0.5 + APART, count - position - 0.5 - APART)
        shown += [
            (block.stone.number, height, lane)
            for height, lane in zip(heights, block.lanes, strict=True)
            if lane.value
        ]
    _draw(sheet, plot, spec, shown)
    for block, place, name, remark in zip(spec.blocks, places, names, remarks, strict=True):
        named(sheet, place, block.stone.number, name)
        remarked(sheet, place, remark)


def _draw(
    sheet: Sheet, plot: Box, spec: LanesSpec, shown: Sequence[tuple[int, float, Lane]]
) -> None:
    data = XyChartData(number_format="0")
    for number, height, lane in shown:
        data.add_series(f"{number} {lane.label}").add_data_point(lane.value.value, height)
    chart = frame(sheet, plot, XL_CHART_TYPE.XY_SCATTER, data, spec.alt)
    limit(chart.category_axis, 0, 100)
    limit(chart.value_axis, 0, len(spec.blocks))
    for series, (number, _height, lane) in zip(chart.plots[0].series, shown, strict=True):
        point = series.points[0]
        dot(point.marker, STONES[number], SIZES[lane.quiet])
        beyond = GAP * (1 + ceil((lane.margin or 0) * plot.wide / 100 / (LETTERS / 2)))
        label(point, f"{beyond}{lane.value}", SOFT if lane.quiet else INK, LETTERS)
        point.data_label.position = XL_LABEL_POSITION.RIGHT
        _margin(series, lane.margin, STONES[number])


def _margin(series: object, points: int | None, ink: str) -> None:
    """A whisker of this many points to both sides; python-pptx has no word for it."""
    if points is None:
        return
    bars = etree.Element(qn("c:errBars"))
    for name, value in (
        *(("errDir", "x"), ("errBarType", "both"), ("errValType", "fixedVal")),
        *(("noEndCap", "0"), ("val", str(points))),
    ):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), w=LINE)
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", ink.lstrip("#"))
    series._element.find(qn("c:xVal")).addprevious(bars)
