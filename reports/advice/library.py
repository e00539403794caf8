"""The advice library: data files in, one checked `Library` out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reports.advice import check
from reports.advice.reading import choice, many, minutes, per_choice, per_role, texts
from reports.advice.types import (
    DIRECTIONS,
    Advice,
    BlockText,
    Effort,
    GapAdvice,
    Horizon,
    Labels,
    Library,
    SignalText,
    TalkKit,
    TalkStep,
)
from reports.findings import Level
from scan.instrument.nodes import InstrumentError, Node, read
from scan.instrument.types import Texts
from scan.roles import Role

__all__ = ["BadLibrary", "load_folder", "load_library"]

BadLibrary = InstrumentError  # a data file is refused: which file, which line and why

RULES = tuple(f"SH-{number:02d}" for number in range(1, 13))
PATTERNS = (
    *("low", "low_shared", "low_leading_higher"),
    *("middle", "middle_divided", "middle_leading_higher"),
    *("high", "high_mixed", "high_leading_higher", "employees_higher"),
)
LEVELS = {"L": Level.LOW, "M": Level.MIDDLE, "H": Level.HIGH}
ADVICE_ID = re.compile(r"ADV-([A-Z]{2})-([LMH])-(DIR|HR|LG|MW)-([1-9])")
AUDIENCES = (("employees", "everyone"), ("gap",))

# Dutch words at most, per kind of text.
ADVICE, ACTION, NAME, SENTENCE, PARAGRAPH = 25, 20, 12, 17, 34


@cache
def load_library(name: str = "advice_1") -> Library:
    """The library of that name, checked. Raises BadLibrary with file, line and reason."""
    return load_folder(Path(__file__).parent / name)


def load_folder(folder: Path) -> Library:
    return _Reader(folder).library()


class _Reader:
    """Reads one folder; knows which blocks, kenmerken and sources exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.labels = _labels(self.file("labels"))
        fields = self.file("blocks").fields("instrument", "blocks")
        self.instrument = fields["instrument"].text()
        self.blocks = {name: node for name, (_, node) in fields["blocks"].entries().items()}
        self.noticed = {block: _noticed(block, node) for block, node in self.blocks.items()}

    def file(self, name: str) -> Node:
        return read(self.folder / f"{name}.yaml")

    def library(self) -> Library:
        return Library(
            name=self.folder.name,
            instrument=self.instrument,
            advices=tuple(a for block in self.blocks for a in self.advices(block)),
            gaps=self.gaps(self.file("gaps")),
            signals=self.signals(self.file("samenhang")),
            blocks={code: self.block(code, node) for code, node in self.blocks.items()},
            noticed={f: text for found in self.noticed.values() for f, text in found.items()},
            patterns=_patterns(self.file("patterns")),
            talk_kit=_talk_kit(self.file("talk_kit")),
            labels=self.labels,
        )

    def advices(self, block: str) -> tuple[Advice, ...]:
        node = self.file(block)
        entries = node.fields("advices")["advices"].entries()
        advices = tuple(self.advice(block, key, value) for key, value in entries.values())
        if complaint := check.advices(block, advices):
            node.fail(complaint)
        return advices

    def advice(self, block: str, key: Node, node: Node) -> Advice:
        fields = node.fields("feature", "horizon", "effort", "sources", "text")
        parts = ADVICE_ID.fullmatch(key.text())
        if not parts or parts[1] != block:
            key.fail(f"expected an id like ADV-{block}-L-DIR-1, found '{key.text()}'")
        if fields["feature"].text() not in self.noticed[block]:
            fields["feature"].fail(f"'{fields['feature'].text()}' is no kenmerk of {block}")
        return Advice(
            id=key.text(),
            block=block,
            level=LEVELS[parts[2]],
            role=Role(parts[3]),
            feature=fields["feature"].text(),
            horizon=choice(fields["horizon"], Horizon),
            effort=choice(fields["effort"], Effort),
            sources=self.sources(fields["sources"], block),
            text=texts(fields["text"], ADVICE),
        )

    def gaps(self, node: Node) -> dict[tuple[str, str], GapAdvice]:
        return {
            (block, direction): self.gap(block, direction, entry)
            for block, directions in node.fields(*self.blocks).items()
            for direction, entry in directions.fields(*DIRECTIONS).items()
        }

    def gap(self, block: str, direction: str, node: Node) -> GapAdvice:
        fields = node.fields("heading", "explanation", "actions", "sources")
        return GapAdvice(
            block=block,
            direction=direction,
            actions=per_role(fields["actions"], ACTION),
            sources=self.sources(fields["sources"], block),
            **many(fields, {"heading": SENTENCE, "explanation": PARAGRAPH}),
        )

    def signals(self, node: Node) -> dict[str, SignalText]:
        return {rule: self.signal(rule, entry) for rule, entry in node.fields(*RULES).items()}

    def signal(self, rule: str, node: Node) -> SignalText:
        limits = {"name": NAME, "meaning": SENTENCE, "research": PARAGRAPH, "question": SENTENCE}
        fields = node.fields(*limits, "messages", "actions", "sources")
        return SignalText(
            rule=rule,
            messages=_messages(fields["messages"]),
            actions=per_role(fields["actions"], ACTION),
            sources=self.sources(fields["sources"]),
            **many(fields, limits),
        )

    def block(self, code: str, node: Node) -> BlockText:
        limits = {
            "meaning": PARAGRAPH,
            "strength": SENTENCE,
            "finding": PARAGRAPH,
            "question": SENTENCE,
        }
        fields = node.fields(*limits, "findings", "sources", "features")
        return BlockText(
            block=code,
            number=list(self.blocks).index(code) + 1,
            findings=per_role(fields["findings"], PARAGRAPH),
            sources=self.sources(fields["sources"], code),
            **many(fields, limits),
        )

    def sources(self, node: Node, block: str = "") -> tuple[str, ...]:
        found = tuple(self.source(item, block) for item in node.sequence())
        if not found or len(set(found)) < len(found):
            node.fail("expected at least one source, each named once")
        return found

    def source(self, node: Node, block: str) -> str:
        """A known code, with the block that its place in the article depends on."""
        place, _, own = node.text().partition(":")
        if place not in self.labels.sources:
            node.fail(f"unknown source '{node.text()}'")
        if "{number}" not in self.labels.sources[place]["nl"]:
            return place
        if (own or block) not in self.blocks:
            node.fail(f"the source needs a block, like {place}:IW")
        return f"{place}:{own or block}"


