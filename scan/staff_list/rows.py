"""A table with known columns -> one row per address, and what is skipped with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scan.roles import Role
from scan.staff_list import addresses, columns, languages, roles
from scan.staff_list.addresses import Address, CellFind
from scan.staff_list.columns import Columns
from scan.staff_list.roles import FoundRole
from scan.staff_list.types import (
    MAX_ROWS,
    Certainty,
    ListRemark,
    Reason,
    Refusal,
    Row,
    RowRemark,
    Skipped,
    StaffListError,
    Table,
)
from scan.staff_list.words import fold

NO_ROLE = FoundRole(None, Certainty.ABSENT)
LONGEST_WORD = 60


@dataclass
class _Building:
    """What is being gathered while the rows pass by, in order."""

    columns: Columns
    sections: dict[int, Role]
    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: dict[str, Row] = field(default_factory=dict)
    kept: list[Address] = field(default_factory=list)
    section: Role | None = None
    are_titles: bool = False

    @property
    def is_table(self) -> bool:
        """One person a row, rather than a loose text with addresses."""
        return self.columns.header is not None or self.columns.role is not None


def understand(table: Table, found: Columns) -> tuple[tuple[Row, ...], tuple[Skipped, ...]]:
    """Every filled row ends up in one of the two; one that can't be read stops no other."""
    data = table.rows if found.header is None else table.rows[found.header + 1 :]
    if len(data) > MAX_ROWS:
        raise StaffListError(Refusal.TOO_MANY_ROWS)
    building = _Building(found, _sections(data, found), are_titles=_are_titles(data, found))
    building.skipped += _above_header(table, found)
    heading = table.rows[found.header][1] if found.header is not None else None
    for line, cells in data:
        if cells != heading:  # some systems repeat the header on every page
            _read(building, line, cells)
        if len(building.rows) > MAX_ROWS:
            raise StaffListError(Refusal.TOO_MANY_ROWS)
    return _finish(building), tuple(building.skipped)


def remarks(table: Table, found: Columns, rows: tuple[Row, ...]) -> Iterator[ListRemark]:
    """What HR should know about the list as a whole."""
    data = table.rows if found.header is None else table.rows[found.header + 1 :]
    if found.has_other_addresses:
        yield ListRemark.OTHER_ADDRESSES
    if found.role_is == columns.DEPARTMENT:
        yield ListRemark.DEPARTMENTS
    if _are_titles(data, found):
        yield ListRemark.SALUTATIONS
    if _sections(data, found):
        yield ListRemark.HEADINGS
    if rows and all(row.certainty is Certainty.ABSENT for row in rows):
        yield ListRemark.NO_ROLES


def _above_header(table: Table, found: Columns) -> list[Skipped]:
    return [
        Skipped(line, Reason.ABOVE_HEADER, column=columns.letter(n))
        for line, cells in table.rows[: found.header or 0]
        for n, cell in enumerate(cells)
        if addresses.looks_like_one(cell)
    ]


def _sections(data: tuple, found: Columns) -> dict[int, Role]:
    """Line -> role of headings as "Directie:" between the rows; one alone is a title."""
    if found.role is not None:
        return {}
    lone = {line: [cell for cell in cells if cell] for line, cells in data}
    words = {line: roles.recognise(cells[0]) for line, cells in lone.items() if len(cells) == 1}
    sections = {
        line: word.role
        for line, word in words.items()
        if word.role and word.certainty is Certainty.SURE
    }
    return sections if len(set(sections.values())) > 1 else {}


def _are_titles(data: tuple, found: Columns) -> bool:
    if found.role is None or found.role_is != columns.OTHER:
        return False
    return columns.are_titles([_cell(cells, found.role) for _, cells in data])


def _cell(cells: tuple[str, ...], position: int | None) -> str:
    return cells[position] if position is not None and position < len(cells) else ""


def _read(building: _Building, line: int, cells: tuple[str, ...]) -> None:
    if line in building.sections:
        building.section = building.sections[line]
        return
    found = [(n, addresses.find(cell)) for n, cell in _where(building.columns, cells)]
    if not any(find.addresses or find.faulty for _, find in found):
        building.skipped.append(_nothing(building.columns, line, cells))
        return
    several = building.is_table and sum(len(find.addresses) for _, find in found) > 1
    notes = (RowRemark.SEVERAL,) if several else ()
    language = languages.recognise(_cell(cells, building.columns.language))
    for n, find in found:
        role, word = _role(building, cells, find)
        start = Row(line, "", role.role, role.certainty, word, language, notes)
        for address in find.addresses:
            _take(building, address, start, columns.letter(n))
        building.skipped += [
            Skipped(line, Reason.FAULTY, wrong.fault, wrong.text, columns.letter(n))
            for wrong in find.faulty
        ]


