"""How well items and groups hang together: answers or summaries in, coefficients out. Research."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

RELEVANT_FROM_SIX = 0.78  # I-CVI that is enough with six experts or more; with fewer: all agree


@dataclass(frozen=True)
class GroupReliability:
    """How much persons of one organisation resemble each other, from a one-way analysis of
    variance. icc1: share of the variance between groups. icc2: reliability of a group mean."""

    ms_between: float
    ms_within: float
    group_size: float  # k: the size of each group, or its equivalent when sizes differ
    icc1: float
    icc2: float


@dataclass(frozen=True)
class ContentValidity:
    """I-CVI of one item: the share of experts who call it relevant (3 or 4 on a scale to 4)."""

    share: float
    is_enough: bool


def cronbach_alpha(answers: ArrayLike) -> float:
    """Internal consistency of the sum of items; 1 is perfect, it may be negative.

    answers: persons x items, at least 2 x 2. Missing data (NaN): the person is left out.
    Raises ValueError when too little is left or all sums are equal.
    Formula: k / (k - 1) * (1 - sum of item variances / variance of the sum).
    Source: Cronbach (1951), Psychometrika 16(3).
    Reference values: LSAT data of Bock & Lieberman (1970), .295 in Rizopoulos (2006), Journal
    of Statistical Software 17(5); data of Shrout & Fleiss (1979), .91 (their ICC(3,k)).
    """
    complete = _complete(answers)
    items = complete.shape[1]
    total = complete.sum(axis=1).var(ddof=1)
    if total == 0:
        raise ValueError("expected sums that differ between persons, all are equal")
    return float(items / (items - 1) * (1 - complete.var(axis=0, ddof=1).sum() / total))


def omega(loadings: Sequence[float], residuals: Sequence[float] | None = None) -> float:
    """Reliability of the sum of items that measure one factor, each as strongly as it does.

    loadings: factor loadings with the variance of the factor at 1, from a one-factor model
    fitted elsewhere. residuals: the residual variances; None for standardised loadings.
    Missing data: none here; the fitted model dealt with it. Raises ValueError on a negative
    residual or an unequal number.
    Formula: (sum of loadings)^2 / ((sum of loadings)^2 + sum of residuals).
    Source: McDonald (1999), Test Theory, chapter 6.
    Reference values: data of Holzinger & Swineford (1939), factors visual, textual and speed of
    Rosseel (2012), Journal of Statistical Software 48(2): .6253, .8852, .6878 in semTools.
    """
    squares = [loading**2 for loading in loadings]
    residuals = [1 - square for square in squares] if residuals is None else residuals
    if len(residuals) != len(squares) or min(residuals) < 0:
        raise ValueError(f"expected {len(squares)} residual variances of 0 or more")
    common = sum(loadings) ** 2
    return common / (common + sum(residuals))


def spearman_brown(r: float, length: float = 2) -> float:
    """Reliability of a test made `length` times as long, from the reliability of the part.

    r: reliability of the part; for two items their correlation, with length 2.
    Missing data: none. Raises ValueError for length <= 0.
    Formula: length r / (1 + (length - 1) r).
    Source: Spearman (1910) and Brown (1910), British Journal of Psychology 3; for two items
    Eisinga, Te Grotenhuis & Pelzer (2013), International Journal of Public Health 58(4).
    """
    if length <= 0:
        raise ValueError(f"expected a length above 0, got {length}")
    return length * r / (1 + (length - 1) * r)


def alpha_from_mean_correlation(items: int, r: float) -> float:
    """Standardised alpha of `items` items whose mean correlation is r.

    Missing data: none. Raises ValueError for fewer than one item.
    Formula and source: Spearman-Brown with a length of `items`.
    """
    return spearman_brown(r, items)


def item_rest_correlations(answers: ArrayLike) -> tuple[float, ...]:
    """Per item the correlation with the sum of the other items; NaN for an item without spread.

    answers: persons x items, at least 2 x 2. Missing data (NaN): the person is left out.
    Raises ValueError when too little is left.
    Formula: Pearson's r between x_j and the sum of x without x_j.
    Source: Nunnally & Bernstein (1994), Psychometric Theory, chapter 8.
    Reference values: LSAT data, .1128 .1532 .1728 .1444 .1216 in Rizopoulos (2006).
    """
    complete = _complete(answers)
    rest = complete.sum(axis=1, keepdims=True) - complete
    return tuple(_correlation(*pair) for pair in zip(complete.T, rest.T, strict=True))


def mean_item_variance(answers: ArrayLike) -> float:
    """Mean sample variance of the items in one group: what `scan.margins.r_star`, `rwg_j` and
    `agreement_class` ask for.

    answers: persons x items, scale 1-5, at least 2 x 1. Missing data (NaN): the person is left
    out. Raises ValueError when too little is left.
    Formula: mean over the items of sum (x - mean)^2 / (n - 1).
    Source: James, Demaree & Wolf (1984), Journal of Applied Psychology 69(1).
    """
    return float(_complete(answers, items=1).var(axis=0, ddof=1).mean())


def icc(groups: Sequence[Sequence[float]]) -> GroupReliability:
    """ICC(1) and ICC(2) of one score over groups of persons (organisations).

    groups: per group the scores of its persons; at least two groups and one with two persons.
    Missing data: leave persons without a score out before; group sizes may differ.
    Raises ValueError when there are too few groups or persons, or nothing differs.
    Formula: ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), ICC(2) = (MSB - MSW) / MSB, with
    k = (N - sum n^2 / N) / (G - 1), which is the group size when all are equal.
    Source: Shrout & Fleiss (1979), Psychological Bulletin 86(2); names after Bliese (2000);
    k for unequal groups after Sokal & Rohlf (1995), Biometry, 9.2.
    Reference values: Shrout & Fleiss' six targets and four judges .17 and .44; Sokal & Rohlf's
    ticks on four rabbits, k = 9.009 and 32.1 % between.
    """
    sizes = np.array([len(group) for group in groups])
    if len(groups) < 2 or min(sizes) < 1 or max(sizes) < 2:
        raise ValueError("expected two or more groups, none empty, one with two persons or more")
    between, within = _mean_squares([np.asarray(group, dtype=float) for group in groups])
    size = float((sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(groups) - 1))
    if between == 0:
        raise ValueError("expected group means that differ, all are equal")
    return GroupReliability(
        ms_between=between,
        ms_within=within,
        group_size=size,
        icc1=(between - within) / (between + (size - 1) * within),
        icc2=(between - within) / between,
    )


def item_content_validity(experts: int, relevant: int) -> ContentValidity:
    """Whether enough experts call an item relevant.

    experts: how many rated it; relevant: how many of them gave 3 or 4 out of 4.
    Missing data: experts who did not rate the item are not counted.
    Raises ValueError unless 0 <= relevant <= experts and experts >= 1.
    Formula: I-CVI = relevant / experts; enough is .78 from six experts, 1 with five or fewer.
    Source: Lynn (1986), Nursing Research 35(6); Polit & Beck (2006), Research in Nursing &
    Health 29(5).
    """
    if not 0 <= relevant <= experts or experts < 1:
        raise ValueError(f"expected 0 <= relevant <= experts, got {relevant} of {experts}")
    share = relevant / experts
    enough = share >= RELEVANT_FROM_SIX if experts >= 6 else relevant == experts
    return ContentValidity(share, enough)


def _complete(answers: ArrayLike, items: int = 2) -> np.ndarray:
    matrix = np.asarray(answers, dtype=float)
    if matrix.ndim != 2 or matrix.shape[1] < items:
        raise ValueError(f"expected persons x items with at least {items} items")
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    if len(complete) < 2:
        raise ValueError(f"expected 2 persons or more without empty answers, got {len(complete)}")
    return complete


def _correlation(x: np.ndarray, y: np.ndarray) -> float:
    x, y = x - x.mean(), y - y.mean()
    spread = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / spread) if spread else float("nan")


def _mean_squares(groups: list[np.ndarray]) -> tuple[float, float]:
    everyone = np.concatenate(groups)
    between = sum(g.size * (g.mean() - everyone.mean()) ** 2 for g in groups)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups)
    return float(between / (len(groups) - 1)), float(within / (everyone.size - len(groups)))
