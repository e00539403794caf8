"""The small markup of the texts in text/: lines in, blocks out.

    ## Heading              | cell | cell |    a table; its first row is the head
    - point                 : text             text to copy    :- point in it
    > note                  plain text         a paragraph
    **bold**                {fact}             a fact
    {facts*} {facts*2}      the line once for each of the facts (or for its second part)
    [in te vullen: what]    for the reader to fill in
    @als name / @als niet name / @anders / @einde

Facts are filled in after the text was taken apart: what a firm typed is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Value = str | bool | tuple[str, ...] | tuple[tuple[str, ...], ...]
Values = Mapping[str, Value]

KINDS = {"## ": "heading", "- ": "point", "> ": "note", ":- ": "copy_point", ": ": "copy"}
FACT = re.compile(r"\{(\w+)(\*?)(\d?)\}")
PIECE = re.compile(r"(\*\*.+?\*\*|\[in te vullen: [^\]]+\])")
NOT_IN_XML = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
SPACES = re.compile(r"\s+")
OPENING = "[in te vullen: "


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    to_fill_in: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """`rows` for a table, else one text."""

    kind: str
    text: Text = ()
    rows: tuple[tuple[Text, ...], ...] = ()


def read(source: str, values: Values) -> tuple[Block, ...]:
    return tuple(_tables_joined(_blocks(_chosen(source, values), values)))


def runs(text: str, values: Values, turn: int = 0) -> Text:
    """The pieces of a text, each with its facts; `turn` chooses from a row of facts."""
    return tuple(_run(piece, values, turn) for piece in PIECE.split(text) if piece)


def plain(text: Text) -> str:
    return "".join(run.text for run in text)


def _chosen(source: str, values: Values) -> Iterator[str]:
    """The lines whose conditions hold."""
    holds: list[bool] = []
    for line in source.splitlines():
        if line.startswith("@als "):
            name = line.removeprefix("@als ").removeprefix("niet ")
            holds.append(bool(values[name]) != line.startswith("@als niet "))
        elif line == "@anders":
            holds[-1] = not holds[-1]
        elif line == "@einde":
            holds.pop()
        elif line.startswith("@"):
            raise ValueError(f"Onbekende opdracht: {line}")
        elif all(holds):
            yield line


def _blocks(lines: Iterable[str], values: Values) -> Iterator[Block]:
    for line in lines:
        for turn in range(_times(line, values)):
            yield _block(line, values, turn)


def _times(line: str, values: Values) -> int:
    repeated = [name for name, star, _ in FACT.findall(line) if star]
    return len(values[repeated[0]]) if repeated else 1


def _block(line: str, values: Values, turn: int) -> Block:
    if line.startswith("| "):
        cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
        return Block("table", rows=(tuple(runs(cell, values, turn) for cell in cells),))
    for sign, kind in KINDS.items():
        if line.startswith(sign):
            return Block(kind, runs(line.removeprefix(sign), values, turn))
    return Block("text", runs(line, values, turn))


def _tables_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Rows without an empty line between them are one table; empty texts are left out."""
    table: tuple[tuple[Text, ...], ...] = ()
    for block in blocks:
        if block.kind == "table":
            table += block.rows
            continue
        if table:
            yield Block("table", rows=table)
            table = ()
        if plain(block.text).strip():
            yield block
    if table:
        yield Block("table", rows=table)


def _run(piece: str, values: Values, turn: int) -> Run:
    bold = piece.startswith("**")
    text = FACT.sub(lambda found: _fact(found, values, turn), piece.strip("*") if bold else piece)
    return Run(text, bold, piece.startswith(OPENING))


def _fact(found: re.Match, values: Values, turn: int) -> str:
    name, star, part = found.groups()
    value = values[name][turn] if star else values[name]
    return clean(value[int(part) - 1] if part else value)


def clean(text: str) -> str:
    """One line that XML can hold."""
    return SPACES.sub(" ", NOT_IN_XML.sub(" ", text))
