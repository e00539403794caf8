"""What a reader must know before reading any number: whose view it is, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.published import EMPLOYEES, TOTAL, Group
from reports.sentences.reading import has_margins
from scan.roles import Role

if TYPE_CHECKING:
    from reports.pipeline import Report

MOST_NAMED = 2  # more blocks than these are counted


def percent(part: int, whole: int) -> int:
    """Half up, as every number in the report."""
    return (200 * part + whole) // (2 * whole)


def response(group: Group) -> int:
    return percent(group.n, group.invited)


def notices(report: Report) -> tuple[str, ...]:
    """Warnings for the top of page 1, most important first; often none."""
    found = (_whose_view(report), _uneven_response(report), _small_group(report))
    return tuple(text for text in found if text)


def _whose_view(report: Report) -> str:
    words, findings = report.words, report.findings
    leading = words.roles_together(role for role in report.published.roles if role != Role.MW)
    if findings.only_leading:
        return words.say(
            _(
                "Geen medewerker deed mee. Dit rapport toont alleen de kijk van {leading}. "
                "Adviezen voor medewerkers ontbreken daarom."
            ),
            leading=leading,
        )
    if findings.total_mixes_views and leading and Role.MW in report.published.roles:
        return words.say(
            _(
                "Leiding en medewerkers staan samen in het totaal. "
                "Apart zijn de groepen te klein om te tonen."
            )
        )
    return ""


def _uneven_response(report: Report) -> str:
    if not report.findings.response_differs:
        return ""
    total, employees = report.published.group(TOTAL), report.published.group(EMPLOYEES)
    leading = percent(total.n - employees.n, total.invited - employees.invited)
    text = (
        _(
            "Van de medewerkers deed {employees} mee, van de leiding {leading}. "
            "Zo telt de leiding zwaarder mee dan bij haar aandeel in het bedrijf past."
        )
        if leading > response(employees)
        else _(
            "Van de medewerkers deed {employees} mee, van de leiding {leading}. "
            "Zo telt de leiding lichter mee dan bij haar aandeel in het bedrijf past."
        )
    )
    say = report.words.percent
    return report.words.say(text, employees=say(response(employees)), leading=say(leading))


def _small_group(report: Report) -> str:
    integrality = report.findings.integrality
    if not integrality or not integrality.small_group_note:
        return ""
    return report.words.say(
        _("Let op: kleine groep. Verschillen tussen bouwstenen kunnen toeval zijn.")
    )


def certainty(report: Report) -> str:
    """The limits at the foot of page 1: margin, division, new questionnaire, a start for talks."""
    limits = report.words.say(
        _(
            "De vragenlijst is onderbouwd en nog niet gevalideerd. "
            "Gebruik de uitkomst als start van een gesprek, niet als rapportcijfer."
        )
    )
    return " ".join(text for text in (margins(report), _divided(report), limits) if text)


def _divided(report: Report) -> str:
    """Where medewerkers, or else all together, answer very differently from each other."""
    words, codes = report.words, [each.code for each in report.findings.blocks]
    divided = [code for code in codes if _agreement(report, code) == "verdeeld"]
    if not divided:
        return ""
    if len(divided) <= MOST_NAMED:
        text = _("Over {blocks} zijn jullie verdeeld: een gemiddelde zegt daar minder.")
        return words.say(text, blocks=words.blocks_within(divided))
    text = _("Over {count} bouwstenen zijn jullie verdeeld: een gemiddelde zegt daar minder.")
    return words.say(text, count=words.count(len(divided)))


def _agreement(report: Report, code: str) -> str | None:
    shown = report.published.shown
    cell = shown(code, EMPLOYEES) or shown(code, TOTAL)
    return cell.agreement if cell else None


def margins(report: Report) -> str:
    words = report.words
    found = [block.margin for block in report.findings.blocks if block.margin is not None]
    if not found:
        return words.say(_without_margin(report))
    if min(found) == max(found):
        return words.say(_("De marge per bouwsteen is ± {points}."), points=min(found))
    return words.say(
        _("De marge per bouwsteen is ± {low} tot {high}."), low=min(found), high=max(found)
    )


def _without_margin(report: Report) -> Promise:
    if has_margins(report):
        return _("Het totaal heeft geen marge, omdat een groep kleiner is dan tien mensen.")
    return _("Een marge tonen we pas vanaf tien mensen.")
