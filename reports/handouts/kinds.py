"""Which handouts there are, for whom, and the words to offer them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scan.roles import Role

CANTEEN, KIT = "kantine", "gesprek"


@dataclass(frozen=True)
class Kind:
    """`role`: whose actions it holds; None when it is for everyone."""

    title: Promise
    description: Promise
    audience: Promise
    role: Role | None = None


KINDS: Mapping[str, Kind] = {
    "directie": Kind(
        _("Acties voor de directie"),
        _("Eén A4 met wat de directie nu kan doen."),
        _("de directie"),
        Role.DIR,
    ),
    "hr": Kind(
        _("Acties voor HR"),
        _("Eén A4 met wat HR nu kan doen."),
        _("HR"),
        Role.HR,
    ),
    "leidinggevende": Kind(
        _("Acties voor leidinggevenden"),
        _("Eén A4 met wat een leidinggevende nu kan doen."),
        _("leidinggevenden"),
        Role.LG,
    ),
    "medewerker": Kind(
        _("Acties voor medewerkers"),
        _("Eén A4 met wat een medewerker zelf kan doen."),
        _("medewerkers"),
        Role.MW,
    ),
    CANTEEN: Kind(
        _("Uitkomsten voor iedereen"),
        _("Eén A4 voor aan de muur: wat eruit kwam en hoe het verdergaat."),
        _("alle medewerkers"),
    ),
    KIT: Kind(
        _("Gesprekskit"),
        _("Draaiboek, zes kaarten, werkblad en poster voor een gesprek van 75 minuten."),
        _("de gespreksleider"),
    ),
}
