"""The outlook and the progress of a scan in plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.follow import Progress
from reports.outlook import Lack, Merged, Outlook, Row
from reports.published import EMPLOYEES, TOTAL
from reports.thresholds import DETAIL, K
from reports.wording import Words

# From which share on, and how that is called. The first that fits counts.
SHARES: tuple[tuple[float, Callable[[], str]], ...] = (
    (1.0, lambda: _("Er zijn evenveel antwoorden als mensen")),
    (0.75, lambda: _("Minstens driekwart heeft meegedaan")),
    (0.5, lambda: _("Minstens de helft heeft meegedaan")),
    (0.45, lambda: _("Bijna de helft heeft meegedaan")),
    (0.25, lambda: _("Minstens een kwart heeft meegedaan")),
    (0.0, lambda: _("De eerste antwoorden zijn binnen")),
)


@dataclass(frozen=True)
class GroupLine:
    """A group of the report in words. `mark`: "total", "employees" or "leading"."""

    mark: str
    name: str
    people: int
    shows: str
    needs: str


def heading(found: Outlook, words: Words) -> str:
    """What the report will show, as one finding."""
    if not found.rows:
        return _("Met deze aantallen komt er geen rapport met cijfers")
    if not found.parts:
        return _("Met deze aantallen laat het rapport alleen het totaal zien")
    names = [group_name(row, words) for row in found.rows]
    return _("Met deze aantallen laat het rapport zien: %(names)s") % {"names": words.list(names)}


def lines(found: Outlook, words: Words) -> list[GroupLine]:
    return [
        GroupLine(_mark(row), group_name(row, words), row.people, _shows(row), _needs(row, found))
        for row in found.rows
    ]


def limits(found: Outlook, words: Words) -> list[str]:
    """What can't be shown apart, and why."""
    merged = [_why_merged(item, words) for item in found.merged]
    return merged + [_why_lacking(lack, found, words) for lack in found.lacks]


def group_name(row: Row, words: Words) -> str:
    if row.code == TOTAL:
        return words.group_code(TOTAL)
    together = words.roles_together(row.roles)
    return _("%(roles)s samen") % {"roles": together} if len(row.roles) > 1 else together


def response_heading(progress: Progress) -> str:
    total = progress.total
    if total is None:
        return _("De groep is te klein om te tellen")
    if not total.answered:
        return _("Nog geen antwoorden")
    if total.too_many:
        return _("Er zijn meer antwoorden dan mensen")
    share = total.answered / total.invited
    return next(text() for least, text in SHARES if share >= least)


def _mark(row: Row) -> str:
    if row.code == TOTAL:
        return "total"
    return "employees" if row.roles == (EMPLOYEES,) else "leading"


def _shows(row: Row) -> str:
    if row.margin:
        return _("scores met marge")
    if row.people < DETAIL:
        return _("scores zonder marge")
    return _("scores zonder marge, omdat een van de groepen kleiner is dan tien")


def _needs(row: Row, found: Outlook) -> str:
    """Of K answers and, for a margin, DETAIL."""
    if row.people == K:
        return _("alle vijf")
    if not row.margin:
        return _("minstens vijf")
    if row.code == TOTAL and found.parts:
        return _("minstens vijf; met marge tien in elke groep")
    return (
        _("minstens vijf; met marge alle tien")
        if row.people == DETAIL
        else _("minstens vijf; met marge tien")
    )


def _why_merged(item: Merged, words: Words) -> str:
    facts = {
        "role": capfirst(words.people(item.role)),
        "n": item.people,
        "rest": words.roles_together(item.rest),
    }
    if item.is_too_small:
        text = ngettext(
            "%(role)s apart kan niet: daarvoor zijn vijf antwoorden nodig, "
            "en het gaat om %(n)s persoon.",
            "%(role)s apart kan niet: daarvoor zijn vijf antwoorden nodig, "
            "en het gaat om %(n)s mensen.",
            item.people,
        )
    elif item.would_give_away:
        text = _("%(role)s apart kan niet: dan is de uitkomst van %(rest)s uit te rekenen.")
    else:
        text = _("%(role)s apart kan niet: alleen samen met %(rest)s is elke groep groot genoeg.")
    return text % facts


def _why_lacking(lack: Lack, found: Outlook, words: Words) -> str:
    others = (
        tuple(role for role in found.rows[0].roles if role not in lack.roles) if found.rows else ()
    )
    facts = {
        "roles": words.roles_together(lack.roles),
        "others": words.roles_together(others),
        "n": lack.people,
    }
    if not found.rows:
        text = _("Nodig zijn minstens vijf mensen; jullie hebben er nu %(n)s.")
    elif found.people - lack.people >= K:
        text = _(
            "Groepen apart kan niet: voor %(roles)s zijn vijf mensen nodig, "
            "jullie hebben er %(n)s. Tonen we %(others)s wel apart, dan is de rest uit te rekenen."
        )
    else:
        text = _("Voor %(roles)s apart zijn vijf mensen nodig; jullie hebben er %(n)s.")
    return text % facts + " " + _missing(lack)


def _missing(lack: Lack) -> str:
    text = ngettext("Er ontbreekt er %(n)s.", "Er ontbreken er %(n)s.", lack.missing)
    return text % {"n": lack.missing}
