"""Writes the sheets with xlsxwriter, cell by cell as text or number: no value becomes a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from xlsxwriter import Workbook

from reports.excel.guide import guide
from reports.excel.meaning import cohesion_sheet, plan_sheet
from reports.excel.sheet import Column, Guide, Kind, Sheet, Table, Value
from reports.excel.tables import block_sheet, feature_sheet, gap_sheet
from reports.excel.trend import trend_sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from reports.pipeline import Report

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
INK, SOFT, PAPER, LINE, WHITE = "#22262B", "#555B63", "#FAF5EC", "#D8CFBF", "#FFFFFF"
BLOCK_COLOURS = ("#63260A", "#2A72B5", "#2B734A", "#72397D", "#745500", "#004D50")
LONGEST_FOOT = 80  # characters; Excel keeps at most 255 of the whole foot
GUIDE_WIDTHS = (34, 90)
LINE_HEIGHT = 15.5  # points; a height that is not given is guessed by no program but Excel
CELL = {"font_color": INK, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": LINE}
STYLES = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "sentence": {"font_color": SOFT, "valign": "top", "text_wrap": True},
    "section": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2},
    "head": {
        **{"bold": True, "font_color": INK, "bg_color": PAPER, "bottom": 2},
        **{"text_wrap": True, "valign": "bottom", "align": "left", "indent": 1},
    },
    "name": {**CELL, "bold": True},
    "number head": {
        **{"bold": True, "font_color": INK, "bg_color": PAPER, "bottom": 2},
        **{"text_wrap": True, "valign": "bottom", "align": "right", "indent": 1},
    },
    "text": {**CELL, "align": "left", "indent": 1},
    "number": {**CELL, "num_format": "0", "indent": 1, "align": "right"},
    "percent": {**CELL, "num_format": '0" %"', "indent": 1, "align": "right"},
    "word": {**CELL, "font_color": SOFT, "italic": True, "align": "right", "indent": 1},
    "field": {**CELL, "border": 1, "border_color": LINE},
    "date field": {**CELL, "border": 1, "border_color": LINE, "num_format": "d-m-yyyy"},
}
SIGN_ALIGN = {"≤", "≥"}
Widths = tuple[int, ...]


def workbook(report: Report) -> bytes:
    """The .xlsx file of a report, in its language.

    Reads only `report`. The same report gives the same bytes: the file carries the day of closing
    instead of the moment of making. Text stays text, also when it starts with "=".
    """
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        _describe(book, report)
        _Writer(book, report).write_all()
    return buffer.getvalue()


def sheets(report: Report) -> tuple[Sheet, ...]:
    """The sheets that make sense; none without a published number."""
    if not report.published.has_results:
        return ()
    made = (block_sheet, feature_sheet, cohesion_sheet, gap_sheet, trend_sheet, plan_sheet)
    return tuple(sheet for make in made if (sheet := make(report)) is not None)


def _describe(book: Workbook, report: Report) -> None:
    facts = report.published.facts
    book.set_properties(
        {
            "title": f"{report.words.say(_('De getallen achter het rapport'))}",
            "subject": f"{facts.organisation} · {facts.title}",
            "author": "Leercultuur",
            "comments": report.digest,
            "created": datetime.fromisoformat(facts.closed_on),
        }
    )


class _Writer:
    """A workbook with its formats; writes every value by its own type."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self.formats = {name: book.add_format(style) for name, style in STYLES.items()}
        self.chips = [
            book.add_format(
                {**CELL, "bold": True, "align": "center", "font_color": WHITE, "bg_color": colour}
            )
            for colour in BLOCK_COLOURS
        ]

    def write_all(self) -> None:
        made = sheets(self.report)
        self._guide(guide(self.report, made))
        for sheet in made:
            self._sheet(sheet)

    def _guide(self, guide: Guide) -> None:
        page = self._page(guide, GUIDE_WIDTHS)
        page.set_portrait()
        for column, width in enumerate(GUIDE_WIDTHS):
            page.set_column(column, column, width)
        row = 3
        for heading, entries in guide.sections:
            page.write_string(row, 0, heading, self.formats["section"])
            page.write_blank(row, 1, None, self.formats["section"])
            for entry in entries:
                row += 1
                _set_height(page, row, zip((entry.name, entry.text), GUIDE_WIDTHS, strict=True))
                page.write_string(row, 0, entry.name, self.formats["name"])
                page.write_string(row, 1, entry.text, self.formats["text"])
            row += 2

    def _sheet(self, sheet: Sheet) -> None:
        widths = _widths(sheet)
        page = self._page(sheet, widths)
        for position, width in enumerate(widths):
            page.set_column(position, position, width)
        row = 3
        for table in sheet.tables:
            row = self._table(page, row, table, widths) + 2
        if len(sheet.tables) == 1:
            table = sheet.tables[0]
            page.freeze_panes(4, 0)
            page.repeat_rows(3)
            page.autofilter(3, 0, 3 + len(table.rows), len(table.columns) - 1)

    def _page(self, sheet: Sheet | Guide, widths: Widths) -> Worksheet:
        """A new sheet with its heading and sentence, set to print on the width of one page."""
        page = self.book.add_worksheet(sheet.name)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{_foot(self.report)}&C{sheet.name}&R&P / &N")
        page.write_string(0, 0, sheet.heading, self.formats["title"])
        page.merge_range(1, 0, 1, len(widths) - 1, "", self.formats["sentence"])
        page.write_string(1, 0, sheet.sentence, self.formats["sentence"])
        _set_height(page, 1, [(sheet.sentence, sum(widths))])
        return page

    def _table(self, page: Worksheet, row: int, table: Table, widths: Widths) -> int:
        """Writes head and rows from this row; the row after the last one."""
        if table.title:
            page.write_string(row, 0, table.title, self.formats["section"])
            row += 1
        titles = [column.title for column in table.columns]
        _set_height(page, row, zip(titles, widths, strict=False))
        for position, column in enumerate(table.columns):
            page.write_string(row, position, column.title, self._head_format(column))
        for values in table.rows:
            row += 1
            _set_height(page, row, zip(values, widths, strict=False))
            for position, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                self._cell(page, row, position, column, value)
        return row + 1

    def _cell(self, page: Worksheet, row: int, at: int, column: Column, value: Value) -> None:
        if isinstance(value, int):
            page.write_number(row, at, value, self._number_format(column, value))
        elif value:
            page.write_string(row, at, value, self._text_format(column, value))
        else:
            empty = column.kind.value if column.kind in (Kind.FIELD, Kind.DATE_FIELD) else "text"
            page.write_blank(row, at, None, self.formats[empty])

    def _head_format(self, column: Column) -> Format:
        is_number = column.kind in (Kind.NUMBER, Kind.PERCENT)
        return self.formats["number head" if is_number else "head"]

    def _number_format(self, column: Column, value: int) -> Format:
        if column.kind is Kind.BLOCK:
            return self.chips[value - 1]
        return self.formats["percent" if column.kind is Kind.PERCENT else "number"]

    def _text_format(self, column: Column, value: str) -> Format:
        """A word where a number would stand is set apart; so is the sign before a number."""
        is_word = column.kind in (Kind.NUMBER, Kind.PERCENT)
        return self.formats["word" if is_word or value in SIGN_ALIGN else "text"]


def _widths(sheet: Sheet) -> Widths:
    """Per position the widest column of the tables below one another."""
    widths = ([column.width for column in table.columns] for table in sheet.tables)
    return tuple(max(found) for found in zip_longest(*widths, fillvalue=0))


def _set_height(page: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """High enough for the cell with the most lines."""
    lines = max(math.ceil(len(str(text)) / width) for text, width in cells)
    page.set_row(row, LINE_HEIGHT * max(1, lines))


def _foot(report: Report) -> str:
    """An ampersand is a command in the foot of a sheet, so it is doubled."""
    facts = report.published.facts
    return f"{facts.organisation[:LONGEST_FOOT]} · {facts.closed_on}".replace("&", "&&")
