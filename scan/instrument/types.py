"""What a questionnaire is: blocks, kenmerken (features) and items, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scan.roles import Role

Texts = Mapping[str, str]  # language code -> text; always both "nl" and "en", sometimes more

LANGUAGES = ("nl", "en")
UNREAD, READ = "unread", "read"  # a translation, by a native speaker
OWN, ORGANISATION = PERSPECTIVES = ("own", "organisation")
PERSPECTIVE = {
    Role.DIR: ORGANISATION,
    Role.HR: ORGANISATION,
    Role.LG: ORGANISATION,
    Role.MW: OWN,
}
SCALE = (1, 2, 3, 4, 5)
DONT_KNOW = "WN"


@dataclass(frozen=True)
class Item:
    """A statement, in the words of each perspective."""

    code: str
    feature: str
    block: str
    anchor: bool
    texts: Mapping[str, Texts]  # perspective -> language -> text
    covers: str  # what of its kenmerk it asks about, in Dutch: the expert panel reads it
    literature: tuple[str, ...]  # keys of Instrument.literature

    def text(self, role: Role, language: str) -> str:
        return self.texts[PERSPECTIVE[role]][language]


@dataclass(frozen=True)
class Feature:
    """A kenmerk: two or three items."""

    code: str
    block: str
    name: Texts  # as in the article
    short: Texts  # for a chart or a table
    definition: Texts
    article: tuple[str, ...]  # where the article speaks of it
    items: tuple[Item, ...]
    min_answered: int


@dataclass(frozen=True)
class Block:
    """A bouwsteen. `items` stand in the order in which they are asked."""

    code: str
    number: int
    name: Texts
    short: Texts
    features: tuple[Feature, ...]
    items: tuple[Item, ...]
    min_features: int
    min_answered: int

    @cached_property
    def anchor(self) -> Item:
        return next(item for item in self.items if item.anchor)


@dataclass(frozen=True)
class RoleText:
    name: Texts
    choice: Texts  # how the role is offered in the role question
    instruction: Texts


@dataclass(frozen=True)
class Translation:
    """What a translation says of itself. `read_by`: who read it and when; empty while unread."""

    language: str
    status: str  # "unread" or "read", by a native speaker
    read_by: str


@dataclass(frozen=True)
class Instrument:
    id: str
    version: str
    scale: Mapping[int, Texts]
    dont_know: Texts
    dont_know_help: Mapping[str, Texts]  # perspective -> language -> text
    roles: Mapping[Role, RoleText]
    literature: Mapping[str, str]  # key -> full reference
    blocks: tuple[Block, ...]
    translations: tuple[Translation, ...] = ()  # languages beside Dutch and English

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the questionnaire can be filled in."""
        return (*LANGUAGES, *(translation.language for translation in self.translations))

    @cached_property
    def unread(self) -> frozenset[str]:
        """The languages that no native speaker has read yet."""
        return frozenset(each.language for each in self.translations if each.status == UNREAD)

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        return tuple(feature for block in self.blocks for feature in block.features)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are asked."""
        return tuple(item for block in self.blocks for item in block.items)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)

    def help_with_dont_know(self, role: Role, language: str) -> str:
        return self.dont_know_help[PERSPECTIVE[role]][language]

    def block(self, code: str) -> Block:
        return next(block for block in self.blocks if block.code == code)

    def feature(self, code: str) -> Feature:
        return next(feature for feature in self.features if feature.code == code)
