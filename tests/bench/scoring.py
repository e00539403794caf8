"""CPU seconds for scoring a very large firm. Run: python -m tests.bench.scoring [PERSONS]"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from scan.instrument.load import load
from scan.roles import ROLES, Role
from scan.scoring import score

BUDGET = 0.5  # CPU seconds for 25,000 responses
PERSONS = 25_000
LEADING = frozenset({Role.DIR, Role.HR, Role.LG})
GROUPS = (frozenset(ROLES), LEADING, frozenset({Role.MW}))


def firm(persons: int, instrument) -> pd.DataFrame:
    """Random answers, one in ten empty or "weet ik niet"."""
    chance = np.random.default_rng(1)
    answers = chance.choice(
        [1.0, 2.0, 3.0, 4.0, 5.0, 0.0, np.nan],
        p=[0.1, 0.15, 0.25, 0.25, 0.15, 0.05, 0.05],
        size=(persons, len(instrument.codes)),
    )
    frame = pd.DataFrame(answers, columns=list(instrument.codes))
    frame["role"] = pd.Series(chance.choice(list(ROLES), p=[0.01, 0.01, 0.08, 0.9], size=persons))
    frame["unusable"] = chance.random(persons) < 0.02
    frame["shown_apart"] = False
    return frame


def measure(frame: pd.DataFrame, instrument) -> tuple[float, float]:
    """CPU seconds of scoring, and of the statistics of every block for three groups."""
    start = time.process_time()
    scores = score(frame, instrument)
    scored = time.process_time()
    for block in instrument.blocks:
        for roles in GROUPS:
            scores.statistics(block.code, roles)
    return scored - start, time.process_time() - scored


def main(persons: int = PERSONS) -> None:
    instrument = load("leercultuur_mkb_1")
    frame = firm(persons, instrument)
    scoring, statistics = min((measure(frame, instrument) for _ in range(3)), key=sum)
    print(f"{persons:,} responses, best of three, CPU seconds")
    print(f"  score       {scoring:.3f}")
    print(f"  statistics  {statistics:.3f}   six blocks, three groups")
    print(f"  together    {scoring + statistics:.3f}   budget for 25,000: {BUDGET}")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
