"""Chart specs: which groups get a lane, which marks, links and letters they carry."""

from __future__ import annotations

import pytest

from reports.charts.build_legend import legend
from reports.charts.build_scores import difference, marked_groups
from reports.charts.spec import Mark, Sign
from reports.findings import Gap, GapClass
from reports.published import Number
from tests.reports.charts import report, specs
from tests.reports.factories import FIRMS


@pytest.mark.parametrize(
    ("firm", "marks"),
    [
        ("total_only", {"totaal": Mark.STONE}),
        ("typical", {"totaal": Mark.STONE, "MW": Mark.DOT, "DIR+HR+LG": Mark.RING}),
        (
            "consented",
            {
                "totaal": Mark.STONE,
                "MW": Mark.DOT,
                "HR+LG": Mark.DIAMOND,
                "DIR*": Mark.TARGET,
            },
        ),
        (
            "large",
            {
                "totaal": Mark.STONE,
                "MW": Mark.DOT,
                "DIR": Mark.DIAMOND,
                "HR": Mark.SQUARE,
                "LG": Mark.TARGET,
            },
        ),
        ("too_small", {}),
    ],
)
def test_each_group_has_its_own_mark(firm, marks):
    assert {group.code: mark for group, mark in marked_groups(FIRMS[firm]())} == marks


@pytest.mark.parametrize("firm", FIRMS)
def test_no_two_groups_share_a_mark(firm):
    marks = [mark for _, mark in marked_groups(FIRMS[firm]())]
    assert len(marks) == len(set(marks))


def test_merged_groups_are_named_in_full():
    labels = [lane.label for lane in specs(report("typical"))["lanes"].blocks[0].lanes]
    assert labels == ["totaal", "medewerkers", "directie, HR en leidinggevenden"]
    labels = [lane.label for lane in specs(report("consented"))["lanes"].blocks[0].lanes]
    assert labels[-2:] == ["HR en leidinggevenden", "directie (met toestemming)"]


def test_without_spread_right_there_is_no_margin_and_a_note():
    spec = specs(report("consented"))["lanes"]
    margins = {lane.label: lane.margin for lane in spec.blocks[0].lanes}
    assert margins["totaal"] is None
    assert margins["medewerkers"] is not None
    assert spec.note
    assert specs(report("typical"))["lanes"].note == ""


def test_blocks_and_kenmerken_keep_the_order_of_the_questionnaire():
    spec = specs(report("low"))  # never sorted by score
    assert [bar.stone.number for bar in spec["bars"].bars] == [1, 2, 3, 4, 5, 6]
    names = [row.label for row in spec["LO"].features]
    assert names == ["Visie op leren uitdragen", "Rolmodel", "Eigenaarschap stimuleren"]


def test_the_gap_chart_exists_only_where_both_sides_are_published():
    assert "gaps" not in specs(report("total_only"))
    assert "gaps" not in specs(report("only_leading"))
    rows = {row.stone.number: row for row in specs(report("hidden_block"))["gaps"].rows}
    assert rows[4].difference is None
    assert rows[4].remark == "te weinig antwoorden"
    assert rows[1].difference is not None


@pytest.mark.parametrize(
    ("leading", "employees", "told"),
    [
        (Number(68), Number(44), "24"),
        (Number(95, ">="), Number(44), "≥ 51"),
        (Number(68), Number(5, "<="), "≥ 63"),
        (Number(90, ">="), Number(95, ">="), "5"),
        (Number(44), Number(95, ">="), "≥ 51"),
        (Number(10, "<="), Number(60), "≥ 50"),
        (Number(14), Number(5, "<="), "≥ 9"),
        (Number(95, ">="), Number(95, ">="), "0"),
    ],
)
def test_a_difference_of_clipped_numbers_is_a_limit_too(leading, employees, told):
    gap = Gap(leading, employees, "LG", leading.value - employees.value, 10, GapClass.LARGE, False)
    assert str(difference(gap)) == told


def test_research_links_are_those_of_the_article():
    """Results and conclusion name these seven; none with block 6."""
    links = {frozenset(pair) for pair in specs(report("typical"))["network"].links}
    named = [(1, 3), (4, 2), (2, 3), (4, 3), (4, 1), (5, 3), (5, 4)]
    assert links == {frozenset(pair) for pair in named}


def test_signals_carry_letters_in_the_order_of_the_findings():
    found = report("typical")
    signals = specs(found)["network"].signals
    assert [each.letter for each in signals] == ["A", "B", "C"]
    assert (signals[0].first, signals[0].second) == (1, 4)  # SH-01: autonomy against ownership
    assert signals[2].first == signals[2].second == 6  # SH-11: one kenmerk, two groups


def test_the_legend_explains_only_what_occurs():
    signs = [sign.sign for sign, _ in legend(FIRMS["typical"](), report("typical").words)]
    assert signs == [Mark.STONE, Mark.DOT, Mark.RING, Sign.MARGIN]
    signs = [sign.sign for sign, _ in legend(FIRMS["hidden_block"](), report("typical").words)]
    assert Sign.HIDDEN in signs
    signs = [sign.sign for sign, _ in legend(FIRMS["large"](), report("typical").words)]
    assert Mark.RING in signs  # all leading groups together, beside the three apart
