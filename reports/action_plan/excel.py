"""The plan as a workbook of one sheet; text stays text, also when it looks like a formula."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook

from reports.action_plan.lines import Line, lines
from reports.excel.book import LINE_HEIGHT, OPTIONS, STYLES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from scan.models import Scan

WIDTHS = (60, 26, 26, 16, 40, 20)
HEAD_ROW = 3
WHEN = 3  # the column with the day
DAY = {**STYLES["text"], "num_format": "d-m-yyyy"}


def plan_workbook(scan: Scan, language: str) -> bytes:
    buffer = BytesIO()
    with override(language), Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": _("Actieplan"), "author": "Leercultuur"})
        _write(book, scan, lines(scan, language))
    return buffer.getvalue()


def _write(book: Workbook, scan: Scan, found: tuple[Line, ...]) -> None:
    formats = {name: book.add_format(style) for name, style in STYLES.items()}
    page = book.add_worksheet(_("Actieplan"))
    _set_up(page, len(found))
    page.write_string(0, 0, _("Actieplan"), formats["title"])
    page.merge_range(1, 0, 1, len(WIDTHS) - 1, "", formats["sentence"])
    page.write_string(1, 0, _about(scan), formats["sentence"])
    for column, title in enumerate(_titles()):
        page.write_string(HEAD_ROW, column, title, formats["head"])
    day = book.add_format(DAY)
    for row, line in enumerate(found, HEAD_ROW + 1):
        page.set_row(row, _height(line))
        for column, value in enumerate(_values(line)):
            _cell(page, row, column, value, formats["text"])
        if line.due_on:
            page.write_datetime(row, WHEN, line.due_on, day)


def _cell(page: Worksheet, row: int, column: int, value: str, style: Format) -> None:
    if value:
        page.write_string(row, column, value, style)
    else:
        page.write_blank(row, column, None, style)


def _height(line: Line) -> float:
    """High enough for the cell with the most lines; only Excel itself would find it."""
    counted = (
        sum(max(1, math.ceil(len(part) / width)) for part in value.split("\n"))
        for value, width in zip(_values(line), WIDTHS, strict=True)
    )
    return LINE_HEIGHT * max(counted)


def _set_up(page: Worksheet, rows: int) -> None:
    """To print on the width of one A4, with the heads on every page."""
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&R&P / &N")
    page.freeze_panes(HEAD_ROW + 1, 0)
    page.repeat_rows(HEAD_ROW)
    page.autofilter(HEAD_ROW, 0, HEAD_ROW + rows, len(WIDTHS) - 1)


def _about(scan: Scan) -> str:
    text = _("%(organisation)s, %(title)s. Stand op %(day)s.")
    day = date_format(timezone.localdate(), "j F Y")
    return text % {"organisation": scan.organisation.name, "title": scan.title, "day": day}


def _titles() -> tuple[str, ...]:
    return (
        _("Actie"),
        _("Bouwsteen"),
        _("Wie"),
        _("Wanneer"),
        _("Hoe merken we het?"),
        _("Stand"),
    )


def _values(line: Line) -> tuple[str, ...]:
    return line.text, line.block, line.owner, "", line.sign, line.status_text
