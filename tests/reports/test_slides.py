"""The deck: native charts, notes, alternative texts, and no number that was not published."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import astuple
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from reports.pipeline import build_report
from reports.published import TOTAL
from reports.sentences import notices
from reports.slides import presentation
from tests.reports.factories import FIRMS
from tests.reports.paper import consenting, make_firm, publish

LANGUAGES = ("nl", "en")
WHOLE = [firm for firm in FIRMS if firm != "too_small"]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FIXED = {0, 49, 50, 69, 70, 100, 10, 15, 19, 20, 5}  # scale, levels, limits of small groups
EVERY = [(firm, language) for firm in FIRMS for language in LANGUAGES]


@cache
def made(firm: str, language: str = "nl"):
    """The report and its deck; tests only read them."""
    report = build_report(FIRMS[firm](), language)
    return report, Presentation(BytesIO(presentation(report)))


def leaves(shapes):
    """Every shape, also those in groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from leaves(shape.shapes)


def texts(slide) -> list[str]:
    found = [shape.text_frame.text for shape in leaves(slide.shapes) if shape.has_text_frame]
    return [*found, slide.notes_slide.notes_text_frame.text]


def alts(slide) -> list[str]:
    return [name.get("descr", "") for name in slide.element.iter("{*}cNvPr")]


def charts(deck) -> list:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def numbers(text: str) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", text)}


def allowed(report) -> set[int]:
    """What stands in the frozen result, what is computed from it, and the library's own."""
    published, findings = report.published, report.findings
    found = FIXED | numbers(str(astuple(published.facts))) | {1, 2, 3, 4, 5, 6}
    found |= numbers(str(report.library.labels)) | numbers(str(report.library.talk_kit))
    found |= {report.library.talk_kit.minutes}
    for group in published.groups:
        found |= {group.n, group.invited, notices.response(group)}
    total, employees = published.group(TOTAL), published.group("MW")
    if employees:
        rest = (total.n - employees.n, total.invited - employees.invited)
        found |= {notices.percent(*rest)} if rest[1] else set()
    for block in published.blocks:
        found |= numbers(str([astuple(cell) for cell in block.groups.values()]))
    if findings.integrality:
        found |= {value for value in astuple(findings.integrality) if isinstance(value, int)}
    return found | {abs(block.gap.difference) for block in findings.blocks if block.gap}


def points(chart, tag: str) -> list[list[int | None]]:
    """The cached values of every series under `tag`."""
    found = []
    for holder in chart._chartSpace.iter(f"{CHART}{tag}"):
        cache = holder.find(f".//{CHART}numCache")
        values = [None] * int(cache.find(f"{CHART}ptCount").get("val"))
        for point in cache.iter(f"{CHART}pt"):
            values[int(point.get("idx"))] = float(point.find(f"{CHART}v").text)
        found.append(values)
    return found


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_every_number_is_published_or_computed_from_what_is(firm, language):
    report, deck = made(firm, language)
    for slide in deck.slides:
        said = " ".join((*texts(slide), *alts(slide))).replace(report.published.facts.title, "")
        assert numbers(said) <= allowed(report), slide.shapes.title.text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("language", LANGUAGES)
def test_random_firms_show_no_other_number(seed, language):
    people = make_firm(
        {"DIR": 1 + seed % 3, "HR": seed % 6, "LG": 2 * seed, "MW": 4 + 3 * seed}, seed
    )
    report = build_report(publish(consenting(people) if seed % 2 else people), language)
    deck = Presentation(BytesIO(presentation(report)))
    for slide in deck.slides:
        said = " ".join((*texts(slide), *alts(slide)))
        assert numbers(said) <= allowed(report), slide.shapes.title.text
        assert not re.search(r"\d[.,]\d", said)


@pytest.mark.parametrize("firm", WHOLE)
def test_bars_are_the_published_totals(firm):
    report, deck = made(firm)
    totals = [report.published.shown(block.code, TOTAL) for block in report.instrument.blocks]
    expected = [cell.score.value if cell else None for cell in totals]
    bars = charts(deck)[0].chart
    assert points(bars, "val") == [expected]
    assert list(bars.plots[0].categories) == [
        report.words.short(block.code) for block in report.instrument.blocks
    ]


@pytest.mark.parametrize("firm", WHOLE)
def test_dots_are_both_sides_of_every_gap(firm):
    report, deck = made(firm)
    gaps = [block.gap for block in report.findings.blocks if block.gap]
    dots = [each.chart for each in charts(deck)[2:]]
    expected = [[gap.employees.value, gap.leading.value, gap.leading.value] for gap in gaps]
    assert [values for chart in dots for values in points(chart, "xVal")] == expected
    assert len(dots) == bool(gaps)


@pytest.mark.parametrize("firm", WHOLE)
def test_charts_run_from_0_to_100_and_hold_their_own_data(firm):
    _report, deck = made(firm)
    for frame in charts(deck):
        horizontal = frame.chart._chartSpace.find(f".//{CHART}valAx//{CHART}scaling")
        limits = {each.tag.split("}")[1]: each.get("val") for each in horizontal}
        assert (float(limits["min"]), float(limits["max"])) == (0, 100)
        workbook = frame.chart.part.chart_workbook.xlsx_part.blob
        assert b"<f>" not in b"".join(ZipFile(BytesIO(workbook)).read(n) for n in _names(workbook))


def _names(data: bytes) -> list[str]:
    return ZipFile(BytesIO(data)).namelist()


def test_a_limit_stands_as_text_in_the_chart():
    _report, deck = made("extremes")
    labels = [
        "".join(run.text for run in label.iter(f"{MAIN}t"))
        for frame in charts(deck)
        for label in frame.chart._chartSpace.iter(f"{CHART}dLbl")
    ]
    assert {"≤ 5", "≥ 95"} <= {label.strip() for label in labels}


