"""The sheets about meaning: samenhang with its signals, and the action plan to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.excel.sheet import Column, Kind, Sheet, Table
from reports.excel.tables import NOT_SHOWN, Row, block_cells, block_column, number_columns, sign
from reports.findings import Certainty, Signal
from reports.paper.page import sources
from reports.sentences import cohesion
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.advice.types import Advice, SignalText
    from reports.pipeline import Report


def cohesion_sheet(report: Report) -> Sheet:
    return Sheet(
        report.words.say(_("Samenhang")),
        report.words.say(
            _("Niveau, integraliteit en balans, en de signalen die elkaar tegenspreken.")
        ),
        cohesion.heading(report),
        cohesion.sentence(report),
        (_figures(report), *((_signals(report),) if report.advice.signals else ())),
    )


def _figures(report: Report) -> Table:
    """Name, number and what it says, of the six blocks together."""
    words = report.words
    columns = (
        Column(words.say(_("Wat")), 28),
        Column(words.say(_("Getal")), 14, Kind.NUMBER),
        Column(words.say(_("In woorden")), 42),
        Column(words.say(_("Hoe gerekend")), 42),
    )
    return Table(columns, (*_integrality(report), *_named_blocks(report)))


def _integrality(report: Report) -> tuple[Row, ...]:
    words, found = report.words, report.findings.integrality
    names = (words.say(_("Niveau")), words.say(_("Integraliteit")), words.say(_("Balans")))
    how = (
        words.say(_("gemiddelde van de zes")),
        words.say(_("bij twee bouwstenen telt steeds de laagste")),
        words.say(_("integraliteit ten opzichte van niveau, in procenten")),
    )
    if found is None:
        why = words.say(_("niet elke bouwsteen heeft een getal"))
        return tuple(
            (name, words.say(NOT_SHOWN), why, text) for name, text in zip(names, how, strict=True)
        )
    balance = words.balance(found.balance_class) if found.balance_class else words.say(NOT_SHOWN)
    meanings = (words.level(found.level_level), words.level(found.index_level), balance)
    numbers = (found.level, found.index, found.balance)
    return tuple(zip(names, numbers, meanings, how, strict=True))


def _named_blocks(report: Report) -> tuple[Row, ...]:
    """Strongest, weak link and what comes first, with their scores."""
    words, findings = report.words, report.findings
    found = [
        (words.say(_("Sterkste bouwsteen")), findings.strongest, _("hoogste score, vanaf 50")),
        (
            words.say(_("Zwakke schakel")),
            findings.weak_link,
            _("laagste score, minstens 10 punten onder het gemiddelde"),
        ),
        *(
            (
                words.say(_("Eerst aan werken, {rank}"), rank=rank),
                code,
                _("lage score, verschil tussen groepen en signalen tellen mee"),
            )
            for rank, code in enumerate(findings.priorities, start=1)
        ),
    ]
    return tuple(_named_block(report, *each) for each in found)


def _named_block(report: Report, name: str, code: str | None, how: object) -> Row:
    words = report.words
    if code is None:
        return (name, words.say(_("geen")), words.say(_("geen")), words.say(how))
    score = report.findings.block(code).score
    number = score.value if not score.clipped else str(score)
    return (name, number, words.block(code), words.say(how))


def _signals(report: Report) -> Table:
    words = report.words
    columns = (
        Column(words.say(_("Signaal")), 28),
        Column(words.say(_("Zekerheid")), 14),
        Column(words.say(_("Wat we zien")), 42),
        Column(words.say(_("Vraag om te bespreken")), 42),
        Column(words.say(_("Eerste kenmerk en groep")), 28),
        *number_columns(report, words.say(_("Score"))),
        Column(words.say(_("Tweede kenmerk en groep")), 28),
        *number_columns(report, words.say(_("Score"))),
        Column(words.say(_("Bron")), 26),
    )
    rows = tuple(_signal(report, *pair) for pair in report.advice.signals)
    return Table(columns, rows, title=cohesion.signals_heading(report))


def _signal(report: Report, signal: Signal, text: SignalText) -> Row:
    words = report.words
    is_certain = signal.certainty is Certainty.SIGNAL
    return (
        words.text(text.name),
        words.say(_("signaal") if is_certain else _("mogelijk signaal")),
        text.message(signal, report.language),
        words.text(text.question),
        _place(report, signal.feature_a, signal.group_a),
        *(sign(signal.a), signal.a.value),
        _place(report, signal.feature_b, signal.group_b),
        *(sign(signal.b), signal.b.value),
        sources(report, text.sources),
    )


def _place(report: Report, feature: str, group: str) -> str:
    return f"{report.words.feature(feature)} ({report.words.group_code(group)})"


def plan_sheet(report: Report) -> Sheet | None:
    """Three blocks by the roles of the firm; who and when are for them to fill in."""
    if not report.advice.plan:
        return None
    words = report.words
    columns = (
        *block_column(report),
        Column(words.say(_("Rol")), 17),
        Column(words.say(_("Actie")), 48),
        Column(words.say(_("Wanneer")), 15),
        Column(words.say(_("Inspanning")), 13),
        Column(words.say(_("Hoe merken we het")), 36),
        Column(words.say(_("Wie pakt het op")), 22, Kind.FIELD),
        Column(words.say(_("Klaar op")), 12, Kind.DATE_FIELD),
        Column(words.say(_("Bron van het advies")), 24),
    )
    rows = tuple(_planned(report, planned.advice) for planned in report.advice.plan)
    return Sheet(
        words.say(_("Actieplan")),
        words.say(_("De acties uit het rapport, met ruimte voor wie en wanneer.")),
        words.say(_("Kies per rol wat je oppakt")),
        words.say(_("Vul in wie het doet en wanneer het klaar is. Liever drie acties dan twaalf.")),
        (Table(columns, rows),),
    )


def _planned(report: Report, advice: Advice) -> Row:
    library, language, words = report.library, report.language, report.words
    return (
        *block_cells(report, advice.block),
        upper_first(words.people(advice.role)),
        words.text(advice.text),
        library.horizon_label(advice.horizon, language),
        library.effort_label(advice.effort, language),
        words.text(library.noticed[advice.feature]),
        *("", ""),
        sources(report, advice.sources),
    )
