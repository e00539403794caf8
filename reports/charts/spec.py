"""What each chart shows, as plain values: every number in here was published, every text chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.findings import GapClass
from reports.published import Number


class Mark(StrEnum):
    """One shape per kind of group. The ring is the leading side: one group, or all pooled."""

    STONE = "stone"  # everyone
    DOT = "dot"  # employees
    RING = "ring"  # the leading group, or all leading groups together
    DIAMOND = "diamond"  # the first of several leading groups
    SQUARE = "square"  # the second of several leading groups
    TARGET = "target"  # a third one, or the directie with its own consent
    MIXED = "mixed"  # employees together with leading roles


@dataclass(frozen=True)
class Scale:
    """0 to 100 with the words of the three levels, low to high."""

    levels: tuple[str, str, str]


@dataclass(frozen=True)
class Stone:
    """A bouwsteen as it is named in a chart; its number decides its colour."""

    number: int
    name: str


@dataclass(frozen=True)
class Bar:
    stone: Stone
    value: Number | None  # None: not shown, the remark says why
    remark: str


@dataclass(frozen=True)
class BarsSpec:
    """Six totals, for page 1."""

    alt: str
    scale: Scale
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Lane:
    """One group on one line. Without a value the lane is dotted and the remark stands in it."""

    label: str
    mark: Mark
    value: Number | None
    margin: int | None
    remark: str = ""
    quiet: bool = False  # an earlier measurement, beside the one that the chart is about


@dataclass(frozen=True)
class LaneBlock:
    stone: Stone
    remark: str
    lanes: tuple[Lane, ...]
    stressed: bool = False  # the remark in ink, where it is the news


@dataclass(frozen=True)
class LanesSpec:
    """Every bouwsteen with one lane per published group. `note` may be empty."""

    alt: str
    scale: Scale
    blocks: tuple[LaneBlock, ...]
    note: str
    dense: bool = False  # lanes close together, on paper


@dataclass(frozen=True)
class FeatureRow:
    """One kenmerk: both sides when both are published, and the total."""

    label: str
    employees: Number | None
    leading: Number | None
    total: Number


@dataclass(frozen=True)
class Key:
    """A mark and what it stands for."""

    mark: Mark
    label: str


@dataclass(frozen=True)
class BlockSpec:
    """One bouwsteen: its lanes, then its kenmerken on the same axis."""

    alt: str
    scale: Scale
    stone: Stone
    lanes: tuple[Lane, ...]
    heading: str
    total_heading: str
    keys: tuple[Key, ...]  # what the marks of the kenmerken stand for
    features: tuple[FeatureRow, ...]
    note: str


@dataclass(frozen=True)
class GapRow:
    """Both sides of one bouwsteen. Without a difference the remark says why."""

    stone: Stone
    employees: Number | None
    leading: Number | None
    difference: Number | None
    gap_class: GapClass
    remark: str


@dataclass(frozen=True)
class GapSpec:
    alt: str
    scale: Scale
    keys: tuple[Key, Key]
    rows: tuple[GapRow, ...]


@dataclass(frozen=True)
class NetworkStone:
    stone: Stone
    value: Number | None
    weak: bool
    remark: str = ""  # why there is no value


@dataclass(frozen=True)
class NetworkSignal:
    """A contradiction between two bouwstenen, or within one when both numbers are the same."""

    letter: str
    first: int
    second: int


@dataclass(frozen=True)
class NetworkSpec:
    alt: str
    stones: tuple[NetworkStone, ...]
    links: tuple[tuple[int, int], ...]  # pairs of block numbers that the research connects
    signals: tuple[NetworkSignal, ...]
    weak_label: str
    link_label: str
    signal_label: str
    inside_label: str


@dataclass(frozen=True)
class WallSpec:
    """The six stones in bond: all laid with their names, or one laid as the icon of a block."""

    alt: str
    stones: tuple[Stone, ...]
    laid: int | None  # None: all of them, with names


class Sign(StrEnum):
    """What else stands in a lane beside the marks."""

    MARGIN = "margin"
    HIDDEN = "hidden"
    LIMIT = "limit"


@dataclass(frozen=True)
class SignSpec:
    """One sign of the charts on its own, to put beside its explanation."""

    alt: str
    sign: Mark | Sign


Spec = BarsSpec | LanesSpec | BlockSpec | GapSpec | NetworkSpec | WallSpec | SignSpec
