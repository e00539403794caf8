"""How far a respondent is: filled in per block, minutes left, and the own answers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scan.instrument.types import DONT_KNOW, Block, Instrument
from scan.roles import Role

SECONDS_PER_ITEM = 10  # about what self-paced questionnaires measure for one short question
SECONDS_AROUND = 75  # welcome, role, instruction, check

Answer = int | str


@dataclass(frozen=True)
class BlockProgress:
    block: Block
    name: str
    filled: int
    first_empty: str  # code of the first empty statement; "" when nothing is empty

    @property
    def total(self) -> int:
        return len(self.block.items)


@dataclass(frozen=True)
class OwnAnswers:
    """One block as its filler-in reads it back: statement and answer, in words."""

    block: Block
    name: str
    answers: tuple[tuple[str, str], ...]


def minutes_in_total(instrument: Instrument) -> int:
    return round((len(instrument.items) * SECONDS_PER_ITEM + SECONDS_AROUND) / 60)


def minutes_left(instrument: Instrument, number: int) -> int:
    """From the start of this block on."""
    items = sum(len(block.items) for block in instrument.blocks if block.number >= number)
    return max(1, round(items * SECONDS_PER_ITEM / 60))


def per_block(
    instrument: Instrument, answers: Mapping[str, Answer], language: str
) -> list[BlockProgress]:
    return [_progress(block, answers, language) for block in instrument.blocks]


def first_unfinished(instrument: Instrument, answers: Mapping[str, Answer]) -> int | None:
    """Number of the first block with an empty statement; None when all is filled in."""
    empty = (item.block for item in instrument.items if item.code not in answers)
    code = next(empty, None)
    return instrument.block(code).number if code else None


def own_answers(
    instrument: Instrument, role: Role, answers: Mapping[str, Answer], language: str
) -> list[OwnAnswers]:
    """Only what was filled in, in the words that were asked."""
    words = {n: text[language] for n, text in instrument.scale.items()}
    words |= {DONT_KNOW: instrument.dont_know[language]}
    return [
        OwnAnswers(
            block,
            block.short[language],
            tuple(
                (item.text(role, language), words[answers[item.code]])
                for item in block.items
                if item.code in answers
            ),
        )
        for block in instrument.blocks
    ]


def _progress(block: Block, answers: Mapping[str, Answer], language: str) -> BlockProgress:
    empty = [item.code for item in block.items if item.code not in answers]
    return BlockProgress(
        block=block,
        name=block.short[language],
        filled=len(block.items) - len(empty),
        first_empty=empty[0] if empty else "",
    )
