"""What stands under each slide for who presents it: what to say, what not to say, what to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.sentences import reading
from reports.sentences.ranking import highest

if TYPE_CHECKING:
    from reports.pipeline import Report

Said = Promise | Callable[["Report"], str]


@dataclass(frozen=True)
class Note:
    say: tuple[Said, ...]
    avoid: Promise
    ask: Said


def told(note: Note, report: Report) -> str:
    """As text for the notes under a slide."""
    parts = (
        (_("Zeg"), " ".join(_text(said, report) for said in note.say)),
        (_("Zeg niet"), _text(note.avoid, report)),
        (_("Vraag"), _text(note.ask, report)),
    )
    return "\n\n".join(f"{report.words.say(name)}: {text}" for name, text in parts)


def _text(said: Said, report: Report) -> str:
    return report.words.say(said) if isinstance(said, Promise) else said(report)


def _question_of_strongest(report: Report) -> str:
    code = highest(report)[0].code
    return report.words.text(report.library.blocks[code].question)


def _integrality(report: Report) -> str:
    if report.findings.integrality is None:
        text = _("Integraliteit ontbreekt, omdat niet elke bouwsteen getoond wordt.")
    else:
        text = _(
            "Integraliteit zegt of de bouwstenen even hoog liggen. "
            "Een zwakke bouwsteen drukt dat getal."
        )
    return report.words.say(text)


def _about_signals(report: Report) -> str:
    if report.advice.signals:
        return report.words.say(_("De letters zijn signalen. Die staan op de volgende dia."))
    return report.words.say(
        _("Er is geen duidelijke tegenspraak. Dat betekent niet dat alles al op elkaar aansluit.")
    )


TITLE = Note(
    (_("Welkom. We kijken samen hoe we hier leren op het werk."), reading.promise),
    _("Raad niet wie wat heeft geantwoord, ook niet als grap."),
    _("Waar leerde jij de laatste tijd iets van?"),
)
ONE_PAGE = Note(
    (_("Loop de getallen langs: hoeveel mensen deden mee, en wat kwam eruit?"), _integrality),
    _("Noem geen getal een rapportcijfer. Vergelijk jullie niet met andere bedrijven."),
    _("Wat herken je, en wat verrast je?"),
)
SIX_BLOCKS = Note(
    (
        _("Elke balk loopt van 0 tot 100. Hij zegt hoe vaak iets aanwezig is."),
        _("Een verschil van een paar punten zegt weinig."),
    ),
    _("Zeg niet dat een bouwsteen goed of slecht is."),
    _("Welke balk had je hoger of lager verwacht?"),
)
STRONGEST = Note(
    (
        _("Begin met wat er al is. Vraag om een voorbeeld uit het gewone werk."),
        _("De balken zijn de kenmerken van deze bouwsteen."),
    ),
    _("Zeg niet dat hier niets meer hoeft. Een score zegt niets over de opbrengst."),
    _question_of_strongest,
)
FIRST = Note(
    (
        _("Dit is een voorstel om mee te beginnen. Jullie kiezen zelf."),
        _("Een lage score telt het zwaarst. Een verschil tussen rollen of een signaal telt mee."),
    ),
    _("Wijs geen afdeling of persoon aan."),
    _("Waar helpt een kleine stap het meest?"),
)
NETWORK = Note(
    (
        _(
            "Leren leunt vaak op verschillende bouwstenen tegelijk. "
            "Van twee telt steeds de zwakste."
        ),
        _about_signals,
    ),
    _("Zeg niet dat de ene bouwsteen de andere veroorzaakt. Een lijn is een verband."),
    _("Welke bouwsteen houdt hier een andere tegen?"),
)
SIGNALS = Note(
    (
        _("Bij een signaal passen twee antwoorden niet goed bij elkaar."),
        _("Lees het hardop voor. Wacht dan even met praten."),
    ),
    _("Zoek geen schuldige. Een signaal is een vraag, geen bewijs."),
    _("Wanneer merk je dit in je eigen werk?"),
)
ROLE_GAPS = Note(
    (
        _(
            "Wie leidinggeeft, scoort in onderzoek vaker hoger. "
            "Let vooral op het grootste verschil."
        ),
        _("Beide groepen vertellen wat zij zien, elk vanaf een andere plek."),
    ),
    _("Zeg niet dat iemand zichzelf overschat of iets verkeerd ziet."),
    _("Wat zien medewerkers dat de leiding niet ziet, en andersom?"),
)
CHANGE = Note(
    (
        _("Alleen wat groter is dan toeval noemen we hoger of lager."),
        _("Geen aantoonbaar verschil betekent niet dat er niets veranderde."),
    ),
    _("Zeg niet waardoor iets veranderde. Dat kan deze scan niet laten zien."),
    _("Wat merk je zelf in het werk, vergeleken met toen?"),
)
THREE = Note(
    (
        _("Dit zijn stappen om mee te beginnen. Bij elke stap staat wie begint en wanneer."),
        _("De adviezen volgen uit het onderzoek. Hun effect is niet onderzocht."),
    ),
    _("Beloof niets wat je niet kunt waarmaken."),
    _("Wie begint er, en waaraan merken we dat het werkt?"),
)
TALK = Note(
    (
        _("Na vandaag praten we verder in een gemengde groep."),
        _("Spreek nu een datum af en vul die in op deze dia."),
    ),
    _("Verdedig de uitkomsten niet. Luister en vraag door."),
    _("Wie wil bij dat gesprek zijn?"),
)
HOW_TO_READ = Note(
    (
        _("Deze dia is om na te lezen. Sla hem gerust over."),
        _("De vragenlijst is onderbouwd en nog niet gevalideerd."),
    ),
    _("Zeg niet dat de scan iets bewijst."),
    _("Welk getal wil je beter begrijpen?"),
)
TOO_FEW = Note(
    (
        _("Er deden te weinig mensen mee om getallen te tonen. Zo blijft ieders antwoord geheim."),
        _("Praten over de zes onderwerpen kan wel."),
    ),
    _("Vraag niet wie wel of niet meedeed."),
    _("Wat heb je nodig om een volgende keer mee te doen?"),
)
