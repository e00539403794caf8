"""Which advice is chosen: tables with findings made by hand, and properties for any findings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.advice import patterns
from reports.advice.library import PATTERNS, load_library
from reports.advice.rules import AdvicePlan, choose
from reports.advice.types import Horizon
from reports.findings import (
    BlockFinding,
    Certainty,
    Findings,
    Gap,
    GapClass,
    Level,
    Signal,
    find,
)
from reports.published import Number, Published, PublishedBlock, Shown
from reports.samenhang import RULES
from scan.instrument.load import load
from scan.roles import ROLES, Role
from tests.reports import factories

LIBRARY = load_library()
INSTRUMENT = load(LIBRARY.instrument)
BLOCKS = ("IW", "RV", "ST", "LO", "OI", "EO")
DIR, HR, LG, MW = ROLES
FEATURES = {block.code: [f.code for f in block.features] for block in INSTRUMENT.blocks}


def gap(difference: int, gap_class: GapClass = GapClass.LARGE) -> Gap:
    return Gap(
        leading=Number(50 + difference),
        employees=Number(50),
        leading_group="DIR+HR+LG",
        difference=difference,
        smallest_n=12,
        gap_class=gap_class,
        wording_note=False,
    )


NO_GAP = gap(3, GapClass.NONE)


def block(code: str, level: Level | None = Level.MIDDLE, **changes: object) -> BlockFinding:
    score = {None: None, Level.LOW: 40, Level.MIDDLE: 60, Level.HIGH: 80}[level]
    given = {
        "code": code,
        "number": BLOCKS.index(code) + 1,
        "score": None if score is None else Number(score),
        "level": level,
        "margin": 4,
        "borderline": False,
        "agreement": None,
        "gap": None,
        "signals": 0,
        "priority": None if score is None else 100.0 - score,
        "lowest_feature": FEATURES[code][0] if level else None,
    }
    return BlockFinding(**(given | changes))


def findings(
    *special: BlockFinding, priorities: tuple[str, ...] = ("LO", "EO", "OI"), **changes: object
) -> Findings:
    made = {code: block(code) for code in BLOCKS} | {b.code: b for b in special}
    given = {
        "blocks": tuple(made[code] for code in BLOCKS),
        "integrality": None,
        "strongest": "ST",
        "weak_link": None,
        "priorities": priorities,
        "signals": (),
        "response_differs": False,
        "total_mixes_views": False,
        "only_leading": False,
    }
    return Findings(**(given | changes))


def published(
    scores: Mapping[str, int] | None = None,
    roles: tuple[Role, ...] = ROLES,
    only_leading: bool = False,
) -> Published:
    """A total of 40 people; kenmerken stand at 60 unless `scores` says otherwise."""
    numbers = dict.fromkeys([f for codes in FEATURES.values() for f in codes], 60) | (scores or {})
    cells = {
        code: Shown(
            n=40,
            score=Number(60),
            features={f: Number(numbers[f]) for f in codes},
            margin=4,
            agreement=None,
            dont_know=None,
        )
        for code, codes in FEATURES.items()
    }
    return Published(
        schema=1,
        instrument=LIBRARY.instrument,
        instrument_version=INSTRUMENT.version,
        scoring_version="1",
        facts=factories.facts(),
        roles=roles,
        groups=(factories.group("totaal", 40, 50, roles, "total"),),
        blocks=tuple(PublishedBlock(code, {"totaal": cells[code]}, False) for code in BLOCKS),
        only_leading=only_leading,
    )


def signal(rule: str, difference: int = 20) -> Signal:
    found = next(r for r in RULES if r.id == rule)
    return Signal(
        rule=rule,
        kind=found.kind,
        blocks=found.blocks,
        feature_a=found.a,
        feature_b=found.b,
        group_a="totaal",
        group_b="totaal",
        a=Number(60 + difference),
        b=Number(60),
        difference=difference,
        certainty=Certainty.SIGNAL,
    )


def advice(plan: AdvicePlan, block_code: str, role: Role) -> str:
    return next(a.advice.id for a in plan.plan if (a.block, a.role) == (block_code, role))


class TestAdvicePerBlock:
    @pytest.mark.parametrize(("level", "letter"), [(Level.LOW, "L"), (Level.HIGH, "H")])
    def test_the_level_selects_the_list(self, level: Level, letter: str) -> None:
        plan = choose(findings(block("RV", level)), published(), LIBRARY)
        ids = [a.id for role in ROLES for a in plan.by_block["RV"][role]]
        assert len(ids) >= 8
        assert {id.split("-")[2] for id in ids} == {letter}

    @pytest.mark.parametrize(
        ("lowest", "first"),
        [
            ({}, "ADV-IW-M-HR-1"),  # equal: the order of the library
            ({"IW-VAR": 41}, "ADV-IW-M-HR-1"),
            ({"IW-COM": 41}, "ADV-IW-M-HR-2"),
            ({"IW-UIT": 41}, "ADV-IW-M-HR-3"),
            ({"IW-AUT": 20, "IW-UIT": 41}, "ADV-IW-M-HR-3"),  # none on IW-AUT: the next lowest
        ],
    )
    def test_the_lowest_kenmerk_comes_first(self, lowest: dict[str, int], first: str) -> None:
        plan = choose(findings(), published(lowest), LIBRARY)
        assert plan.by_block["IW"][HR][0].id == first

    def test_the_rest_follows_from_low_to_high(self) -> None:
        scores = {"IW-VAR": 62, "IW-COM": 55, "IW-UIT": 58}
        plan = choose(findings(), published(scores), LIBRARY)
        order = [advice.feature for advice in plan.by_block["IW"][HR]]
        assert order == ["IW-COM", "IW-UIT", "IW-VAR"]

    def test_a_hidden_block_gets_none(self) -> None:
        plan = choose(findings(block("EO", None)), published(), LIBRARY)
        assert list(plan.by_block) == ["IW", "RV", "ST", "LO", "OI"]
        assert {action.block for action in plan.plan} == {"LO", "OI"}
        assert "EO" not in plan.patterns

    def test_nothing_shown_nothing_advised(self) -> None:
        firm = factories.too_small()
        plan = choose(find(firm, INSTRUMENT), firm, LIBRARY)
        assert plan.by_block == {}
        assert plan.plan == plan.three == plan.gaps == plan.signals == ()
        assert plan.lever is None


class TestPlan:
    def test_priority_blocks_times_roles_in_order(self) -> None:
        plan = choose(findings(), published(), LIBRARY)
        expected = list(product(("LO", "EO", "OI"), ROLES))
        assert [(action.block, action.role) for action in plan.plan] == expected

    def test_without_action_for_this_week_the_last_block_gives_one(self) -> None:
        """HR's first advices here are for the quarter or the year in all three blocks."""
        scores = {"LO-VIS": 40, "EO-COC": 40, "OI-EVA": 40}
        plan = choose(findings(), published(scores), LIBRARY)
        assert advice(plan, "LO", HR) == "ADV-LO-M-HR-1"
        assert advice(plan, "EO", HR) == "ADV-EO-M-HR-1"
        assert plan.by_block["OI"][HR][0].id == "ADV-OI-M-HR-1"
        assert advice(plan, "OI", HR) == "ADV-OI-M-HR-3"

    def test_with_one_nothing_is_swapped(self) -> None:
        scores = {"LO-VIS": 40, "EO-ONT": 40, "EO-COC": 60, "OI-EVA": 40}
        plan = choose(findings(block("EO", Level.LOW)), published(scores), LIBRARY)
        assert advice(plan, "EO", MW) == "ADV-EO-L-MW-1"  # this week
        assert advice(plan, "OI", MW) == plan.by_block["OI"][MW][0].id

    def test_roles_that_do_not_exist_get_nothing(self) -> None:
        firm = published(roles=(DIR, MW))
        spoken = findings(block("LO", gap=gap(20)), signals=(signal("SH-01"),))
        plan = choose(spoken, firm, LIBRARY)
        assert plan.roles == (DIR, MW)
        assert {action.role for action in plan.plan} == {DIR, MW}
        assert all(tuple(roles) == (DIR, MW) for roles in plan.by_block.values())
        assert tuple(plan.gaps[0].actions) == (DIR, MW)
        assert tuple(plan.signals[0][1].actions) == (DIR, MW)

    def test_no_advice_for_medewerkers_who_did_not_answer(self) -> None:
        plan = choose(findings(only_leading=True), published(only_leading=True), LIBRARY)
        assert plan.roles == (DIR, HR, LG)
        assert MW not in {action.role for action in plan.plan}


