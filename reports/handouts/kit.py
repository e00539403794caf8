"""The conversation kit: notes for the facilitator, six cards, a worksheet and a poster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_network import LETTERS
from reports.handouts.sheet import Sheet
from reports.paper.page import Chip, chip
from reports.sentences import cohesion
from reports.sentences.ranking import highest, shown

if TYPE_CHECKING:
    from reports.pipeline import Report

# Which step of the talk kit gets which hint, counted from 0.
RECOGNISE, COHERENCE, CHOOSE = 1, 3, 4


@dataclass(frozen=True)
class Step:
    minutes: int
    name: str
    text: str
    hints: tuple[str, ...]  # from the own result


@dataclass(frozen=True)
class Card:
    """A block to lay on the table. `score` and `level` are empty without a published total."""

    chip: Chip
    score: str
    level: str
    meaning: str
    question: str


@dataclass(frozen=True)
class SignalNote:
    letter: str
    name: str
    message: str
    question: str


def kit_sheets(report: Report) -> tuple[Sheet, ...]:
    return notes_sheet(report), cards_sheet(report), work_sheet(report), poster_sheet(report)


def notes_sheet(report: Report) -> Sheet:
    words, kit = report.words, report.library.talk_kit
    return Sheet(
        "draaiboek",
        "draaiboek",
        words.say(_("Draaiboek voor de gespreksleider")),
        words.text(kit.title),
        {
            "who": words.text(kit.who),
            "has_numbers": bool(shown(report)),
            "steps": tuple(_steps(report)),
            "signals": _signals(report),
            "is_roomy": not report.advice.signals,
            "avoid": [words.text(text) for text in kit.avoid],
            "afterwards": [words.text(text) for text in kit.afterwards],
        },
    )


def _steps(report: Report) -> list[Step]:
    words, hints = report.words, _hints(report)
    return [
        Step(step.minutes, words.text(step.name), words.text(step.text), hints.get(place, ()))
        for place, step in enumerate(report.library.talk_kit.steps)
    ]


def _hints(report: Report) -> dict[int, tuple[str, ...]]:
    if not shown(report):
        say = report.words.say
        without = _("Er zijn geen getallen. Lees daarom de zes kaarten, in plaats van de pagina.")
        return {RECOGNISE: (say(without),)}
    found = {
        RECOGNISE: _widest_gap(report),
        COHERENCE: _first_signal(report),
        CHOOSE: (*_weakest(report), *_lever(report)),
    }
    return {place: hints for place, hints in found.items() if hints}


def _widest_gap(report: Report) -> tuple[str, ...]:
    if not report.advice.gaps:
        return ()
    heading = report.words.text(report.advice.gaps[0].heading)
    return (report.words.say(_("{heading}. Vraag waar dat aan te merken is."), heading=heading),)


def _first_signal(report: Report) -> tuple[str, ...]:
    if not report.advice.signals:
        return (report.words.say(_("Er is geen signaal. Laat de groep zelf zoeken.")),)
    return (report.words.say(_("Begin met signaal A, hieronder.")),)


def _weakest(report: Report) -> tuple[str, ...]:
    words, weak = report.words, report.findings.weak_link
    if weak:
        return (words.say(_("Zwakke schakel: {block}."), block=words.within(weak)),)
    if not report.findings.priorities:
        return ()
    blocks = words.blocks_within(report.findings.priorities)
    return (words.say(_("Eerst aan werken: {blocks}."), blocks=blocks),)


def _lever(report: Report) -> tuple[str, ...]:
    lever = report.advice.lever
    if lever is None:
        return ()
    blocks = report.words.blocks_within(block.code for block in highest(report))
    return (report.words.say(_("Meest aanwezig: {blocks}."), blocks=blocks),)


def _signals(report: Report) -> tuple[SignalNote, ...]:
    return tuple(
        SignalNote(
            letter,
            cohesion.signal_name(report, signal),
            text.message(signal, report.language),
            report.words.text(text.question),
        )
        for letter, (signal, text) in zip(LETTERS, report.advice.signals, strict=False)
    )


def cards(report: Report) -> tuple[Card, ...]:
    words = report.words
    return tuple(
        Card(
            chip(report, found.code),
            str(found.score) if found.score else "",
            words.level(found.level) if found.level else "",
            words.text(report.library.blocks[found.code].meaning),
            words.text(report.library.blocks[found.code].question),
        )
        for found in report.findings.blocks
    )


def cards_sheet(report: Report) -> Sheet:
    title = report.words.say(_("Zes kaarten"))
    heading = report.words.say(_("Zes kaarten voor op tafel"))
    found = cards(report)
    rows = (found[:2], found[2:4], found[4:])
    content = {"rows": rows, "has_numbers": bool(shown(report))}
    return Sheet("kaarten", "kaarten", title, heading, content)


def work_sheet(report: Report) -> Sheet:
    words = report.words
    chips = {each.number: each for each in (chip(report, b.code) for b in report.findings.blocks)}
    return Sheet(
        "werkblad",
        "werkblad",
        words.say(_("Werkblad")),
        words.say(_("Wat herkennen we, en wat kiezen we?")),
        # As in the picture of samenhang, so that a line can be drawn between any two.
        {"stones": ([chips[n] for n in (1, 4, 5)], [chips[n] for n in (2, 3, 6)])},
    )


def poster_sheet(report: Report) -> Sheet:
    """The wall of the cover, upper course first; every stone has room for stickers."""
    found = {card.chip.number: card for card in cards(report)}
    courses = ((found[5], found[6]), (found[3], found[4]), (found[1], found[2]))
    title = report.words.say(_("Poster"))
    return Sheet(
        "poster", "poster", title, report.words.say(_("Waar beginnen wij?")), {"courses": courses}
    )
