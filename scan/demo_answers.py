"""Made-up answers of a made-up company: roles and a climate in, filled-in sheets out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scan.actions import Sheet
from scan.instrument.types import DONT_KNOW, Instrument
from scan.roles import Role


@dataclass(frozen=True)
class Climate:
    """Expected scores (0-100) of medewerkers per block, exceptions per kenmerk, and how much
    higher the leading roles answer per block."""

    blocks: Mapping[str, float]
    features: Mapping[str, float] = field(default_factory=dict)
    leading: Mapping[str, float] = field(default_factory=dict)
    leading_default: float = 6
    spread: float = 13  # between people
    noise: float = 17  # between the answers of one person


CLIMATES: Mapping[str, Climate] = {
    "gemengd": Climate(
        blocks={"IW": 65, "RV": 60, "ST": 74, "LO": 45, "OI": 53, "EO": 49},
        features={"IW-AUT": 72, "LO-EIG": 39, "ST-KEN": 77, "OI-VAS": 44, "RV-VER": 68},
        leading={"LO": 24, "RV": 13, "EO": 12, "ST": 4, "IW": 8},
    ),
    "sterk": Climate(
        blocks={"IW": 78, "RV": 80, "ST": 82, "LO": 74, "OI": 71, "EO": 66},
        leading_default=3,
        spread=9,
        noise=12,
    ),
    "stroef": Climate(
        blocks={"IW": 48, "RV": 41, "ST": 50, "LO": 36, "OI": 38, "EO": 31},
        features={"RV-EXP": 30, "OI-BUD": 27},
        leading_default=18,
    ),
    "los-zand": Climate(
        blocks={"IW": 76, "RV": 66, "ST": 58, "LO": 60, "OI": 34, "EO": 47},
        features={"IW-AUT": 84, "OI-SYS": 28, "ST-DIV": 44},
        leading_default=9,
        spread=19,
    ),
    "verborgen-kracht": Climate(
        blocks={"IW": 73, "RV": 71, "ST": 75, "LO": 64, "OI": 61, "EO": 58},
        leading_default=-17,
    ),
}
# Kenmerken that many people cannot judge.
DONT_KNOW_RATE = {"EO-COC": 0.14, "OI-VAS": 0.06, "OI-BUD": 0.06}
SKIP_RATE = 0.015


def make_sheets(
    instrument: Instrument, roles: Mapping[Role, int], climate: Climate, seed: int
) -> list[Sheet]:
    """One sheet per person; the same seed gives the same sheets."""
    rng = random.Random(seed)  # noqa: S311 (made-up answers, not secrets)
    return [
        Sheet(role=role, answers=dict(_answers(instrument, role, climate, rng)))
        for role, count in roles.items()
        for _ in range(count)
    ]


def _answers(
    instrument: Instrument, role: Role, climate: Climate, rng: random.Random
) -> Iterator[tuple[str, int | str]]:
    person = rng.gauss(0, climate.spread)
    for item in instrument.items:
        chance = rng.random()
        if chance < SKIP_RATE:
            continue
        if chance < SKIP_RATE + DONT_KNOW_RATE.get(item.feature, 0.02):
            yield item.code, DONT_KNOW
            continue
        expected = _expected(item.feature, item.block, role, climate)
        yield item.code, _step(expected + person + rng.gauss(0, climate.noise))


def _expected(feature: str, block: str, role: Role, climate: Climate) -> float:
    score = climate.features.get(feature, climate.blocks[block])
    if role == Role.MW:
        return score
    return score + climate.leading.get(block, climate.leading_default)


def _step(score: float) -> int:
    return min(5, max(1, round(score / 25) + 1))
