"""When two groups differ, and when the total should be read with care (measuring rule 11)."""

from statistics import mean

import pytest

from reports.findings import GapClass, find
from reports.meaning import gap_class
from reports.rounding import printed
from tests.reports.paper import INSTRUMENT, alike, publish

NONE, POSSIBLE = GapClass.NONE, GapClass.POSSIBLE
NOTICEABLE, LARGE = GapClass.NOTICEABLE, GapClass.LARGE
# leading minus medewerkers in published points, people in the smaller group, class
CLASSES = [
    (9, 12, NONE),
    (10, 12, NOTICEABLE),
    (19, 10, NOTICEABLE),
    (20, 10, LARGE),
    (-12, 30, NOTICEABLE),  # medewerkers higher
    (14, 7, NONE),
    (15, 7, POSSIBLE),
    (25, 5, POSSIBLE),
    (25, 4, None),  # not shown
]

# block scores of ten leading people and twelve medewerkers
LEADING = [70, 75, 80, 65, 85, 75, 60, 90, 70, 80]
EMPLOYEES = [55, 60, 50, 65, 45, 70, 60, 55, 50, 65, 40, 65]

# answers directie, HR, leidinggevenden, medewerkers; invited; does the response differ too much?
RESPONSES = [
    ((1, 1, 3, 16), (1, 1, 3, 40), True),  # 5 of 5 and 16 of 40: 60 points
    ((1, 1, 3, 16), (1, 1, 3, 20), False),  # 100 and 80 percent: 20 points is not more than 20
    ((1, 1, 3, 15), (1, 1, 3, 20), True),
    ((1, 1, 8, 20), (2, 2, 16, 20), True),  # medewerkers answered more often
    ((1, 1, 2, 16), (1, 1, 2, 40), False),  # only the total is shown: nothing to compare
]


@pytest.mark.parametrize(("difference", "smallest_n", "expected"), CLASSES)
def test_gap_class(difference, smallest_n, expected):
    assert gap_class(difference, smallest_n) is expected


def test_gap_is_the_difference_of_what_is_printed():
    leading, employees = printed(mean(LEADING), 10), printed(mean(EMPLOYEES), 12)
    assert mean(LEADING) - mean(EMPLOYEES) == pytest.approx(18.3333, abs=5e-5)
    assert (leading.value, employees.value) == (75, 57)
    assert gap_class(leading.value - employees.value, 10) is NOTICEABLE


@pytest.mark.parametrize(("answers", "invited", "expected"), RESPONSES)
def test_response_differs(answers, invited, expected):
    roles = ("DIR", "HR", "LG", "MW")
    people = [p for role, n in zip(roles, answers, strict=True) for p in alike(role, n)]
    published = publish(people, dict(zip(roles, invited, strict=True)))
    assert find(published, INSTRUMENT).response_differs is expected
