"""The slide about change: this measurement under the one before, each with its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from pptx.presentation import Presentation as Deck

from reports.charts.canvas import INK, SOFT
from reports.charts.spec import LaneBlock
from reports.results.trend import spec
from reports.sentences import trend
from reports.slides.deck import FINDING, new_sheet
from reports.slides.sheet import CONTENT, LEFT, Box, Para, Sheet
from reports.slides.waves_chart import waves

if TYPE_CHECKING:
    from reports.pipeline import Report

WAVES = 2  # in the chart: as many as stay readable from the back of a room


def change(deck: Deck, report: Report) -> Sheet:
    words, group = report.words, trend.charted(report.trend)
    name = words.say(_("Wat is er veranderd"))
    sheet = new_sheet(deck, FINDING, name, trend.heading(report))
    sheet.text(Box(LEFT, sheet.top, CONTENT, 50), Para(trend.sentence(report), 18))
    made = spec(report, group, WAVES)
    plot = Box(260, sheet.top + 104, 430, 430 - sheet.top - 104)
    names = [words.short(row.block) for row in report.trend.of(group.code)]
    waves(sheet, plot, made, names, [_outcome(block) for block in made.blocks])
    then, now = trend.wave_names(report)[-WAVES:]
    text = _("Boven: {then}. Onder: {now}. Het streepje is de marge.")
    key = Para(words.say(text, then=then, now=now), 14)
    careful = " ".join(trend.cautions(report)[:2])
    sheet.text(Box(LEFT, 440, CONTENT, 56), key, Para(careful, 12, colour=SOFT))
    return sheet


def _outcome(block: LaneBlock) -> Para:
    return Para(block.remark, 14, block.stressed, INK if block.stressed else SOFT)
