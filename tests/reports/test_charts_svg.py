"""Drawings: they tell their data, fit their sheet, and hold no number that was not published."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from reports.charts.canvas import STONES
from reports.charts.spec import Mark, SignSpec, Stone
from reports.charts.svg import NARROW, PRINT, SCREEN, draw
from tests.reports.charts import (
    AXIS,
    CHIPS,
    SVG,
    allowed_numbers,
    numbers_in,
    parse,
    report,
    specs,
    words_in,
)
from tests.reports.factories import FIRMS

WIDTHS = (PRINT, SCREEN, NARROW)
EVERYWHERE = [
    (firm, language, width) for firm in FIRMS for language in ("nl", "en") for width in WIDTHS
]


def drawings(firm, language, width):
    return {name: draw(spec, width) for name, spec in specs(report(firm, language)).items()}


@pytest.mark.parametrize(("firm", "language", "width"), EVERYWHERE)
def test_every_drawing_is_named_and_styled_by_attributes_only(firm, language, width):
    for name, svg in drawings(firm, language, width).items():
        root = parse(svg)
        assert root[0].tag == f"{SVG}title", name  # the only place where a PDF finds the alt text
        assert len(root[0].text) > 15
        assert root.attrib["role"] == "img"
        assert "Source Sans" in root.attrib["font-family"]  # page CSS does not reach inside
        assert "style" not in {key for node in root.iter() for key in node.attrib}
        assert not root.findall(f".//{SVG}style")


@pytest.mark.parametrize(("firm", "language", "width"), EVERYWHERE)
def test_no_word_is_cut_off_and_none_runs_through_another(firm, language, width):
    for name, svg in drawings(firm, language, width).items():
        root = parse(svg)
        _, _, right, bottom = map(float, root.attrib["viewBox"].split())
        words = words_in(root)
        outside = [
            each.text
            for each in words
            if each.left < -1 or each.right > right + 1 or each.top < -1 or each.bottom > bottom + 1
        ]
        assert outside == [], name
        pairs = itertools.combinations(words, 2)
        assert [(a.text, b.text) for a, b in pairs if a.covers(b)] == [], name


@pytest.mark.parametrize(("firm", "language", "width"), EVERYWHERE)
def test_letters_stay_readable(firm, language, width):
    for name, svg in drawings(firm, language, width).items():
        smallest = 9 if width == PRINT else 10.5
        assert [w.text for w in words_in(parse(svg)) if w.size < smallest] == [], name


@pytest.mark.parametrize("firm", FIRMS)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_was_published(firm, width):
    found = report(firm)
    known = allowed_numbers(found)
    for name, spec in specs(found).items():
        root = parse(draw(spec, width))
        seen = {n for each in words_in(root) for n in numbers_in(each.text)}
        assert seen <= known | AXIS | CHIPS, name
        assert numbers_in(root[0].text) <= known | CHIPS | {0, 100}, name


@pytest.mark.parametrize("firm", FIRMS)
def test_drawings_stay_small(firm):
    """Six kilobytes; the overview of all blocks and groups may take 500 bytes for each lane."""
    for name, spec in specs(report(firm)).items():
        lanes = sum(len(block.lanes) for block in spec.blocks) if name == "lanes" else 0
        assert len(draw(spec, PRINT).encode()) < max(6_000, 2_500 + 500 * lanes), name


def test_the_title_tells_the_data():
    title = parse(draw(specs(report("typical"))["lanes"]))[0].text
    assert "Leiderschap: totaal 46 plus of min 2, medewerkers 44 plus of min 2" in title
    title = parse(draw(specs(report("typical"))["gaps"]))[0].text
    assert "Leiderschap: 68 tegen 44 bij medewerkers, dat scheelt 24: groot verschil" in title
    title = parse(draw(specs(report("extremes"))["bars"]))[0].text
    assert "Organisatie-inrichting hoogstens 5" in title


def test_a_hidden_group_has_a_label_and_a_reason_but_no_mark_and_no_number():
    spec = specs(report("hidden_block"))["LO"]  # medewerkers and leiding fell below five here
    words = [each.text for each in words_in(parse(draw(spec, PRINT)))]
    assert words.count("te klein om te tonen") == 2
    assert {"medewerkers", "directie, HR en leidinggevenden"} <= set(words)
    assert "<circle" not in draw(spec, PRINT)  # dot and ring are circles; the total is a stone


def test_a_hidden_block_draws_nothing_that_reads_as_zero():
    spec = specs(report("hidden_block"))["EO"]
    root = parse(draw(spec, PRINT))
    assert [each.text for each in words_in(root)] == ["totaal", "te klein om te tonen"]
    assert not root.findall(f".//{SVG}circle")
    assert not root.findall(f".//{SVG}rect")
    assert numbers_in(root[0].text) == set()


def test_marks_stand_at_their_number():
    """44 on an axis from 0 to 100 stands at 44 % of the way between the two ends."""
    root = parse(draw(specs(report("typical"))["LO"], PRINT))
    ticks = {each.text: (each.left + each.right) / 2 for each in words_in(root)[:20]}
    zero, hundred = ticks["0"], ticks["100"]
    dots = [node for node in root.findall(f".//{SVG}circle") if node.get("fill") == STONES[4]]
    assert float(dots[0].get("cx")) == pytest.approx(zero + 0.44 * (hundred - zero), abs=0.1)


def test_equal_scores_stand_one_above_the_other():
    """Two marks at the same place would hide one of the groups."""
    spec = specs(report("typical"))["OI"]
    row = replace(spec.features[0], leading=spec.features[0].employees)
    root = parse(draw(replace(spec, features=(row,)), PRINT))
    dot, ring = root.findall(f".//{SVG}circle")[-2:]
    assert dot.get("cx") == ring.get("cx")
    assert abs(float(dot.get("cy")) - float(ring.get("cy"))) > 10


def test_a_large_difference_is_a_thick_line():
    svg = draw(specs(report("typical"))["gaps"], PRINT)
    widths = {colour: f'stroke="{colour}" stroke-width="{thick}"' for colour, thick in
              ((STONES[4], "5"), (STONES[2], "2.6"), (STONES[3], "1.2"))}  # fmt: skip
    assert all(each in svg for each in widths.values())


def test_text_is_escaped():
    spec = specs(report("typical"))["bars"]
    nasty = replace(spec.bars[0], stone=Stone(1, "<script>&\"'</script>"))
    svg = draw(replace(spec, bars=(nasty, *spec.bars[1:]), alt="<b>&"), PRINT)
    assert "<script" not in svg
    assert parse(svg)[0].text == "<b>&"


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_can_be_drawn_and_differs_from_the_others(mark):
    others = {draw(SignSpec("x", other)) for other in Mark if other is not mark}
    assert draw(SignSpec("x", mark)) not in others


def test_the_same_result_gives_the_same_drawing():
    first, second = (specs(report("large")) for _ in range(2))
    assert [draw(spec) for spec in first.values()] == [draw(spec) for spec in second.values()]
