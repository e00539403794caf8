"""The six totals in letters that can be read from two metres, for the staff version."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.build_scores import bars
from reports.charts.canvas import SOFT, STONES, WHITE, Canvas, line
from reports.charts.layout import PRINT, Axis, Theme, chip, grid, header
from reports.charts.spec import Bar, BarsSpec
from reports.charts.text import fit, width

if TYPE_CHECKING:
    from reports.pipeline import Report

WALL = Theme(PRINT, 12.5, 15, 17.5, 18, 14, (29, 23), 1)
AXIS, STEP, GAP = Axis(226, 536), 35, 12


def big_bars(report: Report) -> SafeString:
    spec = bars(report.published, report.findings, report.words)
    data = b64encode(draw(_plain(report, spec)).encode()).decode()
    return format_html('<img alt="{}" src="data:image/svg+xml;base64,{}">', spec.alt, data)


def _plain(report: Report, spec: BarsSpec) -> BarsSpec:
    """The level without "op de grens": on the wall the word alone is enough."""
    levels = [found.level and report.words.level(found.level) for found in report.findings.blocks]
    rows = zip(spec.bars, levels, strict=True)
    return replace(spec, bars=tuple(replace(bar, remark=word or bar.remark) for bar, word in rows))


def draw(spec: BarsSpec) -> str:
    canvas = Canvas(WALL.width, WALL.label)
    top = header(canvas, spec.scale, AXIS, WALL)
    tops = [top + place * STEP for place in range(len(spec.bars))]
    grid(canvas, AXIS, [(y, y + STEP) for y, bar in zip(tops, spec.bars, strict=True) if bar.value])
    for y, bar in zip(tops, spec.bars, strict=True):
        _row(canvas, bar, y + STEP / 2)
    return canvas.svg(tops[-1] + STEP + 1, spec.alt)


def _row(canvas: Canvas, bar: Bar, middle: float) -> None:
    chip(canvas, bar.stone, middle - WALL.chip[1] / 2, WALL)
    size = fit(bar.stone.name, WALL.heading, AXIS.left - WALL.indent - GAP, bold=True)
    canvas.text(WALL.indent, middle + size * 0.35, bar.stone.name, size, weight=600)
    start = AXIS.right + GAP
    size = fit(bar.remark, WALL.label, WALL.width - start)
    canvas.text(start, middle + size * 0.35, bar.remark, size)
    _value(canvas, bar, middle)


def _value(canvas: Canvas, bar: Bar, middle: float) -> None:
    if bar.value is None:
        canvas.path(line(AXIS.left, middle, AXIS.right, middle), SOFT, 1.2, "1.5 4.5")
        return
    end, high = AXIS.at(bar.value.value), WALL.chip[1]
    canvas.rect(AXIS.left, middle - high / 2, end - AXIS.left, high, STONES[bar.stone.number], rx=2)
    text, size, base = str(bar.value), WALL.number, middle + WALL.number * 0.36
    if end - AXIS.left < width(text, size, bold=True) + GAP:
        canvas.text(end + 6, base, text, size, weight=700)
    else:
        canvas.text(end - 6, base, text, size, fill=WHITE, weight=700, anchor="end")
