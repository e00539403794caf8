"""A sheet of the workbook as values: tables of numbers and words, nothing of Excel itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

Value = str | int


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    BLOCK = "block"  # the number of a block, on its colour
    FIELD = "field"  # empty, for the reader to fill in
    DATE_FIELD = "date field"


@dataclass(frozen=True)
class Column:
    title: str
    width: int  # characters
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """A row has one value per column. A number that is not shown is a word, never empty."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""


@dataclass(frozen=True)
class Sheet:
    """`about`: what stands in it; `heading` and `sentence`: what to see in it."""

    name: str
    about: str
    heading: str
    sentence: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the first sheet: what it is about, and the text."""

    name: str
    text: str


@dataclass(frozen=True)
class Guide:
    """The first sheet. A section: its heading and its entries."""

    name: str
    heading: str
    sentence: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]
