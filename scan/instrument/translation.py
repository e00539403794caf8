"""The questionnaire in further languages: one data file per language beside the instrument.

A translation belongs to one version of the questionnaire and to the exact words of it (`source`).
It covers everything a respondent reads; the names of kenmerken stay Dutch and English, because
only reports show them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from scan.instrument.nodes import Node, read
from scan.instrument.types import (
    ORGANISATION,
    OWN,
    PERSPECTIVES,
    READ,
    SCALE,
    UNREAD,
    Block,
    Instrument,
    Item,
    RoleText,
    Texts,
    Translation,
)
from scan.roles import ROLES, Role

STATUSES = (UNREAD, READ)
FIELDS = (
    "language",
    "instrument",
    "version",
    "source",
    "status",
    "read_by",
    "scale",
    "dont_know",
    "roles",
    "blocks",
    "items",
)


def source_of(instrument: Instrument) -> str:
    """Hash of the Dutch and English words that a translation was made from (16 hex digits)."""
    words = "\n".join(
        f"{text.get('nl')}\t{text.get('en')}" for text in _texts_for_respondents(instrument)
    )
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def with_translations(instrument: Instrument, files: tuple[Path, ...]) -> Instrument:
    """The instrument with every text of these files in it. Raises InstrumentError with the line."""
    for file in files:
        instrument = _with(instrument, read(file))
    return instrument


def _with(instrument: Instrument, root: Node) -> Instrument:
    fields = root.fields(*FIELDS)
    about = _about(instrument, fields)
    roles = fields["roles"].fields(*ROLES)
    blocks = fields["blocks"].fields(*(block.code for block in instrument.blocks))
    items = fields["items"].fields(*sorted(instrument.codes))
    language = about.language
    return replace(
        instrument,
        scale=_scale(instrument, fields["scale"], language),
        dont_know=_add(instrument.dont_know, language, fields["dont_know"].at("label")),
        dont_know_help=_help(instrument, fields["dont_know"], language),
        roles={r: _role(instrument.roles[r], roles[r], language) for r in ROLES},
        blocks=tuple(_block(b, blocks[b.code], items, language) for b in instrument.blocks),
        translations=(*instrument.translations, about),
    )


def _about(instrument: Instrument, fields: Mapping[str, Node]) -> Translation:
    language = fields["language"].text()
    for name, expected in (
        ("instrument", instrument.id),
        ("version", instrument.version),
        ("source", source_of(instrument)),
    ):
        if fields[name].text() != expected:
            fields[name].fail(f"this translation was made from other words; expected {expected}")
    status, read_by = fields["status"].text(), fields["read_by"].raw.value
    if status not in STATUSES or (status == READ) != bool(read_by):
        fields["status"].fail("'read' with a name and a day under read_by, or 'unread' without")
    return Translation(language, status, read_by)


def _scale(instrument: Instrument, node: Node, language: str) -> dict[int, Texts]:
    labels = node.fields(*map(str, SCALE))
    scale = {n: _add(instrument.scale[n], language, labels[str(n)]) for n in SCALE}
    if len({label[language] for label in scale.values()}) < len(SCALE):
        node.fail(f"two answers have the same label in '{language}'")
    return scale


def _help(instrument: Instrument, node: Node, language: str) -> dict[str, Texts]:
    texts = node.at("help").fields(*PERSPECTIVES)
    return {p: _add(instrument.dont_know_help[p], language, texts[p]) for p in PERSPECTIVES}


def _role(role: RoleText, node: Node, language: str) -> RoleText:
    name, choice, instruction = node.fields("name", "choice", "instruction").values()
    return RoleText(
        _add(role.name, language, name),
        _add(role.choice, language, choice),
        _add(role.instruction, language, instruction),
    )


def _block(block: Block, node: Node, items: Mapping[str, Node], language: str) -> Block:
    name, short = node.fields("name", "short").values()
    translated = {item.code: _item(item, items[item.code], language) for item in block.items}
    features = tuple(
        replace(feature, items=tuple(translated[item.code] for item in feature.items))
        for feature in block.features
    )
    return replace(
        block,
        name=_add(block.name, language, name),
        short=_add(block.short, language, short),
        features=features,
        items=tuple(translated[item.code] for item in block.items),
    )


def _item(item: Item, node: Node, language: str) -> Item:
    """An anchor has the same words in both perspectives, so it is written once."""
    nodes = node.fields("both") if item.anchor else node.fields(*PERSPECTIVES)
    texts = {
        perspective: _add(
            item.texts[perspective], language, nodes.get(perspective) or nodes["both"]
        )
        for perspective in PERSPECTIVES
    }
    if not item.anchor and texts[OWN][language] == texts[ORGANISATION][language]:
        node.fail(f"{item.code} has the same words in both perspectives but is no anchor")
    return replace(item, texts=texts)


def _add(texts: Texts, language: str, node: Node) -> Texts:
    if language in texts:
        node.fail(f"there is a text in '{language}' already")
    return {**texts, language: node.text()}


def _texts_for_respondents(instrument: Instrument) -> Iterator[Texts]:
    yield from (instrument.scale[n] for n in SCALE)
    yield instrument.dont_know
    yield from (instrument.dont_know_help[perspective] for perspective in PERSPECTIVES)
    for role in map(Role, ROLES):
        text = instrument.roles[role]
        yield from (text.name, text.choice, text.instruction)
    for block in instrument.blocks:
        yield from (block.name, block.short)
        for item in block.items:
            yield from (item.texts[perspective] for perspective in PERSPECTIVES)
