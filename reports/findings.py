"""Published numbers in, meaning out: levels, gaps, integrality, contradictory signals, priority.

Pure, and reads nothing but `Published`. Rules and sources: METHOD.md and measurement rules C.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.published import Number


class Level(StrEnum):
    LOW = "laag"
    MIDDLE = "midden"
    HIGH = "hoog"


class GapClass(StrEnum):
    NONE = "geen"
    POSSIBLE = "mogelijk"
    NOTICEABLE = "merkbaar"
    LARGE = "groot"


class Balance(StrEnum):
    BALANCED = "in balans"
    SLIGHTLY_OFF = "licht uit balans"
    OFF = "uit balans"


class Certainty(StrEnum):
    SIGNAL = "signaal"
    POSSIBLE = "mogelijk signaal"


@dataclass(frozen=True)
class Gap:
    """leading minus employees, in published points; smallest_n decides the class."""

    leading: Number
    employees: Number
    leading_group: str  # group code of the leading side
    difference: int
    smallest_n: int
    gap_class: GapClass
    wording_note: bool

    @property
    def is_clear(self) -> bool:
        return self.gap_class is not GapClass.NONE


@dataclass(frozen=True)
class BlockFinding:
    """One block. score/level None: not shown."""

    code: str
    number: int
    score: Number | None
    level: Level | None
    margin: int | None
    borderline: bool  # |score - 50 or 70| <= margin
    agreement: str | None
    gap: Gap | None
    signals: int  # how many fired samenhang rules involve this block
    priority: float | None  # U_b
    lowest_feature: str | None  # kenmerk with the lowest total; ties: first in instrument order
    highest_feature: str | None


@dataclass(frozen=True)
class Integrality:
    """All three from the six published totals; level and index half-up integers, balance percent."""

    level: int
    index: int
    balance: int
    level_level: Level
    index_level: Level
    balance_class: Balance | None  # None: fewer than ten people in the total
    small_group_note: bool  # the largest margin of the six exceeds 8 points


@dataclass(frozen=True)
class Signal:
    """A fired samenhang rule. For hoog_laag: feature a high, b low in `group_a`
    (== `group_b`); for kloof: the same feature in two groups."""

    rule: str  # "SH-01"
    kind: str  # "hoog_laag" or "kloof"
    blocks: tuple[str, ...]
    feature_a: str
    feature_b: str
    group_a: str
    group_b: str
    a: Number
    b: Number
    difference: int
    certainty: Certainty


@dataclass(frozen=True)
class Findings:
    blocks: tuple[BlockFinding, ...]  # six, in order
    integrality: Integrality | None  # None unless all six totals are shown
    strongest: str | None  # block code, only when its score is at least 50
    weak_link: str | None  # lowest block, when at most the plain mean - 10
    priorities: tuple[str, ...]  # up to three block codes, most urgent first
    signals: tuple[Signal, ...]  # all fired, largest difference first, then rule number
    response_differs: bool  # response of MW and the rest differ by more than 20 points
    total_mixes_views: bool  # MW is not a published group
    only_leading: bool

    def block(self, code: str) -> BlockFinding:
        return next(block for block in self.blocks if block.code == code)