class TestThree:
    def test_one_per_priority_block_and_three_different_roles(self) -> None:
        plan = choose(findings(), published(), LIBRARY)
        assert [action.block for action in plan.three] == ["LO", "EO", "OI"]
        assert len({action.role for action in plan.three}) == 3
        assert all(action in plan.plan for action in plan.three)

    @pytest.mark.parametrize(
        ("scores", "roles"),
        [
            # This week: everybody on LO, only LG on EO, only MW on OI.
            ({"LO-ROL": 40, "EO-ONT": 40, "OI-EVA": 40}, (DIR, LG, MW)),
            # This week: everybody on LO, only LG on EO, only DIR on OI. HR speaks before MW.
            ({"LO-ROL": 40, "EO-ONT": 40, "OI-SYS": 40}, (HR, LG, DIR)),
        ],
    )
    def test_this_week_first_then_speaking_order(
        self, scores: dict[str, int], roles: tuple[Role, ...]
    ) -> None:
        plan = choose(findings(), published(scores), LIBRARY)
        assert tuple(action.role for action in plan.three) == roles
        assert all(action.is_for_this_week for action in plan.three)

    def test_different_roles_go_before_this_week(self) -> None:
        """Only LG can start this week on EO and OI; directie takes EO for the quarter."""
        scores = {"EO-ONT": 40, "OI-VAS": 40, "OI-BEO": 41, "LO-ROL": 40}
        firm = published(scores, roles=(DIR, HR, LG))
        plan = choose(findings(priorities=("EO", "OI", "LO")), firm, LIBRARY)
        assert [action.role for action in plan.three] == [DIR, LG, HR]
        assert [action.is_for_this_week for action in plan.three] == [False, True, True]

    def test_two_roles_share_three_actions(self) -> None:
        plan = choose(findings(), published(roles=(DIR, MW)), LIBRARY)
        assert [action.block for action in plan.three] == ["LO", "EO", "OI"]
        assert {action.role for action in plan.three} == {DIR, MW}

    def test_with_fewer_priorities_there_are_fewer(self) -> None:
        assert len(choose(findings(priorities=("LO",)), published(), LIBRARY).three) == 1


