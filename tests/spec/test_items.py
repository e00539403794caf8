"""From an answer to 0-100 (rule 1): y = 25 (x - 1); "weet ik niet" and empty do not count."""

import pytest

from tests.spec.people import person, scored

# everybody gives the same answer to every item of the block: the block score is y
ANSWER_TO_POINTS = [
    ("1", 0),
    ("2", 25),
    ("3", 50),
    ("4", 75),
    ("5", 100),
]


@pytest.mark.parametrize(("answer", "points"), ANSWER_TO_POINTS)
def test_an_answer_becomes_points(answer, points):
    block = scored([person(RV=answer * 6)]).blocks["RV"]
    assert block.points(block.score[0]) == points


@pytest.mark.parametrize("nothing", [".", "?"])
def test_dont_know_and_empty_have_no_points(nothing):
    scores = scored([person(RV=nothing * 6)])
    assert not scores.blocks["RV"].valid[0]
    assert scores.valid("RV")["MW"] == 0


@pytest.mark.parametrize("nothing", [".", "?"])
def test_dont_know_and_empty_leave_the_other_answers_alone(nothing):
    block = scored([person(RV=f"4{nothing} 44 44")]).blocks["RV"]
    assert block.points(block.score[0]) == 75
