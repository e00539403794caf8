"""The score of the organisation (rule 6): every participant counts once, not every role."""

from statistics import fmean

import pytest

from scan.roles import ROLES
from tests.spec.people import person, scored

EVERYBODY = frozenset(ROLES)

# role: (invited, answered, score of each of them on block OI)
FIRM = {
    "DIR": (1, 1, 80.0),
    "HR": (1, 1, 70.0),
    "LG": (3, 3, 75.0),
    "MW": (40, 16, 55.0),
}
PER_PERSON = 59.7619  # chosen
PER_ROLE = 70.0  # every role a quarter: not used
BY_STAFF = 57.2222  # weighted to the numbers invited: not used


def firm(directors_score=FIRM["DIR"][2]):
    scores = {role: score for role, (_, _, score) in FIRM.items()} | {"DIR": directors_score}
    return scored(
        person(role, OI=answers_scoring(scores[role]))
        for role, (_, answered, _) in FIRM.items()
        for _ in range(answered)
    )


def answers_scoring(points):
    """Ten answers with this mean: as many fives as fit, one in between, ones."""
    fives, rest = divmod(round(points / 2.5), 4)
    return ("5" * fives + str(1 + rest) * (fives < 10)).ljust(10, "1")


def test_every_person_counts_once():
    assert firm().statistics("OI", EVERYBODY).mean == pytest.approx(PER_PERSON, abs=5e-5)


def test_what_it_would_be_with_the_weights_that_are_not_used():
    means = {role: firm().statistics("OI", frozenset({role})).mean for role in ROLES}
    invited = {role: FIRM[role][0] for role in ROLES}
    by_staff = sum(means[role] * invited[role] for role in ROLES) / sum(invited.values())
    assert fmean(means.values()) == pytest.approx(PER_ROLE, abs=5e-5)
    assert by_staff == pytest.approx(BY_STAFF, abs=5e-5)


def test_one_director_who_drops_from_80_to_30_moves_the_total_a_little():
    before, after = firm(80), firm(30)
    totals = [scores.statistics("OI", EVERYBODY).mean for scores in (before, after)]
    assert totals[1] - totals[0] == pytest.approx(-2.381, abs=5e-5)
    per_role = [
        fmean(scores.statistics("OI", frozenset({role})).mean for role in ROLES)
        for scores in (before, after)
    ]
    assert per_role[1] - per_role[0] == pytest.approx(
        -12.5
    )  # not used: a director is not a quarter
