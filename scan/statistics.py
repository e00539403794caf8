"""Group statistics: what scoring hands over to the privacy gate. Numbers of groups, not persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from scan.roles import Role


@dataclass(frozen=True)
class BlockStatistics:
    """One block for one group of n persons with a valid block score; scores run from 0 to 100."""

    n: int
    mean: float
    sd: float | None  # sample standard deviation (n - 1) of the block scores; None below n = 2
    features: Mapping[str, float]  # means after filling within the block: same n for each
    item_variance: float | None  # mean sample variance of the items, scale 1-5
    anchor: float | None  # mean of the anchor item, 0-100; None when nobody answered it
    anchor_n: int  # how many of these persons answered the anchor item
    dont_know: float  # share of "weet ik niet" among all item cells of these persons, 0-1


class GroupScores(Protocol):
    """What the privacy gate asks of scoring (`scan.scoring.PersonScores` answers it)."""

    def usable(self) -> Mapping[Role, int]:
        """Usable answers per role."""

    def valid(self, block: str) -> Mapping[Role, int]:
        """Persons with a valid score on the block, per role."""

    def statistics(self, block: str, roles: frozenset[Role]) -> BlockStatistics:
        """The block for everyone in these roles together. ValueError when nobody is valid."""

    def directors_agree(self) -> bool:
        """Whether all responding directors (at least one) agreed to be shown apart."""
