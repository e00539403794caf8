"""The frozen result: the only thing that findings, advice, charts, pages and files may read.

A number stands here as it is printed. A group that may not be shown has a reason and no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scan.roles import Role

SCHEMA = 1  # layout of the frozen result; an old layout stays readable
TOTAL, EMPLOYEES, LEADING, OWN_DIR = "totaal", "MW", "leiding", "DIR*"


@dataclass(frozen=True)
class Facts:
    """What stands on the cover and in the verantwoording. Dates are ISO strings."""

    organisation: str
    title: str
    opened_on: str
    closed_on: str
    answers_erased_on: str
    works_council_informed: bool


@dataclass(frozen=True)
class Group:
    """A published group. `kind`: total, part (of the partition), own (consented directie)
    or leading (all published groups but medewerkers, pooled, when there are several)."""

    code: str  # "totaal", "MW", "DIR+HR+LG", "DIR*", "leiding" ...
    kind: str
    roles: tuple[Role, ...]  # only roles that exist in this firm (invited or answering)
    n: int
    invited: int


@dataclass(frozen=True)
class Number:
    """A score as printed: an integer, or the limit it was clipped to."""

    value: int
    clipped: str = ""  # "", "<=" or ">="

    def __str__(self) -> str:
        sign = {"<=": "≤ ", ">=": "≥ "}.get(self.clipped, "")
        return f"{sign}{self.value}"


@dataclass(frozen=True)
class Shown:
    """One block of one group."""

    n: int
    score: Number
    features: Mapping[str, Number]
    margin: int | None  # 95 %, rounded up; None without spread right
    agreement: str | None  # "eensgezind", "wisselend", "verdeeld"; None without spread right
    dont_know: Number | None  # percent; only for a part with spread right, or a lone total


@dataclass(frozen=True)
class Hidden:
    """A group without a number. `reason`: too_small (fewer than five valid answers in this part
    or in another one) or no_answer (the consented directie gave too few answers)."""

    reason: str


@dataclass(frozen=True)
class PublishedBlock:
    code: str
    groups: Mapping[str, Shown | Hidden]  # group code -> what is shown
    wording_note: bool  # the gap may partly come from the wording (anchor check, both n >= 10)


@dataclass(frozen=True)
class Texts:
    """What people wrote on one open question: literally, in random order, of the total only."""

    question: int
    total: int  # how many were written
    shortened: int  # of these: words were taken out, "[…]" stands there
    left_out: int  # of these: taken out as a whole
    texts: tuple[str, ...]


@dataclass(frozen=True)
class NoTexts:
    """A question without texts. `reason`: few_people (fewer than ten usable answers),
    few_texts (fewer than five), few_left (fewer than five after leaving out) or not_read
    (nobody looked for names in time)."""

    question: int
    reason: str


@dataclass(frozen=True)
class OwnWords:
    version: str  # of the questions, e.g. "open_questions_1"
    questions: tuple[Texts | NoTexts, ...]


@dataclass(frozen=True)
class Published:
    schema: int
    instrument: str  # file name without .yaml, e.g. "leercultuur_mkb_1"
    instrument_version: str
    scoring_version: str
    facts: Facts
    roles: tuple[Role, ...]  # roles that exist in this firm (invited or answering)
    groups: tuple[Group, ...]  # empty: too few answers for any number
    blocks: tuple[PublishedBlock, ...]  # always all six, in order
    only_leading: bool  # nobody of at least five invited medewerkers answered (rule D4-10)
    texts: OwnWords | None = None  # None: the scan asked no open questions

    def group(self, code: str) -> Group | None:
        return next((group for group in self.groups if group.code == code), None)

    def block(self, code: str) -> PublishedBlock:
        return next(block for block in self.blocks if block.code == code)

    def shown(self, block: str, group: str) -> Shown | None:
        cell = self.block(block).groups.get(group)
        return cell if isinstance(cell, Shown) else None

    @property
    def has_results(self) -> bool:
        """Any number at all: five people may answer while no building block gets five."""
        cells = (cell for block in self.blocks for cell in block.groups.values())
        return any(isinstance(cell, Shown) for cell in cells)
