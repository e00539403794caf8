"""The open answers in words: the questions, the texts, and what a reader must know about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.published import NoTexts, Texts
from reports.wording import Words
from scan.instrument.open_questions import questions
from scan.instrument.types import Texts as Asked

if TYPE_CHECKING:
    from reports.pipeline import Report

REASONS = {
    "few_people": _(
        "Er deden minder dan tien mensen mee. Dan tonen we geen teksten; "
        "ze zijn ongelezen vernietigd."
    ),
    "few_texts": _(
        "Er waren minder dan vijf teksten. Dan tonen we ze niet; ze zijn ongelezen vernietigd."
    ),
    "few_left": _(
        "Na het weglaten van teksten bleven er minder dan vijf over. "
        "Dan tonen we ze niet; ze zijn vernietigd."
    ),
    "not_read": _(
        "Niemand heeft op tijd namen uit de teksten gehaald. "
        "Daarom zijn ze vernietigd en niet getoond."
    ),
}


@dataclass(frozen=True)
class Answers:
    """One question: texts with their counts, or the reason why there are none."""

    question: str
    counts: str
    texts: tuple[str, ...]
    reason: str = ""


def answers(report: Report) -> tuple[Answers, ...]:
    """Empty when the scan asked no open questions."""
    found = report.published.texts
    if found is None:
        return ()
    asked = questions(found.version)
    return tuple(in_words(report.words, asked[each.question], each) for each in found.questions)


def has_texts(report: Report) -> bool:
    return any(each.texts for each in answers(report))


def title(report: Report) -> str:
    return report.words.say(_("Open antwoorden"))


def heading(report: Report) -> str:
    return report.words.say(_("Wat mensen in hun eigen woorden schreven"))


def rule(report: Report) -> str:
    return report.words.say(
        _(
            "De teksten staan hier letterlijk, in willekeurige volgorde en in de taal waarin ze "
            "zijn geschreven. Ze komen van iedereen samen; een rol staat er niet bij. Op de plek "
            "van […] zijn woorden weggehaald om mensen te beschermen."
        )
    )


def caution(report: Report) -> str:
    return report.words.say(
        _(
            "Lees ze als voorbeelden, niet als uitslag: niet iedereen schreef iets. "
            "Zoek niet uit wie wat schreef."
        )
    )


def account(report: Report) -> str:
    """How the texts came into the report; empty when nothing was asked."""
    if report.published.texts is None:
        return ""
    reasons = [each.reason for each in answers(report) if each.reason]
    if not has_texts(report):
        return reasons[0]
    return report.words.say(
        _(
            "Alleen bij minstens tien deelnemers en vijf teksten op een vraag. Een beheerder kon "
            "er voor het publiceren woorden of hele teksten uithalen, en niets veranderen. "
            "De originelen zijn vernietigd."
        )
    )


def counts(words: Words, found: Texts) -> str:
    """ "2 van de 31 teksten ingekort, 1 weggelaten"."""
    if not found.shortened and not found.left_out:
        return words.say(_("{total} teksten, niets ingekort of weggelaten."), total=found.total)
    return words.say(
        _("{shortened} van de {total} teksten ingekort, {left_out} weggelaten."),
        shortened=found.shortened,
        total=found.total,
        left_out=found.left_out,
    )


def in_words(words: Words, question: Asked, found: Texts | NoTexts) -> Answers:
    if isinstance(found, NoTexts):
        return Answers(words.text(question), "", (), words.say(REASONS[found.reason]))
    return Answers(words.text(question), counts(words, found), found.texts)
