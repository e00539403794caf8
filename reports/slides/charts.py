"""Native charts that stay editable: the plot fills its frame, so that shapes lie true around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.charts.canvas import INK, LINE, PAPER, RULE, SAND, SOFT, STONES, WHITE
from reports.charts.spec import GapRow, GapSpec, Scale
from reports.findings import GapClass
from reports.meaning import HIGH_FROM, MIDDLE_FROM
from reports.published import Number
from reports.slides.sheet import CONTENT, LEFT, Box, Para, Sheet, colour, decorate, describe

SHORT_BAR = 9  # under this a number does not fit inside its bar
WIDTHS = {GapClass.NONE: 1.2, GapClass.POSSIBLE: 2.6, GapClass.NOTICEABLE: 2.6, GapClass.LARGE: 5}
GAP = "\u2002"  # between a dot and its number
HEAD = 40  # points above the plot for the words of the scale


@dataclass(frozen=True)
class Row:
    """One bar. `number`: of the block, for its colour; `chip`: whether it is named beside it."""

    number: int
    label: str
    value: Number | None
    remark: str = ""
    chip: bool = True


def bars(sheet: Sheet, plot: Box, scale: Scale, rows: Sequence[Row], series: str, alt: str) -> None:
    """Bars of totals. `plot`: where 0 to 100 lies; labels stand left, remarks right of it."""
    sheet_of_scale(sheet, plot, scale)
    data = CategoryChartData(number_format="0")
    data.categories = [row.label for row in rows]
    data.add_series(series, [row.value.value if row.value else None for row in rows])
    chart = frame(sheet, plot, XL_CHART_TYPE.BAR_CLUSTERED, data, alt)
    chart.category_axis.reverse_order = True
    chart.plots[0].gap_width = 55
    chart.plots[0].vary_by_categories = False
    bar_series = chart.plots[0].series[0]
    _value_labels(bar_series.data_labels)
    for point, row in enumerate(rows):
        _bar(bar_series.points[point], row)
    for row, place in zip(rows, plot.rows(len(rows)), strict=True):
        _lane(sheet, place, row)


def gaps(sheet: Sheet, plot: Box, spec: GapSpec, remarks: Sequence[Para]) -> None:
    """Two dots a block and the line between them: full for medewerkers, open for the leading."""
    sheet_of_scale(sheet, plot, spec.scale)
    for row, place in zip(spec.rows, plot.rows(len(spec.rows)), strict=True):
        hairline(sheet, place, hidden=row.leading is None)
    shown = [
        (row, len(spec.rows) - position - 0.5)
        for position, row in enumerate(spec.rows)
        if row.leading
    ]
    data = XyChartData(number_format="0")
    for row, height in shown:
        series = data.add_series(f"{row.stone.number} {row.stone.name}")
        series.add_data_point(row.employees.value, height)
        for _again in ("dot", "white inside it"):
            series.add_data_point(row.leading.value, height)
    chart = frame(sheet, plot, XL_CHART_TYPE.XY_SCATTER_LINES, data, spec.alt)
    limit(chart.category_axis, 0, 100)
    limit(chart.value_axis, 0, len(spec.rows))
    for series, (row, _height) in zip(chart.plots[0].series, shown, strict=True):
        _pair(series, row)
    places = plot.rows(len(spec.rows))
    for row, place, remark in zip(spec.rows, places, remarks, strict=True):
        named(sheet, place, row.stone.number, row.stone.name)
        remarked(sheet, place, remark)


def frame(sheet: Sheet, plot: Box, kind: object, data: object, alt: str) -> object:
    place = [Pt(value) for value in (plot.x, plot.y, plot.wide, plot.high)]
    frame = sheet.shapes.add_chart(kind, *place, data)
    describe(frame, alt)
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.category_axis.visible = chart.value_axis.visible = False
    chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    limit(chart.value_axis, 0, 100)
    _fill_the_frame(chart)
    return chart


def limit(axis: object, low: float, high: float) -> None:
    axis.minimum_scale, axis.maximum_scale = low, high


def _fill_the_frame(chart: object) -> None:
    """Without room for axes, so that 0 and 100 lie on the edges of the frame."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in _INNER:
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)


_INNER = (
    ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"),
    ("x", "0"), ("y", "0"), ("w", "1"), ("h", "1"),
)  # fmt: skip


def _value_labels(labels: object) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "0", False
    labels.position = XL_LABEL_POSITION.INSIDE_END
    _font(labels.font, 16, WHITE)


