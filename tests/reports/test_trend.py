"""Change between frozen results (rule C5): what counts, what is not compared, and why."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.published import Hidden, Number, Published
from reports.trend import (
    Change,
    Missing,
    Point,
    Reason,
    Verdict,
    compare,
    distance,
    employee_share,
    trend,
)
from scan.margins import margin, standard_error
from tests.reports import factories, waves
from tests.reports.factories import DIR, HR, LG, MW, ROLES, group

# (mean, s, n, invited) twice -> verdict on the exact errors, and the limit on the printed margins.
# Worked out by hand in the design of the scan; the last limit: margins 12 and 10, t(9) = 2.2622 and
# t(11) = 2.2010, so errors 5.3046 and 4.5434, MDC95 = 1.96 x 6.9844 = 13.689, upwards 14.
WORKED = [
    ((56, 15, 20, 25), (63, 14, 22, 26), Verdict.HIGHER, 7),
    ((56, 15, 20, 25), (61, 14, 22, 26), Verdict.SAME, 7),
    ((58, 15, 60, 90), (63, 15, 55, 92), Verdict.HIGHER, 5),
    ((63, 15, 60, 90), (58, 15, 55, 92), Verdict.LOWER, 5),
    ((50, 18, 10, 40), (60, 16, 12, 40), Verdict.SAME, 14),
]

SCORES = st.integers(5, 95).map(lambda v: Number(v, {5: "<=", 95: ">="}.get(v, "")))
POINTS = st.builds(Point, SCORES, st.integers(1, 25), st.integers(10, 400))


def printed(mean: int, sd: float, n: int, invited: int) -> Point:
    return Point(Number(mean), math.ceil(margin(sd, n, invited)), n)


def two(before: Published, now: Published):
    return trend((before, now))


def row(found, group_code: str, block: str):
    return next(r for r in found.rows if (r.group.code, r.block) == (group_code, block))


@pytest.mark.parametrize(("first", "second", "verdict", "limit"), WORKED)
def test_the_worked_examples(first, second, verdict, limit):
    found = compare(printed(*first), printed(*second))
    assert (found.verdict, found.limit) == (verdict, limit)
    assert found.points == Number(abs(second[0] - first[0]))
    assert found.is_rise == (second[0] > first[0])


@given(st.floats(5, 40), st.integers(10, 400), st.integers(0, 400))
def test_the_error_from_a_printed_margin_is_never_too_small(sd, n, others):
    made = Point(Number(50), math.ceil(round(margin(sd, n, n + others), 9)), n)
    assert made.error >= standard_error(sd, n, n + others) - 1e-9


@given(POINTS, POINTS)
def test_turned_round_it_is_the_other_way_round(first, second):
    there, back = compare(first, second), compare(second, first)
    if isinstance(there, Missing):
        assert back == there
        return
    mirror = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    assert back.verdict is mirror.get(there.verdict, Verdict.SAME)
    assert (back.points, back.limit) == (there.points, there.limit)


@given(POINTS, POINTS)
def test_a_change_is_at_least_five_points_and_beyond_both_errors(first, second):
    found = compare(first, second)
    assume(isinstance(found, Change))
    difference = abs(first.score.value - second.score.value)
    mdc = 1.96 * math.sqrt(first.error**2 + second.error**2)
    assert found.is_shown == (difference >= 5 and difference >= math.ceil(round(mdc, 9)))


@given(POINTS, POINTS)
def test_larger_margins_never_make_a_change(first, second):
    wider = compare(replace(first, margin=first.margin + 3), second)
    if isinstance(wider, Change) and wider.is_shown:
        assert compare(first, second).is_shown


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (Number(40), Number(48), Number(8)),
        (Number(48), Number(40), Number(8)),
        (Number(5, "<="), Number(20), Number(15, ">=")),
        (Number(90), Number(95, ">="), Number(5, ">=")),
        (Number(5, "<="), Number(95, ">="), Number(90, ">=")),
        (Number(5, "<="), Number(5, "<="), None),
        (Number(95, ">="), Number(95, ">="), None),
    ],
)
def test_a_clipped_score_makes_the_distance_a_limit(first, second, apart):
    assert distance(first, second) == apart


def test_two_scores_at_the_same_end_are_not_compared():
    both = Point(Number(95, ">="), 2, 40)
    assert compare(both, both) == Missing(Reason.BOTH_AT_THE_END)


def test_the_firm_of_the_design_after_a_year():
    found = two(waves.typical_before(), factories.typical())
    told = {r.block: r.latest for r in found.of("totaal")}
    assert {code: change.verdict.value for code, change in told.items()} == {
        "IW": "hoger",
        "RV": "geen aantoonbaar verschil",
        "ST": "lager",
        "LO": "hoger",
        "OI": "geen aantoonbaar verschil",
        "EO": "geen aantoonbaar verschil",  # 47 and 50: fewer than five points
    }
    assert [group.code for group in found.compared] == ["totaal", "MW", "DIR+HR+LG"]
    assert (found.too_soon, found.mix_unknown, found.left_out) == (False, False, ())


def test_a_large_enough_difference_without_margin_is_nothing():
    """Five leaders: their means are printed, but no margin, so nothing is said."""
    before = factories.hidden_block(**waves.YEAR_AGO)
    found = two(before, factories.hidden_block())
    assert row(found, "DIR+HR+LG", "IW").latest == Missing(Reason.NO_MARGIN)
    assert row(found, "totaal", "IW").latest == Missing(Reason.NO_MARGIN)
    assert [p for p in row(found, "DIR+HR+LG", "IW").points if isinstance(p, Point)] == []


def test_a_block_hidden_in_one_wave_shows_no_number_of_it():
    now = factories.typical()
    hidden = replace(now.block("LO"), groups=dict.fromkeys(["totaal", "MW"], Hidden("too_small")))
    blocks = tuple(hidden if b.code == "LO" else b for b in now.blocks)
    found = two(waves.typical_before(), replace(now, blocks=blocks))
    for code in ("totaal", "MW", "DIR+HR+LG"):
        assert row(found, code, "LO").latest == Missing(Reason.NOT_SHOWN)
        assert row(found, code, "LO").points[-1] == Missing(Reason.NOT_SHOWN)


def test_the_same_code_with_other_roles_is_another_group():
    """A firm that got its first HR person: DIR+HR+LG now holds somebody it did not hold."""
    groups = (
        group("totaal", 95, 150, (DIR, LG, MW), "total"),
        group("MW", 84, 138, (MW,)),
        group("DIR+HR+LG", 11, 12, (DIR, LG)),
    )
    scores = {"totaal": (50,) * 6, "MW": (50,) * 6, "DIR+HR+LG": (50,) * 6}
    before = factories.published(groups, scores, roles=(DIR, LG, MW), **waves.YEAR_AGO)
    found = two(before, factories.typical())
    assert row(found, "DIR+HR+LG", "IW").latest == Missing(Reason.OTHER_ROLES)
    assert row(found, "totaal", "IW").latest == Missing(Reason.OTHER_ROLES)
    assert isinstance(row(found, "MW", "IW").latest, Change)


def firm(employees: int, leading: int, **facts: object) -> Published:
    total = employees + leading
    groups = (
        group("totaal", total, 200, ROLES, "total"),
        group("MW", employees, 150, (MW,)),
        group("DIR+HR+LG", leading, 50, (DIR, HR, LG)),
    )
    return factories.published(
        groups, {"totaal": (60,) * 6, "MW": (50,) * 6, "DIR+HR+LG": (70,) * 6}, **facts
    )


@pytest.mark.parametrize(
    ("before", "now", "compared"),
    [
        ((80, 20), (80, 20), True),
        ((80, 20), (70, 30), True),  # ten points is not more than ten
        ((80, 20), (69, 31), False),
        ((69, 31), (80, 20), False),
        ((90, 10), (60, 40), False),
    ],
)
def test_a_total_of_another_mix_is_not_compared(before, now, compared):
    found = two(firm(*before, **waves.YEAR_AGO), firm(*now))
    latest = row(found, "totaal", "IW").latest
    assert isinstance(latest, Change) == compared
    assert compared or latest == Missing(Reason.OTHER_MIX)
    assert isinstance(row(found, "MW", "IW").latest, Change)


@pytest.mark.parametrize(
    ("result", "share"),
    [
        (factories.typical(), Fraction(91, 101)),
        (factories.total_only(), None),  # not told: it would tell how many are in the lead
        (factories.only_leading(), Fraction(0)),
        (factories.published((group("totaal", 18, 30, (MW,), "total"),), {"totaal": (5,) * 6},
                             roles=(MW,)), Fraction(1)),
    ],
)  # fmt: skip
def test_the_share_of_medewerkers_as_far_as_it_is_published(result, share):
    assert employee_share(result) == share


def test_a_lone_total_is_compared_with_a_warning():
    found = two(waves.total_before(), factories.total_only())
    assert found.mix_unknown
    assert isinstance(row(found, "totaal", "IW").latest, Change)


def test_a_total_whose_mix_is_known_once_is_not_compared():
    """The groups stood apart then and not now: the firm is another one than it was."""
    groups = (
        group("totaal", 24, 24, ROLES, "total"),
        group("MW", 14, 14, (MW,)),
        group("DIR+HR+LG", 10, 10, (DIR, HR, LG)),
    )
    scores = {"totaal": (40,) * 6, "MW": (40,) * 6, "DIR+HR+LG": (40,) * 6}
    found = two(factories.published(groups, scores, **waves.YEAR_AGO), factories.total_only())
    assert {r.latest for r in found.rows} == {Missing(Reason.OTHER_MIX)}


@pytest.mark.parametrize(
    "changes",
    [
        {"instrument": "leercultuur_mkb_2", "instrument_version": "2.0.0"},
        {"instrument_version": "2.0.0"},
        {"scoring_version": "2"},
    ],
)
def test_another_questionnaire_or_scoring_is_no_trend(changes):
    other = replace(waves.typical_before(), **changes)
    assert two(other, factories.typical()) is None
    found = trend((other, waves.typical_before(), factories.typical()))
    assert [wave.title for wave in found.left_out] == ["Leercultuur 2025"]
    assert len(found.waves) == 2


def test_without_numbers_there_is_no_trend():
    empty = factories.too_small(**waves.YEAR_AGO)
    assert trend((factories.typical(),)) is None
    assert two(empty, factories.typical()) is None
    assert two(waves.typical_before(), factories.too_small()) is None


@pytest.mark.parametrize(
    ("opened_on", "too_soon"), [("2026-05-20", True), ("2026-05-21", False), ("2026-11-02", False)]
)
def test_less_than_six_months_is_too_soon(opened_on, too_soon):
    found = two(waves.typical_before(), factories.typical(opened_on=opened_on))
    assert found.too_soon == too_soon


def test_three_waves_tell_the_change_since_the_last_and_since_the_first():
    first = factories.published(
        (
            group("totaal", 95, 150, ROLES, "total"),
            group("MW", 84, 138, (MW,)),
            group("DIR+HR+LG", 11, 12, (DIR, HR, LG)),
        ),
        {"totaal": (66, 50, 75, 46, 55, 47), "MW": (60,) * 6, "DIR+HR+LG": (60,) * 6},
        **waves.TWO_YEARS_AGO,
    )
    found = trend((first, waves.typical_before(), factories.typical()))
    told = row(found, "totaal", "IW")
    assert [point.score.value for point in told.points] == [66, 58, 66]
    assert told.latest.verdict is Verdict.HIGHER
    assert told.since_first.verdict is Verdict.SAME
    assert row(found, "totaal", "RV").since_first.verdict is Verdict.HIGHER
    assert row(two(first, factories.typical()), "totaal", "IW").since_first is None


@pytest.mark.parametrize("name", list(waves.EARLIER))
def test_every_number_of_a_trend_was_published_with_a_margin_or_is_a_distance(name):
    """What an attacker gets from the trend, the frozen results already gave."""
    results = (*waves.EARLIER[name], factories.FIRMS[name]())
    found = trend(results)
    kept = [r for r in results if any(w.closed_on == r.facts.closed_on for w in found.waves)]
    for each in found.rows:
        for wave, point in zip(kept, each.points, strict=True):
            cell = wave.shown(each.block, each.group.code)
            if isinstance(point, Point):
                assert (point.score, point.margin, point.n) == (cell.score, cell.margin, cell.n)
                assert cell.n >= 10
        for change in (each.latest, each.since_first):
            if isinstance(change, Change):
                scores = {p.score.value for p in each.points if isinstance(p, Point)}
                assert change.points.value in {abs(a - b) for a in scores for b in scores}


def test_a_trend_has_no_directie_apart_and_no_pool():
    found = two(factories.consented(**waves.YEAR_AGO), factories.consented())
    assert {r.group.code for r in found.rows} == {"totaal", "HR+LG", "MW"}
