"""The empty deck before the slides, and its bytes after them: the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from reports.charts.canvas import SOFT
from reports.slides import theme
from reports.slides.sheet import CONTENT, HIGH, LEFT, TOP, WIDE, Box, Para, Sheet

if TYPE_CHECKING:
    from reports.pipeline import Report

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
COVER, FINDING = 0, 1  # the two layouts that are kept
KEPT = ("Title Slide", "Title Only")
LONG_HEADING, SMALLER = 95, 24  # characters that fit on two lines; points for more
ONE_LINE = 46  # characters that fit on one line, also in a wider letter
SAID = ("a:rPr", "a:endParaRPr", "a:defRPr")
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def empty(report: Report) -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    deck.element.sldSz.attrib.pop("type", None)
    _drop_leftovers(deck)
    theme.dress(deck.slide_master)
    theme.lay_out(deck, report)
    _tell_about(deck, report)
    return deck


def new_sheet(deck: Deck, layout: int, small: str, heading: str) -> Sheet:
    """A slide with its heading; `small`: the line above it that names the page."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = heading
    if len(heading) > LONG_HEADING:
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(SMALLER)
    sheet = Sheet(slide.shapes, TOP if len(heading) > ONE_LINE else TOP - 34)
    if small:
        sheet.text(Box(LEFT, 28, CONTENT, 18), Para(small, 14, True, SOFT))
    return sheet


def to_bytes(deck: Deck, report: Report) -> bytes:
    """The same deck gives the same bytes: every date inside is the day the scan closed."""
    _speak(deck, LANGUAGES[report.language])
    file = BytesIO()
    deck.save(file)
    return _fixed(file.getvalue(), datetime.fromisoformat(report.published.facts.closed_on))


def _fixed(data: bytes, day: datetime) -> bytes:
    made, stamp = BytesIO(), day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name.endswith(".xlsx"):
                body = _fixed(body, day)
            elif name == "docProps/core.xml":
                body = STAMP.sub(stamp, body)
            target.writestr(ZipInfo(name, day.timetuple()[:6]), body, ZIP_DEFLATED)
    return made.getvalue()


def _drop_leftovers(deck: Deck) -> None:
    """What the empty file of python-pptx brings along: a picture of a page, a printer, layouts."""
    for part, kind in (
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
        (deck.part.package, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES),
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        rels = part._rels
        for key in [key for key, rel in rels.items() if rel.reltype == kind]:
            rels.pop(key)
    for layout in [each for each in deck.slide_layouts if each.name not in KEPT]:
        deck.slide_layouts.remove(layout)


def _tell_about(deck: Deck, report: Report) -> None:
    """Properties of the file; no name of a person, and the day the scan closed."""
    facts, about = report.published.facts, deck.core_properties
    day = datetime.fromisoformat(facts.closed_on)
    about.title = f"{report.words.say(_('Hoe leren jullie?'))} {facts.organisation}"
    about.subject, about.language = facts.title, LANGUAGES[report.language]
    about.author = about.last_modified_by = about.keywords = about.comments = ""
    about.created = about.modified = day
    about.revision = 1


def _speak(deck: Deck, language: str) -> None:
    """The language of every text, for spelling and for reading aloud."""
    for element in _elements(deck):
        for run in element.iter(qn("a:r")):
            run.get_or_add_rPr()
        for each in element.iter(*(qn(name) for name in SAID)):
            each.set("lang", language)


def _elements(deck: Deck) -> Iterator[object]:
    yield deck.element
    yield deck.slide_master.element
    yield deck.notes_master.element
    for layout in deck.slide_layouts:
        yield layout.element
    for slide in deck.slides:
        yield slide.element
        yield slide.notes_slide.element
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart._chartSpace