class TestGapsSignalsLever:
    @pytest.mark.parametrize(
        ("found", "direction"),
        [
            (gap(23), "leiding_hoger"),
            (gap(-12, GapClass.NOTICEABLE), "medewerkers_hoger"),
            (gap(16, GapClass.POSSIBLE), "leiding_hoger"),
            (NO_GAP, None),
            (None, None),
        ],
    )
    def test_gap_advice_for_a_clear_gap(self, found: Gap | None, direction: str | None) -> None:
        plan = choose(findings(block("RV", gap=found)), published(), LIBRARY)
        assert [g.direction for g in plan.gaps] == ([direction] if direction else [])

    def test_largest_difference_first(self) -> None:
        spoken = findings(
            block("IW", gap=gap(12)), block("ST", gap=gap(-25)), block("EO", gap=gap(12))
        )
        plan = choose(spoken, published(), LIBRARY)
        assert [g.block for g in plan.gaps] == ["ST", "IW", "EO"]

    def test_three_signals_at_most_in_the_order_found(self) -> None:
        fired = tuple(signal(f"SH-{n:02d}") for n in (5, 1, 9, 2))
        plan = choose(findings(signals=fired), published(), LIBRARY)
        assert [text.rule for _, text in plan.signals] == ["SH-05", "SH-01", "SH-09"]
        assert [found for found, _ in plan.signals] == list(fired[:3])

    @pytest.mark.parametrize("strongest", ["ST", None])
    def test_the_lever_is_the_strongest_block(self, strongest: str | None) -> None:
        assert choose(findings(strongest=strongest), published(), LIBRARY).lever == strongest


