"""The questionnaire on paper: role and language in, PDF out, in the order of the screen.

Nothing on it tells one sheet from another: no code, no number. Statements are numbered as in the
form in which the sheets are typed in (`scan.paper_form`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_info, override

from reports.pdf import to_pdf
from scan import progress
from scan.instrument.load import load

if TYPE_CHECKING:
    from scan.instrument.types import Instrument
    from scan.models import Scan
    from scan.roles import Role


@dataclass(frozen=True)
class Part:
    """One block; `rows` are the number of a statement and its words."""

    number: int
    name: str
    rows: tuple[tuple[int, str], ...]


def render(scan: Scan, role: Role, language: str) -> bytes:
    """The sheet as a PDF of the same kind as the report; the same day gives the same bytes."""
    return to_pdf(to_html(scan, role, language))


def to_html(scan: Scan, role: Role, language: str) -> str:
    instrument = load(scan.instrument)
    with override(language):
        context = {
            "scan": scan,
            "language": language,
            "rtl": get_language_info(language)["bidi"],
            "unread": language in _unread(instrument),
            "role": instrument.roles[role].name[language],
            "instruction": instrument.roles[role].instruction[language],
            "help": instrument.help_with_dont_know(role, language),
            "alone": scan.invited[role] <= 1,
            "scale": [(number, text[language]) for number, text in instrument.scale.items()],
            "dont_know": instrument.dont_know[language],
            "parts": parts(instrument, role, language),
            "statements": len(instrument.items),
            "minutes": progress.minutes_in_total(instrument),
            "days": settings.ANSWER_RETENTION_DAYS,
            "date": timezone.localdate().isoformat(),
        }
        html = render_to_string("reports/questionnaire.html", context)
    # Isolates of a name in a right-to-left sentence: no font has a glyph for them.
    return html.replace("\u2068", "<bdi>").replace("\u2069", "</bdi>")


def parts(instrument: Instrument, role: Role, language: str) -> tuple[Part, ...]:
    numbers = count(1)
    return tuple(
        Part(
            block.number,
            block.name[language],
            tuple((next(numbers), item.text(role, language)) for item in block.items),
        )
        for block in instrument.blocks
    )


def _unread(instrument: Instrument) -> set[str]:
    return {each.language for each in instrument.translations if each.status == "unread"}
