"""One person, one block, with answers missing (rules 2, 3 and 4)."""

import math

import pytest

from tests.spec.people import person, scored

___ = None  # no score

# block, answers per kenmerk (. = empty, ? = weet ik niet)
#   -> block score, kenmerken before filling, kenmerken after filling within the block
CASES = {
    "complete": (
        ("RV", "45 33 24"),  # VER FOU EXP
        (62.5, [87.5, 50.0, 50.0], [87.5, 50.0, 50.0]),
    ),
    "one item missing: VER counts with 1 of 2 items": (
        ("RV", "4. 33 24"),
        (58.3333, [75.0, 50.0, 50.0], [75.0, 50.0, 50.0]),
    ),
    "a whole kenmerk missing: 2 of 3 kenmerken, 4 of 6 items, VER is filled": (
        ("RV", ".? 34 25"),
        (62.5, [___, 62.5, 62.5], [62.5, 62.5, 62.5]),
    ),
    "2 kenmerken valid, but 2 of 6 items": (
        ("RV", "4. .. 2."),
        (___, [75.0, ___, 25.0], ___),
    ),
    "3 kenmerken with one item each: 3 of 6 items is enough": (
        ("RV", "4. 3. 2."),
        (50.0, [75.0, 50.0, 25.0], [75.0, 50.0, 25.0]),
    ),
    "2 of 3 items per kenmerk": (
        ("EO", "44. 2.3"),  # ONT COC
        (56.25, [75.0, 37.5], [75.0, 37.5]),
    ),
    "COC has 1 of 3 items: 1 of 2 kenmerken is too few": (
        ("EO", "444 2.."),
        (___, [75.0, ___], ___),
    ),
    "4 of 5 kenmerken, 8 of 10 items: BUD is filled": (
        ("OI", "44 33 54 22 .."),  # SYS VAS BEO EVA BUD
        (59.375, [75.0, 50.0, 87.5, 25.0, ___], [75.0, 50.0, 87.5, 25.0, 59.375]),
    ),
    "3 of 5 kenmerken is fewer than 4": (
        ("OI", "44 33 54 .. .."),
        (___, [75.0, 50.0, 87.5, ___, ___], ___),
    ),
    "3 of 4 kenmerken, 5 of 8 items": (
        ("IW", "54 .. 3. 22"),  # AUT COM VAR UIT
        (54.1667, [87.5, ___, 50.0, 25.0], [87.5, 54.1667, 50.0, 25.0]),
    ),
}


@pytest.mark.parametrize(("answered", "expected"), CASES.values(), ids=CASES)
def test_block_and_kenmerken(answered, expected):
    code, answers = answered
    score, features, filled = expected
    block = scored([person(**{code: answers})]).blocks[code]

    assert block.valid[0] == (score is not None)
    assert _points(block, block.features[0], block.feature_valid[0]) == _about(features)
    if score is not None:
        assert block.points(block.score[0]) == _about(score)
        assert _points(block, block.filled[0]) == _about(filled)


def _points(block, parts, valid=None):
    """Points per kenmerk; NaN where it is not valid."""
    valid = [True] * len(parts) if valid is None else valid
    return [
        block.points(part) if is_valid else math.nan
        for part, is_valid in zip(parts, valid, strict=True)
    ]


def _about(expected):
    if isinstance(expected, list):
        expected = [math.nan if value is None else value for value in expected]
    return pytest.approx(expected, abs=5e-5, nan_ok=True)
