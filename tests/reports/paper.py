"""Firms on paper: people as plain lists, scored with fractions by the rules of METHOD.md.

A second scorer, written apart from `scan.scoring` and slow, so that tests of the privacy gate hold
for any scorer that keeps the rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from reports.privacy import release
from reports.published import Facts, Published
from scan.instrument.load import load
from scan.instrument.types import Block
from scan.roles import ROLES, Role
from scan.statistics import BlockStatistics

NAME = "leercultuur_mkb_1"
INSTRUMENT = load(NAME)
FACTS = Facts("De Linde", "Najaar", "2026-11-02", "2026-11-20", "2026-12-20", True)
DONT_KNOW = 0

Answers = Mapping[str, int | None]  # item code -> 1-5, 0 (weet ik niet) or None (empty)


@dataclass(frozen=True)
class Person:
    role: Role
    answers: Answers
    shown_apart: bool = False

    def answered(self, items: Iterable) -> list[int]:
        return [value for item in items if (value := self.answers.get(item.code))]

    def features(self, block: Block) -> dict[str, Fraction]:
        """Kenmerk scores of a valid block, a missing one filled with the block score; else {}."""
        found = {}
        for feature in block.features:
            answers = self.answered(feature.items)
            if len(answers) >= feature.min_answered:
                found[feature.code] = Fraction(25) * (Fraction(sum(answers), len(answers)) - 1)
        few = len(self.answered(block.items)) < block.min_answered
        if few or len(found) < block.min_features:
            return {}
        return {f.code: found.get(f.code, mean(found.values())) for f in block.features}

    def is_valid(self, block: Block) -> bool:
        return bool(self.features(block))


@dataclass(frozen=True)
class PaperScores:
    """Answers what the privacy gate asks, from a list of people."""

    people: tuple[Person, ...]

    @cached_property
    def valid_people(self) -> dict[str, list[tuple[Person, dict[str, Fraction]]]]:
        """Per block everybody with a valid score on it, and their kenmerken."""
        return {
            block.code: [(p, found) for p in self.people if (found := p.features(block))]
            for block in INSTRUMENT.blocks
        }

    def usable(self) -> dict[Role, int]:
        return count(person.role for person in self.people)

    def valid(self, block: str) -> dict[Role, int]:
        return count(person.role for person, _ in self.valid_people[block])

    def statistics(self, block: str, roles: frozenset[Role]) -> BlockStatistics:
        asked = INSTRUMENT.block(block)
        found = [(p, scores) for p, scores in self.valid_people[block] if p.role in roles]
        people, scores = [p for p, _ in found], [scores for _, scores in found]
        blocks = [mean(score.values()) for score in scores]
        anchor = [value for p in people for value in p.answered([asked.anchor])]
        cells = [p.answers.get(item.code) for p in people for item in asked.items]
        return BlockStatistics(
            n=len(people),
            mean=float(mean(blocks)),
            sd=variance(blocks) ** 0.5 if len(people) > 1 else None,
            features={f.code: float(mean(s[f.code] for s in scores)) for f in asked.features},
            item_variance=item_variance(asked, people),
            anchor=25 * (sum(anchor) / len(anchor) - 1) if anchor else None,
            dont_know=cells.count(DONT_KNOW) / len(cells),
            anchor_n=len(anchor),
        )

    def directors_agree(self) -> bool:
        directors = [person.shown_apart for person in self.people if person.role is Role.DIR]
        return bool(directors) and all(directors)


def mean(values: Iterable[Fraction]) -> Fraction:
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def count(roles: Iterable[Role]) -> dict[Role, int]:
    found = list(roles)
    return {role: found.count(role) for role in ROLES}


def variance(values: list[Fraction]) -> float:
    middle = mean(values)
    return float(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def item_variance(block: Block, people: Iterable[Person]) -> float | None:
    columns = [[v for p in people if (v := p.answers.get(i.code))] for i in block.items]
    known = [variance([Fraction(v) for v in column]) for column in columns if len(column) > 1]
    return sum(known) / len(known) if known else None


def publish(people: Iterable[Person], invited: Mapping[Role, int] | None = None) -> Published:
    """What the gate lets through; without headcounts everybody who is invited answered."""
    people = tuple(people)
    invited = count(p.role for p in people) if invited is None else invited
    return release(PaperScores(people), INSTRUMENT, invited, FACTS, NAME)


def alike(role: str, n: int, answer: int = 3, **changes: int | None) -> list[Person]:
    """n people who give one answer everywhere; changes by item code, RV_FOU_1 for RV-FOU-1."""
    answers = dict.fromkeys(INSTRUMENT.codes, answer)
    answers |= {code.replace("_", "-"): value for code, value in changes.items()}
    return [Person(Role(role), answers)] * n


def make_firm(counts: Mapping[str, int], seed: int, *, gaps: float = 0.1) -> list[Person]:
    """People with random answers around the climate of their role. `gaps`: how often a block
    is left open, an item is skipped or gets "weet ik niet"."""
    chance = random.Random(seed)
    climate = {role: chance.uniform(1.5, 4.5) for role in ROLES}
    return [
        Person(Role(role), _answers(chance, climate[Role(role)], gaps))
        for role, n in counts.items()
        for _ in range(n)
    ]


def consenting(people: Iterable[Person]) -> list[Person]:
    return [replace(person, shown_apart=person.role is Role.DIR) for person in people]


def _answers(chance: random.Random, centre: float, gaps: float) -> Answers:
    answers: dict[str, int | None] = {}
    for block in INSTRUMENT.blocks:
        empty = chance.random() < gaps
        for item in block.items:
            value = min(5, max(1, round(chance.gauss(centre, 1.0))))
            if chance.random() < gaps:
                value = DONT_KNOW
            answers[item.code] = None if empty or chance.random() < gaps / 2 else value
    return answers
