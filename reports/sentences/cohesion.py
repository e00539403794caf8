"""What the page about samenhang says: level, integrality, weak link and contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.findings import Balance, Certainty, Signal

if TYPE_CHECKING:
    from reports.pipeline import Report


def heading(report: Report) -> str:
    words, findings = report.words, report.findings
    if findings.weak_link:
        text = _("{block} is de zwakke schakel.")
        return words.say(text, block=words.short(findings.weak_link))
    if findings.integrality is None or findings.integrality.balance_class is None:
        return _signals_only(report)
    if findings.integrality.balance_class is Balance.BALANCED and findings.signals:
        return words.say(
            _("De bouwstenen zijn in balans, maar jullie antwoorden spreken elkaar soms tegen.")
        )
    balance = words.balance(findings.integrality.balance_class)
    return words.say(_("De bouwstenen zijn {balance}."), balance=balance)


def _signals_only(report: Report) -> str:
    count = len(report.advice.signals)
    if not count:
        return report.words.say(_("In jullie antwoorden vonden we geen duidelijke tegenspraak."))
    if count == 1:
        return report.words.say(_("Op één punt spreken jullie antwoorden elkaar tegen."))
    return report.words.say(
        _("Op {count} punten spreken jullie antwoorden elkaar tegen."),
        count=report.words.count(count),
    )


def sentence(report: Report) -> str:
    """The index in plain words: of two blocks the weaker one counts."""
    words, integrality = report.words, report.findings.integrality
    several = words.say(_("Leren op het werk leunt vaak op verschillende bouwstenen tegelijk."))
    weakest = words.say(_("Dan telt de zwakste het zwaarst."))
    why = f"{several} {weakest}"
    if integrality is None:
        missing = _("Omdat niet elke bouwsteen getoond wordt, berekenen we geen integraliteit.")
        return f"{why} {words.say(missing)}"
    return f"{why} {_index(report)}"


def _index(report: Report) -> str:
    words, found = report.words, report.findings.integrality
    if found.index == found.level:
        text = _("Jullie integraliteit is {index}, even hoog als het gemiddelde: {balance}.")
    else:
        text = _(
            "Jullie integraliteit is {index}, tegenover een gemiddelde van {level}: {balance}."
        )
    if found.balance_class is None:
        balance = words.say(_("dat is {percent}"), percent=words.percent(found.balance))
    else:
        balance = words.balance(found.balance_class)
    return words.say(text, index=found.index, level=found.level, balance=balance)


def signals_heading(report: Report) -> str:
    count = len(report.advice.signals)
    texts = (_("Geen signalen"), _("Eén signaal"), _("Twee signalen"), _("Drie signalen"))
    return report.words.say(texts[count])


def no_signals(report: Report) -> str:
    return report.words.say(
        _(
            "We keken naar kenmerken die bij elkaar horen. "
            "Nergens vonden we een duidelijke tegenspraak. "
            "Dat betekent niet dat alles al op elkaar aansluit."
        )
    )


def signal_name(report: Report, signal: Signal) -> str:
    """The name of the rule; "Mogelijk" in front when a group has fewer than ten people."""
    name = report.words.text(report.library.signals[signal.rule].name)
    if signal.certainty is Certainty.SIGNAL:
        return name
    return report.words.say(_("Mogelijk: {name}"), name=name[0].lower() + name[1:])


def index_meaning(report: Report) -> str:
    """The index as a game with two blocks, for who wants to know."""
    if report.findings.integrality is None:
        return ""
    return report.words.say(
        _(
            "Kies twee keer een willekeurige bouwsteen en neem de laagste van de twee. "
            "Doe dat heel vaak: gemiddeld kom je op {index}. "
            "Een zwakke bouwsteen drukt dat getal meer dan een sterke het optilt."
        ),
        index=report.findings.integrality.index,
    )


def why_signals(report: Report) -> str:
    return report.words.say(
        _(
            "De bouwstenen hangen samen. Past de ene niet bij de andere, "
            "dan kunnen mensen twee boodschappen tegelijk krijgen."
        )
    )


def actions_heading(report: Report) -> str:
    return report.words.say(_("{signals} om over te praten"), signals=signals_heading(report))