def test_every_visible_bar_has_its_number():
    """A label of its own for one point once switched off those of the others."""
    _report, deck = made("extremes")
    for frame in charts(deck)[:2]:
        labels = frame.chart._chartSpace.find(f".//{CHART}ser/{CHART}dLbls")
        assert labels.find(f"{CHART}showVal").get("val") in ("1", None)


@pytest.mark.parametrize("firm", FIRMS)
def test_no_pictures_and_nothing_left_of_the_template(firm):
    report = build_report(FIRMS[firm](), "nl")
    names = _names(presentation(report))
    assert not [n for n in names if re.search(r"media|thumbnail|printer|app\.xml", n)]
    expected = 0 if firm == "too_small" else 3 if any(b.gap for b in report.findings.blocks) else 2
    assert len([n for n in names if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]) == expected


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_every_slide_has_one_title_and_notes_in_three_parts(firm, language):
    _report, deck = made(firm, language)
    parts = ("Zeg: ", "Zeg niet: ", "Vraag: ")
    parts = parts if language == "nl" else ("Say: ", "Do not say: ", "Ask: ")
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text.split("\n\n")
        assert [n.startswith(part) for n, part in zip(notes, parts, strict=True)] == [True] * 3
        assert all(len(n) > len(part) for n, part in zip(notes, parts, strict=True))


@pytest.mark.parametrize("firm", WHOLE)
def test_charts_and_groups_tell_their_data(firm):
    _report, deck = made(firm)
    for frame in charts(deck):
        alt = frame._element.nvGraphicFramePr.cNvPr.get("descr")
        values = {v for row in points(frame.chart, "val") for v in row if v is not None}
        values |= {v for row in points(frame.chart, "xVal") for v in row}
        assert {int(value) for value in values} <= numbers(alt)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                assert len(shape._element.nvGrpSpPr.cNvPr.get("descr")) > 40


def test_a_hidden_block_has_a_reason_and_no_number():
    report, deck = made("hidden_block")
    hidden = report.words.short("EO")
    for frame in charts(deck)[:1]:
        alt = frame._element.nvGraphicFramePr.cNvPr.get("descr")
        assert f"{hidden} te klein om te tonen" in alt
    assert points(charts(deck)[0].chart, "val")[0][-1] is None
    assert len(points(charts(deck)[2].chart, "xVal")) == 4
    assert any("te klein om te tonen" in text for slide in deck.slides for text in texts(slide))


def test_too_few_answers_give_three_slides_without_a_score():
    _report, deck = made("too_small")
    assert len(deck.slides) == 3
    assert not charts(deck)
    assert deck.slides[1].shapes.title.text == "Er zijn te weinig antwoorden om getallen te tonen."


@pytest.mark.parametrize("firm", WHOLE)
def test_about_ten_slides(firm):
    report, deck = made(firm)
    gaps = any(block.gap for block in report.findings.blocks)
    assert len(deck.slides) == 9 + bool(report.advice.signals) + gaps


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_everything_stays_on_the_page(firm, language):
    _report, deck = made(firm, language)
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    for slide in deck.slides:
        for shape in leaves(slide.shapes):
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height, shape.name


@pytest.mark.parametrize("firm", ["typical", "too_small"])
def test_the_same_report_gives_the_same_bytes(firm):
    code = (
        "import django, hashlib; django.setup()\n"
        "from reports.pipeline import build_report\n"
        "from reports.slides import presentation\n"
        "from tests.reports.factories import FIRMS\n"
        f"report = build_report(FIRMS['{firm}'](), 'nl')\n"
        "print(hashlib.sha256(presentation(report)).hexdigest())"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout) == 65, runs[0].stderr


def test_dates_are_the_day_of_closing_also_in_the_workbooks():
    data = presentation(build_report(FIRMS["typical"](), "nl"))
    file = ZipFile(BytesIO(data))
    for archive in (file, *(ZipFile(BytesIO(file.read(n))) for n in _names(data) if ".xlsx" in n)):
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 20)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {
            b"2026-11-20T"
        }


@pytest.mark.parametrize(("language", "code"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_properties_and_language(language, code):
    _report, deck = made("typical", language)
    about = deck.core_properties
    assert "Machinefabriek De Linde" in about.title
    assert (about.author, about.last_modified_by, about.language) == ("", "", code)
    for slide in deck.slides:
        for part in (slide.element, slide.notes_slide.element):
            said = {run.get("lang") for run in part.iter(f"{MAIN}rPr")}
            assert said == {code}


def test_theme_carries_our_letter_and_colours():
    data = ZipFile(BytesIO(presentation(build_report(FIRMS["typical"](), "nl"))))
    theme = etree.fromstring(data.read("ppt/theme/theme1.xml"))
    assert {e.get("typeface") for e in theme.iterfind(f".//{MAIN}fontScheme/*/{MAIN}latin")} == {
        "Source Sans Pro"
    }
    accents = [theme.find(f".//{MAIN}accent{n}/{MAIN}srgbClr").get("val") for n in range(1, 7)]
    assert accents == ["63260A", "2A72B5", "2B734A", "72397D", "745500", "004D50"]


def test_every_placeholder_is_filled():
    _report, deck = made("typical")
    kinds = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE}
    for slide in deck.slides:
        assert {p.placeholder_format.type for p in slide.placeholders} <= kinds
        assert all(placeholder.text_frame.text for placeholder in slide.placeholders)


def test_urls_load_no_slides():
    code = "import django, sys; django.setup(); import reports.urls; print('pptx' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip() == "False", run.stderr
