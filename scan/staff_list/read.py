"""Pasted text or the bytes of a file -> a StaffList, or a StaffListError that says why not."""

from __future__ import annotations

from scan.staff_list import addresses, columns, markup, rows, text, workbook
from scan.staff_list.types import (
    MAX_BYTES,
    ListRemark,
    Refusal,
    Source,
    StaffList,
    StaffListError,
    Table,
)

OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf")
CONTROL = {*range(32), 127} - {ord(char) for char in "\t\n\v\f\r"}
SAMPLE = 4_000


def read_pasted(pasted: str) -> StaffList:
    """What somebody pasted or typed: rows from a spreadsheet, or addresses from a mail program."""
    _refuse(len(pasted) > MAX_BYTES, Refusal.TOO_LARGE)
    _refuse(not pasted.strip(), Refusal.EMPTY)
    return _understand([text.table(pasted)], Source("text"))


def read_file(content: bytes) -> StaffList:
    """An uploaded file. What it is shows in its first bytes; its name says nothing.

    Raises StaffListError when nothing can be read at all; one bad row never does that.
    """
    _refuse(len(content) > MAX_BYTES, Refusal.TOO_LARGE)
    _refuse(not content.strip(), Refusal.EMPTY)
    _refuse(content.startswith(OTHER_KINDS), Refusal.OTHER_KIND)
    if kind := workbook.kind(content):
        tables, has_hidden_rows = workbook.tables(content)
        return _understand(tables, Source(kind), has_hidden_rows=has_hidden_rows)
    return _read_text(content)


def _read_text(content: bytes) -> StaffList:
    decoded, encoding = text.decode(content)
    if markup.is_markup(decoded):
        return _understand(markup.tables(decoded), Source("html", encoding))
    controls = sum(ord(char) in CONTROL for char in decoded[:SAMPLE])
    _refuse(controls > 3 and controls * 20 > len(decoded[:SAMPLE]), Refusal.OTHER_KIND)
    return _understand([text.table(decoded)], Source("csv", encoding))


def _refuse(condition: bool, refusal: Refusal) -> None:
    if condition:
        raise StaffListError(refusal)


def _understand(tables: list[Table], source: Source, has_hidden_rows: bool = False) -> StaffList:
    counts = [_count(table) for table in tables]
    _refuse(not any(counts), Refusal.NO_ADDRESSES)
    chosen = max(
        range(len(tables)), key=lambda n: (bool(counts[n]), not tables[n].hidden, counts[n], -n)
    )
    table = tables[chosen]
    found = columns.find(table)
    taken, skipped = rows.understand(table, found)
    others = [t.name for n, t in enumerate(tables) if counts[n] and n != chosen]
    notes = [*rows.remarks(table, found, taken)]
    notes += [ListRemark.OTHER_SHEETS] if others else []
    notes += [ListRemark.HIDDEN_ROWS] if has_hidden_rows else []
    where = Source(
        kind=source.kind,
        encoding=source.encoding,
        sheet=table.name,
        other_sheets=tuple(others),
        header=table.rows[found.header][0] if found.header is not None else 0,
        address_column=columns.letter(found.address),
        role_column=columns.letter(found.role),
        language_column=columns.letter(found.language),
    )
    return StaffList(taken, skipped, where, tuple(notes))


def _count(table: Table) -> int:
    return sum(addresses.looks_like_one(cell) for _, cells in table.rows for cell in cells)
