"""Change on page, paper, slide and sheet: only numbers of frozen results, and what they differ."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import page as validator
import pikepdf
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pptx import Presentation

from reports.charts.svg import NARROW, PRINT, SCREEN, draw
from reports.excel.trend import trend_sheet
from reports.paper.document import pages
from reports.paper.trend import trend_page
from reports.pdf import render_pdf, to_html
from reports.pipeline import Report, build_report
from reports.published import Published, Shown
from reports.results import trend as results
from reports.sentences import trend as sentences
from reports.slides import presentation
from reports.trend import Change, Point
from tests.reports import factories, waves
from tests.reports.charts import parse, words_in
from tests.reports.paper import make_firm, publish

LANGUAGES = ("nl", "en")
EVERY = [(firm, language) for firm in waves.EARLIER for language in LANGUAGES]
COMPARED = [firm for firm in waves.EARLIER if firm != "extremes"]
# Axis, level limits, block numbers, "ten people", "10 points", and the sum of the rule.
FIXED = {0, 50, 70, 100, *range(1, 7), 10}
SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def report(firm: str, language: str = "nl") -> Report:
    return waves.report(firm, language)


def numbers(text: object) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", str(text))}


def allowed(made: Report, results_: tuple[Published, ...]) -> set[int]:
    """Scores and margins that are printed, their distances, the limits, and the days."""
    scores = {
        cell.score.value
        for result in results_
        for block in result.blocks
        for cell in block.groups.values()
        if isinstance(cell, Shown) and cell.margin is not None
    }
    margins = {
        cell.margin
        for result in results_
        for block in result.blocks
        for cell in block.groups.values()
        if isinstance(cell, Shown) and cell.margin is not None
    }
    days = numbers([(r.facts.opened_on, r.facts.closed_on) for r in results_])
    apart = {abs(a - b) for a in scores for b in scores}
    limits = {
        change.limit
        for row in made.trend.rows
        for change in (row.latest, row.since_first)
        if isinstance(change, Change)
    }
    return FIXED | scores | margins | days | apart | limits


def told_on_page(made: Report) -> str:
    """Everything that the results page says about change, charts and tables included."""
    view = results.view(made)
    charts = [view.chart, *(each.chart for each in view.others)] if view.chart else []
    drawn = [str(words.text) for c in charts for words in words_in(parse(str(c.wide)))]
    titles = re.findall(r"<title>(.*?)</title>", " ".join(str(c.narrow) for c in charts))
    tables = [(c.table.caption, c.table.columns, c.table.rows) for c in charts]
    said = (view.heading, view.sentence, view.since_first, *view.cautions, view.on_page_one)
    return " ".join(map(str, (said, drawn, titles, tables)))


def told_on_paper(made: Report) -> str:
    html = to_html(made)
    section = html.split('id="veranderd"', 1)[1].split("</section>")[0]
    return re.sub(r"<[^>]+>", " ", re.sub(r'src="[^"]+"', "", section).replace("alt=", ">"))


def check(made: Report, results_: tuple[Published, ...]) -> None:
    known = allowed(made, results_)
    assert numbers(told_on_page(made)) <= known
    if made.trend.compared:
        assert numbers(told_on_paper(made)) <= known
    sheet = trend_sheet(made)
    values = {v for table in sheet.tables for row in table.rows for v in row}
    assert {v for v in values if isinstance(v, int)} <= known
    words = " ".join(v for v in values if isinstance(v, str))
    assert numbers(words) <= known


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_every_number_is_published_or_a_distance_of_two(firm, language):
    check(report(firm, language), (*waves.EARLIER[firm], factories.FIRMS[firm]()))


@hypothesis_settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from(LANGUAGES))
def test_so_it_is_for_random_firms_twice(first, second, language):
    """Through the privacy gate: people joined, left, and answered otherwise."""
    sizes = [{"DIR": s % 3, "HR": s % 6, "LG": s % 14, "MW": 4 + s % 40} for s in (first, second)]
    then, now = (publish(make_firm(*each)) for each in zip(sizes, (first, second), strict=True))
    facts = replace(then.facts, opened_on="2025-10-01", closed_on="2025-10-20")
    then = replace(then, facts=facts)
    made = build_report(now, language, (then,))
    if made.trend:
        check(made, (then, now))


@pytest.mark.parametrize("firm", COMPARED)
def test_a_score_without_margin_or_of_a_hidden_group_stands_nowhere(firm):
    made = report(firm)
    for row in made.trend.rows:
        for point, wave in zip(row.points, made.trend.waves, strict=True):
            found = [r for r in (*waves.EARLIER[firm], made.published)
                     if r.facts.closed_on == wave.closed_on]  # fmt: skip
            cell = found[0].shown(row.block, row.group.code)
            assert isinstance(point, Point) <= (cell is not None and cell.margin is not None)


@pytest.mark.parametrize("firm", [*COMPARED, "extremes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_about_a_cause(firm, language):
    made = report(firm, language)
    text = " ".join((*sentences.cautions(made), sentences.heading(made), sentences.sentence(made)))
    assert not re.search(r"\b(dankzij|door de acties|thanks to|because of the)\b", text)


def test_the_report_without_earlier_scans_stays_as_it_was():
    assert build_report(factories.typical(), "nl").trend is None
    with override("nl"):
        names = [p.name for p in pages(build_report(factories.typical(), "nl"))]
    assert "veranderd" not in names
    assert "Sinds de vorige scan" not in to_html(build_report(factories.typical(), "nl"))


@pytest.mark.parametrize("firm", list(waves.EARLIER))
def test_advice_and_priorities_do_not_look_back(firm):
    alone = build_report(factories.FIRMS[firm](), "nl")
    made = report(firm)
    assert (made.findings, made.advice, made.digest) == (
        alone.findings,
        alone.advice,
        alone.digest,
    )


def test_the_page_stands_after_the_roles_and_before_the_plan():
    with override("nl"):
        names = [p.name for p in pages(report("typical"))]
    at = names.index("veranderd")
    assert names[at - 1] == "verschillen"
    assert "actieplan" in names[at + 1 :]


def test_with_nothing_to_compare_there_is_no_page_but_a_reason():
    made = report("extremes")
    assert made.trend.compared == ()
    html = to_html(made)
    assert 'id="veranderd"' not in html
    assert "Niet vergeleken: totaal, en directie en leidinggevenden" in html


@pytest.mark.parametrize(
    ("firm", "told"),
    [
        ("typical", "Hoger dan in november 2025: inhoud van werk en leiderschap. "
                    "Lager: samenwerken."),
        ("large", "Hoger dan in november 2025: vijf bouwstenen."),
        ("consented", "Sinds augustus 2026 is er niets aantoonbaar veranderd."),
        ("extremes", "Vergelijken met de vorige scan kan nog niet."),
    ],
)  # fmt: skip
def test_the_heading_is_the_finding(firm, told):
    assert sentences.heading(report(firm)) == told


def test_page_one_mentions_a_change_only_when_there_is_one():
    assert sentences.heading(report("typical")) in to_html(report("typical")).split("leeswijzer")[0]
    assert sentences.on_page_one(report("consented")) == ""
    assert "Sinds de vorige scan" not in to_html(report("consented"))


def test_a_change_in_another_group_than_the_charted_one_is_named():
    now = factories.published(
        tuple(factories.typical().groups),
        {"totaal": (60,) * 6, "MW": (60,) * 6, "DIR+HR+LG": (60,) * 6},
    )
    then = factories.published(
        tuple(factories.typical().groups),
        {"totaal": (60,) * 6, "MW": (60,) * 6, "DIR+HR+LG": (80,) * 6},
        **waves.YEAR_AGO,
    )
    made = build_report(now, "nl", (then,))
    heading = sentences.heading(made)
    assert "Alleen bij directie, HR en leidinggevenden is sinds november 2025" in heading


def test_scans_in_the_same_month_are_told_apart_by_their_day():
    then = waves.typical_before(opened_on="2026-11-01", closed_on="2026-11-02")
    made = build_report(factories.typical(), "nl", (then,))
    assert sentences.wave_names(made) == ("2 november 2026", "20 november 2026")
    assert sentences.cautions(made)[0].startswith("Let op: tussen deze metingen")


@pytest.mark.parametrize("firm", COMPARED)
@pytest.mark.parametrize("size", [PRINT, SCREEN, NARROW])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_in_the_chart_cover_each_other_or_leave_it(firm, size, language):
    made = report(firm, language)
    for group in made.trend.compared:
        words = words_in(parse(draw(results.spec(made, group), size)))
        assert not [
            (a.text, b.text) for n, a in enumerate(words) for b in words[n + 1 :] if a.covers(b)
        ]
        assert all(w.left >= -0.5 and w.right <= size + 0.5 for w in words)


def test_the_alternative_text_tells_the_data():
    made = report("typical")
    alt = results.spec(made, made.trend.compared[0]).alt
    assert "Leiderschap: november 2025 38 plus of min 2, november 2026 46 plus of min 2" in alt
    assert "8 punten hoger" in alt


@pytest.mark.parametrize("firm", ["typical", "large", "total_only"])
def test_the_pdf_keeps_one_sheet_a_page_and_its_tags(firm):
    made = report(firm, "en" if firm == "large" else "nl")
    data = render_pdf(made)
    found = validator.validate_pdf_bytes(data, profile=validator.ValidationProfile.PDF_UA_1)
    assert [(each.rule_id, each.message) for each in found.failures] == []
    with override(made.language):
        planned = pages(made)
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) - len(planned) <= (planned[-1].name == "meer_advies")


def test_many_waves_keep_to_one_sheet():
    years = range(2015, 2026)
    earlier = [
        waves.typical_before(title=f"Scan {y}", opened_on=f"{y}-11-01", closed_on=f"{y}-11-20")
        for y in years
    ]
    made = build_report(factories.typical(), "nl", earlier)
    page = trend_page(made)
    assert "De grafiek toont de laatste drie metingen." in " ".join(page.content["notes"])
    with override("nl"):
        planned = pages(made)
    with pikepdf.open(BytesIO(render_pdf(made))) as document:
        assert len(document.pages) - len(planned) <= (planned[-1].name == "meer_advies")
    assert len([c for c in trend_sheet(made).tables[0].columns if c.title == "Marge (±)"]) == 12


def test_the_slide_has_a_native_chart_of_two_waves_with_margins():
    made = report("typical")
    deck = Presentation(BytesIO(presentation(made)))
    slide = next(s for s in deck.slides if s.shapes.title.text == sentences.heading(made))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    x = [
        float(v.text)
        for holder in chart._chartSpace.iter(f"{SHEET}xVal")
        for v in holder.iter(f"{SHEET}v")
    ]
    assert x == [58, 66, 60, 61, 82, 75, 38, 46, 55, 54, 47, 50]
    bars = [
        int(e.find(f"{SHEET}val").get("val")) for e in chart._chartSpace.iter(f"{SHEET}errBars")
    ]
    assert bars == [2] * 12  # 2 + 40 // n of the factory
    assert "Zeg niet waardoor iets veranderde" in slide.notes_slide.notes_text_frame.text
    alone = Presentation(BytesIO(presentation(build_report(factories.typical(), "nl"))))
    assert len(deck.slides) == len(alone.slides) + 1


def test_the_sheet_says_what_counts_and_why_something_does_not():
    made = report("hidden_block")
    rows = trend_sheet(made).tables[0].rows
    by = {(row[1], row[2]): row for row in rows}
    assert by["Inhoud van werk", "Totaal"][-1] == (
        "niet vergeleken: een groep of een deel ervan is kleiner dan tien mensen"
    )
    assert by["Externe omgeving", "Medewerkers"][-1] == (
        "niet vergeleken: niet in beide metingen getoond"
    )
    # 60 and 60 with a margin of 4, 15 people: t(14) = 2.1448, error 1.865, MDC95 5.17, upwards 6
    assert by["Inhoud van werk", "Medewerkers"][3:] == (
        *("", 60, 4, "", 60, 4),
        *("", 0, 6, "geen aantoonbaar verschil"),
    )
