"""The first slides: title, one page for everyone, six blocks, strongest block, what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from pptx.presentation import Presentation as Deck

from reports.charts import build_scores
from reports.charts.build_network import wall
from reports.charts.canvas import SOFT
from reports.paper import front
from reports.paper.front import Mention
from reports.published import TOTAL
from reports.sentences import blocks, directie, reading
from reports.sentences.figures import Figure
from reports.sentences.ranking import highest, shown
from reports.slides import charts, stones
from reports.slides.deck import COVER, FINDING, new_sheet
from reports.slides.logo import place_logo
from reports.slides.sheet import BOTTOM, CONTENT, LEFT, Box, Para, Sheet
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report

FEATURE_HIGH = 44  # points for the bar of one kenmerk, at most


def title(deck: Deck, report: Report) -> Sheet:
    words, facts = report.words, report.published.facts
    sheet = new_sheet(deck, COVER, "", words.say(_("Hoe leren jullie?")))
    text = words.say(
        _("Uitkomsten van de scan bij {organisation}, om samen over te praten."),
        organisation=facts.organisation,
    )
    deck.slides[len(deck.slides) - 1].placeholders[1].text = text
    name = Para("Leercultuur", 16, True), Para(words.say(_("scan voor het mkb")), 16)
    sheet.text(Box(LEFT, 48, 380, 48), *name)
    place_logo(sheet, report)
    stones.wall(sheet, wall(words), 464, 104, 448 / 432)
    for box, paras in zip(Box(LEFT, 430, CONTENT, 70).columns(3), _facts(report), strict=True):
        sheet.text(box, *paras)
    return sheet


def _facts(report: Report) -> tuple[tuple[Para, Para], ...]:
    """Who took part, the promise, and the date: as on the cover of the report."""
    words, facts = report.words, report.published.facts
    period = words.period(facts.opened_on, facts.closed_on)
    total = report.published.group(TOTAL) if shown(report) else None
    if total:
        who = words.say(_("{n} van de {invited} mensen"), n=total.n, invited=total.invited)
        when = words.say(_("gaven antwoorden die meetellen, van {period}"), period=period)
    else:
        who = words.say(_("Te weinig antwoorden"))
        when = words.say(_("van {period}"), period=period)
    last = words.say(_("Rapport van {last}"), last=words.date(facts.closed_on))
    lines = (
        (who, when),
        (words.say(_("Anoniem")), reading.promise(report)),
        (last, facts.title),
    )
    return tuple((Para(bold, 15, True), Para(text, 15, colour=SOFT)) for bold, text in lines)


def one_page(deck: Deck, report: Report) -> Sheet:
    words, content = report.words, front.directie_page(report).content
    sheet = new_sheet(
        deck, FINDING, words.say(_("Eén pagina voor iedereen")), directie.heading(report)
    )
    sheet.rule(138)
    for box, figure in zip(
        Box(LEFT, 148, CONTENT, 140).columns(4), content["figures"], strict=False
    ):
        _figure(sheet, report, box, figure)
    if content["no_integrality"]:
        _no_integrality(sheet, report)
    sheet.rule(294)
    under = Box(LEFT, 306, CONTENT, 50).columns(4)
    _named(sheet, under[:1], content["strength_title"], [content["strength"]])
    _named(sheet, under[1:], words.say(_("Eerst aan werken")), content["first"])
    _notices(sheet, content["notices"])
    sure = words.say(_("Hoe zeker is dit?"))
    told = Para(sure, 14, True), Para(content["certainty"], 14, colour=SOFT)
    sheet.text(Box(LEFT, 440 if content["notices"] else 396, CONTENT, 56), *told)
    return sheet


def _named(sheet: Sheet, places: Sequence[Box], title: str, mentions: Sequence[Mention]) -> None:
    """Blocks by chip and name, in the columns of the figures above."""
    sheet.text(places[0], Para(title, 15, True))
    for box, item in zip(places, mentions, strict=False):
        sheet.chip(box.x, box.y + 27, item.chip.number)
        name = Para(f"{item.chip.name} ({item.score})", 14)
        sheet.text(Box(box.x + 38, box.y + 27, box.wide - 14, 22), name, anchor="middle")


def _figure(sheet: Sheet, report: Report, box: Box, figure: Figure) -> None:
    number = report.words.percent(figure.number) if figure.unit == "%" else str(figure.number)
    paras = (
        Para(figure.name, 15, True),
        Para(number, 46, True),
        Para(figure.word, 15, True),
        Para(figure.explanation, 14, colour=SOFT),
    )
    sheet.text(box, *(each for each in paras if each.text))


def _no_integrality(sheet: Sheet, report: Report) -> None:
    name = _("Niveau, integraliteit en balans")
    why = _(
        "Deze drie berekenen we alleen als alle zes de bouwstenen getoond zijn. "
        "Dat is hier niet zo."
    )
    paras = Para(report.words.say(name), 15, True), Para(report.words.say(why), 16, space=8)
    sheet.text(Box(LEFT + 223, 148, 420, 120), *paras)


def _notices(sheet: Sheet, notices: tuple[str, ...]) -> None:
    if notices:
        sheet.panel(Box(LEFT, 364, CONTENT, 68))
        room = Box(LEFT + 18, 366, CONTENT - 32, 64)
        sheet.text(room, *(Para(text, 13) for text in notices), anchor="middle")


def six_blocks(deck: Deck, report: Report) -> Sheet:
    words = report.words
    spec = build_scores.bars(report.published, report.findings, words)
    name = words.say(_("De zes bouwstenen"))
    sheet = new_sheet(deck, FINDING, name, directie.ends(report))
    sheet.text(Box(LEFT, sheet.top, CONTENT, 28), Para(_what_bars_say(report), 18))
    rows = [charts.Row(b.stone.number, b.stone.name, b.value, b.remark) for b in spec.bars]
    plot = Box(260, sheet.top + 86, 430, BOTTOM - 10 - sheet.top - 86)
    charts.bars(sheet, plot, spec.scale, rows, words.say(_("totaal")), spec.alt)
    return sheet


def _what_bars_say(report: Report) -> str:
    """The levels, unless the heading already says all there is: then how to read a bar."""
    found = directie.bars(report)
    if found != directie.ends(report):
        return found
    return report.words.say(
        _(
            "Elke score loopt van 0 tot 100. Een score zegt hoe vaak iets aanwezig is, "
            "niet hoe goed jullie zijn."
        )
    )


def strongest(deck: Deck, report: Report) -> Sheet:
    words, code = report.words, highest(report)[0].code
    sheet = new_sheet(deck, FINDING, directie.strength_title(report), blocks.heading(report, code))
    sheet.text(Box(LEFT, sheet.top, CONTENT, 50), Para(directie.strength(report), 18))
    number, total = report.instrument.block(code).number, report.published.shown(code, TOTAL)
    rows = [
        charts.Row(number, words.feature_short(feature), value, chip=False)
        for feature, value in total.features.items()
    ]
    alt = build_scores.block(code, report.published, report.findings, words).alt
    top = sheet.top + 108
    plot = Box(260, top, 600, min(FEATURE_HIGH * len(rows), 400 - top))
    scale = build_scores.scale(words)
    charts.bars(sheet, plot, scale, rows, words.say(_("totaal")), alt)
    text = words.text(report.library.blocks[code].question)
    question(sheet, report, Box(LEFT, 414, CONTENT, 80), text)
    return sheet


def question(sheet: Sheet, report: Report, box: Box, text: str, size: float = 20) -> None:
    """To talk about: a paper panel without yellow, for nothing has to be done."""
    sheet.panel(box)
    room = Box(box.x + 18, box.y + 6, box.wide - 32, box.high - 12)
    intro = report.words.say(_("Om samen over te praten"))
    sheet.text(room, Para(intro, 14, colour=SOFT), Para(text, size, True), anchor="middle")


def first(deck: Deck, report: Report) -> Sheet:
    words = report.words
    priorities = front.directie_page(report).content["first"]
    names = words.blocks_within(report.findings.priorities)
    heading = words.say(_("Praat eerst over {blocks}."), blocks=names)
    sheet = new_sheet(deck, FINDING, words.say(_("Eerst aan werken")), heading)
    heads = (_("Bouwsteen"), _("Waarom eerst"), _("Waar het over gaat"))
    for x, text in zip(COLUMNS, heads, strict=True):
        sheet.text(Box(x, 140, 240, 20), Para(words.say(text), 14, True, SOFT))
    for row, (code, item) in enumerate(zip(report.findings.priorities, priorities, strict=True)):
        _priority(sheet, report, 166 + 108 * row, code, item)
    return sheet


COLUMNS = (LEFT, 312, 540)


def _priority(sheet: Sheet, report: Report, y: float, code: str, item: Mention) -> None:
    sheet.rule(y)
    sheet.chip(LEFT, y + 17, item.chip.number)
    level = report.words.level(report.findings.block(code).level)
    name = Para(item.chip.name, 18, True), Para(f"{item.score}, {level}", 15, colour=SOFT)
    sheet.text(Box(LEFT + 42, y + 15, 212, 60), *name)
    reason = upper_first(item.text).replace("Één", "Eén") + "."  # one capital in Dutch
    sheet.text(Box(COLUMNS[1], y + 15, 204, 84), Para(reason, 16))
    meaning = report.words.text(report.library.blocks[code].meaning)
    sheet.text(Box(COLUMNS[2], y + 15, 372, 84), Para(meaning, 16))
