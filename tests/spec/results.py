"""Frozen results for the tables: a score of every block and, where it matters, of a kenmerk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.published import Group, Hidden, Number, Published, PublishedBlock, Shown
from scan.roles import ROLES, Role
from tests.reports.paper import FACTS, INSTRUMENT, NAME

TOTAL = Group("totaal", "total", ROLES, 30, 40)
EMPLOYEES = Group("MW", "part", (Role.MW,), 20, 25)
LEADING = Group("DIR+HR+LG", "part", (Role.DIR, Role.HR, Role.LG), 10, 15)
BLOCKS = tuple(block.code for block in INSTRUMENT.blocks)


def result(
    scores: Mapping[str, Sequence[int | None]],
    features: Mapping[str, int] | None = None,
    n: Mapping[str, int] | None = None,
) -> Published:
    """scores: group code -> six block scores, None is hidden. features: "MW IW-AUT" -> score;
    a kenmerk that is not named scores as its block. n: group code -> people."""
    groups = tuple(g for g in (TOTAL, EMPLOYEES, LEADING) if g.code in scores)
    return Published(
        schema=1,
        instrument=NAME,
        instrument_version=INSTRUMENT.version,
        scoring_version="1",
        facts=FACTS,
        roles=ROLES,
        groups=groups,
        blocks=tuple(
            PublishedBlock(
                code,
                {
                    group.code: _cell(group, code, scores[group.code][place], features or {}, n)
                    for group in groups
                },
                wording_note=False,
            )
            for place, code in enumerate(BLOCKS)
        ),
        only_leading=False,
    )


def _cell(
    group: Group,
    block: str,
    score: int | None,
    features: Mapping[str, int],
    n: Mapping[str, int] | None,
) -> Shown | Hidden:
    if score is None:
        return Hidden("too_small")
    codes = [feature.code for feature in INSTRUMENT.block(block).features]
    return Shown(
        n=(n or {}).get(group.code, group.n),
        score=Number(score),
        features={code: Number(features.get(f"{group.code} {code}", score)) for code in codes},
        margin=None,
        agreement=None,
        dont_know=None,
    )
