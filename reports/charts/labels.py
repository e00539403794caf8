"""The few words that stand inside charts and in their alternative texts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from reports.charts.spec import Mark

TOO_SMALL = _("te klein om te tonen")
NO_ANSWER = _("te weinig antwoorden")
BORDERLINE = _("op de grens")
TOTAL = _("totaal")
FEATURES = _("Kenmerken")
NO_MARGIN = _("Zonder ±: de groep, of een deel ervan, is kleiner dan tien mensen.")
MARGIN = _("plus of min {points}")
AT_MOST = _("hoogstens {value}")
AT_LEAST = _("minstens {value}")

WEAK_LINK = _("zwakke schakel")
RESEARCH_LINK = _("verband dat het onderzoek noemt")
SIGNAL_LINK = _("signaal in jullie antwoorden")
SIGNAL_INSIDE = _("signaal binnen één bouwsteen")


NOT_SHOWN = _("niet getoond")
TOO_SMALL_TO_COMPARE = _("te klein om te vergelijken")
OTHER_ROLES = _("andere rollen")
OTHER_MIX = _("andere samenstelling")
ALT_TREND = _("{group} per bouwsteen en per meting, score van 0 tot 100. {rows}.")
ALT_BARS = _("De zes bouwstenen, score van 0 tot 100: {rows}.")
ALT_LANES = _("Scores per bouwsteen en groep, van 0 tot 100. {rows}.")
ALT_BLOCK = _("{block}, score van 0 tot 100: {lanes}. Kenmerken: {features}.")
ALT_BLOCK_HIDDEN = _("{block}: te weinig antwoorden om te tonen.")
ALT_GAPS = _("Verschil tussen medewerkers en {leading}. {rows}.")
ALT_GAP = _("{block}: {leading} tegen {employees} bij medewerkers, dat scheelt {points}: {word}")
ALT_NETWORK = _("De zes bouwstenen met hun score en hun verbanden: {rows}.")
ALT_SIGNAL = _("Signaal {letter} tussen {first} en {second}.")
ALT_SIGNAL_INSIDE = _("Signaal {letter} binnen {first}.")
ALT_NO_SIGNALS = _("Er zijn geen signalen.")
ALT_WEAK = _("{block} is de zwakke schakel.")
ALT_LINKS = _("Het onderzoek noemt een verband tussen: {pairs}.")
ALT_WALL = _("De zes bouwstenen van een leercultuur, gestapeld in verband: {names}.")
ALT_ICON = _("Bouwsteen {number} in de muur van zes: {name}.")
AND = _("en")

SIGNS = {
    Mark.STONE: _("steen"),
    Mark.DOT: _("volle stip"),
    Mark.RING: _("open stip"),
    Mark.DIAMOND: _("open ruit"),
    Mark.SQUARE: _("open vierkant"),
    Mark.TARGET: _("open stip met een punt erin"),
    Mark.MIXED: _("half gevulde stip"),
}
SIGN_MARGIN = _("streepje met twee einden")
SIGN_LIMIT = _("stip met een stippellijn")
SIGN_HIDDEN = _("stippellijn zonder teken")
MEANS_TOTAL = _("totaal: iedereen telt één keer mee")
MEANS_POOLED = _("{group} samen")
MEANS_MARGIN = _("marge: daar ligt het echte getal waarschijnlijk")
MEANS_LIMIT = _("heel laag of heel hoog: het echte getal ligt op de stippellijn")
MEANS_HIDDEN = _("groep te klein om te tonen")
