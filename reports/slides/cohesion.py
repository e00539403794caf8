"""The slides about samenhang: the network, the signals, and the difference between roles."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from pptx.presentation import Presentation as Deck

from reports.advice.types import SignalText
from reports.charts import build_network, build_scores
from reports.charts.canvas import INK, SOFT
from reports.charts.spec import GapRow
from reports.findings import GapClass, Signal
from reports.paper.gaps import gaps_page
from reports.sentences import cohesion, gaps
from reports.slides import charts, stones
from reports.slides.deck import FINDING, new_sheet
from reports.slides.front import question
from reports.slides.sheet import BOTTOM, CONTENT, LEFT, Box, Para, Sheet

if TYPE_CHECKING:
    from reports.pipeline import Report

LETTER, BADGE = 9.6, 38  # points: a bold letter of 18, and the room for a badge


def network(deck: Deck, report: Report) -> Sheet:
    words = report.words
    sheet = new_sheet(deck, FINDING, words.say(_("Samenhang")), cohesion.heading(report))
    sheet.text(Box(LEFT, sheet.top, CONTENT, 50), Para(cohesion.sentence(report), 18))
    spec = build_network.network(report.published, report.findings, words)
    stones.network(sheet, spec, sheet.top + 80, 446)
    stones.legend(sheet, spec, 476)
    return sheet


def signals(deck: Deck, report: Report) -> Sheet:
    sheet = new_sheet(
        deck, FINDING, report.words.say(_("Signalen")), cohesion.actions_heading(report)
    )
    top, count = sheet.top + 20, len(report.advice.signals)
    columns = Box(LEFT, top, CONTENT, BOTTOM - top).columns(max(2, count))
    under = _under_names(report, columns[0])
    pairs = zip(build_network.LETTERS, report.advice.signals, columns, strict=False)
    for letter, (signal, text), box in pairs:
        _signal(sheet, report, box, under, letter, signal, text)
        asked = Box(box.x, BOTTOM - 112, CONTENT if count == 1 else box.wide, 112)
        question(sheet, report, asked, report.words.text(text.question), 16)
    if count == 1:
        _research(sheet, report, columns[1], under)
    return sheet


def _under_names(report: Report, box: Box) -> float:
    """How far down the messages begin, the same in every column."""
    names = [cohesion.signal_name(report, signal) for signal, _text in report.advice.signals]
    lines = ceil(max(len(name) for name in names) * LETTER / (box.wide - BADGE))
    return 14 + 24 * lines


def _signal(
    sheet: Sheet,
    report: Report,
    box: Box,
    under: float,
    letter: str,
    signal: Signal,
    text: SignalText,
) -> None:
    sheet.badge(box.x + 13, box.y + 13, letter, 13)
    name = Para(cohesion.signal_name(report, signal), 18, True)
    sheet.text(Box(box.x + BADGE, box.y, box.wide - BADGE, under), name)
    message = Para(text.message(signal, report.language), 17)
    meaning = Para(report.words.text(text.meaning), 17, space=8)
    sheet.text(Box(box.x, box.y + under, box.wide, 190), message, meaning)


def _research(sheet: Sheet, report: Report, box: Box, under: float) -> None:
    """Beside a single signal there is room for what the interviews found."""
    words, text = report.words, report.advice.signals[0][1]
    title = Para(words.say(_("Wat het onderzoek hierover zegt")), 18, True)
    sheet.text(Box(box.x, box.y, box.wide, 28), title)
    sheet.text(Box(box.x, box.y + under, box.wide, 190), Para(words.text(text.research), 17))


def role_gaps(deck: Deck, report: Report) -> Sheet:
    words = report.words
    sheet = new_sheet(deck, FINDING, words.say(_("Verschil tussen rollen")), gaps.heading(report))
    sheet.text(Box(LEFT, sheet.top, CONTENT, 50), Para(gaps.sentence(report), 18))
    spec = build_scores.gaps(report.published, report.findings, words)
    plot = Box(260, sheet.top + 100, 430, 430 - sheet.top - 100)
    charts.gaps(sheet, plot, spec, [_difference(report, row) for row in spec.rows])
    who = Para(_who(report), 14, space=0)
    notes = " ".join(text for text in (gaps.legend(report), gaps.wording(report)) if text)
    sheet.text(Box(LEFT, 440, CONTENT, 56), who, Para(notes, 12, colour=SOFT))
    return sheet


def _difference(report: Report, row: GapRow) -> Para:
    if row.difference is None:
        return Para(row.remark, 14, colour=SOFT)
    text = _("{points} punten: {word}")
    told = report.words.say(text, points=row.difference, word=row.remark)
    is_clear = row.gap_class is not GapClass.NONE
    return Para(told, 14, is_clear, INK if is_clear else SOFT)


def _who(report: Report) -> str:
    groups = gaps_page(report).content["groups"]
    return report.words.say(
        _("Volle stip: medewerkers ({employees}). Open stip: {name} ({leading})."),
        employees=groups["employees"],
        leading=groups["leading"],
        name=groups["leading_name"],
    )
