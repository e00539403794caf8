"""What is said about change: careful, without a cause, and with a reason where nothing is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.published import TOTAL, Group
from reports.trend import Change, Missing, Reason, Row, Trend, Verdict
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report

LONGEST_HEADING = 95  # characters that fit on two lines
REASONS = {  # after "niet vergeleken:"
    Reason.NOT_SHOWN: _("niet in beide metingen getoond"),
    Reason.OTHER_ROLES: _("de groep bestaat nu uit andere rollen"),
    Reason.NO_MARGIN: _("een groep of een deel ervan is kleiner dan tien mensen"),
    Reason.OTHER_MIX: _("het aandeel van medewerkers schoof meer dan 10 punten op"),
    Reason.BOTH_AT_THE_END: _("beide keren aan de rand van de schaal"),
}


def charted(trend: Trend) -> Group | None:
    """The group of the chart: the first that can be compared, everyone if possible."""
    return next(iter(trend.compared), None)


def heading(report: Report) -> str:
    """What changed for the charted group; else whether anything changed for another one."""
    words, group = report.words, charted(report.trend)
    if group is None:
        return words.say(_("Vergelijken met de vorige scan kan nog niet."))
    if rows := [row for row in report.trend.changed if row.group == group]:
        named = _directions(report, rows, report.words.blocks_within)
        return named if len(named) <= LONGEST_HEADING else _directions(report, rows, _count(report))
    if report.trend.changed:
        others = _group_names(report, dict.fromkeys(r.group.code for r in report.trend.changed))
        text = _("Alleen bij {groups} is sinds {wave} iets aantoonbaar veranderd.")
        return words.say(text, groups=others, wave=before(report))
    return words.say(_("Sinds {wave} is er niets aantoonbaar veranderd."), wave=before(report))


def since_first(report: Report) -> str:
    """With three waves or more also what changed since the first; for the charted group."""
    trend, words, group = report.trend, report.words, charted(report.trend)
    if group is None or len(trend.waves) < 3:
        return ""
    found = [(r.block, r.since_first) for r in trend.of(group.code)]
    changes = [(block, change) for block, change in found if isinstance(change, Change)]
    wave = wave_names(report)[0]
    if not changes:
        return ""
    if told := _told(report, changes, wave, words.blocks_within):
        return told
    return words.say(_("Vergeleken met {wave} is er niets aantoonbaar veranderd."), wave=wave)


def changes_of(report: Report, group: Group) -> str:
    """ "Medewerkers. Hoger dan in november 2025: leiderschap." for a group that is not charted."""
    rows = [row for row in report.trend.changed if row.group == group]
    told = (
        _directions(report, rows, report.words.blocks_within)
        if rows
        else report.words.say(_("Er is niets aantoonbaar veranderd."))
    )
    return f"{upper_first(report.words.group(group))}. {told}"


def _directions(report: Report, rows: list[Row], name: Callable[[list[str]], str]) -> str:
    return _told(report, [(row.block, row.latest) for row in rows], before(report), name)


def _told(
    report: Report,
    changes: list[tuple[str, Change]],
    wave: str,
    name: Callable[[list[str]], str],
) -> str:
    """What is higher and what is lower; the month is said once."""
    texts = {
        Verdict.HIGHER: (_("Hoger dan in {wave}: {blocks}."), _("Hoger: {blocks}.")),
        Verdict.LOWER: (_("Lager dan in {wave}: {blocks}."), _("Lager: {blocks}.")),
    }
    found: list[str] = []
    for verdict, (first, next_one) in texts.items():
        if blocks := [block for block, change in changes if change.verdict is verdict]:
            values = {"wave": wave, "blocks": name(blocks)}
            found.append(report.words.say(next_one if found else first, **values))
    return " ".join(found)


def _count(report: Report) -> Callable[[list[str]], str]:
    def counted(blocks: list[str]) -> str:
        text = _("één bouwsteen") if len(blocks) == 1 else _("{count} bouwstenen")
        return report.words.say(text, count=report.words.count(len(blocks)))

    return counted


def sentence(report: Report) -> str:
    """What the chart shows and what to look for."""
    group = charted(report.trend)
    if group is None:
        return not_compared(report)
    who = (
        _("Elke regel is één meting van iedereen samen, met de marge.")
        if _is_total(group)
        else _("Elke regel is één meting van {group}, met de marge.")
    )
    seen = _("We noemen iets pas hoger of lager als het verschil groter is dan toeval.")
    words = report.words
    return f"{words.say(who, group=words.group(group))} {words.say(seen)}"


def cautions(report: Report) -> tuple[str, ...]:
    """How to read a change, most important first."""
    trend, say = report.trend, report.words.say
    texts: list[str | Promise] = []
    if trend.too_soon:
        texts.append(
            _("Let op: tussen deze metingen zat minder dan zes maanden. Acties hebben tijd nodig.")
        )
    if trend.mix_unknown and _is_total(charted(trend)):
        texts.append(
            _(
                "Hoeveel van de antwoorden van medewerkers komen, tonen we hier niet. "
                "Als dat deel veranderde, kan het totaal daardoor anders zijn."
            )
        )
    if charted(trend):
        texts += [
            _(
                "Een verschil telt vanaf vijf punten, en alleen als het meer is dan de marges "
                "samen toelaten."
            ),
            _(
                "Veel mensen deden waarschijnlijk beide keren mee. We rekenen alsof het steeds "
                "anderen zijn. Dat is voorzichtig: een kleine verandering missen we soms."
            ),
            _("We vergelijken veel getallen. Een enkel verschil kan daarom toch toeval zijn."),
            _("Waardoor iets veranderde, kan deze scan niet zeggen."),
        ]
        texts.append(not_compared(report))
    texts.append(_left_out(report))
    return tuple(say(text) for text in texts if text)


def _is_total(group: Group | None) -> bool:
    return group is not None and group.code == TOTAL


def not_compared(report: Report) -> str:
    """The groups of now without any comparison, together where the reason is the same."""
    words, shown = report.words, {group.code for group in report.trend.compared}
    found: dict[str, Reason] = {}
    for row in report.trend.rows:
        if row.group.code not in shown and isinstance(row.latest, Missing):
            found.setdefault(row.group.code, row.latest.reason)
    told = [
        f"{_group_names(report, [c for c, r in found.items() if r is why])} ({words.say(text)})"
        for why, text in REASONS.items()
        if why in found.values()
    ]
    return words.say(_("Niet vergeleken: {groups}."), groups="; ".join(told)) if told else ""


def _left_out(report: Report) -> str:
    if not (waves := report.trend.left_out):
        return ""
    text = _(
        "Niet meegenomen: {waves}. Daar waren te weinig antwoorden, of de vragenlijst was anders."
    )
    words = report.words
    return words.say(text, waves=words.list([words.date(wave.closed_on) for wave in waves]))


def on_page_one(report: Report) -> str:
    """One line for the directie, and only when something demonstrably changed."""
    return heading(report) if report.trend and report.trend.changed else ""


def wave_names(report: Report) -> tuple[str, ...]:
    """Each wave by its month, or by its day when a month would not tell them apart."""
    words = report.words
    months = [words.month(wave.closed_on) for wave in report.trend.waves]
    if len(set(months)) == len(months):
        return tuple(months)
    return tuple(words.date(wave.closed_on) for wave in report.trend.waves)


def before(report: Report) -> str:
    """The wave that this one is compared with."""
    return wave_names(report)[-2]


def outcome(report: Report, change: Change | Missing) -> str:
    """ "8 punten hoger", "geen aantoonbaar verschil", or why nothing is compared."""
    say = report.words.say
    if isinstance(change, Missing):
        return say(_("niet vergeleken"))
    if change.verdict is Verdict.SAME:
        return say(_("geen aantoonbaar verschil"))
    texts = {
        (Verdict.HIGHER, ""): _("{points} punten hoger"),
        (Verdict.LOWER, ""): _("{points} punten lager"),
        (Verdict.HIGHER, ">="): _("minstens {points} punten hoger"),
        (Verdict.LOWER, ">="): _("minstens {points} punten lager"),
    }
    return say(texts[change.verdict, change.points.clipped], points=change.points.value)


def brief(report: Report, change: Change) -> str:
    """As `outcome`, where there is little room."""
    if change.verdict is Verdict.SAME:
        return report.words.say(_("niet aantoonbaar anders"))
    return outcome(report, change)


def reason(report: Report, missing: Missing) -> str:
    return report.words.say(REASONS[missing.reason])


def _group_names(report: Report, codes: Iterable[str]) -> str:
    return report.words.list([report.words.group(report.published.group(code)) for code in codes])
