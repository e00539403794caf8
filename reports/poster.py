"""An open link in, a poster out: for the wall of the canteen, to be read from three metres."""

from __future__ import annotations

from base64 import b64encode
from enum import StrEnum
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.logo import Picture
from reports.pdf import to_pdf
from reports.wording import Words
from scan import apart, progress, qr
from scan.instrument.load import load
from scan.logo import store
from scan.roles import Role

if TYPE_CHECKING:
    from scan.links import Link
    from scan.models import Organisation, Scan


class Size(StrEnum):
    A4 = "a4"
    A3 = "a3"


ZOOM = {Size.A4: 1, Size.A3: 2**0.5}
LONG_NAME = 40  # signs that surely fit on two lines


def render(scan: Scan, link: Link, language: str, size: Size) -> bytes:
    return to_pdf(to_html(scan, link, language), zoom=ZOOM[size], like_report=False)


def to_html(scan: Scan, link: Link, language: str) -> str:
    with override(language):
        context = _content(scan, link, language) | {"scan": scan, "language": language}
        return render_to_string("reports/poster.html", context)


def promise(scan: Scan) -> str:
    """What the employer sees, in one sentence that is true for this scan."""
    own_choice = apart.may_be_asked(Role.DIR, scan.invited)
    if scan.open_questions and own_choice:
        return _(
            "Je werkgever ziet niet of je meedoet, en leest alleen gemiddelden van groepen van "
            "vijf mensen of meer, van de directie als die dat zelf kiest, en wat je schrijft op "
            "twee open vragen, zonder je rol."
        )
    if scan.open_questions:
        return _(
            "Je werkgever ziet niet of je meedoet, en leest alleen gemiddelden van groepen van "
            "vijf mensen of meer, en wat je schrijft op twee open vragen, zonder je rol."
        )
    if own_choice:
        return _(
            "Je werkgever ziet niet of je meedoet, en leest alleen gemiddelden van groepen van "
            "vijf mensen of meer, en van de directie als die dat zelf kiest."
        )
    return _(
        "Je werkgever ziet niet of je meedoet, en leest alleen gemiddelden van groepen van "
        "vijf mensen of meer."
    )


def _content(scan: Scan, link: Link, language: str) -> dict[str, object]:
    instrument, name = load(scan.instrument), scan.organisation.name
    words = Words(instrument, language)
    return {
        "who": words.people(Role(link.role)) if link.role else _("iedereen die hier werkt"),
        "minutes": progress.minutes_in_total(instrument),
        "promise": promise(scan),
        "picture": _data_url(qr.svg_file(link.address, "")),
        "address": link.address.partition("://")[2].rstrip("/"),
        "logo": _logo(scan.organisation),
        "has_long_name": len(name) > LONG_NAME,
    }


def _logo(organisation: Organisation) -> Picture | None:
    found = store.find(organisation)
    return Picture(found.kind, bytes(found.content), found.digest) if found else None


def _data_url(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