def _noticed(block: str, node: Node) -> dict[str, Texts]:
    _, features = node.entries().get("features", (None, None))
    found = features.entries() if features else {}
    for code, (key, _) in found.items():
        if not code.startswith(f"{block}-"):
            key.fail(f"'{code}' is no kenmerk of {block}")
    return {code: texts(value, SENTENCE) for code, (_, value) in found.items()}


def _messages(node: Node) -> dict[str, Texts]:
    found = tuple(node.entries())
    if found not in AUDIENCES:
        node.fail("expected messages for employees and everyone, or for a gap")
    return {key: texts(value, PARAGRAPH, ("a", "b")) for key, value in node.fields(*found).items()}


def _patterns(node: Node) -> dict[str, Texts]:
    return {code: texts(value, PARAGRAPH) for code, value in node.fields(*PATTERNS).items()}


def _labels(node: Node) -> Labels:
    fields = node.fields("sources", "horizons", "efforts")
    sources = {
        code: value.fields("label", "reference")
        for code, (_, value) in fields["sources"].entries().items()
    }
    return Labels(
        sources={code: source["label"].texts() for code, source in sources.items()},
        references={code: source["reference"].texts() for code, source in sources.items()},
        horizons=per_choice(fields["horizons"], Horizon),
        efforts=per_choice(fields["efforts"], Effort),
    )


def _talk_kit(node: Node) -> TalkKit:
    limits = {"title": NAME, "who": PARAGRAPH, "prepare": PARAGRAPH}
    fields = node.fields(*limits, "steps", "avoid", "afterwards")
    kit = TalkKit(
        steps=tuple(_step(step) for step in fields["steps"].sequence()),
        avoid=tuple(texts(item, ACTION) for item in fields["avoid"].sequence()),
        afterwards=tuple(texts(item, ACTION) for item in fields["afterwards"].sequence()),
        **many(fields, limits),
    )
    if kit.minutes != check.TALK_MINUTES:
        fields["steps"].fail(f"expected {check.TALK_MINUTES} minutes in all, found {kit.minutes}")
    return kit


def _step(node: Node) -> TalkStep:
    fields = node.fields("minutes", "name", "text")
    return TalkStep(minutes(fields["minutes"]), **many(fields, {"name": NAME, "text": PARAGRAPH}))
