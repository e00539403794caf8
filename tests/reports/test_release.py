"""The gate itself: small firms in, what is published of them out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pooling import LEAST_SD, Summary, pool, summarise
from reports.privacy import release
from reports.published import Hidden, Number, Shown
from reports.rounding import half_up, round_up
from scan.margins import margin
from scan.roles import Role
from tests.reports.paper import (
    DONT_KNOW,
    FACTS,
    INSTRUMENT,
    NAME,
    PaperScores,
    alike,
    consenting,
    make_firm,
    publish,
)

RV = [item.code.replace("-", "_") for item in INSTRUMENT.block("RV").items]
NO_RV = dict.fromkeys(RV)  # nobody can be valid on this block
LEADERS = [*alike("DIR", 1, 4), *alike("HR", 1, 4), *alike("LG", 3, 4)]


def cells(published, block: str = "RV") -> dict[str, int | str]:
    """Per group the n of a block, or why there is none."""
    groups = published.block(block).groups
    return {code: c.n if isinstance(c, Shown) else c.reason for code, c in groups.items()}


# Too few, and whose view it is ----------------------------------------------------------------


def test_too_few_answers_publish_no_number():
    published = publish(alike("MW", 4), {"DIR": 1, "MW": 9})
    assert (published.groups, published.has_results, published.only_leading) == ((), False, False)
    assert all(block.groups == {} for block in published.blocks)
    assert published.roles == (Role.DIR, Role.MW)


def test_too_few_answers_do_not_tell_who_answered():
    """Not by a role without headcount that appears, nor by "only leading people answered"."""
    published = publish(alike("HR", 4), {"DIR": 1, "MW": 9})
    assert published.roles == (Role.DIR, Role.MW)
    assert not published.only_leading


@pytest.mark.parametrize(
    ("employees", "invited", "expected"), [(0, 5, True), (0, 4, False), (1, 5, False)]
)
def test_only_leading(employees, invited, expected):
    people = [*LEADERS, *alike("MW", employees)]
    published = publish(people, {"DIR": 1, "HR": 1, "LG": 3, "MW": invited})
    assert published.only_leading is expected


# Which groups ---------------------------------------------------------------------------------


def test_a_hidden_group_leaves_no_trace():
    published = publish([*LEADERS[:-1], *alike("MW", 20)])
    assert [group.code for group in published.groups] == ["totaal"]
    assert all(list(block.groups) == ["totaal"] for block in published.blocks)


def test_more_answers_than_headcount_count_as_everybody():
    published = publish([*LEADERS, *alike("MW", 20)], {"DIR": 1, "HR": 1, "LG": 3, "MW": 15})
    assert [(g.code, g.n, g.invited) for g in published.groups] == [
        ("totaal", 25, 25),
        ("DIR+HR+LG", 5, 5),
        ("MW", 20, 20),
    ]


def test_made_up_answers_do_not_open_a_small_group():
    """Four answers made up in the name of HR, to subtract them and have the one real answer."""
    people = [*LEADERS, *alike("LG", 2, 4), *alike("MW", 20)]
    made_up = publish([*people, *alike("HR", 4, 3)], {"DIR": 1, "HR": 1, "LG": 5, "MW": 20})
    assert [group.code for group in made_up.groups] == ["totaal", "DIR+HR+LG", "MW"]


def test_made_up_answers_do_not_open_a_firm_of_four():
    made_up = publish([*alike("MW", 4), *alike("MW", 9, 3)], {"DIR": 1, "MW": 3})
    assert not made_up.has_results
    assert all(block.groups == {} for block in made_up.blocks)


def test_a_block_falls_back_to_the_total():
    """One leader without a valid block: nobody's number but the total's."""
    people = [*LEADERS[:-1], *alike("LG", 1, 4, **NO_RV), *alike("MW", 15)]
    published = publish(people)
    assert cells(published) == {"totaal": 19, "DIR+HR+LG": "too_small", "MW": "too_small"}
    assert cells(published, "ST") == {"totaal": 20, "DIR+HR+LG": 5, "MW": 15}


def test_a_block_with_fewer_than_five_is_not_shown():
    people = [*alike("MW", 4), *alike("MW", 5, 3, **NO_RV)]
    assert cells(publish(people)) == {"totaal": "too_small"}


def test_directie_without_a_valid_block():
    people = consenting([*alike("DIR", 1, 4, **NO_RV), *LEADERS[1:], *alike("LG", 1, 4)])
    published = publish([*people, *alike("MW", 20)])
    assert cells(published) == {
        "totaal": 25,
        "HR+LG": 5,
        "MW": 20,
        "DIR*": "no_answer",
        "leiding": 5,
    }
    assert cells(published, "ST")["DIR*"] == 1


def test_consent_of_some_directors_is_no_consent():
    one, other = alike("DIR", 2)
    people = [replace(one, shown_apart=True), other, *alike("LG", 5), *alike("MW", 20)]
    assert publish(people).group("DIR*") is None


def test_leading_group_pools_everybody_in_it():
    people = [*alike("DIR", 2, 5), *alike("HR", 3, 3), *alike("LG", 5, 2), *alike("MW", 10, 3)]
    leading = publish(people).shown("ST", "leiding")
    assert leading.score.value == half_up((2 * 100 + 3 * 50 + 5 * 25) / 10)
    assert (leading.n, leading.margin, leading.agreement) == (10, None, None)


def test_scores_that_contradict_their_counts_are_refused():
    class Broken(PaperScores):
        def valid(self, block):
            return {role: n + 1 for role, n in super().valid(block).items()}

    with pytest.raises(ValueError, match="counted 10 people in totaal, got 6"):
        release(Broken(tuple(alike("MW", 6))), INSTRUMENT, {"MW": 6}, FACTS, NAME)


# Spread ---------------------------------------------------------------------------------------


def test_spread_needs_ten_people_in_every_part():
    nine = publish([*LEADERS, *alike("LG", 4), *alike("MW", 12)]).block("ST").groups
    ten = publish([*LEADERS, *alike("LG", 4), *alike("HR", 1), *alike("MW", 12)]).block("ST").groups
    assert {code: cell.margin is not None for code, cell in nine.items()} == {
        "totaal": False,
        "DIR+HR+LG": False,
        "MW": True,
    }
    assert all(cell.margin and cell.agreement for cell in ten.values())


def test_directie_never_has_spread():
    people = consenting([*alike("DIR", 12, 4), *alike("LG", 12, 4), *alike("MW", 12, 3)])
    groups = publish(people).block("ST").groups
    spread = {code for code, cell in groups.items() if cell.margin or cell.agreement}
    assert spread == {"totaal", "LG", "MW"}
    assert groups["leiding"].n == 24


def test_margin_is_rounded_up_and_never_zero():
    """A standard deviation of 12.5, and one of 0 that counts as five points."""
    people = [*alike("MW", 8, 3), *alike("MW", 8, 4)]
    sd = (16 * 12.5**2 / 15) ** 0.5
    assert publish(people).shown("ST", "totaal").margin == round_up(margin(sd, 16, 16))
    assert publish(alike("MW", 16)).shown("ST", "totaal").margin == round_up(
        margin(LEAST_SD, 16, 16)
    )
    assert publish(alike("MW", 400)).shown("ST", "totaal").margin == 1


def test_margin_uses_the_headcount():
    people = [*alike("MW", 8, 3), *alike("MW", 8, 4)]
    sample = publish(people, {"MW": 200}).shown("ST", "totaal").margin
    assert sample > publish(people).shown("ST", "totaal").margin


# "Weet ik niet" -------------------------------------------------------------------------------


def test_dont_know_of_a_part_and_of_a_lone_total():
    unsure = alike("MW", 5, 3, **{RV[0]: DONT_KNOW, RV[1]: DONT_KNOW})  # 10 of 60 answers
    crew = [*unsure, *alike("MW", 5)]
    assert publish(crew).shown("RV", "totaal").dont_know == Number(17)
    groups = publish([*crew, *alike("LG", 10)]).block("RV").groups
    assert groups["MW"].dont_know == Number(17)
    assert groups["LG"].dont_know == Number(5, "<=")
    assert groups["totaal"].dont_know is None  # with its parts it would undo their limits
    assert publish(crew[1:]).shown("RV", "totaal").dont_know is None


# The wording check ----------------------------------------------------------------------------

ANCHOR = INSTRUMENT.block("RV").anchor.code.replace("-", "_")
# answer of ten leaders to the anchor of RV, of the medewerkers; leaders elsewhere -> may be wording
ANCHORS = [
    (4, 3, 4, False),  # the anchor shows the same gap
    (3, 3, 4, True),  # no gap at all
    (2, 4, 4, True),  # the other way round
    (3, 3, 3, False),  # there is no gap to explain
    (1, 3, 2, False),  # medewerkers higher, on the anchor too
    (3, 3, 2, True),  # medewerkers higher, but not on the anchor
]


@pytest.mark.parametrize(("leaders", "employees", "elsewhere", "expected"), ANCHORS)
def test_wording_note(leaders, employees, elsewhere, expected):
    people = [
        *alike("LG", 10, elsewhere, **{ANCHOR: leaders}),
        *alike("MW", 10, 3, **{ANCHOR: employees}),
    ]
    published = publish(people)
    assert published.block("RV").wording_note is expected
    assert published.block("ST").wording_note is False


@pytest.mark.parametrize(("higher", "expected"), [(5, True), (0, False)])
def test_wording_note_asks_less_than_half_of_the_gap(higher, expected):
    """The gap is 88 - 5 = 83 points. On the anchor it is 37.5 or 50: under or over 41.5."""
    people = [
        *alike("LG", 10, 5, **{ANCHOR: 3}),
        *alike("MW", higher, 1, **{ANCHOR: 2}),
        *alike("MW", 10 - higher, 1),
    ]
    published = publish(people)
    scores = [published.shown("RV", group).score.value for group in ("LG", "MW")]
    assert scores == [88, 5]
    assert published.block("RV").wording_note is expected


def test_wording_note_needs_ten_answers_to_the_anchor():
    different = [*alike("LG", 10, 4, **{ANCHOR: 3}), *alike("MW", 10, 3)]
    assert publish(different).block("RV").wording_note
    assert not publish(different[1:]).block("RV").wording_note
    silent = [*alike("LG", 1, 4, **{ANCHOR: None}), *different[1:]]
    assert publish(silent).shown("RV", "LG").n == 10
    assert not publish(silent).block("RV").wording_note


# The numbers themselves -----------------------------------------------------------------------


def test_numbers_are_clipped_by_the_size_of_the_group():
    groups = publish([*alike("LG", 5, 5), *alike("MW", 10, 1)]).block("ST").groups
    assert groups["LG"].score == Number(90, ">=")
    assert groups["MW"].score == Number(5, "<=")
    assert set(groups["LG"].features.values()) == {Number(90, ">=")}


def test_the_last_bit_of_a_computer_decides_nothing():
    assert half_up(62.49999999999999) == 63
    assert round_up(5.000000000000001) == 5


def test_everybody_at_the_end_reads_as_the_end():
    published = publish([*alike("LG", 5, 5), *alike("MW", 10, 5)])
    assert published.shown("ST", "totaal").score == Number(95, ">=")


@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(2, 12))
def test_pooling_is_the_same_as_measuring_at_once(seed, leaders, employees):
    """Away from the ends of the scale, where the limits change nothing."""
    people = make_firm({"LG": leaders, "MW": employees}, seed, gaps=0)
    scores = PaperScores(tuple(people))
    both = scores.statistics("OI", frozenset(Role))
    parts = [scores.statistics("OI", frozenset({role})) for role in (Role.LG, Role.MW)]
    pooled = pool([summary(part) for part in parts])
    assert pooled.n == both.n
    assert pooled.score == pytest.approx(both.mean)
    assert pooled.sd == pytest.approx(both.sd)
    assert pooled.features == pytest.approx(both.features)


def summary(found) -> Summary:
    """`summarise` without its limits."""
    return Summary(found.n, found.features, (found.sd or 0) ** 2 * (found.n - 1))


def test_limits_of_a_summary():
    told = summarise(PaperScores(tuple(alike("MW", 5, 5))).statistics("ST", frozenset(Role)))
    assert set(told.features.values()) == {95}
    assert told.sd == LEAST_SD


def test_hidden_has_a_reason_and_no_number():
    assert list(Hidden.__dataclass_fields__) == ["reason"]


def test_what_stands_beside_the_numbers():
    published = publish([*LEADERS, *alike("MW", 20)])
    assert (published.instrument, published.instrument_version) == (NAME, INSTRUMENT.version)
    assert published.facts == FACTS
    assert [block.code for block in published.blocks] == [b.code for b in INSTRUMENT.blocks]
