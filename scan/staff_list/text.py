"""Bytes or pasted text -> one table: encoding, separator and quotes are found by looking."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator

from scan.staff_list import addresses, languages, roles
from scan.staff_list.types import MAX_ROWS, TITLE_ROWS, Refusal, StaffListError, Table
from scan.staff_list.words import tidy

SEPARATORS = "\t;,|"  # of two that fit equally well the first
DECLARED = re.compile(r" *\"?sep=([\t;,|:])\"? *$", re.IGNORECASE)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOKED_AT = 200  # lines by which the separator is chosen
LONGEST_LINE = 1_000_000  # 5,000 people with long names, pasted as one line


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Windows-1252 fits everything that isn't Unicode."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    if encoding := _wide(content):
        return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "windows-1252"


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text is then a zero."""
    sample = content[:2000]
    if len(sample) < 4 or sample.count(0) < len(sample) // 3:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def table(text: str) -> Table:
    """The filled rows with their numbers as a spreadsheet counts them (a line sep= not counted)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\0", "")
    text = text.replace("\u2028", "\n").replace("\x85", "\n").lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    if declared := DECLARED.match(first):
        return _table(rest, declared[1])
    return _table(text, _separator(text))


def _table(text: str, separator: str) -> Table:
    lines = text.split("\n")
    _refuse_too_much(lines)
    rows = _quoted(text, separator)
    if rows is None:  # a quote that is never closed would swallow the rows after it
        rows = (_line(line, separator) for line in lines)
    return Table(tuple(filled(enumerate(rows, start=1))), separator=separator)


def filled(rows: Iterable[tuple[int, Iterable[str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in rows:
        cells = tuple(tidy(cell) for cell in row)
        if any(cells):
            yield number, cells


def _refuse_too_much(lines: list[str]) -> None:
    if sum(1 for line in lines if line and not line.isspace()) > MAX_ROWS + TITLE_ROWS:
        raise StaffListError(Refusal.TOO_MANY_ROWS)
    if max(map(len, lines)) > LONGEST_LINE:
        raise StaffListError(Refusal.TOO_COMPLEX)


def _quoted(text: str, separator: str) -> list[list[str]] | None:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return None
    return None if any(_swallowed(cell, separator) for row in rows for cell in row) else rows


def _swallowed(cell: str, separator: str) -> bool:
    return "\n" in cell and separator in cell


def _line(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _separator(text: str) -> str:
    """The one that leaves most cells an address, a role or a language and nothing else."""
    sample = text[:LONGEST_LINE].split("\n")[:LOOKED_AT]
    used = [separator for separator in SEPARATORS if any(separator in line for line in sample)]
    return max(used, key=lambda s: _fitting(sample, s), default=SEPARATORS[0])


def _fitting(sample: list[str], separator: str) -> int:
    return sum(_fits(cell) for line in sample for cell in _cells(line, separator))


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return _line(line, separator)


def _fits(cell: str) -> bool:
    cell = tidy(cell)
    if not cell or len(cell) > addresses.LONGEST:
        return False
    if "@" in cell:
        return _is_one_address(cell)
    return roles.is_sure(cell) or languages.recognise(cell) is not None


def _is_one_address(cell: str) -> bool:
    found = addresses.find(cell)
    alone = len(found.addresses) == 1 and not found.phrases and not found.faulty
    return alone and not found.addresses[0].extra_text
