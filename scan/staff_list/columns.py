"""Which row is the header, and which columns hold the address, the role and the language."""

from __future__ import annotations

from dataclasses import dataclass

from scan.staff_list import addresses, languages, roles
from scan.staff_list.role_words import SALUTATIONS, TITLES
from scan.staff_list.types import TITLE_ROWS, Table
from scan.staff_list.words import fold, listed

ADDRESS, ROLE, DEPARTMENT = "address", "role", "department"
LEADING, LANGUAGE, OTHER = "leading", "language", "other"
ROLE_WORDS = listed(
    "rol, rollen, role, roles, rolle, functie, functies, functienaam, functietitel, functiegroep, "
    "functieomschrijving, functiebenaming, function, funktion, job, jobtitle, jobtitel, position, "
    "positie, stelle, beroep, doelgroep, functieprofiel"
)
ROLE_PHRASES = listed("title, job title, titel, type medewerker, soort medewerker, medewerkertype")
DEPARTMENT_WORDS = listed(
    "afdeling, afdelingen, department, dept, abteilung, team, unit, groep, group"
)
LEADING_PHRASES = listed(
    "leidinggevend, leidinggevende, leidinggevend ja nee, leidinggevende ja nee, is "
    "leidinggevende, geeft leiding, heeft leiding, leidinggeven, manager, is manager, people "
    "manager, lg"
)
LANGUAGE_WORDS = listed("taal, taalcode, voorkeurstaal, talen, language, lang, sprache, jezyk, dil")
SOMEBODY_ELSE = listed(
    "leidinggevende, leidinggevenden, manager, chef, vorgesetzter, supervisor, partner, nood, "
    "noodgeval, contactpersoon, verantwoordelijke, coach, mentor, reports, rapporteert"
)
SECOND = listed(
    "prive, privé, private, privat, persoonlijk, persoonlijke, thuis, home, personal, 2, tweede, "
    "alternatief, extra, oud, second, secondary"
)
OTHER_WORDS = listed(
    "naam, name, voornaam, achternaam, roepnaam, tussenvoegsel, voorletters, initialen, vorname, "
    "nachname, firstname, lastname, surname, first, last, aanhef, geslacht, gender, nr, nummer, "
    "id, personeelsnummer, personeelsnr, medewerkernummer, telefoon, mobiel, phone, "
    "geboortedatum, datum, date, adres, straat, postcode, plaats, woonplaats, land, "
    "nationaliteit, contract, fte, uren, salaris, dienstverband, status, startdatum, locatie, "
    "vestiging, opmerking, opmerkingen"
)
SALUTED = listed(SALUTATIONS)
LONGEST_HEADING = 40
ENOUGH = 0.3  # the share of an unnamed column that must be words for roles


@dataclass(frozen=True)
class Columns:
    """Positions from 0, None when there is no such column; `header` is an index in table.rows."""

    header: int | None
    address: int | None  # None: every address in a row counts
    role: int | None = None
    role_is: str = ROLE  # ROLE, DEPARTMENT or LEADING; OTHER when nobody named the column
    language: int | None = None
    has_other_addresses: bool = False


def find(table: Table) -> Columns:
    header = _header(table)
    rows = [cells for _, cells in table.rows[0 if header is None else header + 1 :]]
    headings = [] if header is None else [heading(cell) for cell in table.rows[header][1]]
    columns = _filled(rows, max(map(len, [*rows, headings])))
    headings += [None] * (len(columns) - len(headings))
    counts = [sum(map(addresses.looks_like_one, column)) for column in columns]
    role, role_is = _role(columns, headings, counts)
    is_list = len(rows) == 1 or _is_one_long_list(columns)
    address = _address(headings, counts, is_list=is_list and role is None)
    others = sum(count for n, count in enumerate(counts) if n != address)
    language = _language(columns, headings, taken=(role, address))
    return Columns(header, address, role, role_is, language, address is not None and others > 0)


def heading(cell: str) -> tuple[str, str] | None:
    """What a heading promises, and the heading folded; None when it says nothing we know."""
    folded = fold(cell)
    if not folded or len(cell) > LONGEST_HEADING or addresses.looks_like_one(cell):
        return None
    words = set(folded.split())
    if "mail" in folded.replace(" ", "") or folded in {"e post", "epost"}:
        return ADDRESS, folded
    if folded in LEADING_PHRASES:
        return LEADING, folded
    if words & SOMEBODY_ELSE:
        return OTHER, folded
    if words & LANGUAGE_WORDS:
        return LANGUAGE, folded
    if words & ROLE_WORDS or folded in ROLE_PHRASES:
        return ROLE, folded
    if words & DEPARTMENT_WORDS:
        return DEPARTMENT, folded
    return (OTHER, folded) if words & OTHER_WORDS else None


