"""How long it takes, as respondents are told: the texts of the site say about eight minutes."""

from __future__ import annotations

from scan import progress
from scan.instrument.load import load

INSTRUMENT = load("leercultuur_mkb_1")


def test_the_whole_questionnaire_takes_eight_minutes():
    assert progress.minutes_in_total(INSTRUMENT) == 8  # 42 x 10 s + 75 s = 8.25 minutes


def test_minutes_left_per_block():
    """From 42, 34, 28, 22, 16 and 6 statements of ten seconds; never less than a minute."""
    left = [progress.minutes_left(INSTRUMENT, number) for number in range(1, 7)]
    assert left == [7, 6, 5, 4, 3, 1]
