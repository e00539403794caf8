"""Codes in, PDF out: ten slips on an A4, with lines to cut along.

A file is never kept: the codes on it are nowhere else, so it is made again when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.pdf import to_pdf
from reports.slips.boxes import PER_SHEET
from scan import qr

PER_FILE = 200  # twenty sheets: under two seconds of work
LONG_NAME, LONG_WORD, LONG_ADDRESS = 46, 22, 32  # signs that surely fit: two lines, one line


@dataclass(frozen=True)
class Occasion:
    """What all slips of a file say. `role` is empty where people choose it themselves."""

    organisation: str
    last_day: date
    who: str
    role: str
    address: str  # of the page that asks for the code

    @property
    def shown_address(self) -> str:
        return self.address.partition("://")[2].rstrip("/")

    @property
    def has_long_name(self) -> bool:
        return len(self.organisation) > LONG_NAME

    @property
    def has_long_word(self) -> bool:
        """An address has no place to break either."""
        longest = max(map(len, self.organisation.split()), default=0)
        return longest > LONG_WORD or len(self.shown_address) > LONG_ADDRESS


@dataclass(frozen=True)
class Slip:
    code: str = field(repr=False)
    picture: str = field(repr=False)


def render(occasion: Occasion, codes: Sequence[str], language: str) -> bytes:
    """The slips with these codes, as they are read aloud, in the order given."""
    return to_pdf(to_html(occasion, codes, language), like_report=False)


def to_html(occasion: Occasion, codes: Sequence[str], language: str) -> str:
    slips = [_slip(occasion, code) for code in codes]
    sheets = [slips[n : n + PER_SHEET] for n in range(0, len(slips), PER_SHEET)]
    with override(language):
        context = {"occasion": occasion, "sheets": sheets, "language": language}
        return render_to_string("reports/slips/document.html", context)


def _slip(occasion: Occasion, code: str) -> Slip:
    bare = code.replace("-", "")
    return Slip(code, qr.small_picture(f"{occasion.address}{bare}/"))
