"""How sure a group score is and how far people agree: a few numbers of a group in, one out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

RELIABILITY = 0.70  # of a block score, until it is estimated on at least 100 persons
UNITED, MIXED = 0.70, 0.50  # r*: from here "eensgezind", from here "wisselend"
UNIFORM_VARIANCE = (5**2 - 1) / 12  # of answers at random over five categories: 2
SMALLEST_CHANGE = 5  # points between two scans; a smaller difference is never called a change
NORMAL_975 = 1.96


@dataclass(frozen=True)
class EffectSize:
    """A difference of two group means, in points and in standard deviations."""

    difference: float
    s_pooled: float
    d: float
    correction: float  # J, for small groups
    g: float


def standard_error(sd: float, n: int, population: int, alpha: float = RELIABILITY) -> float:
    """Standard error of a group mean when n of `population` people answered.

    sd: sample standard deviation (n - 1) of the block scores, 0-100 points. alpha: reliability
    of the score, 0-1. More answers than people invited (n > population) counts as everybody.
    Missing data: n counts persons with a valid score only.
    Raises ValueError for n < 2, a negative sd or alpha outside 0-1.

    Formula: s / sqrt(n) * sqrt(1 - alpha n / N). Sampling without replacement shrinks the true
    part of the variance (alpha s^2 / n) by 1 - n/N; the measurement error, (1 - alpha) s^2 / n,
    stays, also when everybody answers.
    Source: Cochran (1977), Sampling Techniques, 2.6 (the finite population correction), with
    the observed variance split as in classical test theory (Lord & Novick, 1968).
    """
    if n < 2 or sd < 0 or not 0 <= alpha <= 1:
        raise ValueError(f"expected n >= 2, sd >= 0 and alpha 0-1, got {n=}, {sd=}, {alpha=}")
    return math.sqrt(sd**2 / n * (1 - alpha * n / max(n, population)))


def margin(sd: float, n: int, population: int, alpha: float = RELIABILITY) -> float:
    """Half the width of the 95 % interval of a group mean, in points, not rounded.

    Parameters, missing data and errors as for `standard_error`.
    Formula: t(.975; n - 1) times the standard error.
    """
    return t_quantile(n - 1) * standard_error(sd, n, population, alpha)


@cache
def t_quantile(df: int) -> float:
    """The .975 quantile of Student's t for a whole number of degrees of freedom.

    Raises ValueError for df < 1. With theta = arctan(t / sqrt(df)) the probability between
    -t and t is a finite sum, so halving the interval for theta finds .95 to machine precision.
    Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    if df < 1:
        raise ValueError(f"expected at least 1 degree of freedom, got {df}")
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        if _between(middle, df) < 0.95:
            low = middle
        else:
            high = middle
    return math.sqrt(df) * math.tan(middle)


def _between(theta: float, df: int) -> float:
    """P(-t < T < t) for t = sqrt(df) tan(theta)."""
    odd = df % 2
    term = math.cos(theta) if odd else 1.0
    total = term if df > 1 else 0.0
    for power in range(2 + odd, df - 1, 2):
        term *= math.cos(theta) ** 2 * (power - 1) / power
        total += term
    series = math.sin(theta) * total
    return 2 / math.pi * (theta + series) if odd else series


def r_star(item_variance: float) -> float:
    """Agreement within a group, 0 (spread as at random, or wider) to 1 (all the same).

    item_variance: mean over the items of the sample variance (n - 1) on the scale 1-5.
    Missing data: each item's variance is over those who answered it.
    Formula: max(0, 1 - s2 / 2), 2 being the variance of answers at random. Unlike rwg(J) it
    does not rise with the number of items, so blocks of 6 and of 10 items are comparable.
    Source: Lindell, Brandt & Whitney (1999), Applied Psychological Measurement 23(2).
    """
    return max(0.0, 1 - item_variance / UNIFORM_VARIANCE)


def rwg_j(item_variance: float, items: int) -> float:
    """Within-group agreement over several items, 0-1; for research, never published.

    item_variance as for `r_star`; items: their number (at least 1).
    Formula: J q / (J q + s2 / 2) with q = 1 - s2 / 2; 0 when q <= 0.
    Source: James, Demaree & Wolf (1984), Journal of Applied Psychology 69(1).
    """
    q = r_star(item_variance)
    return items * q / (items * q + 1 - q)


def agreement_class(item_variance: float) -> str:
    """ "eensgezind" (r* at least .70), "wisselend" (.50-.69) or "verdeeld".

    item_variance as for `r_star`. Rounding to nine decimals keeps a value that is exactly .70
    on its own side, whatever the last bit of a division says.
    """
    agreement = round(r_star(item_variance), 9)
    if agreement >= UNITED:
        return "eensgezind"
    return "wisselend" if agreement >= MIXED else "verdeeld"


def mdc95(first_error: float, second_error: float) -> float:
    """The smallest difference between two scans that chance explains in fewer than 5 %.

    The standard errors of both means, in points. The scans count as independent because answers
    are not linked to persons; people who answer twice make the true error smaller.
    Formula: 1.96 sqrt(SE1^2 + SE2^2).
    """
    return NORMAL_975 * math.hypot(first_error, second_error)


def change_limit(first_error: float, second_error: float) -> int:
    """From how many published points two scans are said to differ: at least 5."""
    return max(SMALLEST_CHANGE, math.ceil(round(mdc95(first_error, second_error), 9)))


def hedges_g(first: tuple[float, float, int], second: tuple[float, float, int]) -> EffectSize:
    """Difference of two groups in standard deviations; for research only, both n >= 10.

    first, second: (mean, sample sd, n). Missing data: n counts valid scores only.
    Raises ValueError when a group has fewer than 2 persons or nobody differs (s_pooled 0).
    Formula: g = J (M1 - M2) / s_pooled, J = 1 - 3 / (4 (n1 + n2) - 9).
    Source: Hedges (1981), Journal of Educational Statistics 6(2).
    """
    (mean_1, sd_1, n_1), (mean_2, sd_2, n_2) = first, second
    pooled = _pooled(sd_1, n_1, sd_2, n_2)
    correction = 1 - 3 / (4 * (n_1 + n_2) - 9)
    d = (mean_1 - mean_2) / pooled
    return EffectSize(mean_1 - mean_2, pooled, d, correction, correction * d)


def _pooled(sd_1: float, n_1: int, sd_2: float, n_2: int) -> float:
    if min(n_1, n_2) < 2 or sd_1 == sd_2 == 0:
        raise ValueError("expected two groups of at least 2 persons, not all with one score")
    return math.sqrt(((n_1 - 1) * sd_1**2 + (n_2 - 1) * sd_2**2) / (n_1 + n_2 - 2))
