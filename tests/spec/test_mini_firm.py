"""A firm of twenty, fifteen of whom answered block ST: every group number (rules 5 and 9-12)."""

import pytest

from scan.margins import (
    agreement_class,
    hedges_g,
    margin,
    r_star,
    rwg_j,
    standard_error,
    t_quantile,
)
from scan.roles import Role
from tests.spec.people import person, scored

#    role  TEA KEN DIV   block score
PEOPLE = [
    ("MW", "33 44 33", 58.3333),
    ("MW", "23 43 32", 45.8333),
    ("MW", "44 45 44", 79.1667),
    ("MW", "32 33 22", 37.5),
    ("MW", "33 34 43", 58.3333),
    ("MW", "22 33 33", 41.6667),
    ("MW", "43 54 34", 70.8333),
    ("MW", "34 44 23", 58.3333),
    ("MW", "12 32 22", 25.0),
    ("MW", "33 43 43", 58.3333),
    ("DIR", "44 54 44", 79.1667),
    ("HR", "34 44 44", 70.8333),
    ("LG", "44 44 45", 79.1667),
    ("LG", "34 44 34", 66.6667),
    ("LG", "44 55 44", 83.3333),
]
EMPLOYEES = frozenset({Role.MW})
LEADING = frozenset({Role.DIR, Role.HR, Role.LG})
EVERYBODY = EMPLOYEES | LEADING

GROUPS = {
    #            n, invited, mean, sd
    "employees": (EMPLOYEES, 10, 14, 53.3333, 16.0535),
    "leading": (LEADING, 5, 6, 75.8333, 6.8465),
    "everybody": (EVERYBODY, 15, 20, 60.8333, 17.3090),
}
KENMERKEN = {
    #                       TEA      KEN      DIV
    "employees": (EMPLOYEES, 46.2500, 65.0000, 48.7500),
    "leading": (LEADING, 70.0000, 82.5000, 75.0000),
    "everybody": (EVERYBODY, 54.1667, 70.8333, 57.5000),
}
MARGINS = {
    #                     SE      t       margin
    "employees": (EMPLOYEES, 14, 3.5897, 2.2622, 8.1204),
    "leading": (LEADING, 6, 1.9764, 2.7764, 5.4874),
    "everybody": (EVERYBODY, 20, 3.0802, 2.1448, 6.6063),
}
AGREEMENT = {
    #            mean item variance, rwg(J), r*
    "employees": (EMPLOYEES, 0.6296, 0.9289, 0.6852, "wisselend"),
    "leading": (LEADING, 0.2000, 0.9818, 0.9000, "eensgezind"),
    "everybody": (EVERYBODY, 0.6667, 0.9231, 0.6667, "wisselend"),
}


@pytest.fixture(scope="module")
def firm():
    return scored([person(role, ST=answers) for role, answers, _ in PEOPLE])


def test_every_person(firm):
    block = firm.blocks["ST"]
    assert [block.points(score) for score in block.score] == about([row[2] for row in PEOPLE])


@pytest.mark.parametrize(("roles", "n", "invited", "mean", "sd"), GROUPS.values(), ids=GROUPS)
def test_mean_and_spread(firm, roles, n, invited, mean, sd):
    statistics = firm.statistics("ST", roles)
    assert statistics.n == n
    assert (statistics.mean, statistics.sd) == about((mean, sd))


@pytest.mark.parametrize(("roles", "tea", "ken", "div"), KENMERKEN.values(), ids=KENMERKEN)
def test_kenmerken(firm, roles, tea, ken, div):
    features = firm.statistics("ST", roles).features
    assert dict(features) == about({"ST-TEA": tea, "ST-KEN": ken, "ST-DIV": div})


@pytest.mark.parametrize(("roles", "invited", "se", "t", "half"), MARGINS.values(), ids=MARGINS)
def test_standard_error_and_margin(firm, roles, invited, se, t, half):
    group = firm.statistics("ST", roles)
    assert standard_error(group.sd, group.n, invited) == about(se)
    assert t_quantile(group.n - 1) == about(t)
    assert margin(group.sd, group.n, invited) == about(half)


@pytest.mark.parametrize(("roles", "s2", "rwg", "r", "label"), AGREEMENT.values(), ids=AGREEMENT)
def test_agreement(firm, roles, s2, rwg, r, label):
    variance = firm.statistics("ST", roles).item_variance
    assert (variance, rwg_j(variance, 6), r_star(variance)) == about((s2, rwg, r))
    assert agreement_class(variance) == label


def test_effect_size_of_the_gap(firm):
    leading, employees = (firm.statistics("ST", roles) for roles in (LEADING, EMPLOYEES))
    effect = hedges_g(
        (leading.mean, leading.sd, leading.n), (employees.mean, employees.sd, employees.n)
    )
    assert effect.difference == about(22.5)
    assert effect.s_pooled == about(13.8868)
    assert effect.d == about(1.6202)
    assert effect.correction == about(0.9412)
    assert effect.g == about(1.5249)


def about(expected):
    return pytest.approx(expected, abs=5e-5)
