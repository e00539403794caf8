"""The first sheet: what the file is, how to read a number, what is hidden and why, and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.excel.sheet import Entry, Guide, Sheet
from reports.findings import Level
from reports.sentences import notices, reading
from reports.wording import LEVELS, upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report

Entries = tuple[Entry, ...]
Texts = tuple[tuple[str | Promise, str | Promise], ...]

ABOUT: Texts = (
    (
        _("Wat is dit?"),
        _(
            "De getallen en acties uit het rapport, om zelf mee verder te werken. "
            "Er staat niets in wat niet in het rapport mag staan."
        ),
    ),
    (
        _("Voor wie?"),
        _(
            "Voor wie het rapport mag lezen. "
            "Gebruik de getallen nooit om één persoon te beoordelen."
        ),
    ),
)
SCORES: Texts = (
    (
        _("Score"),
        _(
            "Elke score loopt van 0 tot 100. "
            "Een score zegt hoe vaak iets aanwezig is, niet hoe goed jullie zijn."
        ),
    ),
    (_("0 tot en met 49"), LEVELS[Level.LOW]),
    (_("50 tot en met 69"), LEVELS[Level.MIDDLE]),
    (_("70 tot en met 100"), LEVELS[Level.HIGH]),
    (
        _("Op de grens"),
        _(
            "Ligt een score vlak bij 50 of 70, dan staat er ‘op de grens’. "
            "De grenzen zijn beredeneerd, niet gemeten."
        ),
    ),
    (
        _("Teken"),
        _(
            "Heel hoge en heel lage getallen ronden we af. Staat er ≤ voor een getal? Dan is het "
            "echte getal hoogstens zo hoog. Bij ≥ is het minstens zo hoog."
        ),
    ),
)
COLUMNS: Texts = (
    (
        _("Eensgezindheid"),
        _("Hoe gelijk de antwoorden in een groep zijn: eensgezind, wisselend of verdeeld."),
    ),
    (
        _("Weet ik niet"),
        _("Welk deel van de antwoorden ‘weet ik niet’ was. Die antwoorden tellen niet mee."),
    ),
    (
        _("Antwoorden"),
        _(
            "Hoeveel mensen bij deze bouwsteen genoeg invulden. "
            "Dat kunnen er minder zijn dan er meededen."
        ),
    ),
)
SMALL_GROUPS: Texts = (
    (
        _("Kleine groepen"),
        _(
            "Een groep van minder dan vijf mensen krijgt nooit een eigen getal. "
            "De antwoorden tellen wel mee in een grotere groep of in het totaal."
        ),
    ),
    (
        _("Niet getoond"),
        _(
            "Marge, eensgezindheid en ‘weet ik niet’ tonen we pas vanaf tien mensen, "
            "en alleen als niemand er iets uit kan afleiden."
        ),
    ),
)
TOO_FEW = _("Te weinig mensen gaven antwoorden die meetellen. Daarom staat hier geen getal.")
LIMITS: Texts = (
    (
        _("Onderbouwd, nog niet gevalideerd"),
        _(
            "Deze vragenlijst is nieuw. De inhoud volgt de zes bouwstenen en twintig "
            "kenmerken uit een Nederlands onderzoek bij tien mkb-bedrijven."
        ),
    ),
    (
        "",
        _(
            "Of de vragen precies meten wat ze moeten meten, moet nog blijken uit antwoorden "
            "van genoeg mensen en bedrijven. Tot die tijd noemen we de scan onderbouwd, "
            "en nog niet gevalideerd."
        ),
    ),
    ("", _("Gebruik de uitkomst als start van een gesprek, niet als rapportcijfer.")),
    (
        _("Grenzen van het onderzoek"),
        _(
            "De onderzoekers spraken 36 mensen bij tien bedrijven in de maakindustrie "
            "en de installatietechniek in Oost-Nederland."
        ),
    ),
    (
        "",
        _(
            "Het onderzoek meet geen effecten. Het zegt niet of een bedrijf het goed doet, "
            "en niet hoeveel een advies oplevert."
        ),
    ),
    (
        "",
        _(
            "Deze scan is een ander instrument dan de scan die de onderzoekers noemen, "
            "en heeft geen band met hen."
        ),
    ),
)


def guide(report: Report, sheets: tuple[Sheet, ...]) -> Guide:
    """Explains itself and the sheets that follow."""
    facts, words = report.published.facts, report.words
    sections = (
        (_("Over dit bestand"), _about(report)),
        (_("Werkbladen"), tuple(Entry(sheet.name, sheet.about) for sheet in sheets)),
        (_("Wie deden mee"), _people(report)),
        (_("Zo lees je de getallen"), _numbers(report)),
        (_("Wat je niet ziet, en waarom"), _hidden(report)),
        (_("Wat deze scan wel en niet is"), _limits(report)),
        (_("Gegevens"), _facts(report)),
    )
    return Guide(
        name=words.say(_("Uitleg")),
        heading=words.say(_("De getallen achter het rapport")),
        sentence=f"{facts.organisation} · {facts.title} · {words.date(facts.closed_on)}",
        sections=tuple((words.say(name), entries) for name, entries in sections if entries),
    )


def _entries(report: Report, *texts: tuple[str | Promise, str | Promise]) -> Entries:
    say = report.words.say
    return tuple(Entry(say(name), say(text)) for name, text in texts if text)


def _about(report: Report) -> Entries:
    return _entries(report, *ABOUT, (_("Let op"), " ".join(notices.notices(report))))


def _people(report: Report) -> Entries:
    words = report.words
    text = _("{n} van de {invited} mensen ({percent})")
    return tuple(
        Entry(
            upper_first(words.group(group)),
            words.say(
                text,
                n=group.n,
                invited=group.invited,
                percent=words.percent(notices.response(group)),
            ),
        )
        for group in report.published.groups
        if group.kind != "leading"
    )


def _numbers(report: Report) -> Entries:
    if not report.published.has_results:
        return ()
    margin = (_("Marge"), _margin(report))
    return _entries(report, *SCORES, margin, *COLUMNS)


def _margin(report: Report) -> str:
    words = report.words
    likely = _("Staat er een marge? Dan ligt het echte getal waarschijnlijk daarbinnen.")
    shown = (words.say(likely),) if reading.has_margins(report) else ()
    careful = words.say(_("Let niet op verschillen van een paar punten."))
    return " ".join((notices.margins(report), *shown, careful))


def _hidden(report: Report) -> Entries:
    if not report.published.has_results:
        return _entries(report, (_("Geen getallen"), TOO_FEW))
    here = " ".join((*reading.groups(report), *reading.hidden(report)))
    return _entries(report, *SMALL_GROUPS, (_("In dit bestand"), here))


def _limits(report: Report) -> Entries:
    return _entries(report, *LIMITS)


def _facts(report: Report) -> Entries:
    published, words = report.published, report.words
    facts = published.facts
    involved = _("betrokken") if facts.works_council_informed else _("niet opgegeven")
    erased = words.say(
        _(
            "Uiterlijk op {day} worden alle antwoorden vernietigd. "
            "Alleen de getallen in dit bestand blijven."
        ),
        day=words.date(facts.answers_erased_on),
    )
    versions = words.say(
        _("versie {scoring}, {library}"),
        scoring=published.scoring_version,
        library=report.library.name,
    )
    return _entries(
        report,
        (_("Vragenlijst open"), words.period(facts.opened_on, facts.closed_on)),
        (_("Antwoorden wissen"), erased),
        (_("OR, PVT of personeelsvergadering"), involved),
        (_("Vragenlijst"), f"{report.instrument.id} {published.instrument_version}"),
        (_("Rekenregels en adviezen"), versions),
        (_("Controlecode (SHA-256)"), report.digest),
    )
