"""The integrality index: how well the six blocks hold together (measuring rule 13).

The index is the mean of the weaker of two blocks drawn at random, which the last test counts out.
"""

from fractions import Fraction
from itertools import product

import pytest

from reports.findings import Balance
from reports.integrality import balance, balance_class, index, integrality, is_weak_link
from reports.published import Number, Shown
from reports.rounding import half_up

IN, LIGHT, OUT = Balance.BALANCED, Balance.SLIGHTLY_OFF, Balance.OFF
RISING = (45, 50, 55, 60, 65, 70)
# case, six scores, mean, index, balance, lowest, class
FIRMS = [
    ("all the same", (60,) * 6, 60, 60, 1, 60, IN),
    ("rising", RISING, 57.5, 52.6389, 0.9155, 45, LIGHT),
    ("one weak link", (75, 75, 75, 75, 75, 55), 71.6667, 68.8889, 0.9612, 55, IN),
    ("one strong block", (50, 50, 50, 50, 50, 80), 55, 50.8333, 0.9242, 50, LIGHT),
    ("two groups", (80, 80, 80, 40, 40, 40), 60, 50, 0.8333, 40, OUT),
    ("one nought", (0, 70, 70, 70, 70, 70), 58.3333, 48.6111, 0.8333, 0, OUT),
    ("five noughts", (0, 0, 0, 0, 0, 60), 10, 1.6667, 0.1667, 0, OUT),
    ("all nought", (0,) * 6, 0, 0, 1, 0, IN),
    ("all hundred", (100,) * 6, 100, 100, 1, 100, IN),
    ("five points of noise", (60, 61, 62, 63, 64, 65), 62.5, 61.5278, 0.9844, 60, IN),
]

# balance as printed, class
BALANCES = [(100, IN), (95, IN), (94, LIGHT), (90, LIGHT), (89, OUT), (17, OUT)]

# six scores, is the lowest a weak link (at least ten points under the mean)?
WEAK_LINKS = [
    ((75, 75, 75, 75, 75, 55), True),  # 16.7 under the mean, though the balance is .96
    (RISING, True),
    ((60, 61, 62, 63, 64, 65), False),
    ((60, 60, 60, 60, 60, 48), True),  # exactly ten under 58
    ((60, 60, 60, 60, 60, 49), False),
]

# people in the total, its six margins, class shown, "let op: kleine groep"
CARE = [
    (9, (None,) * 6, False, True),
    (10, (None,) * 6, True, False),
    (24, (6, 7, 8, 8, 5, 6), True, False),
    (14, (6, 7, 9, 8, 5, 6), True, True),
]


@pytest.mark.parametrize(("case", "scores", "mean", "i", "ratio", "lowest", "kind"), FIRMS)
def test_index_and_balance(case, scores, mean, i, ratio, lowest, kind):
    assert float(index(scores)) == pytest.approx(i, abs=5e-5)
    assert float(balance(scores)) == pytest.approx(ratio, abs=5e-5)
    assert sum(scores) / 6 == pytest.approx(mean, abs=5e-5)
    assert balance_class(half_up(100 * balance(scores))) is kind
    printed = integrality([Shown(20, Number(s), {}, 5, None, None) for s in scores])
    assert (printed.level, printed.index) == (half_up(mean), half_up(i))
    assert (printed.balance, printed.balance_class) == (half_up(100 * ratio), kind)
    assert min(scores) == lowest <= index(scores) <= Fraction(sum(scores), 6)


@pytest.mark.parametrize(("percent", "kind"), BALANCES)
def test_balance_class(percent, kind):
    assert balance_class(percent) is kind


def test_sensitivity():
    """Three points on the weakest block count eleven times as much as on the strongest."""
    base = index(RISING)
    assert float(base) == pytest.approx(52.6389, abs=5e-5)
    assert float(index((48, *RISING[1:])) - base) == pytest.approx(0.9167, abs=5e-5)
    assert float(index((*RISING[:-1], 73)) - base) == pytest.approx(0.0833, abs=5e-5)


def test_index_is_the_mean_of_the_weaker_of_two_draws():
    draws = [min(pair) for pair in product(RISING, repeat=2)]
    assert Fraction(sum(draws), len(draws)) == index(RISING)


@pytest.mark.parametrize(("scores", "expected"), WEAK_LINKS)
def test_weak_link(scores, expected):
    assert is_weak_link(min(scores), scores) is expected


@pytest.mark.parametrize(("n", "margins", "has_class", "note"), CARE)
def test_small_groups_are_read_with_care(n, margins, has_class, note):
    totals = [
        Shown(n, Number(score), {}, margin, None, None)
        for score, margin in zip(RISING, margins, strict=True)
    ]
    found = integrality(totals)
    assert (found.level, found.index, found.balance) == (58, 53, 92)  # printed: half up
    assert (found.balance_class is not None) is has_class
    assert found.small_group_note is note


def test_only_six_scores_make_an_index():
    with pytest.raises(ValueError, match="argument"):
        index(RISING[:5])
