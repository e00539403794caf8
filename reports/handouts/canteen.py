"""The staff version for the wall: what came out in plain words, thanks, and what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.handouts.kinds import CANTEEN, KINDS
from reports.handouts.sheet import Sheet
from reports.handouts.wall import big_bars
from reports.paper.page import action, chip
from reports.published import TOTAL
from reports.sentences import directie, reading
from reports.sentences.ranking import highest, lowest, shown
from scan.roles import Role

if TYPE_CHECKING:
    from reports.findings import BlockFinding
    from reports.pipeline import Report


def canteen_sheet(report: Report) -> Sheet:
    """Totals only: on the wall nobody is compared with anybody."""
    words = report.words
    return Sheet(
        "kantine",
        "uitkomsten",
        words.say(KINDS[CANTEEN].title),
        directie.heading(report),
        {
            "thanks": _thanks(report),
            "sentence": directie.bars(report),
            "chart": big_bars(report),
            "cards": _cards(report),
            "promise": reading.promise(report),
            "actions": tuple(action(report, planned.advice) for planned in report.advice.three),
        },
    )


def _thanks(report: Report) -> str:
    words, total = report.words, report.published.group(TOTAL)
    joined = words.say(
        _("{n} van de {invited} mensen gaven antwoorden die meetellen."),
        n=total.n,
        invited=total.invited,
    )
    if not report.published.only_leading:
        thanks = words.say(_("Dank jullie wel!"))  # not inside an f-string: xgettext skips those
        return f"{joined} {thanks}"
    leading = words.roles_together(role for role in report.published.roles if role != Role.MW)
    whose = words.say(
        _("Er deed geen medewerker mee. Dit is dus de kijk van {leading}."), leading=leading
    )
    return f"{joined} {whose}"


def _cards(report: Report) -> tuple[tuple, ...]:
    """The most and the least present block, and what they are about; equal blocks are one."""
    top, bottom = highest(report), lowest(report)
    if len(top) == len(shown(report)):
        return ()
    return (
        _card(report, report.words.say(_("Het meest aanwezig")), top[0]),
        _card(report, report.words.say(_("Het minst aanwezig")), bottom[0]),
    )


def _card(report: Report, title: str, block: BlockFinding) -> tuple:
    meaning = report.words.text(report.library.blocks[block.code].meaning)
    return title, chip(report, block.code), str(block.score), meaning
