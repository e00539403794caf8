"""The questionnaire as one role sees it, for a manager to read before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from scan.instrument.open_questions import questions
from scan.instrument.types import Block, Instrument
from scan.questionnaire_form import BlockForm
from scan.roles import Role


@dataclass(frozen=True)
class Screen:
    number: int
    name: str
    form: BlockForm


@dataclass(frozen=True)
class Questionnaire:
    instruction: str
    help: str
    screens: tuple[Screen, ...]
    open_questions: tuple[str, ...]  # empty when the scan asks none


def questionnaire(
    instrument: Instrument, role: Role, language: str, asks_open_questions: bool = False
) -> Questionnaire:
    def screen(block: Block) -> Screen:
        form = BlockForm(instrument=instrument, block=block, role=role, language=language)
        return Screen(block.number, block.name[language], form)

    return Questionnaire(
        instruction=instrument.roles[role].instruction[language],
        help=instrument.help_with_dont_know(role, language),
        screens=tuple(screen(block) for block in instrument.blocks),
        open_questions=tuple(text[language] for text in questions().values())
        if asks_open_questions
        else (),
    )
