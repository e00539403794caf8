"""Values of a library file, each checked where it stands: texts, choices and lists."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from reports.advice import check
from scan.instrument.nodes import Node
from scan.instrument.types import Texts
from scan.roles import ROLES, Role

Choice = TypeVar("Choice", bound=StrEnum)
MOST_MINUTES = 60


def texts(node: Node, limit: int, slots: tuple[str, ...] = ()) -> Texts:
    """A text in every language, of at most `limit` Dutch words, with exactly these {places}."""
    found = node.texts()
    for language, value in found.items():
        if complaint := check.text(value, language, limit, slots):
            node.fail(f"{language}: {complaint}")
    return found


def many(nodes: Mapping[str, Node], limits: Mapping[str, int]) -> dict[str, Texts]:
    """The texts under these keys, as arguments for the value they belong to."""
    return {key: texts(nodes[key], limit) for key, limit in limits.items()}


def per_role(node: Node, limit: int) -> dict[Role, Texts]:
    return {Role(role): texts(value, limit) for role, value in node.fields(*ROLES).items()}


def per_choice(node: Node, options: type[Choice]) -> dict[Choice, Texts]:
    return {options(key): value.texts() for key, value in node.fields(*options).items()}


def choice(node: Node, options: type[Choice]) -> Choice:
    value = node.text()
    if value not in tuple(options):
        node.fail(f"expected one of {', '.join(options)}, found '{value}'")
    return options(value)


def minutes(node: Node) -> int:
    value = node.integer()
    if not 0 < value <= MOST_MINUTES:
        node.fail(f"expected 1 to {MOST_MINUTES} minutes, found {value}")
    return value
