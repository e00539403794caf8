"""Readable tables in, the frame that scoring takes out. How to read the tables: README.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from scan.instrument.load import load
from scan.scoring import PersonScores, score

INSTRUMENT = load("leercultuur_mkb_1")
ANSWERS = {"?": 0.0, ".": float("nan"), "1": 1.0, "2": 2.0, "3": 3.0, "4": 4.0, "5": 5.0}


def person(role: str = "MW", *, unusable=False, shown_apart=False, **blocks: str) -> dict:
    """One row. Blocks by code: RV="45 33 24" is two answers for each of the three kenmerken."""
    row = {"role": role, "unusable": unusable, "shown_apart": shown_apart}
    for code, text in blocks.items():
        row |= _block_answers(code, text)
    return row


def scored(people: Sequence[Mapping]) -> PersonScores:
    """What scoring makes of these people; what nobody answered is empty."""
    columns = ["role", "unusable", "shown_apart", *INSTRUMENT.codes]
    frame = pd.DataFrame.from_records(list(people), columns=columns)
    types = {"role": "str", "unusable": bool, "shown_apart": bool}
    return score(frame.astype(types | dict.fromkeys(INSTRUMENT.codes, "float64")), INSTRUMENT)


def _block_answers(code: str, text: str) -> dict[str, float]:
    items = [item.code for feature in INSTRUMENT.block(code).features for item in feature.items]
    return dict(zip(items, (ANSWERS[sign] for sign in text.replace(" ", "")), strict=True))
