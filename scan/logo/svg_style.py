"""The little of CSS that drawing programs put in a logo: a class or a name with its colours."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"(?:([a-zA-Z]+)|\.([\w-]+)|#([\w-]+))")
MOST_RULES = 500


@dataclass(frozen=True)
class Sheet:
    """Declarations per selector: ("element" | "class" | "id", name), in order of weight."""

    rules: tuple[tuple[str, str, dict[str, str]], ...] = ()

    def of(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        classes = attributes.get("class", "").split()
        names = {"element": [element], "class": classes, "id": [attributes.get("id", "")]}
        found: dict[str, str] = {}
        for kind in ("element", "class", "id"):
            for own, name, declared in self.rules:
                if own == kind and name in names[kind]:
                    found |= declared
        return found


def read_sheet(text: str) -> Sheet:
    """Rules with plain selectors; everything with an @ or a relation is left out."""
    found = []
    for selectors, body in RULE.findall(COMMENT.sub("", text))[:MOST_RULES]:
        for selector in selectors.split(","):
            if plain := SELECTOR.fullmatch(selector.strip()):
                kind = ("element", "class", "id")[plain.lastindex - 1]
                found.append((kind, plain[plain.lastindex], declarations(body)))
    return Sheet(tuple(found))


def declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in COMMENT.sub("", text).split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip()
        for name, colon, value in pairs
        if colon
    }
