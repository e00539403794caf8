"""Codes on slips: readable, hard to guess, and a slip of the finger is told from a wrong code."""

from __future__ import annotations

import math
import secrets
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scan.slip_codes import LENGTH, Problem, code_from, readable, recognise
from scan.withdrawal import LETTERS


def new_slip_code() -> str:
    return code_from(secrets.token_bytes(32))


def test_codes_have_nothing_that_looks_like_another_sign():
    codes = [new_slip_code() for _ in range(1000)]
    assert len(set(codes)) == 1000
    assert {len(code) for code in codes} == {12}
    assert not set("".join(codes)) & set("01OIL")
    assert all(recognise(code).code == code for code in codes)


def test_a_code_is_hard_to_guess():
    """Of 500 slips, one in 5e13 tries hits; at one try a second that takes over a million years."""
    assert math.log2(31) * 11 > 54
    assert 31**11 / 500 > 5e13


def test_every_letter_is_used_alike_also_as_check():
    """3,100 codes: each of 31 letters about 100 times; 50 or 150 would be five deviations off."""
    last = [new_slip_code()[-1] for _ in range(3100)]
    assert all(50 < last.count(letter) < 150 for letter in LETTERS)


def test_a_check_worked_out_by_hand():
    """3 is letter 1 and weighs 12 at the front; 12 + 19 = 31, and letter 19 is N.

    2=0 3=1 4=2 5=3 6=4 7=5 8=6 9=7 A=8 B=9 C=10 D=11 E=12 F=13 G=14 H=15 J=16 K=17 M=18 N=19.
    """
    assert recognise("3222-2222-222N").code == "32222222222N"
    assert recognise("3222-2222-222M").problem is Problem.TYPO


def test_any_one_wrong_letter_is_found_out():
    code = new_slip_code()
    for n in range(LENGTH):
        for letter in set(LETTERS) - {code[n]}:
            assert recognise(code[:n] + letter + code[n + 1 :]).problem is Problem.TYPO


def test_any_two_letters_that_changed_places_are_found_out():
    code = new_slip_code()
    for a, b in combinations(range(LENGTH), 2):
        if code[a] != code[b]:
            swapped = list(code)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            assert recognise("".join(swapped)).problem is Problem.TYPO


@given(st.text(alphabet=LETTERS, min_size=LENGTH, max_size=LENGTH))
def test_few_made_up_codes_pass_the_check(text):
    passes = sum(recognise(text[:-1] + letter).problem is None for letter in LETTERS)
    assert passes == 1


def test_what_people_type_is_recognised():
    code = new_slip_code()
    shown = readable(code)
    assert len(shown.split("-")) == 3
    for typed in (
        shown,
        shown.lower(),
        f"  {shown.replace('-', ' ')}\n",
        shown.replace("-", "\u2013"),
        ".".join(code),
        f"https://scan.voorbeeld.nl/k/{code}/",
    ):
        assert recognise(typed).code == code


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.EMPTY),
        (" - ", Problem.EMPTY),
        ("ABCD-EFGH-JKM", Problem.LENGTH),
        ("ABCD-EFGH-JKMN-PQRS", Problem.LENGTH),  # a withdrawal code
        ("ABCD-EFGH-JKM0", Problem.IMPOSSIBLE),
        ("OBCD-EFGH-JKMN", Problem.IMPOSSIBLE),
        ("geen idee", Problem.IMPOSSIBLE),
        ("ÀBCD-EFGH-JKMN", Problem.IMPOSSIBLE),
        ("ſ" * 12, Problem.IMPOSSIBLE),  # a capital S, says Unicode
        ("ß" * 6, Problem.IMPOSSIBLE),
        ("x" * 100_000, Problem.LENGTH),
    ],
)
def test_what_is_no_code_is_named(typed, problem):
    assert recognise(typed).problem is problem


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_problem(text):
    typed = recognise(text)
    assert (typed.code is None) is (typed.problem is not None)


def test_a_code_worked_out_by_hand():
    """63 = 1 + 2 * 31: letters 1 (3) and 2 (4) come first, and weigh 12 and 11.

    12 + 22 + 28 = 62 = 2 * 31, and letter 28 is X.
    """
    assert code_from((63).to_bytes(32)) == "34222222222X"
    assert recognise("3422-2222-222X").code == "34222222222X"
