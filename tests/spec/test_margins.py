"""Standard errors, margins, agreement and change from a few numbers of a group (rules 9-12, 15)."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from scan.margins import (
    agreement_class,
    change_limit,
    hedges_g,
    margin,
    mdc95,
    r_star,
    rwg_j,
    standard_error,
    t_quantile,
)
from scan.reliability import mean_item_variance

# s, n, invited, reliability -> SE, t, margin
STANDARD_ERRORS = [
    (15, 10, 14, 0.7, 3.3541, 2.2622, 7.5875),
    (15, 10, 10, 0.7, 2.5981, 2.2622, 5.8773),  # everybody answered: measurement error stays
    (15, 12, 40, 0.7, 3.8487, 2.2010, 8.4709),
    (15, 25, 30, 0.7, 1.9365, 2.0639, 3.9967),
    (15, 30, 250, 0.8, 2.6038, 2.0452, 5.3255),
    (20, 5, 5, 0.7, 4.8990, 2.7764, 13.6017),
]
# s = 15, n = 10, invited 14
LIMITS = [
    (1.0, 2.5355),  # a perfect measure: the classic finite population correction
    (0.0, 4.7434),  # nothing but error: s / sqrt(n)
]
# Student's t, upper .975: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2
T_TABLE = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
    10: 2.228, 11: 2.201, 12: 2.179, 13: 2.160, 14: 2.145, 15: 2.131, 16: 2.120, 17: 2.110,
    18: 2.101, 19: 2.093, 20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 50: 2.009, 60: 2.000,
    80: 1.990, 100: 1.984,
}  # fmt: skip
# name: answers (persons x items), mean item variance, rwg(J), r*, class
AGREEMENT = {
    "eensgezind": (["444", "454", "344", "445", "444"], 0.2, 0.9643, 0.9, "eensgezind"),
    "verdeeld": (["152", "514", "333", "541", "125"], 3.0, 0.0, 0.0, "verdeeld"),
    "unaniem": (["444", "444", "444", "444", "444"], 0.0, 1.0, 1.0, "eensgezind"),
    "tweedeling": (["111", "555", "111", "555", "151"], 4.8, 0.0, 0.0, "verdeeld"),
}
# item variance -> r* exactly at and just beyond .70 and .50
AGREEMENT_EDGES = [
    (0.6, "eensgezind"),
    (0.6 + 1e-12, "eensgezind"),  # no more than the last bit of a division
    (0.6001, "wisselend"),
    (1.0, "wisselend"),
    (1.0001, "verdeeld"),
]
# first and second scan: mean, s, n, invited -> both SEs, MDC95, limit, verdict
CHANGE = [
    ((56, 15, 20, 25), (63, 14, 22, 26), 2.2249, 1.9058, 5.7419, 6, "verbeterd"),
    ((56, 15, 20, 25), (61, 14, 22, 26), 2.2249, 1.9058, 5.7419, 6, "geen"),
    ((58, 15, 60, 90), (63, 15, 55, 92), 1.4142, 1.5424, 4.1015, 5, "verbeterd"),
    ((63, 15, 60, 90), (58, 15, 55, 92), 1.4142, 1.5424, 4.1015, 5, "verslechterd"),
    ((50, 18, 10, 40), (60, 16, 12, 40), 5.1701, 4.1053, 12.9395, 13, "geen"),
]
# both SEs -> from how many points two scans differ
CHANGE_LIMITS = [
    (0.5, 0.5, 5),  # however sure both means are: fewer than 5 points is no change
    (1.6054091608414223, 1.9825152077983952, 5),  # MDC95 is 5, but for the last bit
    (1.61, 1.99, 6),  # MDC95 is 5.02: upwards
]
# ten of the leading roles, twelve employees
GAP = ([70, 75, 80, 65, 85, 75, 60, 90, 70, 80], [55, 60, 50, 65, 45, 70, 60, 55, 50, 65, 40, 65])


@pytest.mark.parametrize(("s", "n", "invited", "alpha", "se", "t", "half"), STANDARD_ERRORS)
def test_standard_error_and_margin(s, n, invited, alpha, se, t, half):
    assert standard_error(s, n, invited, alpha) == about(se)
    assert t_quantile(n - 1) == about(t)
    assert margin(s, n, invited, alpha) == about(half)


@pytest.mark.parametrize(("alpha", "se"), LIMITS)
def test_limits_of_the_standard_error(alpha, se):
    assert standard_error(15, 10, 14, alpha) == about(se)


def test_classic_correction_and_endless_population():
    assert standard_error(15, 10, 14, 1) == pytest.approx(15 / math.sqrt(10) * math.sqrt(4 / 14))
    assert standard_error(15, 10, 10**15) == pytest.approx(15 / math.sqrt(10))


def test_people_who_answer_alike_have_no_standard_error():
    assert standard_error(0, 10, 14) == 0


def test_more_answers_than_invited_counts_as_everybody():
    assert standard_error(15, 16, 14) == standard_error(15, 16, 16)


@pytest.mark.parametrize("wrong", [(15, 1, 14), (-1, 10, 14), (15, 10, 14, 1.1)])
def test_impossible_input_is_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        standard_error(*wrong)


@pytest.mark.parametrize(("df", "t"), T_TABLE.items())
def test_t_agrees_with_the_published_table(df, t):
    assert t_quantile(df) == pytest.approx(t, abs=5e-4)


def test_t_agrees_with_its_closed_forms():
    assert t_quantile(1) == pytest.approx(math.tan(0.475 * math.pi), rel=1e-12)
    assert t_quantile(2) == pytest.approx(0.95 * math.sqrt(2 / (1 - 0.95**2)), rel=1e-12)
    assert t_quantile(100_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=5e-5)


def test_t_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="at least 1"):
        t_quantile(0)


@pytest.mark.parametrize(("answers", "s2", "rwg", "r", "label"), AGREEMENT.values(), ids=AGREEMENT)
def test_agreement(answers, s2, rwg, r, label):
    variance = mean_item_variance([[int(x) for x in row] for row in answers])
    assert (variance, rwg_j(variance, 3), r_star(variance)) == about((s2, rwg, r))
    assert agreement_class(variance) == label


@pytest.mark.parametrize(("item_variance", "label"), AGREEMENT_EDGES)
def test_agreement_at_the_edges(item_variance, label):
    assert agreement_class(item_variance) == label


@pytest.mark.parametrize(("first", "second", "se1", "se2", "mdc", "limit", "verdict"), CHANGE)
def test_change_between_two_scans(first, second, se1, se2, mdc, limit, verdict):
    (m1, *spread1), (m2, *spread2) = first, second
    errors = standard_error(*spread1), standard_error(*spread2)
    assert errors == about((se1, se2))
    assert mdc95(*errors) == about(mdc)
    assert change_limit(*errors) == limit
    changed = "verbeterd" if m2 > m1 else "verslechterd"
    assert (changed if abs(m2 - m1) >= limit else "geen") == verdict


@pytest.mark.parametrize(("se1", "se2", "limit"), CHANGE_LIMITS)
def test_from_how_many_points_two_scans_differ(se1, se2, limit):
    assert change_limit(se1, se2) == limit


def test_effect_size_of_a_gap():
    leading, employees = ((np.mean(g), np.std(g, ddof=1), len(g)) for g in GAP)
    effect = hedges_g(leading, employees)
    assert effect.difference == about(18.3333)
    assert effect.s_pooled == about(9.1287)
    assert effect.d == about(2.0083)
    assert effect.correction == about(0.962)
    assert effect.g == about(1.9321)


def test_effect_size_needs_spread_and_people():
    with pytest.raises(ValueError, match="two groups"):
        hedges_g((60, 0, 10), (50, 0, 10))
    with pytest.raises(ValueError, match="two groups"):
        hedges_g((60, 5, 1), (50, 5, 10))


def about(expected):
    return pytest.approx(expected, abs=5e-5)
