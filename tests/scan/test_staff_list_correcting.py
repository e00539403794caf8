"""What HR chooses for the rows of a list, and keeping the list between two pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scan.roles import Role
from scan.staff_list.correcting import (
    LEFT_OUT,
    Choices,
    Draft,
    corrected,
    counts,
    parts,
    start,
    words,
)
from scan.staff_list.packing import pack, unpack
from scan.staff_list.read import read_pasted
from scan.staff_list.types import (
    Certainty,
    Fault,
    ListRemark,
    Reason,
    Row,
    RowRemark,
    Skipped,
    Source,
    StaffList,
)

ROWS = (
    Row(2, "anna@a.nl", Role.LG, Certainty.SURE),
    Row(3, "bas@a.nl", None, Certainty.UNKNOWN, "Lasser"),
    Row(4, "cor@a.nl", None, Certainty.UNKNOWN, "lasser "),
    Row(5, "dia@a.nl", Role.MW, Certainty.PROPOSED, "medwerker"),
    Row(6, "eva@a.nl", None, Certainty.ABSENT),
    Row(7, "fre@b.nl", Role.MW, Certainty.SURE, "", "pl", (RowRemark.TYPO,), "fre@a.nl"),
)
LIST = Draft(StaffList(ROWS, (), Source("csv")))


def chosen(draft: Draft) -> str:
    return " ".join(draft.chosen(place) or "?" for place in range(len(draft.found.rows)))


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (Choices(), "LG ? ? MW ? MW"),
        (Choices(rows={0: "LG", 1: "", 2: "", 3: "MW"}), "LG ? ? MW ? MW"),
        (Choices(rows={1: "HR"}), "LG HR ? MW ? MW"),
        (Choices(words={1: "MW"}), "LG MW MW MW ? MW"),
        (Choices(rows={1: "", 2: "LG"}, words={1: "MW"}), "LG MW LG MW ? MW"),
        (Choices(rows={1: ""}, words={1: ""}), "LG ? ? MW ? MW"),
        (Choices(words={1: LEFT_OUT}), "LG - - MW ? MW"),
        (Choices(without_role="MW"), "LG ? ? MW MW MW"),
        (Choices(rows={0: LEFT_OUT, 4: "DIR"}, without_role="MW"), "- ? ? MW DIR MW"),
    ],
)
def test_what_is_chosen(choices, expected):
    assert chosen(corrected(LIST, choices)) == expected


def test_who_was_left_out_can_come_back():
    without = corrected(LIST, Choices(rows={0: LEFT_OUT}))
    assert chosen(corrected(without, Choices(rows={0: LEFT_OUT}))).startswith("- ")
    assert chosen(corrected(without, Choices(rows={0: "HR"}))).startswith("HR ")


def test_a_word_does_not_overrule_what_was_chosen_for_one_person():
    once = corrected(LIST, Choices(rows={1: "HR"}))
    assert chosen(corrected(once, Choices(words={1: "MW"}))) == "LG HR MW MW ? MW"


def test_rows_are_divided_by_what_is_left_to_do():
    found = parts(corrected(LIST, Choices(rows={0: LEFT_OUT})), known={"cor@a.nl"})
    assert (found.choose, found.look, found.ready) == ((1, 4), (3, 5), ())
    assert (found.known, found.left_out) == ((2,), (0,))
    assert found.invited == (3, 5)


def test_what_stayed_on_the_page_has_been_seen_but_only_when_it_was_saved():
    shown = {3: "MW", 5: "MW"}
    assert parts(corrected(LIST, Choices(rows=shown)), ()).look == ()
    assert parts(corrected(LIST, Choices(rows=shown, seen=False)), ()).look == (3, 5)


def test_the_suggested_address_is_taken_when_asked():
    draft = corrected(LIST, Choices(rows={5: "MW"}, addresses=frozenset({0, 5})))
    assert draft.found.rows[5].address == "fre@a.nl"
    assert draft.found.rows[0].address == "anna@a.nl"
    assert parts(draft, ()).look == (3,)


def test_somebody_who_then_stands_there_twice_is_left_out():
    twice = replace(ROWS[5], suggestion="Anna@a.nl")
    draft = Draft(StaffList((*ROWS[:5], twice), (), Source("csv")))
    assert parts(corrected(draft, Choices(addresses=frozenset({5}))), ()).left_out == (5,)


def test_the_words_that_several_people_have():
    (word,) = words(LIST, range(6))
    assert (word.place, word.text, word.number, word.role) == (1, "Lasser", 2, None)
    assert words(corrected(LIST, Choices(words={1: "MW"})), range(6)) == []


def test_a_role_for_everybody_without_one():
    assert chosen(start(LIST.found, Role.HR)) == "LG ? ? MW HR MW"
    assert chosen(start(LIST.found, None)) == chosen(LIST)


def test_how_many_of_each_role():
    assert counts(LIST, (0, 1, 3, 5)) == {Role.LG: 1, Role.MW: 2}


FULL = StaffList(
    ROWS,
    (
        Skipped(8, Reason.FAULTY, Fault.TWO_AT, "x@@a.nl", "B"),
        Skipped(9, Reason.DUPLICATE, first=2),
    ),
    Source("xlsx", "", "Blad1", ("Oud", "Ouder"), 1, "B", "C", ""),
    (ListRemark.OTHER_SHEETS,),
)


@pytest.mark.parametrize("draft", [LIST, Draft(FULL, frozenset({0, 3}))])
def test_keeping_a_list_changes_nothing(draft):
    assert unpack(pack(draft)) == draft


@given(st.text(max_size=300))
def test_keeping_whatever_somebody_pasted_changes_nothing(text):
    found = read_pasted(f"anna@bedrijf.nl {text}\nbas@bedrijf.nl")
    draft = start(found, None)
    assert unpack(pack(draft)) == draft


@given(
    st.dictionaries(st.integers(0, 5), st.sampled_from(["", LEFT_OUT, *Role])),
    st.dictionaries(st.integers(0, 5), st.sampled_from(["", LEFT_OUT, *Role])),
    st.sampled_from(["", LEFT_OUT, *Role]),
    st.booleans(),
)
def test_nobody_appears_or_disappears(rows, words_, without_role, seen):
    draft = corrected(LIST, Choices(rows, words_, without_role, seen=seen))
    found = parts(draft, ())
    everybody = found.choose + found.look + found.ready + found.left_out
    assert sorted(everybody) == list(range(6))
    for place, value in rows.items():
        was_changed = value and value != LIST.chosen(place)
        assert not was_changed or draft.chosen(place) == value
