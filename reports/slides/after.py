"""The last slides: three actions, the talk, how to read this, and the slide without numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from pptx.presentation import Presentation as Deck

from reports.charts.canvas import RULE, SOFT
from reports.findings import Level
from reports.paper import account
from reports.paper.page import Action, action, chip
from reports.paper.plan import talk_page
from reports.sentences import notices, reading
from reports.slides.deck import FINDING, new_sheet
from reports.slides.sheet import BOTTOM, CONTENT, LEFT, Box, Para, Sheet
from reports.thresholds import K

if TYPE_CHECKING:
    from reports.pipeline import Report

STEPS = Box(LEFT, 116, 560, 378)
ASIDE = Box(644, 123, 268, 250)
RANGES = {
    Level.LOW: _("0 tot en met 49"),
    Level.MIDDLE: _("50 tot en met 69"),
    Level.HIGH: _("70 tot en met 100"),
}


def three(deck: Deck, report: Report) -> Sheet:
    words = report.words
    all_three = _("Als je maar drie dingen doet, doe dan deze.")
    heading = words.say(all_three if len(report.advice.three) == 3 else _("Begin hiermee."))
    sheet = new_sheet(deck, FINDING, words.say(_("Wat je kunt doen")), heading)
    room = sheet.panel(Box(LEFT, sheet.top + 20, CONTENT, 320), action=True)
    for position, (box, planned) in enumerate(
        zip(room.columns(3), report.advice.three, strict=False), start=1
    ):
        _act(sheet, report, box, position, action(report, planned.advice))
    note = words.say(_("De adviezen volgen uit het onderzoek. Hun effect is niet onderzocht."))
    sheet.text(Box(LEFT, 472, CONTENT, 22), Para(note, 14, colour=SOFT))
    return sheet


def _act(sheet: Sheet, report: Report, box: Box, position: int, act: Action) -> None:
    sheet.text(Box(box.x, box.y, 40, 44), Para(str(position), 32, True))
    sheet.text(Box(box.x, box.y + 48, box.wide, 136), Para(act.text, 18))
    y = box.y + 196
    sheet.chip(box.x, y, act.chip.number)
    sheet.text(
        Box(box.x + 40, y, box.wide - 40, 22), Para(act.chip.name, 16, True), anchor="middle"
    )
    source = report.words.say(_("Advies op basis van: {source}"), source=act.source)
    sheet.text(
        Box(box.x, y + 30, box.wide, 66),
        Para(f"{act.role}, {act.when}", 16),
        Para(source, 12, colour=SOFT, space=4),
    )


def talk(deck: Deck, report: Report) -> Sheet:
    words, kit = report.words, talk_page(report).content
    sheet = new_sheet(deck, FINDING, words.say(_("Hoe we verdergaan")), talk_page(report).heading)
    for box, step in zip(STEPS.rows(len(kit["steps"])), kit["steps"], strict=True):
        _step(sheet, box, *step)
    sheet.text(
        ASIDE,
        Para(words.say(_("Wie")), 13, True),
        Para(kit["who"], 12),
        Para(words.say(_("Voor de directie")), 13, True, space=6),
        *(Para(text, 12) for text in kit["avoid"]),
        Para(words.say(_("En daarna")), 13, True, space=6),
        *(Para(text, 12) for text in kit["afterwards"]),
    )
    _agreement(sheet, report, Box(ASIDE.x, 388, ASIDE.wide, 106))
    return sheet


def _step(sheet: Sheet, box: Box, minutes: int, name: str, text: str) -> None:
    sheet.rule(box.y, box.x, box.wide)
    top = box.y + 7
    sheet.text(Box(box.x, top, 30, 20), Para(str(minutes), 15, True), align="right")
    sheet.text(Box(box.x + 46, top, 110, 20), Para(name, 15, True))
    sheet.text(Box(box.x + 160, top, box.wide - 160, box.high - 8), Para(text, 13))


def _agreement(sheet: Sheet, report: Report, box: Box) -> None:
    """What still has to be filled in, so in yellow."""
    room = sheet.panel(box, action=True)
    fields = (_("Datum"), _("Wie leidt het gesprek"), _("Terugkijken op"))
    for row, text in zip(room.rows(3), fields, strict=True):
        sheet.text(row, Para(f"{report.words.say(text)}:", 14, True), anchor="middle")
        end = row.y + row.high - 4
        sheet.line((room.x + 152, end), (room.x + room.wide, end), RULE)


def how_to_read(deck: Deck, report: Report) -> Sheet:
    words = report.words
    heading = words.say(_("Een start van een gesprek, geen rapportcijfer"))
    sheet = new_sheet(deck, FINDING, words.say(_("Zo lees je deze getallen")), heading)
    columns = Box(LEFT, sheet.top + 16, CONTENT, BOTTOM - sheet.top - 16).columns(3, 34)
    for box, (title, texts) in zip(columns, _explained(report), strict=True):
        sheet.rule(box.y, box.x, box.wide)
        told = [Para(text, 15, space=6) for text in texts if text]
        room = Box(box.x, box.y + 10, box.wide, box.high - 10)
        sheet.text(room, Para(words.say(title), 18, True), *told)
    return sheet


def _explained(report: Report) -> tuple[tuple[object, tuple[str, ...]], ...]:
    say = report.words.say
    score = _(
        "Elke score loopt van 0 tot 100. Een score zegt hoe vaak iets aanwezig is, "
        "niet hoe goed jullie zijn."
    )
    levels = (f"{say(span)}: {report.words.level(level)}" for level, span in RANGES.items())
    few_points = say(_("Let niet op verschillen van een paar punten."))
    numbers = (say(score), *levels, f"{notices.margins(report)} {few_points}")
    small = _(
        "Een groep van minder dan vijf mensen krijgt nooit een eigen getal. "
        "De antwoorden tellen wel mee in een grotere groep of in het totaal."
    )
    groups = (say(small), *reading.groups(report), *reading.hidden(report))
    return (
        (_("De getallen"), numbers),
        (_("De groepen"), groups),
        (_("Wat deze scan wel en niet is"), tuple(say(text) for text in LIMITS)),
    )


LIMITS = (
    _("De vragenlijst is onderbouwd en nog niet gevalideerd."),
    _("De inhoud volgt een Nederlands onderzoek bij tien mkb-bedrijven."),
    _(
        "Het onderzoek meet geen effecten. Het zegt niet of een bedrijf het goed doet, "
        "en niet hoeveel een advies oplevert."
    ),
    _("De bouwstenen overlappen. Hun scores gaan vaak samen op en neer."),
)


def too_few(deck: Deck, report: Report) -> Sheet:
    """In place of numbers: why there are none, and what the six blocks are about."""
    words, page = report.words, account.empty_page(report)
    sheet = new_sheet(deck, FINDING, page.title, page.heading)
    why = _(
        "Een getal tonen we vanaf {k} mensen. Met minder zou te raden zijn wie wat antwoordde. "
        "Praten kan wel. Dit zijn de zes onderwerpen van de scan."
    )
    sheet.text(Box(LEFT, sheet.top, CONTENT, 52), Para(words.say(why, k=K), 18))
    rows = Box(LEFT, 164, CONTENT, 330).rows(len(report.library.blocks))
    for box, (code, text) in zip(rows, report.library.blocks.items(), strict=True):
        sheet.rule(box.y)
        named = chip(report, code)
        sheet.chip(LEFT, box.y + 11, named.number)
        sheet.text(Box(LEFT + 42, box.y + 11, 190, 22), Para(named.name, 16, True), anchor="middle")
        meaning = Box(LEFT + 240, box.y + 9, CONTENT - 240, box.high - 10)
        sheet.text(meaning, Para(words.text(text.meaning), 15))
    return sheet
