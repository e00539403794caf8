"""For any firm: nobody's answers follow from what is published, and nobody's place in a group does.

Two kinds of proof. The published sums as a matrix: the indicator of no set of one to four protected
people lies in its row space (nor of one to nine, for anything with spread). And exchange: when
people of one published group swap answers, not a byte of the result or its meaning changes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.findings import find
from reports.privacy import DETAIL, K, Plan, plan, plan_block, release
from reports.published import Published, PublishedBlock, Shown
from reports.published_json import canonical
from scan.roles import ROLES, Role
from scan.scoring import score
from tests.reports.attacker import Set, solvable, solvable_unions
from tests.reports.paper import (
    FACTS,
    INSTRUMENT,
    NAME,
    PaperScores,
    Person,
    consenting,
    count,
    make_firm,
    publish,
)

COUNTS = (0, 1, 2, 3, 4, 5, 6, 9, 10, 11)
SMALL = {"DIR": 2, "HR": 2, "LG": 5, "MW": 6}
LARGE = {"DIR": 12, "HR": 12, "LG": 12, "MW": 12}


@st.composite
def firms(draw, most: dict[str, int], agree: bool | None = None) -> list[Person]:
    counts = {role: draw(st.integers(0, n)) for role, n in most.items()}
    gaps = draw(st.sampled_from([0.0, 0.1, 0.25]))
    people = make_firm(counts, draw(st.integers(0, 2**32)), gaps=gaps)
    agreed = draw(st.booleans()) if agree is None else agree
    return consenting(people) if agreed else people


# What is published, as groups of people -------------------------------------------------------


@cache
def roles_of(code: str) -> Set:
    """The roles behind a group, read from its code alone."""
    named = {"totaal": ROLES, "DIR*": "DIR", "leiding": ["DIR", "HR", "LG"]}
    roles = named.get(code, code.split("+"))
    return frozenset([Role.DIR] if roles == "DIR" else map(Role, roles))


def told(block: PublishedBlock, kind: str) -> list[str]:
    """Codes of the groups of which this is published: a mean, or something about spread."""
    shown = {code: c for code, c in block.groups.items() if isinstance(c, Shown)}
    parts = {
        "mean": lambda cell: True,
        "spread": lambda cell: (cell.margin, cell.agreement) != (None, None),
        "dont_know": lambda cell: cell.dont_know is not None,
    }
    return [code for code, cell in shown.items() if parts[kind](cell)]


def agreed(people: Iterable[Person]) -> list[Role]:
    directors = [person.shown_apart for person in people if person.role is Role.DIR]
    return [Role.DIR] if directors and all(directors) else []


def leaks_of_people(people: list[Person], published: Published) -> list[Set]:
    """Sets of too few people that can be solved, person by person."""
    own = agreed(people)
    apart = [i for i, person in enumerate(people) if person.role in own]
    found: list[Set] = []
    for block in published.blocks:
        valid = [i for i, p in enumerate(people) if p.is_valid(INSTRUMENT.block(block.code))]
        for kind, least, whose in (
            ("mean", K, valid),
            ("mean", K, range(len(people))),  # n itself: a sum of who has a valid block
            ("spread", K, valid),  # up to nine people: by roles, below
        ):
            groups = [
                frozenset(i for i in whose if people[i].role in roles_of(code))
                for code in told(block, kind)
            ]
            found += solvable(groups, list(whose), least, [i for i in apart if i in whose])
    return found


def leaks_of_roles(people: list[Person], published: Published) -> list[tuple]:
    """The same for large firms: people of one role are in the same groups."""
    found = []
    for block in published.blocks:
        n = count(p.role for p in people if p.is_valid(INSTRUMENT.block(block.code)))
        for kind, least in (("mean", K), ("spread", DETAIL), ("dont_know", DETAIL)):
            groups = {roles_of(code) for code in told(block, kind)}
            found += list(too_few(groups, n, agreed(people), least))
    return found


def too_few(groups: Iterable[Set], n: dict[Role, int], own: list[Role], least: int) -> Iterator:
    present = frozenset(role for role in ROLES if n[role])
    for union in solvable_unions(frozenset(group & present for group in groups), present):
        if 0 < sum(n[role] for role in union if role not in own) < least:
            yield groups, union


# Nothing can be solved ------------------------------------------------------------------------


@settings(max_examples=40)
@given(firms(SMALL))
def test_no_set_of_one_to_four_people_can_be_solved(people):
    assert leaks_of_people(people, publish(people)) == []


@settings(max_examples=30)
@given(firms(LARGE))
def test_no_small_group_can_be_solved_in_a_larger_firm(people):
    assert leaks_of_roles(people, publish(people)) == []


@settings(max_examples=30)
@given(firms(LARGE), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_headcounts_make_nothing_solvable(people, absent):
    """People who did not answer change which groups are shown, never what can be solved."""
    here = count(person.role for person in people)
    invited = {role: here[role] + more for role, more in zip(ROLES, absent, strict=True)}
    assert leaks_of_roles(people, publish(people, invited)) == []


@settings(max_examples=100)
@given(firms(LARGE), st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_the_headcounts_bound_what_can_be_solved(people, numbers):
    """However many answers there are, and whoever made them up: every group that can be solved
    has at least five people by the headcounts too, and ten for anything with spread."""
    invited = dict(zip(ROLES, numbers, strict=True))
    own, here = agreed(people), {person.role for person in people}
    present = frozenset(role for role in ROLES if invited[role] or role in here)
    for block in publish(people, invited).blocks:
        for kind, least in (("mean", K), ("spread", DETAIL), ("dont_know", DETAIL)):
            groups = frozenset(roles_of(code) & present for code in told(block, kind))
            for union in solvable_unions(groups, present):
                protected = union - set(own)
                assert not protected or sum(invited[role] for role in protected) >= least


def plans_of_every_firm() -> Iterator[tuple[Plan, dict[Role, int], list[Role]]]:
    """All firms of 0-6, 9, 10 or 11 people per role: with and without consent and headcounts, and
    with one valid block fewer in each role."""
    for numbers in product(COUNTS, repeat=4):
        n = dict(zip(ROLES, numbers, strict=True))
        invited = {role: max(1, n[role]) for role in ROLES}
        situations = [(n, False, [])]
        situations += [(n, True, [Role.DIR])] if n[Role.DIR] else []
        situations += [(invited, False, [])] if invited != n else []
        for asked, consent, own in situations:
            chosen = plan(n, asked, consent)
            yield chosen, n, own
            for role in ROLES:
                if n[role]:
                    fewer = n | {role: n[role] - 1}
                    yield plan_block(chosen, fewer), fewer, own


def test_no_small_group_can_be_solved_for_any_role_counts():
    checked = 0
    for chosen, n, own in plans_of_every_firm():
        groups = {roles_of(cell.code) for cell in chosen.cells}
        spread = {roles_of(cell.code) for cell in chosen.cells if cell.spread}
        assert next(too_few(groups, n, own, K), None) is None
        assert next(too_few(spread, n, own, DETAIL), None) is None
        checked += 1
    assert checked > 90_000


def test_the_checker_finds_the_leaks_of_the_simple_rule():
    """Showing every role of at least five beside the total leaks in 4,780 of 10,000 firms: so an
    independent count, made for the design of this rule, says too."""
    leaking = 0
    for numbers in product(COUNTS, repeat=4):
        n = dict(zip(ROLES, numbers, strict=True))
        groups = {frozenset([role]) for role in ROLES if n[role] >= K}
        if sum(numbers) >= K:
            groups.add(frozenset(ROLES))
        leaking += next(too_few(groups, n, [], K), None) is not None
    assert leaking == 4780


def test_the_checker_finds_one_person():
    """Total and medewerkers of a firm with one director: the director follows."""
    groups = [frozenset("abcdefX"), frozenset("abcdef")]
    assert solvable(groups, "abcdefX", K) == [frozenset("X")]
    assert solvable(groups, "abcdefX", K, agreed="X") == []
    assert solvable(groups[:1], "abcdefX", K) == []


# Exchange changes nothing ---------------------------------------------------------------------


def bytes_of(published: Published) -> str:
    """Everything that pages and reports are made from."""
    return canonical(published) + repr(find(published, INSTRUMENT))


def smallest_group(person: Person, chosen: Plan) -> frozenset[Role]:
    """The roles in the smallest published group of this person."""
    parts = chosen.cells[0].parts
    return frozenset(next(part for part in parts if person.role in part))


def partner(people: list[Person], chosen: Plan, chance: random.Random) -> tuple[int, int] | None:
    """Two people of one published group, of different roles where that is possible."""
    pairs = [
        (a, b)
        for a, one in enumerate(people)
        for b, other in enumerate(people)
        if a < b and smallest_group(one, chosen) == smallest_group(other, chosen)
    ]
    mixed = [(a, b) for a, b in pairs if people[a].role != people[b].role]
    return chance.choice(mixed or pairs) if pairs else None


def swapped(people: list[Person], a: int, b: int, items: Iterable[str]) -> list[Person]:
    """a and b exchange their answers to these items."""
    one, other, items = people[a], people[b], list(items)
    people = list(people)
    people[a] = replace(one, answers={**one.answers, **{i: other.answers[i] for i in items}})
    people[b] = replace(other, answers={**other.answers, **{i: one.answers[i] for i in items}})
    return people


def plan_of(people: list[Person]) -> Plan:
    n = count(person.role for person in people)
    return plan(n, n, bool(agreed(people)))


@settings(max_examples=30)
@given(firms(SMALL | {"MW": 12}), st.integers(0, 2**32))
def test_exchanging_whole_answer_sheets_changes_no_byte(people, seed):
    chance, chosen = random.Random(seed), plan_of(people)
    assume(chosen.cells)
    pair = partner(people, chosen, chance)
    assume(pair)
    other = swapped(people, *pair, INSTRUMENT.codes)
    assert bytes_of(publish(other)) == bytes_of(publish(people))
    chance.shuffle(other)
    assert bytes_of(publish(other)) == bytes_of(publish(people))


@settings(max_examples=30)
@given(firms(SMALL | {"MW": 12}), st.integers(0, 2**32))
def test_exchanging_one_block_changes_no_byte(people, seed):
    """Also in a block that falls back to the total: there leading and medewerkers may swap."""
    chance = random.Random(seed)
    block = chance.choice(INSTRUMENT.blocks)
    valid = [p for p in people if p.is_valid(block)]
    now = plan_block(plan_of(people), count(p.role for p in valid))
    assume(now.cells)
    pair = partner(valid, now, chance)
    assume(pair)
    places = [i for i, p in enumerate(people) if p.is_valid(block)]
    other = swapped(people, *(places[i] for i in pair), [item.code for item in block.items])
    assert bytes_of(publish(other)) == bytes_of(publish(people))


@st.composite
def firms_with_one_leading_part(draw) -> tuple[list[Person], list[Person]]:
    """Five to eight leaders, never enough in one role, and medewerkers; all answered everything."""
    leading = {"DIR": draw(st.integers(1, 2)), "HR": draw(st.integers(1, 2))}
    leading["LG"] = draw(st.integers(3, 4))
    crew = {"MW": draw(st.integers(5, 12))}
    seed = draw(st.integers(0, 2**32))
    return make_firm(leading, seed, gaps=0), make_firm(crew, seed, gaps=0)


@settings(max_examples=40)
@given(firms_with_one_leading_part(), st.integers(0, 2**32))
def test_moving_answers_within_a_hidden_group_changes_no_byte(firm, seed):
    """Director, HR and managers trade single answers; their part, too small for spread, stays."""
    leading, crew = firm
    chance, other = random.Random(seed), leading
    assert plan_of(leading + crew).cell("DIR+HR+LG")
    for code in INSTRUMENT.codes:
        other = swapped(other, *chance.sample(range(len(leading)), 2), [code])
    assert bytes_of(publish(other + crew)) == bytes_of(publish(leading + crew))


@settings(max_examples=25)
@given(firms({"DIR": 2, "HR": 2, "LG": 8, "MW": 12}), st.integers(0, 2**32))
def test_the_real_scoring_keeps_the_promise_too(people, seed):
    """The same exchange through pandas; and both scorers publish the same bytes."""
    chance, chosen = random.Random(seed), plan_of(people)
    assume(chosen.cells)
    pair = partner(people, chosen, chance)
    assume(pair)
    other = swapped(people, *pair, INSTRUMENT.codes)
    chance.shuffle(other)
    assert bytes_of(publish_with_pandas(other)) == bytes_of(publish_with_pandas(people))
    assert bytes_of(publish_with_pandas(people)) == bytes_of(publish(people))


def publish_with_pandas(people: list[Person]) -> Published:
    rows = [
        {"role": p.role.value, "unusable": False, "shown_apart": p.shown_apart, **p.answers}
        for p in people
    ]
    frame = pd.DataFrame.from_records(rows)
    frame = frame.astype(dict.fromkeys(INSTRUMENT.codes, "float64"))
    invited = count(p.role for p in people)
    return release(score(frame, INSTRUMENT), INSTRUMENT, invited, FACTS, NAME)


def test_exchange_between_groups_does_change_the_result():
    """The check can fail: swapping a director and a medewerker of different parts shows."""
    people = make_firm({"DIR": 1, "HR": 1, "LG": 3, "MW": 15}, seed=3, gaps=0)
    other = swapped(people, 0, len(people) - 1, INSTRUMENT.codes)
    assert bytes_of(publish(other)) != bytes_of(publish(people))


# The ends of the scale ------------------------------------------------------------------------


@pytest.mark.parametrize("crew", [5, 9, 10, 40])
def test_near_the_end_of_the_scale_nothing_tells_how_near(crew):
    """Five leaders who all answer 5 look like five of whom one gave two lower answers, also when
    block, total and medewerkers are compared."""
    leaders = make_alike("LG", 5, 5)
    milder = [*leaders[1:], lowered(leaders[0], ["RV-FOU-1", "RV-FOU-2"])]
    crew_answers = make_alike("MW", crew, 3)
    assert bytes_of(publish(leaders + crew_answers)) == bytes_of(publish(milder + crew_answers))


@pytest.mark.parametrize("leaders", [0, 10])
def test_people_who_answer_alike_look_like_people_who_almost_do(leaders):
    """The margin never says that twelve people gave the same answers."""
    others = make_firm({"LG": leaders}, seed=1, gaps=0)
    alike = make_alike("MW", 12, 4)
    items = ["RV-FOU-1", "RV-FOU-2"]
    nearly = [lowered(alike[0], items), raised(alike[1], items), *alike[2:]]
    assert bytes_of(publish(others + nearly)) == bytes_of(publish(others + alike))


def make_alike(role: str, n: int, answer: int) -> list[Person]:
    return [Person(Role(role), dict.fromkeys(INSTRUMENT.codes, answer))] * n


def lowered(person: Person, codes: list[str]) -> Person:
    return replace(person, answers={**person.answers, **{c: person.answers[c] - 1 for c in codes}})


def raised(person: Person, codes: list[str]) -> Person:
    return replace(person, answers={**person.answers, **{c: person.answers[c] + 1 for c in codes}})


def test_paper_scores_answer_what_the_gate_asks():
    people = make_firm({"DIR": 1, "MW": 6}, seed=5)
    assert PaperScores(tuple(people)).usable() == {"DIR": 1, "HR": 0, "LG": 0, "MW": 6}
