"""The report of eight firms that differ: which pages, and that every word has its own place."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations, pairwise

import pikepdf
import pytest
from django.utils.translation import override

from reports.charts.build_scores import bars, block
from reports.paper.document import pages
from reports.pdf import render_pdf, to_html
from reports.pipeline import build_report
from tests.reports.factories import DEMO_FIRMS

MM = 72 / 25.4
EDGE = 20 * MM - 1  # of paper without words, left and right
BLOCKS = ["bouwsteen"] * 6
# What stands between the pages about blocks and the cover, and what follows, per firm.
BEFORE = ["omslag", "directie", "leeswijzer", "bouwstenen", "samenhang"]
AFTER = ["actieplan", "gesprek", "verantwoording", "meer_advies"]
PAGES = {
    "total_only": [*BEFORE, "signalen", *BLOCKS, *AFTER],
    "typical": [*BEFORE, "signalen", *BLOCKS, "verschillen", *AFTER],
    "unbalanced": [*BEFORE, "signalen", *BLOCKS, "verschillen", *AFTER],
    "rosy": [*BEFORE, *BLOCKS, "verschillen", *AFTER],
    "divided": [*BEFORE, *BLOCKS, "verschillen", *AFTER],
    "consented": [*BEFORE, "signalen", *BLOCKS, "verschillen", *AFTER],
    "no_hr": [*BEFORE, "signalen", *BLOCKS, "verschillen", *AFTER],
    "two_hundred_fifty": [*BEFORE, "signalen", *BLOCKS, "verschillen", *AFTER],
}

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here"
)
every_firm = pytest.mark.parametrize("firm", DEMO_FIRMS)


@dataclass(frozen=True)
class Word:
    """A word in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Word) -> bool:
        """Their letters do; the room above and below the letters may."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.7 and high > 0.45 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def inside(self) -> tuple[Word, ...]:
        """Without the head and the foot of the page."""
        return tuple(w for w in self.words if w.top > 22 * MM and w.bottom < self.height - 15 * MM)


@cache
def report(firm):
    return build_report(DEMO_FIRMS[firm](), "nl")


@cache
def pdf(firm) -> bytes:
    """WeasyPrint drops what it cannot draw and only logs that; here it stops the test."""
    log, handler = logging.getLogger("weasyprint"), Complain(logging.WARNING)
    log.addHandler(handler)
    try:
        return render_pdf(report(firm))
    finally:
        log.removeHandler(handler)


class Complain(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage()[:300])


@cache
def sheets(firm) -> tuple[Sheet, ...]:
    told = subprocess.run(
        ["pdftotext", "-bbox-layout", "-", "-"], input=pdf(firm), capture_output=True, check=True
    ).stdout
    root = ET.fromstring(re.sub(rb' xmlns="[^"]+"', b"", told))
    return tuple(
        Sheet(
            float(page.get("width")),
            float(page.get("height")),
            tuple(_word(each) for each in page.iter("word") if (each.text or "").strip()),
        )
        for page in root.iter("page")
    )


def _word(each: ET.Element) -> Word:
    return Word(each.text, *(float(each.get(n)) for n in ("xMin", "yMin", "xMax", "yMax")))


@cache
def elements(firm) -> tuple[tuple[str, str], ...]:
    """(kind, alternative text) of the tags, in reading order."""
    with pikepdf.open(BytesIO(pdf(firm))) as document:
        return tuple(_elements(document.Root.StructTreeRoot.K))


def _elements(each):
    if isinstance(each, pikepdf.Array):
        for kid in each:
            yield from _elements(kid)
    elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
        yield str(each.S)[1:], str(each.get("/Alt", ""))
        yield from _elements(each.get("/K", pikepdf.Array()))


@every_firm
def test_the_firm_has_these_pages(firm):
    with override("nl"):
        planned = pages(report(firm))
    assert [page.name for page in planned] == PAGES[firm]
    assert 0 <= len(sheets(firm)) - len(planned) <= 1  # the appendix may go on


@every_firm
def test_no_word_lies_on_another(firm):
    found = [
        (number, one.text, other.text)
        for number, sheet in enumerate(sheets(firm), 1)
        for one, other in combinations(sorted(sheet.words, key=lambda w: w.top), 2)
        if other.top < one.bottom and one.overlaps(other)
    ]
    assert found == []


@every_firm
def test_no_word_leaves_the_page_or_its_margins(firm):
    outside = [
        (number, word.text)
        for number, sheet in enumerate(sheets(firm), 1)
        for word in sheet.words
        if word.left < EDGE
        or word.right > sheet.width - EDGE
        or word.top < 10 * MM
        or word.bottom > sheet.height - 5 * MM
    ]
    assert outside == []


@every_firm
def test_text_and_foot_keep_apart(firm):
    """What stands under the text is the foot of the page and nothing else."""
    for sheet in sheets(firm)[1:]:
        feet = [word.text for word in sheet.words if word.bottom > sheet.height - 14 * MM]
        assert len(feet) <= 10


@every_firm
def test_no_page_is_almost_empty(firm):
    """Many words, far enough down; the last sheet may be the rest of a table."""
    for number, sheet in enumerate(sheets(firm)[1:], 2):
        assert len(sheet.inside) > 60, number
        is_rest = number == len(sheets(firm)) > len(PAGES[firm])
        lowest = max(word.bottom for word in sheet.inside)
        assert is_rest or lowest > 0.45 * sheet.height, number


@every_firm
def test_headings_skip_no_level(firm):
    levels = [int(kind[1]) for kind, _ in elements(firm) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert levels.count(1) == len(PAGES[firm])


@every_firm
def test_every_figure_tells_its_numbers(firm):
    told = [alt for kind, alt in elements(firm) if kind == "Figure"]
    assert all(told)
    with override("nl"):
        made = report(firm)
        given = made.published, made.findings, made.words
        charts = [bars(*given), *(block(each.code, *given) for each in made.instrument.blocks)]
    assert {chart.alt for chart in charts} <= set(told)
    for each in made.findings.blocks:  # and those words hold the score
        assert any(str(each.score) in alt for alt in told)


@every_firm
def test_rows_of_tables_stay_whole(firm):
    """A row that went on would be there twice; only the head of a table that goes on may be."""
    rows = sum(kind == "TR" for kind, _ in elements(firm))
    heads_again = len(sheets(firm)) - len(PAGES[firm])
    assert rows == len(re.findall(r"<tr[ >]", to_html(report(firm)))) + heads_again


@every_firm
def test_page_one_alone_answers_the_four_questions(firm):
    """How many took part, what is strongest, what first, and how sure."""
    made = report(firm)
    told = " ".join(word.text for word in sheets(firm)[1].words)
    total = made.published.groups[0]
    assert f"{total.n} van de {total.invited}" in told
    with override("nl"):
        strongest = max(made.findings.blocks, key=lambda each: each.score.value)
        assert made.words.short(strongest.code) in told
        for code in made.findings.priorities:
            assert made.words.short(code) in told
    assert re.search(r"marge|Hoe zeker|zeker", told)


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts (poppler) is not here")
@every_firm
def test_every_letter_is_embedded_with_its_meaning(firm, tmp_path):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(pdf(firm))
    told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    fonts = [line for line in told.splitlines()[2:] if line.strip()]
    assert len(fonts) == 3  # regular, semibold, bold
    for font in fonts:
        assert "Source-Sans-Pro" in font
        assert re.search(r"yes +yes +yes", font)  # embedded, a subset, with a map to Unicode
