"""A table in HTML or in Excel's XML of 2003, as HR systems write under the name .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from scan.staff_list.text import filled
from scan.staff_list.types import MAX_ROWS, TITLE_ROWS, Refusal, StaffListError, Table

START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?[^>]*>\s*)*<(\S+?)[\s>]", re.S)
ROOTS = {"html", "!doctype", "table", "workbook", "ss:workbook", "head", "body", "meta", "style"}
WHITE = re.compile(r"\s+")
WIDEST = 200


def is_markup(text: str) -> bool:
    match = START.match(text[:10_000])
    return bool(match) and match[1].lower() in ROOTS


def tables(text: str) -> list[Table]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [Table(tuple(filled(rows)), name) for name, rows in reader.sheets if rows]


class _Reader(HTMLParser):
    """Rows are counted through the whole page, as a spreadsheet does when it opens one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[tuple[str, list[tuple[int, list[str]]]]] = [("", [])]
        self.number = 0
        self.row: list[str] | None = None
        self.is_in_cell = False
        self.is_silent = False
        self.more_columns = 0  # of a cell that is wider than one

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        tag = tag.rpartition(":")[2]
        if tag in {"script", "style"}:
            self.is_silent = True
        elif tag == "worksheet":
            self.sheets.append((given.get("ss:name", ""), []))
            self.number = 0
        elif tag in {"tr", "row"}:
            self._new_row(given)
        elif tag in {"td", "th", "cell"} and self.row is not None:
            self._new_cell(given)
        elif tag in {"br", "p", "div"} and self.is_in_cell and self.row:
            self.row[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self.is_silent = self.is_silent and tag not in {"script", "style"}
        if tag in {"td", "th", "cell", "tr", "row"} and self.is_in_cell and self.row:
            self.row += [""] * self.more_columns
            self.is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_in_cell and self.row and not self.is_silent:
            self.row[-1] += WHITE.sub(" ", data)

    def _new_row(self, given: dict[str, str]) -> None:
        self.number = _number(given.get("ss:index")) or self.number + 1
        self.row, rows = [], self.sheets[-1][1]
        rows.append((self.number, self.row))
        if len(rows) > MAX_ROWS + TITLE_ROWS:
            raise StaffListError(Refusal.TOO_MANY_ROWS)

    def _new_cell(self, given: dict[str, str]) -> None:
        skipped = (_number(given.get("ss:index")) or 1) - 1 - len(self.row)
        self.row += [""] * max(0, min(skipped, WIDEST))
        if len(self.row) < WIDEST:
            self.row.append("")
            self.is_in_cell = True
            width = _number(given.get("colspan")) or 1
            self.more_columns = max(0, min(width - 1, WIDEST - len(self.row)))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
