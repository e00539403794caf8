"""While a scan is open: no count of fewer than five people can be seen or worked out."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.follow import Stage, progress, stage
from scan.roles import ROLES, Role

DIR, HR, LG, MW = ROLES
K = 5
headcounts = st.fixed_dictionaries({role: st.integers(0, 12) for role in ROLES})


def firm(*numbers: int) -> dict[Role, int]:
    return dict(zip(ROLES, numbers, strict=True))


def shown(found) -> list[tuple[set[Role], int]]:
    return [(set(part.roles), part.answered) for part in found.parts]


def test_a_firm_with_a_small_leading_group_shows_it_merged():
    found = progress(firm(1, 1, 6, 66), firm(1, 1, 10, 140))
    assert (found.total.answered, found.total.invited) == (74, 152)
    assert shown(found) == [({MW}, 66), ({DIR, HR, LG}, 8)]


def test_four_leading_people_show_only_the_total():
    found = progress(firm(1, 1, 1, 20), firm(1, 1, 2, 20))
    assert found.total.answered == 23
    assert found.parts == ()


def test_four_people_in_all_show_nothing():
    assert progress(firm(1, 0, 1, 2), firm(1, 0, 1, 2)).total is None


@pytest.mark.parametrize("directors", [0, 1, 2, 4, 5, 6])
def test_no_group_below_five_can_be_worked_out(directors):
    """The counts shown are rows of a matrix over the roles; a group can be worked out when its
    own row is a combination of them. Linear algebra, not our own code, is the judge."""
    for others in product((0, 1, 2, 4, 5, 6, 11), repeat=3):
        invited = firm(directors, *others)
        for group in derivable(invited):
            assert sum(invited[role] for role in group) >= K, (invited, group)


def derivable(invited: dict[Role, int]) -> list[tuple[Role, ...]]:
    found = progress(firm(1, 1, 1, 1), invited)
    shown_roles = [count.roles for count in (found.total, *found.parts) if count]
    people = [role for role in ROLES if invited[role]]
    groups = [g for size in range(1, len(people) + 1) for g in combinations(people, size)]
    rank = np.linalg.matrix_rank(matrix(shown_roles))
    return [g for g in groups if np.linalg.matrix_rank(matrix([*shown_roles, g])) == rank]


def matrix(groups: list[tuple[Role, ...]]) -> np.ndarray:
    return np.array([[float(role in group) for role in ROLES] for group in [(), *groups]])


@given(invited=headcounts, answered=headcounts, data=st.data())
def test_who_answers_within_a_group_changes_nothing(invited, answered, data):
    """Every answer may come from any other role of the same shown group."""
    found = progress(answered, invited)
    cells = found.parts or ((found.total,) if found.total else ())
    for cell in cells:
        if len(cell.roles) > 1:
            one, other = data.draw(st.sampled_from(list(combinations(cell.roles, 2))))
            moved = {**answered, one: 0, other: answered[one] + answered[other]}
            assert progress(moved, invited) == found


@given(invited=headcounts, answered=headcounts)
def test_the_groups_depend_on_the_headcounts_alone(invited, answered):
    nobody = progress(firm(0, 0, 0, 0), invited)
    found = progress(answered, invited)
    assert [part.roles for part in found.parts] == [part.roles for part in nobody.parts]
    assert (found.total is None) == (nobody.total is None)


@given(invited=headcounts, answered=headcounts)
def test_the_total_minus_the_groups_leaves_nobody(invited, answered):
    found = progress(answered, invited)
    if found.parts:
        assert found.total.answered == sum(part.answered for part in found.parts)
        assert found.total.invited == sum(part.invited for part in found.parts)


def test_an_answer_in_a_role_without_people_does_not_stand_out():
    """Headcount says nobody works in HR; one person chose that role all the same."""
    found = progress(firm(5, 1, 5, 20), firm(5, 0, 5, 30))
    assert shown(found) == [({MW}, 21), ({DIR}, 5), ({LG}, 5)]


def test_the_bar_never_runs_over():
    found = progress(firm(0, 0, 0, 12), firm(0, 0, 0, 10))
    assert (found.total.percent, found.total.too_many) == (100, True)


def test_what_still_lacks_for_the_report():
    found = progress(firm(1, 0, 2, 40), firm(1, 1, 3, 40))
    assert [part.needed for part in found.parts] == [0, 2]
    assert not found.is_enough


# headcounts and answers of leidinggevenden and medewerkers -> less than half?, enough to close?
RESPONSES = [
    ((5, 41), (5, 18), False, True),  # 23 of 46: exactly half
    ((5, 41), (5, 17), True, False),
    ((5, 5), (4, 5), False, False),  # more than half, but one of the groups lacks one answer
    ((0, 4), (0, 4), False, False),  # so few that nothing is counted or shown
]


@pytest.mark.parametrize(("people", "answers", "thin", "enough"), RESPONSES)
def test_whether_it_is_enough_to_close(people, answers, thin, enough):
    found = progress(firm(0, 0, *answers), firm(0, 0, *people))
    assert (found.is_thin, found.is_enough) == (thin, enough)


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        ("draft", date(2026, 11, 5), Stage.DRAFT),
        ("open", date(2026, 11, 1), Stage.PLANNED),
        ("open", date(2026, 11, 2), Stage.RUNNING),
        ("open", date(2026, 11, 20), Stage.RUNNING),
        ("open", date(2026, 11, 21), Stage.OVER),
        ("closed", date(2026, 11, 5), Stage.CLOSED),
    ],
)
def test_stages(status, today, expected):
    assert stage(status, date(2026, 11, 2), date(2026, 11, 20), today) is expected
