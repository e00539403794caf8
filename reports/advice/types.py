"""What the advice library is made of: advices per block, gap, signal, and the talk kit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reports.findings import Level, Signal
from reports.published import EMPLOYEES
from scan.instrument.types import Texts
from scan.roles import Role

LEADING_HIGHER, EMPLOYEES_HIGHER = "leiding_hoger", "medewerkers_hoger"
DIRECTIONS = (LEADING_HIGHER, EMPLOYEES_HIGHER)


class Horizon(StrEnum):
    THIS_WEEK = "deze week"
    THIS_QUARTER = "dit kwartaal"
    THIS_YEAR = "dit jaar"


class Effort(StrEnum):
    SMALL = "klein"
    MEDIUM = "middel"
    LARGE = "groot"


@dataclass(frozen=True)
class Advice:
    """One action for one role, when a block stands on one level."""

    id: str  # ADV-<block>-<L, M or H>-<role>-<number>
    block: str
    level: Level
    role: Role
    feature: str
    horizon: Horizon
    effort: Effort
    sources: tuple[str, ...]
    text: Texts


@dataclass(frozen=True)
class GapAdvice:
    """What to do when leading and medewerkers clearly differ on a block."""

    block: str
    direction: str  # one of DIRECTIONS
    heading: Texts
    explanation: Texts
    actions: Mapping[Role, Texts]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SignalText:
    """The words of one samenhang rule. `messages` hold {a} and {b} for the two numbers."""

    rule: str
    name: Texts
    messages: Mapping[str, Texts]  # hoog_laag: "employees" and "everyone"; kloof: "gap"
    meaning: Texts  # what it may mean, one sentence after the message
    research: Texts
    question: Texts
    actions: Mapping[Role, Texts]
    sources: tuple[str, ...]

    def message(self, signal: Signal, language: str) -> str:
        """What we see, with the numbers filled in, true for the group that gave them."""
        text = self.messages[_audience(signal)][language]
        return text.replace("{a}", str(signal.a)).replace("{b}", str(signal.b))


def _audience(signal: Signal) -> str:
    if signal.kind == "kloof":
        return "gap"
    return "employees" if signal.group_a == EMPLOYEES else "everyone"


@dataclass(frozen=True)
class BlockText:
    """A block in plain words; `findings` tell what the interviews of the article found."""

    block: str
    number: int
    meaning: Texts
    strength: Texts
    finding: Texts  # what held for everybody
    findings: Mapping[Role, Texts]
    question: Texts
    sources: tuple[str, ...]


@dataclass(frozen=True)
class TalkStep:
    minutes: int
    name: Texts
    text: Texts


@dataclass(frozen=True)
class TalkKit:
    """A conversation of 75 minutes; the question per block stands in BlockText."""

    title: Texts
    who: Texts
    prepare: Texts
    steps: tuple[TalkStep, ...]
    avoid: tuple[Texts, ...]  # what the directie had better not do
    afterwards: tuple[Texts, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Labels:
    """How sources, horizons and efforts are called in the report."""

    sources: Mapping[str, Texts]  # {number} stands for the number of the block
    references: Mapping[str, Texts]  # the same codes, written out for the verantwoording
    horizons: Mapping[Horizon, Texts]
    efforts: Mapping[Effort, Texts]


@dataclass(frozen=True)
class Library:
    name: str
    instrument: str  # the questionnaire whose blocks and kenmerken it speaks about
    advices: tuple[Advice, ...]
    gaps: Mapping[tuple[str, str], GapAdvice]  # (block, direction)
    signals: Mapping[str, SignalText]
    blocks: Mapping[str, BlockText]
    noticed: Mapping[str, Texts]  # kenmerk -> how people notice that it works
    patterns: Mapping[str, Texts]
    talk_kit: TalkKit
    labels: Labels

    def level_list(self, block: str, level: Level, role: Role) -> tuple[Advice, ...]:
        wanted = (block, level, role)
        return tuple(a for a in self.advices if (a.block, a.level, a.role) == wanted)

    def source_label(self, code: str, language: str) -> str:
        """The place in the article: "RES:LO" -> "Resultaten, bouwsteen 4"."""
        place, _, block = code.partition(":")
        label = self.labels.sources[place][language]
        return label.replace("{number}", str(self.blocks[block].number)) if block else label

    def horizon_label(self, horizon: Horizon, language: str) -> str:
        return self.labels.horizons[horizon][language]

    def effort_label(self, effort: Effort, language: str) -> str:
        return self.labels.efforts[effort][language]
