"""A CSV file of filled-in questionnaires -> sheets; every bad row is named with its reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scan.actions import Sheet
from scan.instrument.types import DONT_KNOW, Instrument
from scan.roles import ROLES, Role

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
SHOWN = 40  # characters of a wrong cell in a message
CONSENT = {"": False, "0": False, "1": True}


class BadFile(Exception):
    """The file is refused whole; `problems` says per row what was expected and what came."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


def read_sheets(content: bytes, instrument: Instrument) -> list[Sheet]:
    """Read a file with a column `rol`, the item codes (1-5, WN or empty) and, optional,
    `toestemming` (0 or 1, directie only). Comma, semicolon or tab; UTF-8 (with or without BOM)
    or Windows-1252.

    Raises BadFile with all problems; then nothing of the file is used.
    """
    if len(content) > MAX_BYTES:
        raise BadFile([f"Het bestand is groter dan {MAX_BYTES // 1_000_000} MB."])
    rows = _rows(_text(content))
    header = next(rows, None)
    columns = _columns(header, instrument)
    sheets, problems = [], []
    for number, row in rows:
        sheet, wrong = _sheet(dict(zip(columns, row, strict=False)), instrument)
        if len(row) != len(columns):
            wrong.insert(0, f"verwacht {len(columns)} cellen, er staan er {len(row)}")
        problems += [f"rij {number}: {reason}" for reason in wrong]
        sheets.append(sheet)
    if len(sheets) > MAX_ROWS:
        problems.append(f"Meer dan {MAX_ROWS} rijen in één bestand kan niet.")
    if not sheets:
        problems.append("Er staan geen antwoorden onder de kopregel.")
    if problems:
        raise BadFile(problems)
    return sheets


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Row numbers as a spreadsheet shows them, with the cells; empty rows are skipped."""
    lines = io.StringIO(text, newline=None)  # also the line ends of an old Mac
    first = lines.readline()
    lines.seek(0)
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        for number, row in enumerate(rows, start=1):
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        line = f"regel {rows.line_num}"
        raise BadFile([f"{line}: een cel is te lang; ontbreekt een aanhalingsteken?"]) from error


def _columns(header: tuple[int, list[str]] | None, instrument: Instrument) -> list[str]:
    if header is None:
        raise BadFile(["Het bestand is leeg."])
    columns = [_column(name) for name in header[1]]
    known = ["rol", *instrument.codes, "toestemming"]
    problems = [f"kolom ontbreekt: {name}" for name in known[:-1] if name not in columns]
    problems += [f"onbekende kolom: {name!r}" for name in columns if name not in known]
    problems += [f"kolom staat er twee keer: {n}" for n in known if columns.count(n) > 1]
    if problems:
        raise BadFile([f"kopregel: {problem}" for problem in problems])
    return columns


def _column(name: str) -> str:
    return name.lower() if name.lower() in {"rol", "toestemming"} else name.upper()


def _sheet(cells: dict[str, str], instrument: Instrument) -> tuple[Sheet | None, list[str]]:
    problems = []
    role = cells.get("rol", "").upper()
    if role not in set(ROLES):
        problems.append(f"rol: verwacht DIR, HR, LG of MW, maar er staat {role[:SHOWN]!r}")
    consent = CONSENT.get(cells.get("toestemming", ""))
    if consent is None or (consent and role != Role.DIR):
        problems.append("toestemming: verwacht 0, of 1 (alleen bij DIR)")
    answers = {}
    for code in instrument.codes:
        if cell := cells.get(code, ""):
            answers[code] = _answer(cell)
            if answers[code] is None:
                problems.append(
                    f"{code}: verwacht 1, 2, 3, 4, 5, WN of leeg, maar er staat {cell[:SHOWN]!r}"
                )
    if problems:
        return None, problems
    return Sheet(role=Role(role), answers=answers, shown_apart=bool(consent)), []


def _answer(cell: str) -> int | str | None:
    if cell.upper() == DONT_KNOW:
        return DONT_KNOW
    return int(cell) if cell in {"1", "2", "3", "4", "5"} else None
