"""Coefficients for research, against published values; every table names its source."""

import math

import numpy as np
import pytest

from scan.reliability import (
    alpha_from_mean_correlation,
    cronbach_alpha,
    icc,
    item_content_validity,
    item_rest_correlations,
    mean_item_variance,
    omega,
    spearman_brown,
)

# Shrout & Fleiss (1979), Psychological Bulletin 86(2), table 2: six targets x four judges.
# Their table 4: ICC(1,1) = .17, ICC(1,4) = .44, and ICC(3,4) = .91, which is Cronbach's alpha.
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]

# Law School Admission Test, section 6, 1000 persons x 5 items: Bock & Lieberman (1970),
# Psychometrika 35(2). Pattern of right answers: persons. Coefficients: Rizopoulos (2006),
# Journal of Statistical Software 17(5), output of descript(LSAT).
LSAT_PATTERNS = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3,
    "00111": 4, "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15,
    "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61,
    "11110": 28, "11111": 298,
}  # fmt: skip
LSAT_ALPHA = 0.2950
LSAT_ALPHA_WITHOUT_ITEM = [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]
LSAT_ITEM_REST = [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]

# Holzinger & Swineford (1939), three factors of three tests as fitted by lavaan: Rosseel (2012),
# Journal of Statistical Software 48(2). Factor variance, loadings (first one fixed at 1),
# residual variances -> omega as printed by reliability() of the R package semTools.
HOLZINGER_SWINEFORD = {
    "visual": (0.809, [1, 0.554, 0.729], [0.549, 1.134, 0.844], 0.6253),
    "textual": (0.979, [1, 1.113, 0.926], [0.371, 0.446, 0.356], 0.8852),
    "speed": (0.384, [1, 1.180, 1.082], [0.799, 0.488, 0.566], 0.6878),
}

# Width of the scutum of ticks on four rabbits, groups of unequal size: Sokal & Rohlf (1995),
# Biometry, box 9.1: MS among 602.6, MS within 114.5, n0 = 9.009, 32.1 % among rabbits.
RABBITS = [
    [380, 376, 360, 368, 372, 366, 374, 382],
    [350, 356, 358, 376, 338, 342, 366, 350, 344, 364],
    [354, 360, 362, 352, 366, 372, 362, 344, 342, 358, 351, 348, 348],
    [376, 344, 342, 372, 374, 360],
]

# worked by hand
SIX_PERSONS = [[4, 4, 3, 4], [2, 3, 2, 2], [5, 4, 5, 5], [3, 3, 3, 2], [4, 5, 4, 4], [1, 2, 2, 1]]
MEAN_CORRELATION = [
    # items, mean r, alpha
    (4, 0.35, 0.6829),
    (6, 0.35, 0.7636),
    (8, 0.35, 0.8116),
    (10, 0.35, 0.8434),
    (6, 0.30, 0.7200),
]
THREE_FIRMS = [[60, 65, 70, 65], [50, 45, 55, 50], [75, 80, 70, 75]]
EXPERTS = [
    # experts, relevant, I-CVI, enough (Lynn, 1986: .78 from six experts, all of five or fewer)
    (6, 5, 0.8333, True),
    (8, 6, 0.7500, False),
    (9, 7, 0.7778, False),
    (10, 8, 0.8000, True),
    (5, 4, 0.8000, False),
    (5, 5, 1.0000, True),
]


@pytest.fixture(scope="module")
def lsat():
    return np.array([[int(d) for d in row] for row, n in LSAT_PATTERNS.items() for _ in range(n)])


def test_alpha_worked_by_hand():
    assert cronbach_alpha(SIX_PERSONS) == pytest.approx(0.9577, abs=5e-5)


def test_alpha_of_shrout_and_fleiss():
    assert cronbach_alpha(SHROUT_FLEISS) == pytest.approx(0.91, abs=5e-3)


def test_alpha_of_the_lsat(lsat):
    assert lsat.shape == (1000, 5)
    assert cronbach_alpha(lsat) == pytest.approx(LSAT_ALPHA, abs=5e-5)
    without = [cronbach_alpha(np.delete(lsat, item, axis=1)) for item in range(5)]
    assert without == pytest.approx(LSAT_ALPHA_WITHOUT_ITEM, abs=5e-5)


