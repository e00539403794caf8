"""A YAML data file as a tree in which every value knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from scan.instrument.types import LANGUAGES

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast
TAG = "tag:yaml.org,2002:"
KINDS = {"str": "text", "int": "a whole number", "bool": "true or false"}


class InstrumentError(ValueError):
    """A data file is refused: which file, which line and why."""


def read(path: Path) -> Node:
    """The root of the file, or an InstrumentError when it cannot be read as YAML."""
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise InstrumentError(f"{path.name} cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise InstrumentError(_syntax(path.name, error)) from error
    if root is None:
        raise InstrumentError(f"{path.name}, line 1: the file is empty")
    return Node(path.name, root)


def _syntax(file: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return f"{file}, line {line}: this is not YAML: {problem}"


@dataclass(frozen=True)
class Node:
    """A value in the file. Every reader method refuses what it did not expect."""

    file: str
    raw: yaml.Node

    @property
    def line(self) -> int:
        return self.raw.start_mark.line + 1

    def fail(self, reason: str) -> NoReturn:
        raise InstrumentError(f"{self.file}, line {self.line}: {reason}")

    def fields(self, *names: str) -> dict[str, Node]:
        """A mapping with exactly these keys."""
        found = self.entries()
        for name, (key, _) in found.items():
            if name not in names:
                key.fail(f"unknown key '{name}'; expected {', '.join(names)}")
        if missing := [name for name in names if name not in found]:
            self.fail(f"missing {_keys(missing)}")
        return {name: found[name][1] for name in names}

    def entries(self) -> dict[str, tuple[Node, Node]]:
        """A mapping with any keys, in file order: name -> (key, value)."""
        if not isinstance(self.raw, yaml.MappingNode):
            self.fail(f"expected a mapping, found {self._found()}")
        found: dict[str, tuple[Node, Node]] = {}
        for key, value in self._pairs():
            name = str(key.raw.value)
            if name in found:
                key.fail(f"the key '{name}' stands here twice, first in line {found[name][0].line}")
            found[name] = key, value
        return found

    def at(self, name: str) -> Node:
        return self.entries()[name][1]

    def _pairs(self) -> Iterator[tuple[Node, Node]]:
        for key, value in self.raw.value:
            if not isinstance(key, yaml.ScalarNode):
                Node(self.file, key).fail("a key must be one word")
            yield Node(self.file, key), Node(self.file, value)

    def sequence(self) -> tuple[Node, ...]:
        if not isinstance(self.raw, yaml.SequenceNode):
            self.fail(f"expected a list, found {self._found()}")
        return tuple(Node(self.file, value) for value in self.raw.value)

    def text(self) -> str:
        value = self._scalar("str")
        if not value.strip():
            self.fail("the text is empty")
        if value != " ".join(value.split()):
            self.fail(f"superfluous white space in '{value}'")
        return value

    def texts(self) -> dict[str, str]:
        """A text in every language."""
        return {language: node.text() for language, node in self.fields(*LANGUAGES).items()}

    def integer(self) -> int:
        value = self._scalar("int")
        if not value.isdecimal():
            self.fail(f"expected a whole number in digits, found '{value}'")
        return int(value)

    def flag(self) -> bool:
        return self._scalar("bool").lower() in {"true", "yes", "on"}

    def _scalar(self, kind: str) -> str:
        if not isinstance(self.raw, yaml.ScalarNode) or self.raw.tag != TAG + kind:
            self.fail(f"expected {KINDS[kind]}, found {self._found()}")
        return self.raw.value

    def _found(self) -> str:
        if isinstance(self.raw, yaml.ScalarNode):
            return f"'{self.raw.value}'" if self.raw.value else "nothing"
        return "a list" if isinstance(self.raw, yaml.SequenceNode) else "a mapping"


def _keys(names: list[str]) -> str:
    quoted = ", ".join(f"'{name}'" for name in names)
    return f"the key {quoted}" if len(names) == 1 else f"the keys {quoted}"
