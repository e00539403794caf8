"""What the dossier knows of a scan: values for its texts, and the forecast in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from reports import outlook_text
from reports.dossier.markup import Value
from reports.outlook import Outlook, outlook
from reports.wording import Words, upper_first
from scan.apart import may_be_asked, takes_the_comparison_away
from scan.instrument.load import load
from scan.roles import ROLES, Role

if TYPE_CHECKING:
    from scan.models import Scan

LANGUAGE = "nl"  # the law it speaks of is Dutch
COUNCIL_FROM = 50  # people: from here a works council is a duty
REPRESENTATION_FROM = 10
DPIA_ABOVE = 100
MINUTES = 8
NAMES = {Role.DIR: "directie", Role.HR: "HR", Role.LG: "leidinggevende", Role.MW: "medewerker"}
GROUPS = {
    Role.DIR: "de directie",
    Role.HR: "HR",
    Role.LG: "leidinggevenden",
    Role.MW: "medewerkers",
}
NAMED = GROUPS | {Role.DIR: "directie"}
NOT_EVEN = {
    Role.DIR: "HR",
    Role.HR: "de directie",
    Role.LG: "de directie",
    Role.MW: "je leidinggevende",
}
COUNTED = {
    Role.DIR: ("{n} in de directie", "{n} in de directie"),
    Role.HR: ("{n} bij HR", "{n} bij HR"),
    Role.LG: ("{n} leidinggevende", "{n} leidinggevenden"),
    Role.MW: ("{n} medewerker", "{n} medewerkers"),
}


@dataclass(frozen=True)
class Facts:
    """`values` for every part; `role_values` besides them for the notice of a role."""

    values: dict[str, Value]
    role_values: dict[Role, dict[str, Value]] = field(default_factory=dict)


def facts(scan: Scan) -> Facts:
    """Dutch, whatever language the reader has chosen; of this scan and its firm only."""
    with override(LANGUAGE):
        words = Words(load(scan.instrument), LANGUAGE, _present(scan))
        found = outlook(scan.invited)
        values = _scan(scan, words) | _people(scan, words) | _forecast(found, words)
        values |= _questions(scan) | _council(scan) | _assessment(scan)
        return Facts(values, {role: _role(role, scan, found, words) for role in words.roles})


def _present(scan: Scan) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if scan.invited[role])


def _scan(scan: Scan, words: Words) -> dict[str, Value]:
    instrument = words.instrument
    return {
        "organisatie": scan.organisation.name,
        "titel": scan.title,
        "contact": scan.contact,
        "eerste_dag": words.date(scan.first_day.isoformat()),
        "laatste_dag": words.date(scan.last_day.isoformat()),
        "vandaag": words.date(timezone.localdate().isoformat()),
        "versie": instrument.version,
        "stellingen": str(len(instrument.items)),
        "minuten": words.count(MINUTES),
        "bouwstenen": words.blocks_within([block.code for block in instrument.blocks]),
        "bewaardagen": str(settings.ANSWER_RETENTION_DAYS),
        "host": urlsplit(settings.SITE_URL).hostname or settings.SITE_URL,
    }


def _people(scan: Scan, words: Words) -> dict[str, Value]:
    counted = [COUNTED[role][scan.invited[role] != 1] for role in words.roles]
    numbers = [
        text.format(n=scan.invited[role]) for text, role in zip(counted, words.roles, strict=True)
    ]
    return {
        "mensen": str(sum(scan.invited.values())),
        "rollen": tuple((upper_first(NAMED[role]), str(scan.invited[role])) for role in ROLES),
        "rollen_namen": words.roles_together(words.roles),
        "rollen_tekst": words.list(numbers),
        "spiegel": may_be_asked(Role.DIR, scan.invited),
        "spiegel_kost_vergelijking": takes_the_comparison_away(scan.invited),
    }


def _forecast(found: Outlook, words: Words) -> dict[str, Value]:
    lines = outlook_text.lines(found, words)
    limits = tuple(outlook_text.limits(found, words))
    return {
        "cijfers": bool(found.rows),
        "voorspelling_kop": outlook_text.heading(found, words),
        "voorspelling": tuple(
            (upper_first(line.name), str(line.people), line.shows, line.needs) for line in lines
        ),
        "beperkingen": limits,
        "beperkingen_tekst": " ".join(limits),
        "groepen_zin": _groups(found, words),
    }


def _groups(found: Outlook, words: Words) -> str:
    if not found.parts:
        return "Met onze aantallen is dat alleen het totaal."
    names = [outlook_text.group_name(row, words) for row in found.parts]
    return f"Met onze aantallen zijn dat: {'; '.join(names)}; en het totaal."


def _questions(scan: Scan) -> dict[str, Value]:
    asked = scan.open_questions
    return {
        "open_vragen": asked,
        "open_vragen_aan": "ja, twee" if asked else "nee",
        "open_brief": (
            " Daarna volgen twee open vragen. Niemand hoeft die te beantwoorden."
            if asked
            else " Er zijn geen open vragen."
        ),
        "register_open": ", en wat iemand op twee open vragen typt" if asked else "",
        "register_bijzonder": (
            "; in een open antwoord kan iemand ze toch noemen, daarom is er een waarschuwing"
            if asked
            else ""
        ),
    }


def _council(scan: Scan) -> dict[str, Value]:
    people = sum(scan.invited.values())
    council, representation = people >= COUNCIL_FROM, people >= REPRESENTATION_FROM
    smaller = "de PVT of de personeelsvergadering" if representation else "de personeelsvergadering"
    return {
        "or": council,
        "pvt": representation and not council,
        "forum": "de OR" if council else smaller,
        "instemmen_of_advies": "instemmen" if council else "het met deze aanpak eens zijn",
        "is_betrokken": scan.works_council_informed,
        "betrokken": "ja" if scan.works_council_informed else "nog niet",
    }


def _assessment(scan: Scan) -> dict[str, Value]:
    """What the DPIA pre-check depends on: open texts, and many people."""
    many, asked = sum(scan.invited.values()) > DPIA_ABOVE, scan.open_questions
    reasons = [f"er meer dan {DPIA_ABOVE} mensen meedoen"] * many + ["er open vragen zijn"] * asked
    return {
        "dpia": many or asked,
        "dpia_reden": "omdat " + " en omdat ".join(reasons) if reasons else "",
        "dpia_gevoelig": "Mogelijk" if asked else "Nee",
        "dpia_gevoelig_waarom": SENSITIVE
        if asked
        else "Er wordt niets gevoeligs gevraagd en er zijn geen open vragen.",
        "dpia_telling": UNSURE
        if asked
        else "Eén van de negen criteria geldt (nummer 7). Een DPIA is dan meestal niet verplicht.",
    }


SENSITIVE = (
    "Er wordt niets gevoeligs gevraagd. In een open antwoord kan iemand toch iets over "
    "bijvoorbeeld gezondheid schrijven. Daarom is er vooraf een waarschuwing en worden de "
    "teksten nagelopen."
)
UNSURE = (
    "Eén van de negen criteria geldt zeker (nummer 7) en één mogelijk (nummer 4). "
    "Een DPIA kan dan verplicht zijn."
)


def _role(role: Role, scan: Scan, found: Outlook, words: Words) -> dict[str, Value]:
    return {
        "rol_naam": NAMES[role],
        "rol_groep": GROUPS[role],
        "rol_wie_ook": NOT_EVEN[role],
        "rol_alleen": scan.invited[role] == 1,
        "rol_spiegel": may_be_asked(role, scan.invited),
        "rol_voorspelling": _place(role, found, words),
    }


def _place(role: Role, found: Outlook, words: Words) -> str:
    """In which group of the report this role ends up."""
    if not found.rows:
        return "Met de aantallen van nu komen er geen getallen: daarvoor zijn vijf mensen nodig."
    row = next((row for row in found.parts if role in row.roles), None)
    if row is None:
        return "Met de aantallen van nu laat het rapport alleen het totaal zien. Daarin tel je mee."
    name = outlook_text.group_name(row, words)
    return f"Met de aantallen van nu hoor je in het rapport bij: {name} ({row.people} mensen)."
