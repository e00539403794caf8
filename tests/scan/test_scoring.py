"""Scoring at its edges: who counts, what is refused, what an empty firm gives."""

import math

import pytest

from scan.roles import Role
from scan.statistics import BlockStatistics, GroupScores
from tests.spec.people import INSTRUMENT, person, scored

GOOD = "44 44 44"
MW = frozenset({Role.MW})


def director(**given):
    return person("DIR", RV=GOOD, **given)


# people -> may the directie be shown apart?
CONSENT = {
    "nobody answered": ([], False),
    "no director answered": ([person("MW", RV=GOOD, shown_apart=True)], False),
    "the only director agrees": ([director(shown_apart=True)], True),
    "the only director does not": ([director()], False),
    "both agree": ([director(shown_apart=True)] * 2, True),
    "one of two agrees": ([director(shown_apart=True), director()], False),
    "an unusable answer is no consent": ([director(shown_apart=True, unusable=True)], False),
    "nor a refusal": ([director(shown_apart=True), director(unusable=True)], True),
}


@pytest.mark.parametrize(("people", "agree"), CONSENT.values(), ids=CONSENT)
def test_directors_agree(people, agree):
    assert scored(people).directors_agree() is agree


def test_nobody_at_all():
    scores = scored([])
    nobody = dict.fromkeys(Role, 0)
    assert scores.usable() == nobody
    assert all(scores.valid(block.code) == nobody for block in INSTRUMENT.blocks)
    with pytest.raises(ValueError, match=r"nobody in this group .* block RV"):
        scores.statistics("RV", MW)


def test_one_person_has_no_spread():
    assert scored([person(RV="45 33 2?")]).statistics("RV", MW) == BlockStatistics(
        n=1,
        mean=pytest.approx((87.5 + 50 + 25) / 3),
        sd=None,
        features={"RV-VER": 87.5, "RV-FOU": 50.0, "RV-EXP": 25.0},
        item_variance=None,
        anchor=50.0,
        anchor_n=1,
        dont_know=1 / 6,
    )


def test_an_anchor_that_nobody_answered_has_no_mean():
    result = scored([person(RV="45 .3 24")]).statistics("RV", MW)
    assert (result.anchor, result.anchor_n) == (None, 0)


def test_an_item_answered_once_has_no_variance_and_is_left_out():
    two = scored([person(RV="44 33 55"), person(RV="24 33 5.")]).statistics("RV", MW)
    assert two.item_variance == pytest.approx((2 + 0 + 0 + 0 + 0) / 5)


def test_statistics_are_of_the_group_only():
    scores = scored([person("MW", RV="11 11 11"), person("HR", RV="55 55 55")])
    assert scores.statistics("RV", MW).mean == 0
    assert scores.statistics("RV", frozenset({Role.HR, Role.LG})).mean == 100
    assert scores.statistics("RV", frozenset(Role)).mean == 50


def test_numbers_are_plain_python():
    """NumPy's own types do not survive as JSON."""
    result = scored([person(RV=GOOD), person(RV="55 55 55")]).statistics("RV", MW)
    plain = [
        result.n,
        result.anchor_n,
        result.mean,
        result.sd,
        result.item_variance,
        *result.features.values(),
    ]
    assert {type(number) for number in [*plain, result.anchor, result.dont_know]} == {int, float}


@pytest.mark.parametrize("answer", [6.0, -1.0, 2.5, math.inf])
def test_an_answer_outside_the_scale_is_refused(answer):
    with pytest.raises(ValueError, match="expected answers 1 to 5"):
        scored([person(RV=GOOD) | {"RV-VER-1": answer}])


@pytest.mark.parametrize("role", ["BAAS", "mw", "", "MWX"])
def test_an_unknown_role_is_refused(role):
    with pytest.raises(ValueError, match="expected roles DIR, HR, LG, MW"):
        scored([person(role, RV=GOOD)])


def test_answers_what_the_privacy_gate_asks():
    asked = [name for name in vars(GroupScores) if not name.startswith("_")]
    assert asked
    assert all(callable(getattr(scored([]), name)) for name in asked)
