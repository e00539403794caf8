"""What holds for every firm: scoring against a slow reference in fractions, and its promises."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction
from statistics import fmean

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scan.instrument.load import load
from scan.roles import ROLES, Role
from scan.scoring import score

INSTRUMENT = load("leercultuur_mkb_1")
DONT_KNOW, EMPTY = 0, None
BLOCKS = st.sampled_from(INSTRUMENT.blocks)
EVERYBODY = frozenset(ROLES)
USABLE = st.just(False)


@dataclasses.dataclass(frozen=True)
class Person:
    role: Role
    answers: tuple[int | None, ...]  # in the order asked; 1-5, 0 = weet ik niet, None = empty
    unusable: bool = False


@st.composite
def firms(draw, *, least=1, unusable=USABLE):
    """A block and people who answered it, some of them with gaps."""
    block = draw(BLOCKS)
    answer = st.sampled_from([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, DONT_KNOW, EMPTY])
    answers = st.tuples(*[answer] * len(block.items))
    person = st.builds(Person, st.sampled_from(ROLES), answers, unusable)
    return block, draw(st.lists(person, min_size=least, max_size=9))


groups = st.frozensets(st.sampled_from(ROLES), min_size=1)


def measured(block, people):
    """Scores of these people on an instrument of this one block."""
    codes = [item.code for item in block.items]
    frame = pd.DataFrame([person.answers for person in people], columns=codes, dtype="float64")
    frame["role"] = pd.Series([str(person.role) for person in people], dtype="str")
    frame["unusable"] = pd.Series([person.unusable for person in people], dtype=bool)
    frame["shown_apart"] = False
    return score(frame, dataclasses.replace(INSTRUMENT, blocks=(block,)))


def statistics(block, people, roles=EVERYBODY):
    """BlockStatistics, or None when nobody in the group is valid."""
    return group(measured(block, people), block, roles)


def group(scores, block, roles):
    anybody = any(scores.valid(block.code)[role] for role in roles)
    return scores.statistics(block.code, roles) if anybody else None


# The reference: rules 1 to 5 word by word, one person and one fraction at a time


def reference_person(block, answers):
    """(block score, kenmerken with the missing ones filled), or None when not valid."""
    given_answers = {
        item.code: answer for item, answer in zip(block.items, answers, strict=True) if answer
    }
    kenmerken = {}
    for feature in block.features:
        points = [
            Fraction(25 * (given_answers[item.code] - 1))
            for item in feature.items
            if item.code in given_answers
        ]
        if len(points) >= math.ceil(len(feature.items) / 2):
            kenmerken[feature.code] = sum(points) / len(points)
    enough_features = len(kenmerken) >= math.ceil(Fraction(2, 3) * len(block.features))
    if not enough_features or len(given_answers) < len(block.items) / 2:
        return None
    mean = sum(kenmerken.values()) / len(kenmerken)
    return mean, {feature.code: kenmerken.get(feature.code, mean) for feature in block.features}


def reference_variance(values):
    if len(values) < 2:
        return None
    mean = Fraction(sum(values)) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def reference_statistics(block, people, roles):
    rows = [
        (valid, person.answers)
        for person in people
        if person.role in roles and not person.unusable
        if (valid := reference_person(block, person.answers))
    ]
    if not rows:
        return None
    n = len(rows)
    columns = zip(*(answers for _, answers in rows), strict=True)
    items = [[answer for answer in column if answer] for column in columns]
    variances = [v for v in map(reference_variance, items) if v is not None]
    anchors = items[block.items.index(block.anchor)]
    return {
        "n": n,
        "mean": sum(mean for (mean, _), _ in rows) / n,
        "features": {
            feature.code: sum(filled[feature.code] for (_, filled), _ in rows) / n
            for feature in block.features
        },
        "variance": reference_variance([mean for (mean, _), _ in rows]),
        "item_variance": sum(variances) / len(variances) if variances else None,
        "anchor": Fraction(25 * (sum(anchors) - len(anchors)), len(anchors)) if anchors else None,
        "anchor_n": len(anchors),
        "dont_know": Fraction(
            sum(answers.count(DONT_KNOW) for _, answers in rows), n * len(block.items)
        ),
    }


@given(firms(unusable=st.booleans()), groups)
def test_equal_to_the_reference(firm, roles):
    block, people = firm
    ours, slow = statistics(block, people, roles), reference_statistics(block, people, roles)
    assert (ours is None) == (slow is None)
    if ours is None:
        return
    assert ours.n == slow["n"]
    # not merely close: the nearest float to the exact fraction
    assert ours.mean == float(slow["mean"])
    assert dict(ours.features) == {code: float(mean) for code, mean in slow["features"].items()}
    assert ours.anchor == (None if slow["anchor"] is None else float(slow["anchor"]))
    assert ours.anchor_n == slow["anchor_n"]
    assert ours.dont_know == float(slow["dont_know"])
    assert (ours.sd is None) == (slow["variance"] is None)
    assert (ours.item_variance is None) == (slow["item_variance"] is None)
    if ours.sd is not None:
        assert ours.sd == pytest.approx(math.sqrt(slow["variance"]), rel=1e-12)
    if ours.item_variance is not None:
        assert ours.item_variance == pytest.approx(float(slow["item_variance"]), rel=1e-12)


@given(firms(unusable=st.booleans()))
def test_counts_per_role(firm):
    block, people = firm
    scores = measured(block, people)
    for role in ROLES:
        usable = [person for person in people if person.role == role and not person.unusable]
        valid = [person for person in usable if reference_person(block, person.answers)]
        assert scores.usable()[role] == len(usable)
        assert scores.valid(block.code)[role] == len(valid)


@given(firms())
def test_the_block_is_the_mean_of_its_kenmerken(firm):
    block, people = firm
    result = statistics(block, people)
    assume(result is not None)
    assert result.mean == pytest.approx(fmean(result.features.values()), abs=1e-9)


@given(firms())
def test_every_valid_person_has_every_kenmerk_so_n_is_the_same(firm):
    block, people = firm
    scores = measured(block, people).blocks[block.code]
    filled = scores.filled[scores.valid]
    assert (filled.sum(axis=1) == len(block.features) * scores.score[scores.valid]).all()
    assert (scores.feature_valid[scores.valid].sum(axis=1) >= block.min_features).all()


@given(firms())
def test_bounds(firm):
    block, people = firm
    result = statistics(block, people)
    assume(result is not None)
    assert 0 <= result.mean <= 100
    assert all(0 <= mean <= 100 for mean in result.features.values())
    assert result.anchor is None or 0 <= result.anchor <= 100
    assert result.sd is None or 0 <= result.sd <= 50 * math.sqrt(result.n / (result.n - 1)) + 1e-9
    assert result.item_variance is None or 0 <= result.item_variance <= 8  # two people: 1 and 5
    assert 0 <= result.dont_know <= 0.5  # half of the items must be answered


@given(firms(), st.data())
def test_a_higher_answer_never_lowers_a_score(firm, data):
    block, people = firm
    who = data.draw(st.integers(0, len(people) - 1))
    what = data.draw(st.integers(0, len(block.items) - 1))
    before = people[who].answers[what]
    assume(before in (1, 2, 3, 4) and reference_person(block, people[who].answers))
    higher = list(people[who].answers)
    higher[what] = data.draw(st.integers(before + 1, 5))
    raised = [*people]
    raised[who] = dataclasses.replace(people[who], answers=tuple(higher))

    old, new = statistics(block, people), statistics(block, raised)
    assert new.n == old.n
    assert new.mean >= old.mean
    assert all(new.features[code] >= old.features[code] for code in old.features)
    # it counts wherever the kenmerk counts
    feature = block.items[what].feature
    counts = reference_person(block, people[who].answers)[1][feature]
    if reference_person(block, tuple(higher))[1][feature] > counts:
        assert new.mean > old.mean
        assert new.features[feature] > old.features[feature]


@given(firms(least=2), st.data())
def test_exchanging_rows_changes_no_bit(firm, data):
    block, people = firm
    before = measured(block, people)
    after = measured(block, data.draw(st.permutations(people)))
    for roles in [EVERYBODY, *(frozenset({role}) for role in ROLES)]:
        assert group(after, block, roles) == group(before, block, roles)


@given(firms(least=2), st.data())
def test_exchanging_roles_inside_a_group_changes_no_bit_of_the_group(firm, data):
    block, people = firm
    roles = [person.role for person in people]
    exchanged = [
        dataclasses.replace(person, role=role)
        for person, role in zip(people, data.draw(st.permutations(roles)), strict=True)
    ]
    assert statistics(block, exchanged) == statistics(block, people)


@given(firms(), firms())
def test_unusable_people_have_no_influence(firm, others):
    block, people = firm
    careless = [
        Person(person.role, (person.answers * 2)[: len(block.items)], unusable=True)
        for person in others[1]
    ]
    alone, together = measured(block, people), measured(block, [*careless, *people])
    assert together.usable() == alone.usable()
    assert together.valid(block.code) == alone.valid(block.code)
    assert group(together, block, EVERYBODY) == group(alone, block, EVERYBODY)
