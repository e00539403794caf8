"""The rules a questionnaire must keep; each refuses with the line where the fault stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from scan.instrument.nodes import Node
from scan.instrument.types import LANGUAGES, ORGANISATION, OWN, SCALE, Block, Feature, Item, Texts
from scan.roles import ROLES

BLOCKS = 6
MAX_WORDS = 19  # of a Dutch statement, examples included
ARTICLE = re.compile(r"T1|T3|SAM|CON|IMP[12]|(TH|RES)[1-6]?")


def identity(file: Node, id_: Node, version: Node) -> None:
    """Name and version agree with the name of the file."""
    pattern(id_, r"[a-z]+(_[a-z]+)*", "lower case words joined by _")
    pattern(version, r"[1-9]\d*\.\d+\.\d+", "three numbers, such as 1.0.0")
    name = f"{id_.text()}_{version.text().split('.')[0]}.yaml"
    if file.file != name:
        id_.fail(f"this id and version belong in a file named {name}")


def pattern(node: Node, shape: str, meaning: str) -> str:
    value = node.text()
    if not re.fullmatch(shape, value):
        node.fail(f"'{value}' must be {meaning}")
    return value


def scale(node: Node, labels: dict[int, Texts]) -> None:
    for language in LANGUAGES:
        if len({label[language] for label in labels.values()}) < len(SCALE):
            node.fail(f"two answers have the same label in '{language}'")


def role_order(node: Node) -> None:
    for role, (key, _) in zip(ROLES, node.entries().values(), strict=True):
        if key.raw.value != role:
            key.fail(f"expected {role} here: of {', '.join(ROLES)} the first that fits counts")


def article(node: Node) -> tuple[str, ...]:
    places = tuple(place.text() for place in node.sequence())
    for place in places:
        if not ARTICLE.fullmatch(place):
            node.fail(f"'{place}' is no place in the article; see the top of the file")
    if not places:
        node.fail("name at least one place in the article")
    return places


def references(node: Node, keys: Sequence[str], literature: Iterable[str]) -> None:
    if not keys:
        node.fail("name at least one source")
    if len(set(keys)) < len(keys):
        node.fail("a source is named twice")
    for key in keys:
        if key not in literature:
            node.fail(f"'{key}' does not stand under literature")


def all_used(literature: Node, items: Iterable[Item]) -> None:
    used = {key for item in items for key in item.literature}
    for name, (key, _) in literature.entries().items():
        if name not in used:
            key.fail(f"no statement refers to '{name}'")


def statement(node: Node, item: Item) -> None:
    """Short enough in Dutch; an anchor has one wording, any other statement two."""
    for perspective in (OWN, ORGANISATION):
        words = len(item.texts[perspective]["nl"].split())
        if words > MAX_WORDS:
            reason = f"{item.code} has {words} words in Dutch, at most {MAX_WORDS} allowed"
            node.at(perspective).at("nl").fail(reason)
    for language in LANGUAGES:
        same = item.texts[OWN][language] == item.texts[ORGANISATION][language]
        text = node.at(ORGANISATION).at(language)
        if item.anchor and not same:
            text.fail(f"{item.code} is an anchor: both perspectives need the same words")
        if same and not item.anchor:
            text.fail(f"{item.code} has the same words in both perspectives but is no anchor")


def distinct(blocks: Node) -> None:
    """No two statements read the same."""
    seen: dict[str, str] = {}
    for item in _item_nodes(blocks):
        code = item.at("code").text()
        for perspective in (OWN, ORGANISATION):
            for text in map(item.at(perspective).at, LANGUAGES):
                first = seen.setdefault(text.text(), code)
                if first != code:
                    text.fail(f"{code} reads the same as {first}")


def _item_nodes(blocks: Node) -> Iterator[Node]:
    for block in blocks.sequence():
        for feature in block.at("features").sequence():
            yield from feature.at("items").sequence()


def feature(node: Node, built: Feature) -> None:
    count = len(built.items)
    if count < 2:
        node.fail(f"{built.code} needs at least two statements")
    minimum(node.at("min_answered"), ceil(count / 2), count)
    for number, (item, place) in enumerate(
        zip(built.items, node.at("items").sequence(), strict=True), start=1
    ):
        if item.code != f"{built.code}-{number}":
            place.fail(f"'{item.code}' must be {built.code}-{number}")


def block(node: Node, built: Block) -> None:
    minimum(node.at("min_features"), ceil(len(built.features) * 2 / 3), len(built.features))
    minimum(node.at("min_answered"), ceil(len(built.items) / 2), len(built.items))
    anchors = [item.code for item in built.items if item.anchor]
    if len(anchors) != 1:
        node.fail(f"{built.code} needs one anchor, found {', '.join(anchors) or 'none'}")
    unique(node.at("features").sequence(), [feature.code for feature in built.features])


def minimum(node: Node, low: int, high: int) -> None:
    if not low <= node.integer() <= high:
        node.fail(f"a minimum of {node.integer()} is not between {low} and {high}")


def order(node: Node, codes: Sequence[str]) -> tuple[str, ...]:
    """Every statement of the block once, those of one kenmerk apart."""
    asked = tuple(place.text() for place in node.sequence())
    unique(node.sequence(), asked)
    for place, code in zip(node.sequence(), asked, strict=True):
        if code not in codes:
            place.fail(f"'{code}' is no statement of this block")
    if missing := [code for code in codes if code not in asked]:
        node.fail(f"the order leaves out {', '.join(missing)}")
    for place, first, second in zip(node.sequence()[1:], asked, asked[1:], strict=False):
        if first[:6] == second[:6]:
            place.fail(f"{first} and {second} are of one kenmerk and must not be neighbours")
    return asked


def numbering(node: Node, blocks: Sequence[Block]) -> None:
    if len(blocks) != BLOCKS:
        node.fail(f"expected {BLOCKS} blocks, found {len(blocks)}")
    for place, block_, number in zip(node.sequence(), blocks, range(1, BLOCKS + 1), strict=True):
        if block_.number != number:
            place.at("number").fail(f"block {block_.code} must have number {number}")
    unique(node.sequence(), [block_.code for block_ in blocks])


def unique(places: Sequence[Node], values: Sequence[str]) -> None:
    for position, (place, value) in enumerate(zip(places, values, strict=True)):
        if value in values[:position]:
            place.fail(f"'{value}' stands here twice")
