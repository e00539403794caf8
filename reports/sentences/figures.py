"""The four figures of page 1: response, level, integrality and balance, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.published import TOTAL
from reports.sentences import notices

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from reports.findings import Level
    from reports.pipeline import Report


@dataclass(frozen=True)
class Figure:
    """Name, number, word in bold, explanation: always in that order."""

    name: str
    number: int
    unit: str
    word: str
    explanation: str


def figures(report: Report) -> tuple[Figure, ...]:
    """The last three only when all six blocks are shown."""
    return (_response(report), *_integrality(report))


def _response(report: Report) -> Figure:
    words, total = report.words, report.published.group(TOTAL)
    people = words.say(_("{n} van de {all} mensen"), n=total.n, all=total.invited)
    counted = words.say(_("gaven antwoorden die meetellen"))
    return Figure(words.say(_("Respons")), notices.response(total), "%", people, counted)


def _integrality(report: Report) -> tuple[Figure, ...]:
    words, found = report.words, report.findings.integrality
    if found is None:
        return ()
    weaker = _("bij twee bouwstenen telt steeds de laagste")
    return (
        _score(report, _("Niveau"), found.level, found.level_level, _("gemiddelde van de zes")),
        _score(report, _("Integraliteit"), found.index, found.index_level, weaker),
        Figure(
            words.say(_("Balans")),
            found.balance,
            "%",
            words.balance(found.balance_class) if found.balance_class else "",
            words.say(_("integraliteit ten opzichte van niveau")),
        ),
    )


def _score(
    report: Report, name: Promise, number: int, level: Level, explanation: Promise
) -> Figure:
    words = report.words
    return Figure(words.say(name), number, "", words.level(level), words.say(explanation))