def _font(font: object, size: float, ink: str) -> None:
    font.size, font.bold = Pt(size), True
    font.color.rgb = colour(ink)


def _bar(point: object, row: Row) -> None:
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = colour(STONES[row.number])
    if row.value is None:
        return
    is_short = row.value.value < SHORT_BAR or row.value.clipped == "<="
    if row.value.clipped:
        label(point, str(row.value), INK if is_short else WHITE)
    if is_short:
        point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END
        _font(point.data_label.font, 16, INK)
    elif row.value.clipped:
        point.data_label.position = XL_LABEL_POSITION.INSIDE_END


def label(point: object, text: str, ink: str, size: float = 16) -> None:
    run = point.data_label.text_frame.paragraphs[0].add_run()
    run.text = text
    _font(run.font, size, ink)


def _pair(series: object, row: GapRow) -> None:
    stone = STONES[row.stone.number]
    series.smooth = False
    series.format.line.color.rgb = colour(stone)
    series.format.line.width = Pt(WIDTHS[row.gap_class])
    lower = 0 if row.employees.value <= row.leading.value else 1
    for position, number in enumerate((row.employees, row.leading)):
        point = series.points[position]
        dot(point.marker, stone, 13)
        is_left = position == lower
        label(point, f"{number}{GAP}" if is_left else f"{GAP}{number}", INK)
        side = XL_LABEL_POSITION.LEFT if is_left else XL_LABEL_POSITION.RIGHT
        point.data_label.position = side
    _open(series.points[2])


def _open(point: object) -> None:
    """A white dot inside the one of the leading: not every program draws an open marker."""
    point.format.line.color.rgb = colour(WHITE)
    dot(point.marker, WHITE, 8)


def dot(marker: object, ink: str, size: int) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(ink)
    marker.format.line.color.rgb = colour(ink)


def sheet_of_scale(sheet: Sheet, plot: Box, scale: Scale) -> None:
    """The band between 50 and 70, its dashed edges, and the level words above."""
    middle, high = plot.x + plot.wide * MIDDLE_FROM / 100, plot.x + plot.wide * HIGH_FROM / 100
    end, bottom = plot.x + plot.wide, plot.y + plot.high
    decorate(sheet.rect(Box(middle, plot.y, high - middle, plot.high), PAPER))
    for x in (plot.x, end):
        sheet.line((x, plot.y), (x, bottom), SAND)
    for x in (middle, high):
        sheet.line((x, plot.y - 2), (x, bottom), RULE, 0.75, dashed=True)
    for x, text in ((plot.x, 0), (middle, MIDDLE_FROM), (high, HIGH_FROM), (end, 100)):
        box = Box(x - 20, plot.y - 17, 40, 15)
        sheet.text(box, Para(str(text), 11, colour=SOFT), align="center")
    centres = ((plot.x + middle) / 2, (middle + high) / 2, (high + end) / 2)
    for x, text in zip(centres, scale.levels, strict=True):
        box = Box(x - 55, plot.y - HEAD - 6, 110, 28)
        _words(sheet, box, text)


def _words(sheet: Sheet, box: Box, text: str) -> None:
    """On two lines, the last word below, as in the report."""
    first, _space, last = text.rpartition(" ")
    paras = [Para(part, 11, True, SOFT) for part in (first, last) if part]
    sheet.text(box, *paras, align="center", anchor="bottom")


def hairline(sheet: Sheet, place: Box, *, hidden: bool) -> None:
    y = place.y + place.high / 2
    sheet.line((place.x, y), (place.x + place.wide, y), RULE if hidden else LINE, 1, dashed=hidden)


def _lane(sheet: Sheet, place: Box, row: Row) -> None:
    """The name on the left, the level in words on the right."""
    if row.value is None:
        hairline(sheet, place, hidden=True)
    named(sheet, place, row.number if row.chip else None, row.label)
    remarked(sheet, place, Para(row.remark, 14))


def named(sheet: Sheet, place: Box, number: int | None, label: str) -> None:
    middle, start = place.y + place.high / 2, LEFT
    if number is not None:
        sheet.chip(start, middle - 11, number)
        start += 40
    box = Box(start, middle - 20, place.x - start - 10, 40)
    sheet.text(box, Para(label, 15, True), anchor="middle")


def remarked(sheet: Sheet, place: Box, remark: Para) -> None:
    start = place.x + place.wide + 16
    box = Box(start, place.y + place.high / 2 - 20, LEFT + CONTENT - start, 40)
    if remark.text:
        sheet.text(box, remark, anchor="middle")
