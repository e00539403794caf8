"""What a published number means: levels, classes, and the frozen values findings consist of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.published import Number
from reports.thresholds import CLEAR_GAP, DETAIL, K

MIDDLE_FROM, HIGH_FROM = 50, 70  # words of the scale: "soms wel, soms niet" and 3.8 of 5
LARGE_GAP = 20
POSSIBLE_GAP = 15  # the only class for 5 to 9 people


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


@dataclass(frozen=True)
class Integrality:
    """All three from the six published totals, as printed: whole numbers, half up."""

    level: int  # niveau: the plain mean
    index: int  # integraliteit: the mean of the weaker of two blocks
    balance: int  # integraliteit as a percentage of niveau
    level_level: Level
    index_level: Level
    balance_class: Balance | None  # None: fewer than ten people in the total
    small_group_note: bool  # fewer than ten people, or a margin of more than 8 points


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
    total_mixes_views: bool  # the total is all there is, and holds several views
    only_leading: bool

    def block(self, code: str) -> BlockFinding:
        return next(block for block in self.blocks if block.code == code)


def level(value: int) -> Level:
    """The level of a published score (0-100 points): low under 50, middle 50 to 69, high from 70.

    Our own limits: 50 is "soms wel, soms niet", 70 is 3.8 on the scale of five. Not a norm.
    """
    if value < MIDDLE_FROM:
        return Level.LOW
    return Level.MIDDLE if value < HIGH_FROM else Level.HIGH


def gap_class(difference: int, smallest_n: int) -> GapClass | None:
    """The class of a difference between two published scores, in points, either way round.

    smallest_n: valid answers in the smaller group. Fewer than K: None, nothing is told. Fewer
    than DETAIL: at most "mogelijk", from 15 points. Otherwise noticeable from 10, large from 20.
    """
    size = abs(difference)
    if smallest_n < K:
        return None
    if smallest_n < DETAIL:
        return GapClass.POSSIBLE if size >= POSSIBLE_GAP else GapClass.NONE
    if size < CLEAR_GAP:
        return GapClass.NONE
    return GapClass.NOTICEABLE if size < LARGE_GAP else GapClass.LARGE
