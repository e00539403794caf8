"""How somebody could work out a hidden answer, and why the published numbers do not allow it.

Every attack is first carried out with pencil and paper on numbers that a careless report would
print. Then the same firm goes through the rules. The attacks are described in PRIVACY.md.
"""

from statistics import mean

import pytest

from reports.privacy import may_republish, plan
from reports.rounding import half_up
from reports.trend import Missing, Reason, Verdict, trend
from scan.roles import ROLES, Role
from tests.reports.paper import alike, publish
from tests.spec.people import person, scored

# new answers per shown part -> may a second result be published?
REPUBLICATION = [
    ({"DIR+HR+LG": 0, "MW": 1}, False),
    ({"DIR+HR+LG": 0, "MW": 5}, True),
    ({"DIR+HR+LG": 2, "MW": 6}, False),
    ({"DIR+HR+LG": 5, "MW": 7}, True),
    ({"DIR+HR+LG": 0, "MW": 0}, False),
    ({"DIR+HR+LG": 0, "MW": -5}, False),
]


def groups(*n: int) -> list[str]:
    counts = dict(zip(ROLES, n, strict=True))
    return [cell.code for cell in plan(counts, counts, False).cells]


def test_total_minus_medewerkers_is_the_rest():
    assert (12 * 60.0 - 9 * 65.0) / 3 == 45.0
    assert groups(1, 1, 1, 9) == ["totaal"]


def test_total_minus_medewerkers_is_the_director():
    assert 8 * 58.75 - 7 * 60.0 == 50.0
    assert groups(1, 0, 0, 7) == ["totaal"]


def test_rounding_alone_does_not_hide_the_director():
    """Eight people score 59 and seven of them 60, rounded: still within fifteen points."""
    assert (half_up(58.5), half_up(60.4999)) == (59, 60)
    assert 8 * 58.5 - 7 * 60.5 == 44.5
    assert 8 * 59.5 - 7 * 59.5 == 59.5


def test_two_snapshots_give_the_newcomer():
    assert pytest.approx(50, abs=0.001) == 11 * 61.3636 - 10 * 62.5
    assert not may_republish({"MW": 1})


@pytest.mark.parametrize(("new_per_part", "expected"), REPUBLICATION)
def test_republication(new_per_part, expected):
    assert may_republish(new_per_part) is expected


def test_no_spread_means_everybody_answered_alike():
    """Six people, mean 75 and standard deviation 0: all six scored 75."""
    published = publish(alike("MW", 6, 4))
    assert published.shown("ST", "totaal").score.value == 75
    assert published.shown("ST", "totaal").margin is None
    assert published.shown("ST", "totaal").agreement is None


def test_a_total_per_role_gives_the_director():
    """66.25 = (D + 60 + 70 + 55) / 4, so D = 80. Per person and with merged roles nothing is."""
    assert 4 * 66.25 - 60.0 - 70.0 - 55.0 == 80.0
    people = [*alike("DIR", 1, 5), *alike("HR", 1, 3), *alike("LG", 5, 4), *alike("MW", 13, 3)]
    total = publish(people).shown("ST", "totaal").score.value
    assert total == half_up((1 * 100 + 1 * 50 + 5 * 75 + 13 * 50) / 20) == 59
    assert "DIR" not in {group.code for group in publish(people).groups}


def test_somebody_who_joins_between_two_scans():
    """Even if the ten others answer exactly as they did, 50 and then 52 leave 21 points."""
    lowest, highest = 11 * 51.5 - 10 * 50.5, 11 * 52.5 - 10 * 49.5
    assert (lowest, highest) == (61.5, 82.5)
    for more, compared in ((-1, False), (1, True)):  # nine people: no margin, so nothing at all
        then, now = publish(alike("MW", 10, 3)), publish(alike("MW", 10 + more, 3))
        latest = {row.latest for row in trend((then, now)).rows}
        assert (latest == {Missing(Reason.NO_MARGIN)}) is not compared
    five = publish([*alike("MW", 10, 3), *alike("MW", 1, 5)])
    newcomer = trend((then, five)).rows[0].latest
    assert (newcomer.verdict, newcomer.points.value) == (Verdict.SAME, half_up(600 / 11 - 50))


# Five people on three kenmerken of a block; the last one skipped the third.
SKIPPED = [
    ("33 33 44", 50, 50, 75),
    ("44 33 33", 75, 50, 50),
    ("22 33 22", 25, 50, 25),
    ("33 44 33", 50, 75, 50),
    ("55 44 ..", 100, 75, None),
]


def test_different_n_per_kenmerk_gives_the_one_who_skipped():
    first, second = ([row[place] for row in SKIPPED] for place in (1, 2))
    third = [row[3] for row in SKIPPED if row[3] is not None]
    blocks = [mean(score for score in row[1:] if score is not None) for row in SKIPPED]
    assert sum(blocks) == pytest.approx(295.8333, abs=5e-5)
    assert 3 * sum(blocks) - sum(first) - sum(second) - sum(third) == pytest.approx(87.5)


def test_filling_within_the_block_leaves_nothing_to_subtract():
    scores = scored([person("MW", RV=answers) for answers, *_ in SKIPPED])
    found = scores.statistics("RV", frozenset({Role.MW}))
    sums = {code: 5 * feature for code, feature in found.features.items()}
    assert sums["RV-EXP"] == pytest.approx(287.5)
    assert 3 * 5 * found.mean - sum(sums.values()) == pytest.approx(0)
