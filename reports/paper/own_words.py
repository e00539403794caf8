"""The open answers on paper: a page that may go on, but never splits a text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.paper.page import Page
from reports.sentences import own_words

if TYPE_CHECKING:
    from reports.pipeline import Report

# In the place of a character that the letter of the report does not have, such as an emoji.
MISSING = "\N{LOZENGE}"


def own_words_page(report: Report) -> Page:
    found = own_words.answers(report)
    printed = [(each, [printable(text) for text in each.texts]) for each in found]
    return Page(
        "open_antwoorden",
        "open-antwoorden",
        own_words.title(report),
        own_words.heading(report),
        {
            "rule": own_words.rule(report),
            "caution": own_words.caution(report),
            "answers": printed,
            "missing": _missing(report, printed),
        },
    )


def printable(text: str) -> str:
    """The report may only use its own letter: a character from elsewhere would differ per
    machine, and one that is nowhere makes the file invalid."""
    known = _letters()
    return "".join(c if ord(c) in known else MISSING for c in text)


def _missing(report: Report, printed: list) -> str:
    if not any(MISSING in text for _each, texts in printed for text in texts):
        return ""
    return report.words.say(
        _(
            "{sign} is een teken dat in dit bestand niet afgedrukt kan worden. "
            "Op de pagina met uitkomsten staat het wel."
        ),
        sign=MISSING,
    )


@cache
def _letters() -> frozenset[int]:
    from font_source_sans_pro import font_directory
    from fontTools.ttLib import TTFont

    with TTFont(f"{font_directory}/SourceSansPro-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
