"""What comes after reading: the action plan, the talk kit and more advice to choose from."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.paper.page import Page, action, chip

if TYPE_CHECKING:
    from reports.pipeline import Report


def plan_page(report: Report) -> Page:
    """Three blocks by the roles of the firm; owner and date are for them to fill in."""
    planned = groupby(report.advice.plan, key=lambda each: each.block)
    blocks = [
        (chip(report, code), [action(report, each.advice) for each in actions])
        for code, actions in planned
    ]
    return Page(
        "actieplan",
        "actieplan",
        report.words.say(_("Actieplan")),
        report.words.say(_("Kies per rol wat je oppakt")),
        {"blocks": blocks},
    )


def talk_page(report: Report) -> Page:
    words, kit = report.words, report.library.talk_kit
    questions = _questions(report)
    return Page(
        "gesprek",
        "gesprek",
        words.say(_("Gesprekskit")),
        words.text(kit.title),
        {
            "minutes": kit.minutes,
            "who": words.text(kit.who),
            "prepare": _prepare(report),
            "steps": [(s.minutes, words.text(s.name), words.text(s.text)) for s in kit.steps],
            "questions": (questions[:3], questions[3:]),
            "avoid": [words.text(text) for text in kit.avoid],
            "afterwards": [words.text(text) for text in kit.afterwards],
        },
    )


def _prepare(report: Report) -> str:
    """Without numbers there is no page for the directie to print."""
    if report.published.has_results:
        return report.words.text(report.library.talk_kit.prepare)
    return report.words.say(
        _(
            "Print voor iedereen de bladzijde met de zes bouwstenen. Leg zes kaarten klaar, elk "
            "met een bouwsteen en de vraag daarbij. Neem stickers mee om te stemmen."
        )
    )


def _questions(report: Report) -> list[tuple]:
    return [
        (chip(report, code), report.words.text(text.question))
        for code, text in report.library.blocks.items()
    ]


def more_advice_page(report: Report) -> Page:
    """What else the library has for the blocks of the action plan, to choose from."""
    blocks = dict.fromkeys(planned.block for planned in report.advice.plan)
    rest = [_rest(report, code) for code in blocks]
    return Page(
        "meer_advies",
        "meer-advies",
        report.words.say(_("Bijlage: meer advies")),
        report.words.say(_("Nog meer advies bij dezelfde bouwstenen")),
        {"blocks": [actions for actions in rest if actions]},
    )


def _rest(report: Report, code: str) -> tuple:
    planned = {each.advice.id for each in report.advice.plan}
    return tuple(
        action(report, advice)
        for advices in report.advice.by_block[code].values()
        for advice in advices
        if advice.id not in planned
    )
