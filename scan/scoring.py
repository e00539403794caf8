"""Answers of persons in, statistics of groups out: frame + instrument -> PersonScores.

Everything up to the last division is done in whole numbers. Whole numbers add up to the same
sum in any order, so exchanging rows changes no bit of a result, and 49.5 is 49.5.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scan.roles import ROLES, Role
from scan.statistics import BlockStatistics

if TYPE_CHECKING:
    import pandas as pd

    from scan.instrument.types import Block, Feature, Instrument

POINTS = 25  # 1-5 becomes 0-100 in steps of 25
DONT_KNOW = 0.0  # how a frame writes "weet ik niet"; an empty answer is NaN


@dataclass(frozen=True, eq=False)
class BlockScores:
    """One block of every usable person, in the order of the frame.

    A score is a whole number of parts; `unit` parts make one step on the answer scale. The unit
    is chosen so that the mean of a few answers, and of a few kenmerken, has no remainder.
    """

    block: Block
    unit: int
    answers: np.ndarray  # persons x items: 1-5, or 0 where nothing counts
    dont_know: np.ndarray  # persons: how many times "weet ik niet"
    features: np.ndarray  # persons x kenmerken, 0 where missing
    feature_valid: np.ndarray  # persons x kenmerken, bool
    score: np.ndarray  # persons, 0 where the block is not valid
    valid: np.ndarray  # persons, bool

    @property
    def filled(self) -> np.ndarray:
        """Kenmerken with a missing one replaced by the person's block score.

        Filling gives every kenmerk of a block the same n. With a different n per kenmerk the
        published sums would give away one person's answers.
        """
        return np.where(self.feature_valid, self.features, self.score[:, None])

    def points(self, parts: float) -> float:
        """Parts as points from 0 to 100, with one rounding."""
        return POINTS * parts / self.unit


@dataclass(frozen=True, eq=False)
class PersonScores:
    """The scores of all usable persons; answers what the privacy gate asks (GroupScores)."""

    roles: np.ndarray
    shown_apart: np.ndarray
    blocks: Mapping[str, BlockScores]

    def usable(self) -> Mapping[Role, int]:
        """Usable answers per role."""
        return self._count(self.roles)

    def valid(self, block: str) -> Mapping[Role, int]:
        """Persons with a valid score on the block, per role."""
        return self._count(self.roles[self.blocks[block].valid])

    def statistics(self, block: str, roles: frozenset[Role]) -> BlockStatistics:
        """One block for everyone in these roles together; see `group_statistics`."""
        scores = self.blocks[block]
        persons = scores.valid & np.isin(self.roles, sorted(roles))
        return group_statistics(scores, persons)

    def directors_agree(self) -> bool:
        """Whether all responding directors (at least one) agreed to be shown apart."""
        directors = self.shown_apart[self.roles == Role.DIR]
        return bool(directors.size and directors.all())

    @staticmethod
    def _count(roles: np.ndarray) -> Mapping[Role, int]:
        return {role: int(np.count_nonzero(roles == role)) for role in ROLES}


def score(frame: pd.DataFrame, instrument: Instrument) -> PersonScores:
    """Score every person on every block.

    frame: one row per response; `role` (DIR, HR, LG, MW), each item code as float (1-5,
    0 = "weet ik niet", NaN = empty), and the booleans `unusable` and `shown_apart`.
    Missing data: "weet ik niet" and empty are both missing. A kenmerk needs half of its items,
    a block two thirds of its kenmerken and half of its items (the minima stand in the
    instrument). Unusable persons are left out of everything.
    Raises ValueError for an answer or a role that does not exist, KeyError for a missing column.

    Formula: y = 25 (x - 1); kenmerk = mean of the answered y; block = mean of the valid
    kenmerken; a missing kenmerk of a valid block = the block score. See METHOD.md.
    """
    frame = frame[~frame["unusable"].to_numpy(dtype=bool)]
    return PersonScores(
        roles=_roles(frame),
        shown_apart=frame["shown_apart"].to_numpy(dtype=bool),
        blocks={block.code: score_block(frame, block) for block in instrument.blocks},
    )


def score_block(frame: pd.DataFrame, block: Block) -> BlockScores:
    """Score one block; columns and missing-data rule as for `score`."""
    raw = frame[[item.code for item in block.items]].to_numpy(dtype=float)
    answers = _answers(raw)
    unit = _unit(block)
    features, feature_valid = _features(answers, block, unit)
    valid_features = feature_valid.sum(axis=1)
    enough_answers = np.count_nonzero(answers, axis=1) >= block.min_answered
    valid = (valid_features >= block.min_features) & enough_answers
    mean = features.sum(axis=1) // np.maximum(valid_features, 1)
    return BlockScores(
        block=block,
        unit=unit,
        answers=answers,
        dont_know=np.count_nonzero(raw == DONT_KNOW, axis=1),
        features=features,
        feature_valid=feature_valid,
        score=np.where(valid, mean, 0),
        valid=valid,
    )


def group_statistics(scores: BlockScores, persons: np.ndarray) -> BlockStatistics:
    """One block for a group of persons; every person counts once.

    persons: bool, True for the group; all of them must be valid on the block.
    Missing data: block and kenmerken have the same n through filling; an item's variance and
    the anchor mean are over those who answered that item.
    Raises ValueError when the group is empty.

    Formula: mean = sum / n; sd with n - 1, None for one person; item variance = mean over the
    items of the sample variance on the scale 1-5; don't know = share of all item cells.
    """
    n = int(np.count_nonzero(persons))
    if n == 0:
        raise ValueError(f"nobody in this group has a valid score on block {scores.block.code}")
    block, parts = scores.block, scores.score[persons]
    variance = sample_variance(parts)
    answers = scores.answers[persons]
    anchor = answers[:, block.items.index(block.anchor)]
    return BlockStatistics(
        n=n,
        mean=_mean(scores, parts, n),
        sd=None if variance is None else scores.points(math.sqrt(variance)),
        features={
            feature.code: _mean(scores, column, n)
            for feature, column in zip(block.features, scores.filled[persons].T, strict=True)
        },
        item_variance=_item_variance(answers),
        anchor=_anchor_mean(anchor[anchor > 0]),
        anchor_n=int(np.count_nonzero(anchor)),
        dont_know=int(scores.dont_know[persons].sum()) / (n * len(block.items)),
    )


def sample_variance(whole: np.ndarray) -> float | None:
    """Sample variance (n - 1) of whole numbers; None below two of them.

    Formula: (n sum x^2 - (sum x)^2) / (n (n - 1)), exact until the division.
    """
    n, total, squares = whole.size, int(whole.sum()), int(np.dot(whole, whole))
    return (n * squares - total**2) / (n * (n - 1)) if n > 1 else None


def _roles(frame: pd.DataFrame) -> np.ndarray:
    roles = frame["role"].to_numpy(dtype=str)
    unknown = set(np.unique(roles)) - set(ROLES)
    if unknown:
        raise ValueError(f"expected roles {', '.join(ROLES)}, got {', '.join(sorted(unknown))}")
    return roles


def _answers(raw: np.ndarray) -> np.ndarray:
    """1-5 where somebody answered, 0 for "weet ik niet" and empty."""
    filled = np.nan_to_num(raw, nan=DONT_KNOW)
    if not ((filled >= 0) & (filled <= 5) & (filled == np.floor(filled))).all():
        raise ValueError("expected answers 1 to 5, 0 for weet ik niet or NaN for empty")
    return filled.astype(np.int64)


def _unit(block: Block) -> int:
    """The smallest number of parts of an answer step in which every score is whole."""
    most_items = max(len(feature.items) for feature in block.features)
    return math.lcm(*range(1, most_items + 1)) * math.lcm(*range(1, len(block.features) + 1))


def _features(answers: np.ndarray, block: Block, unit: int) -> tuple[np.ndarray, np.ndarray]:
    """Kenmerk scores in parts, and which of them are valid: both persons x kenmerken."""
    columns = [_feature(answers[:, _columns(block, feature)], unit) for feature in block.features]
    scores = np.column_stack([score for score, _ in columns])
    answered = np.column_stack([count for _, count in columns])
    valid = answered >= [feature.min_answered for feature in block.features]
    return np.where(valid, scores, 0), valid


def _columns(block: Block, feature: Feature) -> list[int]:
    return [block.items.index(item) for item in feature.items]


def _feature(answers: np.ndarray, unit: int) -> tuple[np.ndarray, np.ndarray]:
    """The mean answer step (0-4) of a kenmerk in parts, and how many items it is based on."""
    count = np.count_nonzero(answers, axis=1)
    steps = answers.sum(axis=1) - count
    return steps * unit // np.maximum(count, 1), count


def _mean(scores: BlockScores, parts: np.ndarray, n: int) -> float:
    return POINTS * int(parts.sum()) / (scores.unit * n)


def _item_variance(answers: np.ndarray) -> float | None:
    variances = [sample_variance(item[item > 0]) for item in answers.T]
    known = [variance for variance in variances if variance is not None]
    return math.fsum(known) / len(known) if known else None


def _anchor_mean(answers: np.ndarray) -> float | None:
    n = answers.size
    return POINTS * (int(answers.sum()) - n) / n if n else None
