"""Careless answering: what is flagged, and the little that makes an answer unusable."""

import pytest

from scan.quality import assess

CODES = [f"Q{number}" for number in range(1, 43)]
VARIED = "434253" * 7
ALL_FOUR = "4" * 42

# answers in the order asked (. = empty, ? = weet ik niet), seconds
#   -> answered, longest run, fast, straight, unusable
PEOPLE = {
    "normal": (VARIED, 430, 42, 1, False, False, False),
    "all 4, but calmly": (ALL_FOUR, 380, 42, 42, False, True, False),
    "all 4 in 40 s": (ALL_FOUR, 40, 42, 42, True, True, True),
    "fast but varied": (VARIED, 70, 42, 1, True, False, False),
    "stopped just before half": (VARIED[:20].ljust(42, "."), 200, 20, 1, False, False, True),
    "exactly half": (VARIED[:21].ljust(42, "."), 200, 21, 1, False, False, False),
}
# what the worked cases leave open, decided here
EDGES = {
    "2 s for each answer is not fast": (VARIED, 84, 42, 1, False, False, False),
    "just under 2 s for each answer": (VARIED, 83.9, 42, 1, True, False, False),
    "1 s for each answer is not unusable": (ALL_FOUR, 42, 42, 42, True, True, False),
    "20 equal answers in a row": ("4" * 20 + "53" * 11, 380, 42, 20, False, False, False),
    "21 equal answers in a row": ("4" * 21 + "53" * 10 + "5", 380, 42, 21, False, True, False),
    "time is counted for answers only": ("4" * 21 + "." * 21, 30, 21, 21, True, True, False),
    "empty ends a run": ("4" * 20 + "." + "4" * 21, 380, 41, 21, False, True, False),
    "weet ik niet ends a run": ("4" * 20 + "?" + "4" * 20 + "3", 380, 41, 20, False, False, False),
    "weet ik niet is no answer to score": ("?" * 22 + "45" * 10, 380, 20, 1, False, False, True),
    "one weet ik niet: not all alike": ("4" * 41 + "?", 30, 41, 41, True, True, False),
    "empty is no other answer": ("4" * 20 + "." + "4" * 21, 30, 41, 21, True, True, True),
    "nothing at all": ("." * 42, 5, 0, 0, False, False, True),
    "time unknown: never fast": (VARIED, None, 42, 1, False, False, False),
    "time unknown: never unusable by speed": (ALL_FOUR, None, 42, 42, False, True, False),
}


@pytest.mark.parametrize(
    ("signs", "seconds", "answered", "longest", "fast", "straight", "unusable"),
    (PEOPLE | EDGES).values(),
    ids=PEOPLE | EDGES,
)
def test_flags(signs, seconds, answered, longest, fast, straight, unusable):
    quality = assess(_answers(signs), CODES, seconds)
    assert quality.answered == answered
    assert quality.longest_run == longest
    assert (quality.fast, quality.straight, quality.unusable) == (fast, straight, unusable)


def test_the_order_asked_decides_what_is_a_run():
    answers = _answers("45" * 21)
    fours_first = [*CODES[::2], *CODES[1::2]]
    assert assess(answers, CODES, 380).longest_run == 1
    assert assess(answers, fours_first, 380).longest_run == 21


def _answers(signs):
    given = zip(CODES, signs, strict=True)
    return {code: "WN" if sign == "?" else int(sign) for code, sign in given if sign != "."}
