"""What the privacy gate knows of a block before it prints: means that say nothing about one person.

Every printed number of a block follows from these summaries of its smallest published groups.
That is why a limit kept here cannot be undone by comparing two printed numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from reports.thresholds import EDGES, LEAST_SD
from scan.statistics import BlockStatistics


@dataclass(frozen=True)
class Summary:
    """One block for n people. `squares`: summed squared distance of their block scores to the
    mean, in points squared."""

    n: int
    features: Mapping[str, float]
    squares: float

    @property
    def score(self) -> float:
        """The block score: the plain mean of its kenmerken, which all have the same n."""
        return fmean(self.features.values())

    @property
    def sd(self) -> float:
        return math.sqrt(self.squares / (self.n - 1))


def summarise(found: BlockStatistics) -> Summary:
    """The statistics of one group, kept away from the extremes.

    A kenmerk mean counts as at least 5 and at most 95, a standard deviation as at least 5
    points. So in every group, from five people on, the published numbers leave two steps on the
    answer scale open, and never say that everybody answered alike. Without an extreme group
    nothing changes. Missing data: filled within the block before, so n is the same throughout.
    """
    low, high = EDGES
    features = {code: min(max(mean, low), high) for code, mean in found.features.items()}
    sd = 0.0 if found.sd is None else max(found.sd, LEAST_SD)
    return Summary(found.n, features, sd**2 * (found.n - 1))


def pool(parts: Sequence[Summary]) -> Summary:
    """Several groups as one, every person counting once.

    Formulas: mean = sum of n x mean over the groups / n; sum of squares = the sums within the
    groups + n x (group mean - mean) squared. Exact: pooling is the same as computing at once.
    """
    n = sum(part.n for part in parts)
    features = {
        code: math.fsum(part.n * part.features[code] for part in parts) / n
        for code in parts[0].features
    }
    mean = fmean(features.values())
    between = math.fsum(part.n * (part.score - mean) ** 2 for part in parts)
    return Summary(n, features, math.fsum(part.squares for part in parts) + between)