def letter(position: int | None) -> str:
    """0 -> A, 26 -> AA, as above a column in a spreadsheet."""
    if position is None:
        return ""
    first = letter(position // 26 - 1) if position >= 26 else ""
    return first + chr(ord("A") + position % 26)


def _header(table: Table) -> int | None:
    """The row near the top that names most columns.

    Of equals the lowest, for titles stand above it; but not below people: there it is a repetition.
    """
    best, most, needed = None, 0, 0
    for number, (_, cells) in enumerate(table.rows[:TITLE_ROWS]):
        kinds = [found[0] for cell in cells if (found := heading(cell))]
        if any(map(addresses.looks_like_one, cells)):
            needed = most + 1 if best is not None else 0
        elif len(kinds) >= needed and _names_columns(table, number, kinds):
            best, most, needed = number, len(kinds), len(kinds)
    return best


def _names_columns(table: Table, number: int, kinds: list[str]) -> bool:
    return ADDRESS in kinds or (bool(kinds) and _stands_above_addresses(table, number))


def _stands_above_addresses(table: Table, number: int) -> bool:
    """The first row is above the data when the next one has an address."""
    following = table.rows[number + 1 : number + 2]
    earlier = table.rows[:number]
    return _any_address(following) and not _any_address(earlier)


def _any_address(rows: tuple[tuple[int, tuple[str, ...]], ...]) -> bool:
    return any(addresses.looks_like_one(cell) for _, cells in rows for cell in cells)


def _filled(rows: list[tuple[str, ...]], width: int) -> list[list[str]]:
    """The filled cells of each column."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.append(cell)
    return columns


Headings = list[tuple[str, str] | None]


def _address(headings: Headings, counts: list[int], *, is_list: bool) -> int | None:
    named = [n for n, found in enumerate(headings) if found and found[0] == ADDRESS and counts[n]]
    own = [n for n in named if not _words(headings[n]) & SOMEBODY_ELSE] or named
    if own:
        return min(own, key=lambda n: (bool(_words(headings[n]) & SECOND), -counts[n], n))
    filled = [n for n, count in enumerate(counts) if count]
    if len(filled) > 1 and is_list and not any(headings):
        return None
    return max(filled, key=lambda n: counts[n], default=None)


def _words(found: tuple[str, str] | None) -> set[str]:
    return set(found[1].split()) if found else set()


def _is_one_long_list(columns: list[list[str]]) -> bool:
    """Addresses side by side, as mail programs write them: not people with two addresses."""
    cells = [cell for column in columns for cell in column]
    with_address = sum("@" in cell for cell in cells)
    return with_address == len(cells) or sum("<" in cell for cell in cells) * 2 > with_address


def _role(
    columns: list[list[str]], headings: Headings, counts: list[int]
) -> tuple[int | None, str]:
    """The column named for it that says most; else one that consists of words for roles."""
    shares = [0.0 if counts[n] else _share_sure(column) for n, column in enumerate(columns)]
    for wanted in (ROLE, None, LEADING, DEPARTMENT):
        fitting = [n for n, found in enumerate(headings) if (found[0] if found else None) == wanted]
        fitting = [n for n in fitting if _may_be_role(columns[n], wanted, shares[n], counts[n])]
        if fitting:
            best = max(fitting, key=lambda n: (shares[n], -n))
            return best, wanted or OTHER
    return None, OTHER


def _may_be_role(column: list[str], wanted: str | None, share: float, count: int) -> bool:
    words = set(column)
    if count or not words:
        return False
    if wanted == LEADING:
        return all(roles.says_yes_or_no(word) is not None for word in words)
    if wanted == DEPARTMENT:
        return share > 0
    if {fold(word) for word in words} & SALUTED:
        return False
    return wanted == ROLE or share >= ENOUGH


def are_titles(column: list[str]) -> bool:
    """Only "hr" and "mw": that may be "de heer" and "mevrouw"."""
    return {fold(cell) for cell in column} - {""} == TITLES


def _share_sure(column: list[str]) -> float:
    return sum(map(roles.is_sure, column)) / len(column) if column else 0.0


def _language(
    columns: list[list[str]], headings: Headings, taken: tuple[int | None, ...]
) -> int | None:
    named = [n for n, found in enumerate(headings) if found and found[0] == LANGUAGE]
    unnamed = [n for n, column in enumerate(columns) if not headings[n] and _all_languages(column)]
    return next((n for n in named + unnamed if n not in taken), None)


def _all_languages(column: list[str]) -> bool:
    return bool(column) and all(languages.recognise(cell) for cell in column)
