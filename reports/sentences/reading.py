"""What the reader is told about groups: who is shown together, who is not shown, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_scores import marked_groups
from reports.charts.spec import Mark, Sign
from reports.published import TOTAL, Group
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report


@dataclass(frozen=True)
class SignLine:
    sign: Mark | Sign
    text: str


def promise(report: Report) -> str:
    """The cover's promise, true for a directie that chose to stand apart."""
    if any(group.kind == "own" for group in report.published.groups):
        return report.words.say(
            _(
                "Alleen groepen van vijf mensen of meer zijn te zien, "
                "en de directie, die dat zelf koos."
            )
        )
    return report.words.say(_("Alleen groepen van vijf mensen of meer zijn te zien."))


def signs(report: Report) -> tuple[SignLine, ...]:
    """The marks that occur in this report, then the other signs in a lane."""
    say, groups = report.words.say, marked_groups(report.published)
    lines = [SignLine(mark, _mark(report, group)) for group, mark in groups]
    if has_margins(report):
        likely = say(_("marge: daar ligt het echte getal waarschijnlijk"))
        lines.append(SignLine(Sign.MARGIN, likely))
    if _has_hidden(report):
        lines.append(SignLine(Sign.HIDDEN, say(_("geen teken: te weinig antwoorden"))))
    return tuple(lines)


def _mark(report: Report, group: Group) -> str:
    words = report.words
    if group.code == TOTAL:
        return words.say(_("totaal: iedereen telt één keer mee"))
    if len(group.roles) > 1 and group.kind == "part":
        return words.say(_("{group} samen"), group=words.group(group))
    return words.group(group)


def has_margins(report: Report) -> bool:
    return any(
        getattr(cell, "margin", None) is not None
        for block in report.published.blocks
        for cell in block.groups.values()
    )


def _has_hidden(report: Report) -> bool:
    return any(
        report.published.shown(block.code, code) is None
        for block in report.published.blocks
        for code in block.groups
    )


def groups(report: Report) -> tuple[str, ...]:
    """A sentence about every group that is merged, apart by choice, or only in the total."""
    found = (_merged(report), _only_total(report), own_apart(report))
    return tuple(text for text in found if text)


def _merged(report: Report) -> str:
    words = report.words
    merged = [g for g in report.published.groups if g.kind == "part" and len(g.roles) > 1]
    text = _("{group} staan samen ({n} mensen), zodat niemand te herkennen is.")
    return " ".join(
        words.say(text, group=upper_first(words.roles_together(group.roles)), n=group.n)
        for group in merged
    )


def _only_total(report: Report) -> str:
    parts = [group for group in report.published.groups if group.kind == "part"]
    if parts or report.published.only_leading:
        return ""
    return report.words.say(
        _("Losse groepen zijn te klein. Daarom staat iedereen samen in het totaal.")
    )


def own_apart(report: Report) -> str:
    """The consent is in the frozen result, so it stood at closing; no day of answering is kept."""
    if not any(group.kind == "own" for group in report.published.groups):
        return ""
    text = _(
        "Alleen de directie staat wel apart: die koos daar zelf voor, "
        "en dat stond zo bij het sluiten op {day}."
    )
    return report.words.say(text, day=report.words.date(report.published.facts.closed_on))


def hidden(report: Report) -> tuple[str, ...]:
    """Per block: what is not shown and why. Never a number."""
    return tuple(
        text for block in report.published.blocks if (text := _hidden_in(report, block.code))
    )


def _hidden_in(report: Report, code: str) -> str:
    words, published = report.words, report.published
    name = words.block(code)
    if published.shown(code, TOTAL) is None:
        return words.say(_("{block}: te weinig antwoorden, dus geen getallen."), block=name)
    missing = [
        words.group(group)
        for group in published.groups
        if group.kind != "leading" and published.shown(code, group.code) is None
    ]
    if not missing:
        return ""
    text = _("{block}: te weinig antwoorden om {groups} apart te tonen.")
    return words.say(text, block=name, groups=words.list(missing))