def _where(found: Columns, cells: tuple[str, ...]) -> list[tuple[int, str]]:
    if found.address is not None:
        return [(found.address, _cell(cells, found.address))]
    return [(n, cell) for n, cell in enumerate(cells) if "@" in cell]


def _nothing(found: Columns, line: int, cells: tuple[str, ...]) -> Skipped:
    cell = _cell(cells, found.address)
    elsewhere = next((n for n, c in enumerate(cells) if addresses.looks_like_one(c)), None)
    if elsewhere is not None:
        return Skipped(line, Reason.OTHER_COLUMN, column=columns.letter(elsewhere))
    if cell and found.header is not None:
        return Skipped(line, Reason.NO_AT, column=columns.letter(found.address))
    return Skipped(line, Reason.NO_ADDRESS)


def _role(building: _Building, cells: tuple[str, ...], find: CellFind) -> tuple[FoundRole, str]:
    """The role of a row, and the words for it when HR may want to decide about them at once."""
    text = _cell(cells, building.columns.role)
    if text:
        role = _by_column(building, text)
        is_title = building.columns.role_is == columns.ROLE and not _is_sure(role)
        return role, text if is_title and len(text) <= LONGEST_WORD and "@" not in text else ""
    if beside := _beside(find):
        return beside, ""
    if building.section:
        return FoundRole(building.section, Certainty.PROPOSED), ""
    return NO_ROLE, ""


def _beside(find: CellFind) -> FoundRole | None:
    """The role beside an address; beside several it is unclear whose it is."""
    found = {role for phrase in find.phrases if _is_sure(role := roles.recognise(phrase))}
    if len(found) > 1:
        return FoundRole(None, Certainty.UNCLEAR)
    if found and len(find.addresses) > 1:
        return replace(found.pop(), certainty=Certainty.PROPOSED)
    return found.pop() if found else None


def _by_column(building: _Building, text: str) -> FoundRole:
    kind = building.columns.role_is
    if kind == columns.LEADING:
        answer = roles.says_yes_or_no(text)
        return FoundRole(Role.LG if answer else Role.MW, Certainty.PROPOSED)
    role = roles.recognise(text)
    if kind == columns.DEPARTMENT:
        return replace(role, certainty=Certainty.PROPOSED) if _is_sure(role) else NO_ROLE
    if building.are_titles:
        return replace(role, certainty=Certainty.PROPOSED)
    return role


def _is_sure(role: FoundRole) -> bool:
    return role.certainty is Certainty.SURE


def _take(building: _Building, address: Address, start: Row, column: str) -> None:
    if first := building.seen.get(address.key):
        if first.line != start.line or first.role != start.role:
            same = first.role == start.role or start.role is None
            reason = Reason.DUPLICATE if same else Reason.DUPLICATE_OTHER_ROLE
            building.skipped.append(
                Skipped(start.line, reason, text=address.text, column=column, first=first.line)
            )
        return
    notes = [*start.remarks]
    if address.is_shared:
        notes.append(RowRemark.SHARED)
    if address.extra_text and building.is_table:
        notes.append(RowRemark.EXTRA_TEXT)
    row = replace(start, address=address.text, remarks=tuple(notes))
    building.seen[address.key] = row
    building.rows.append(row)
    building.kept.append(address)


def _finish(building: _Building) -> tuple[Row, ...]:
    meant = addresses.likely_domains(building.kept)
    often = Counter(fold(row.word) for row in building.rows)
    return tuple(
        _last_look(row, meant.get(address.domain, ""), often)
        for row, address in zip(building.rows, building.kept, strict=True)
    )


def _last_look(row: Row, domain: str, often: Counter[str]) -> Row:
    if row.word and often[fold(row.word)] < 2:
        row = replace(row, word="")
    if not domain:
        return row
    suggestion = f"{row.address.rpartition('@')[0]}@{domain}"
    return replace(row, remarks=(*row.remarks, RowRemark.TYPO), suggestion=suggestion)