class TestPatterns:
    @pytest.mark.parametrize(
        ("level", "found", "agreement", "expected"),
        [
            (Level.LOW, None, None, "low"),
            (Level.LOW, NO_GAP, None, "low_shared"),
            (Level.LOW, gap(15), None, "low_leading_higher"),
            (Level.LOW, gap(-15), None, "employees_higher"),
            (Level.MIDDLE, None, None, "middle"),
            (Level.MIDDLE, NO_GAP, "eensgezind", "middle"),
            (Level.MIDDLE, NO_GAP, "verdeeld", "middle_divided"),
            (Level.MIDDLE, gap(15), "verdeeld", "middle_leading_higher"),
            (Level.HIGH, None, None, "high"),
            (Level.HIGH, gap(15), None, "high_leading_higher"),
            (Level.HIGH, gap(-15), None, "employees_higher"),
            (None, None, None, None),
        ],
    )
    def test_of_a_block(
        self, level: Level | None, found: Gap | None, agreement: str | None, expected: str | None
    ) -> None:
        made = block("LO", level, gap=found, agreement=agreement)
        assert patterns.of_block(made, findings(made)) == expected

    def test_high_beside_a_signal_that_is_shown(self) -> None:
        high = block("ST", Level.HIGH, signals=1)
        shown = findings(high, signals=(signal("SH-05"),))
        fourth = findings(
            high, signals=(*(signal(r) for r in ("SH-01", "SH-02", "SH-03")), signal("SH-05"))
        )
        assert patterns.of_block(high, shown) == "high_mixed"
        assert patterns.of_block(high, fourth) == "high"

    def test_every_code_has_words(self) -> None:
        assert set(LIBRARY.patterns) == set(PATTERNS)


LEVELS = st.sampled_from([*Level, None])
CLASSES = st.sampled_from(list(GapClass))
GAPS = st.none() | st.builds(gap, st.integers(-60, 60), CLASSES)


@st.composite
def any_findings(draw: st.DrawFn) -> Findings:
    blocks = [
        block(
            code,
            draw(LEVELS),
            gap=draw(GAPS),
            agreement=draw(st.sampled_from(["eensgezind", "wisselend", "verdeeld", None])),
        )
        for code in BLOCKS
    ]
    shown = [b.code for b in blocks if b.level]
    fired = draw(st.lists(st.sampled_from([r.id for r in RULES]), unique=True, max_size=6))
    return findings(
        *blocks,
        priorities=tuple(draw(st.permutations(shown)))[:3],
        strongest=draw(st.sampled_from([*shown, None])),
        signals=tuple(signal(rule) for rule in fired),
    )


@st.composite
def any_published(draw: st.DrawFn) -> Published:
    features = [f for codes in FEATURES.values() for f in codes]
    scores = draw(st.fixed_dictionaries({f: st.integers(5, 95) for f in features}))
    roles = draw(st.sets(st.sampled_from(ROLES), min_size=1))
    only_leading = draw(st.booleans()) and roles != {MW}
    return published(scores, tuple(r for r in ROLES if r in roles), only_leading)


@settings(max_examples=150, deadline=None)
@given(any_findings(), any_published())
def test_whatever_is_found(spoken: Findings, firm: Published) -> None:
    plan = choose(spoken, firm, LIBRARY)
    roles = [r for r in firm.roles if not (r is MW and firm.only_leading)]
    assert plan == choose(spoken, firm, LIBRARY)
    assert len(plan.plan) == len(spoken.priorities) * len(roles)
    assert len(plan.three) == len(spoken.priorities)
    assert len({a.role for a in plan.three}) == min(len(roles), len(plan.three))
    assert len(plan.signals) <= 3
    for role in roles if spoken.priorities else ():
        horizons = {a.advice.horizon for a in plan.plan if a.role is role}
        assert Horizon.THIS_WEEK in horizons
    for action in plan.plan:
        assert (action.advice.block, action.advice.role) == (action.block, action.role)
        assert action.advice.level is spoken.block(action.block).level
    shown = {b.code for b in spoken.blocks if b.level}
    assert set(plan.by_block) == set(plan.patterns) == shown
    assert set(plan.patterns.values()) <= set(PATTERNS)


@pytest.mark.parametrize("firm", factories.FIRMS.values(), ids=factories.FIRMS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_very_different_firms(firm, language: str) -> None:
    """The whole route of a frozen result: nothing raises, everything has words."""
    frozen = firm()
    plan = choose(find(frozen, INSTRUMENT), frozen, LIBRARY)
    for found, text in plan.signals:
        assert str(found.a) in text.message(found, language)
    for code in plan.patterns.values():
        assert LIBRARY.patterns[code][language]
    for action in plan.plan:
        assert all(LIBRARY.source_label(s, language) for s in action.advice.sources)
        assert LIBRARY.noticed[action.advice.feature][language]
