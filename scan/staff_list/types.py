"""What was understood of a staff list: rows, what was skipped and why, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from scan.roles import Role

MAX_BYTES = 2_000_000
MAX_ROWS = 5_000
TITLE_ROWS = 30  # a header stands within so many filled rows


class Certainty(StrEnum):
    """How the role of a row was found. Only SURE needs no second look."""

    SURE = "sure"  # the word says so
    PROPOSED = "proposed"  # resembles or contains a word that says so
    UNCLEAR = "unclear"  # a known word for more than one role: "MT"
    UNKNOWN = "unknown"  # a word, but not one we know
    ABSENT = "absent"  # no word at all


class Fault(StrEnum):
    """Why something with an @ is no address."""

    INCOMPLETE = "incomplete"  # nothing before or after the @, or a space
    TWO_AT = "two_at"
    NO_DOT = "no_dot"
    LOCAL = "local"  # impossible characters before the @
    ACCENT = "accent"
    DOMAIN = "domain"
    LONG = "long"


class Reason(StrEnum):
    """Why a row, or an address in it, is not taken over."""

    FAULTY = "faulty"  # see `Skipped.fault`
    NO_ADDRESS = "no_address"
    NO_AT = "no_at"  # text where the address should be
    OTHER_COLUMN = "other_column"  # an address, but not in the column that is read
    ABOVE_HEADER = "above_header"
    DUPLICATE = "duplicate"
    DUPLICATE_OTHER_ROLE = "duplicate_other_role"


class RowRemark(StrEnum):
    SHARED = "shared"  # several people may read this mailbox
    TYPO = "typo"  # see `Row.suggestion`
    EXTRA_TEXT = "extra_text"  # something stood right before the address
    SEVERAL = "several"  # one row gave several addresses


class ListRemark(StrEnum):
    OTHER_SHEETS = "other_sheets"
    OTHER_ADDRESSES = "other_addresses"  # a second column with addresses was not read
    HIDDEN_ROWS = "hidden_rows"
    DEPARTMENTS = "departments"  # roles come from a column with departments
    SALUTATIONS = "salutations"  # "hr" and "mw" may be "de heer" and "mevrouw"
    HEADINGS = "headings"  # roles come from headings between the rows
    NO_ROLES = "no_roles"


class Refusal(StrEnum):
    """Why a file is refused whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_COMPLEX = "too_complex"
    LOCKED = "locked"
    BROKEN = "broken"
    OTHER_KIND = "other_kind"
    NO_ADDRESSES = "no_addresses"


class StaffListError(Exception):
    """Nothing was read; scan.staff_list_text.refusal() says in a sentence what was expected."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Row:
    """One address that can be invited. `line` counts as a spreadsheet does.

    `word` is the unknown job title of two or more rows, for choosing a role for all of them.
    """

    line: int
    address: str = field(repr=False)
    role: Role | None = None
    certainty: Certainty = Certainty.ABSENT
    word: str = ""
    language: str | None = None
    remarks: tuple[RowRemark, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True)
class Skipped:
    """`text` is an address that isn't one; `column` its letter; `first` the row of its double."""

    line: int
    reason: Reason
    fault: Fault | None = None
    text: str = field(default="", repr=False)
    column: str = ""
    first: int = 0


@dataclass(frozen=True)
class Source:
    """Where it was found. Columns are letters, the header is a row number (0: none)."""

    kind: str  # xlsx, xls, ods, html, csv or text
    encoding: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    header: int = 0
    address_column: str = ""
    role_column: str = ""
    language_column: str = ""


@dataclass(frozen=True)
class StaffList:
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    source: Source
    remarks: tuple[ListRemark, ...] = ()


@dataclass(frozen=True, repr=False)
class Table:
    """The filled rows of one sheet or text, each with its number; every cell is tidy text."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    name: str = ""
    hidden: bool = False
    separator: str = ""