def test_item_rest_correlations_of_the_lsat(lsat):
    assert item_rest_correlations(lsat) == pytest.approx(LSAT_ITEM_REST, abs=5e-5)


def test_persons_with_an_empty_answer_are_left_out(lsat):
    gap = [math.nan, 1, 1, 1, 1]
    assert cronbach_alpha([*lsat, gap]) == cronbach_alpha(lsat)
    assert item_rest_correlations([*lsat, gap]) == item_rest_correlations(lsat)
    assert mean_item_variance([*lsat, gap]) == mean_item_variance(lsat)


def test_an_item_without_spread_has_no_correlation():
    assert math.isnan(item_rest_correlations([[3, 1], [3, 2], [3, 3]])[0])


@pytest.mark.parametrize("wrong", [[[1, 2]], [[1], [2]], [[1, math.nan], [2, 3]], [[1, 2], [2, 1]]])
def test_alpha_refuses_what_it_cannot_use(wrong):
    with pytest.raises(ValueError, match="expected"):
        cronbach_alpha(wrong)


@pytest.mark.parametrize(
    ("variance", "loadings", "residuals", "expected"),
    HOLZINGER_SWINEFORD.values(),
    ids=HOLZINGER_SWINEFORD,
)
def test_omega_of_holzinger_and_swineford(variance, loadings, residuals, expected):
    scaled = [math.sqrt(variance) * loading for loading in loadings]
    assert omega(scaled, residuals) == pytest.approx(expected, abs=5e-4)  # input has 3 decimals


def test_omega_worked_by_hand():
    assert omega([0.7, 0.65, 0.6, 0.75, 0.55, 0.7]) == pytest.approx(0.8223, abs=5e-5)


def test_omega_equals_alpha_when_all_loadings_are_equal():
    r = 0.35
    assert omega([math.sqrt(r)] * 6) == pytest.approx(alpha_from_mean_correlation(6, r))


@pytest.mark.parametrize("residuals", [[0.5], [0.5, -0.1]])
def test_omega_refuses_impossible_residuals(residuals):
    with pytest.raises(ValueError, match="2 residual"):
        omega([0.7, 0.7], residuals)


def test_spearman_brown_for_two_items():
    assert spearman_brown(0.45) == pytest.approx(0.6207, abs=5e-5)


@pytest.mark.parametrize(("items", "r", "alpha"), MEAN_CORRELATION)
def test_alpha_from_the_mean_correlation(items, r, alpha):
    assert alpha_from_mean_correlation(items, r) == pytest.approx(alpha, abs=5e-5)


def test_icc_worked_by_hand():
    result = icc(THREE_FIRMS)
    assert (result.ms_between, result.ms_within) == pytest.approx((633.3333, 16.6667), abs=5e-5)
    assert (result.icc1, result.icc2) == pytest.approx((0.9024, 0.9737), abs=5e-5)


def test_icc_of_shrout_and_fleiss():
    result = icc(SHROUT_FLEISS)
    assert (result.ms_between, result.ms_within) == pytest.approx((11.24, 6.26), abs=5e-3)
    assert result.group_size == 4
    assert (result.icc1, result.icc2) == pytest.approx((0.17, 0.44), abs=5e-3)


def test_icc_of_groups_that_differ_in_size():
    result = icc(RABBITS)
    assert (result.ms_between, result.ms_within) == pytest.approx((602.6, 114.5), abs=0.05)
    assert result.group_size == pytest.approx(9.009, abs=5e-4)
    assert result.icc1 == pytest.approx(0.321, abs=5e-4)


@pytest.mark.parametrize("wrong", [[[1, 2]], [[1, 2], []], [[1], [2]], [[1, 2], [2, 1]]])
def test_icc_refuses_what_it_cannot_use(wrong):
    with pytest.raises(ValueError, match="expected"):
        icc(wrong)


@pytest.mark.parametrize(("experts", "relevant", "share", "is_enough"), EXPERTS)
def test_content_validity(experts, relevant, share, is_enough):
    validity = item_content_validity(experts, relevant)
    assert validity.share == pytest.approx(share, abs=5e-5)
    assert validity.is_enough is is_enough


@pytest.mark.parametrize(("experts", "relevant"), [(0, 0), (5, 6), (5, -1)])
def test_content_validity_refuses_impossible_numbers(experts, relevant):
    with pytest.raises(ValueError, match="expected"):
        item_content_validity(experts, relevant)
