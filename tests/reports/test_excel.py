"""The workbook: every number is a printed one, a hidden group has words, no text is a formula."""

from __future__ import annotations

import random
import zipfile
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from xml.etree import ElementTree

import pytest

from reports.charts.build_scores import difference
from reports.excel import workbook
from reports.pipeline import Report, build_report
from reports.published import Hidden, Shown
from tests.reports import factories
from tests.reports.factories import FIRMS
from tests.reports.paper import consenting, make_firm, publish

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVERY = [(firm, language) for firm in FIRMS for language in ("nl", "en")]
WITH_RESULTS = [firm for firm in FIRMS if firm != "too_small"]
BLOCKS, FEATURES, COHESION, GAPS, PLAN = range(1, 6)  # places of the sheets
SIGNS = {"": None, "<=": "≤", ">=": "≥"}
HEAD = 3  # the row (from 0) with the column titles


@dataclass(frozen=True)
class Book:
    """A workbook read back without its writer: rows of int, str or None per sheet."""

    parts: dict[str, bytes]
    names: list[str]
    sheets: list[list[list[int | str | None]]]

    def rows(self, place: int) -> list[list[int | str | None]]:
        """The rows under the column titles."""
        return self.sheets[place][HEAD + 1 :]


def read(content: bytes) -> Book:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings = [
        "".join(each.text or "" for each in item.iter(f"{MAIN}t"))
        for item in ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    ]
    names = [
        s.get("name") for s in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    ]
    sheets = [
        _grid(parts[f"xl/worksheets/sheet{n}.xml"], strings) for n in range(1, len(names) + 1)
    ]
    return Book(parts, names, sheets)


def _grid(part: bytes, strings: list[str]) -> list[list[int | str | None]]:
    grid: list[list[int | str | None]] = []
    for row in ElementTree.fromstring(part).iter(f"{MAIN}row"):
        while len(grid) < int(row.get("r")):
            grid.append([])
        grid[int(row.get("r")) - 1] = [_value(cell, strings) for cell in row]
    return grid


def _value(cell: ElementTree.Element, strings: list[str]) -> int | str | None:
    assert cell.find(f"{MAIN}f") is None, "a formula"
    value = cell.find(f"{MAIN}v")
    if value is None:
        return None
    return strings[int(value.text)] if cell.get("t") == "s" else int(value.text)


def report(firm: str, language: str = "nl", **changes: object) -> Report:
    return build_report(FIRMS[firm](**changes), language)


def book(firm: str, language: str = "nl", **changes: object) -> Book:
    return read(workbook(report(firm, language, **changes)))


def numbers(value: object) -> set[int]:
    """Every whole number inside frozen values."""
    if isinstance(value, bool):
        return set()
    if isinstance(value, int):
        return {value}
    if is_dataclass(value):
        return set().union(*(numbers(getattr(value, f.name)) for f in fields(value)), set())
    if isinstance(value, dict):
        return set().union(*map(numbers, value.values()), set())
    if isinstance(value, list | tuple):
        return set().union(*map(numbers, value), set())
    return set()


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_every_number_is_a_published_one_or_follows_from_those(firm, language):
    check_numbers(report(firm, language))


@pytest.mark.parametrize("seed", range(12))
def test_so_it_is_for_random_firms(seed):
    """Through the privacy gate, with empty blocks, lone roles and directies that consent."""
    chance = random.Random(seed)
    counts = {role: chance.choice((0, 1, 2, 5, 11)) for role in ("DIR", "HR", "LG")}
    people = make_firm(counts | {"MW": chance.choice((3, 8, 25, 60))}, seed, gaps=0.3)
    check_numbers(build_report(publish(consenting(people) if seed % 2 else people), "nl"))


def check_numbers(made: Report) -> None:
    """Numbers as cells, and hidden cells without any."""
    gaps = [difference(block.gap).value for block in made.findings.blocks if block.gap]
    integrality = numbers(made.findings.integrality)
    allowed = numbers(made.published) | integrality | set(gaps) | set(range(1, 7))
    cells = {
        value
        for sheet in read(workbook(made)).sheets
        for row in sheet
        for value in row
        if isinstance(value, int)
    }
    assert cells - allowed == set()
    if made.published.has_results and made.language == "nl":
        check_block_rows(made)


@pytest.mark.parametrize("firm", WITH_RESULTS)
def test_a_row_per_block_and_group_says_what_is_published(firm):
    check_block_rows(report(firm))


def check_block_rows(made: Report) -> None:
    rows = iter(read(workbook(made)).rows(BLOCKS))
    for number, block in enumerate(made.published.blocks, start=1):
        for group in made.published.groups:
            row = next(rows)
            assert row[:2] == [number, made.words.short(block.code)]
            assert row[2].lower() == made.words.group(group).lower()
            check_block_row(made, block.groups[group.code], row[3:])
    assert list(rows) == []


def check_block_row(made: Report, cell: Shown | Hidden, row: list[int | str | None]) -> None:
    n, sign, score, margin, _level, agreement, unknown_sign, unknown = row
    if isinstance(cell, Hidden):
        assert not [value for value in row if isinstance(value, int)]
        assert score in {"te klein om te tonen", "te weinig antwoorden"}
        return
    assert (n, score) == (cell.n, cell.score.value)
    assert sign == SIGNS[cell.score.clipped]
    assert margin == ("niet getoond" if cell.margin is None else cell.margin)
    assert agreement == (cell.agreement or "niet getoond")
    if cell.dont_know is None:
        assert (unknown_sign, unknown) == (None, "niet getoond")
    else:
        assert (unknown_sign, unknown) == (SIGNS[cell.dont_know.clipped], cell.dont_know.value)


@pytest.mark.parametrize("firm", WITH_RESULTS)
def test_a_row_per_kenmerk_and_group(firm):
    made = report(firm)
    expected = [
        (feature.code, block.groups[group.code])
        for block in made.published.blocks
        for feature in made.instrument.block(block.code).features
        for group in made.published.groups
    ]
    rows = book(firm).rows(FEATURES)
    assert len(rows) == len(expected)
    for row, (feature, cell) in zip(rows, expected, strict=True):
        assert row[2] == made.words.feature(feature)
        if isinstance(cell, Hidden):
            assert not [value for value in row[3:] if isinstance(value, int)]
        else:
            number = cell.features[feature]
            assert row[4:] == [cell.n, SIGNS[number.clipped], number.value]


def test_no_place_of_a_number_is_empty():
    """An empty cell reads as zero in a sum, a word does not."""
    content = book("hidden_block")
    for place, columns in ((BLOCKS, (3, 5, 6, 10)), (FEATURES, (4, 6)), (GAPS, (3, 5, 7))):
        empty = [row for row in content.rows(place) if any(row[at] is None for at in columns)]
        assert empty == []


def test_without_spread_there_is_no_margin_anywhere():
    rows = book("exactly_five").rows(BLOCKS)
    assert {row[6] for row in rows} == {"niet getoond"}


def test_differences_stand_with_both_sides():
    made = report("typical")
    for row, block in zip(book("typical").rows(GAPS), made.findings.blocks, strict=True):
        assert (row[3], row[5]) == (block.gap.employees.value, block.gap.leading.value)
        assert row[7] == abs(block.gap.difference) == abs(row[3] - row[5])
        who = "leiding" if row[5] > row[3] else "medewerkers"
        assert row[8] == (who if block.gap.is_clear else "niemand")


def test_a_clipped_difference_keeps_its_sign():
    rows = {row[0]: row for row in book("extremes").rows(GAPS)}
    assert rows[1][2:8] == ["≤", 5, "≥", 90, "≥", 85]


def test_the_plan_leaves_room_for_who_and_when():
    made = report("typical")
    rows = book("typical").rows(PLAN)
    assert len(rows) == len(made.advice.plan)
    assert {(row[7], row[8]) for row in rows} == {(None, None)}
    assert [row[3] for row in rows] == [made.words.text(p.advice.text) for p in made.advice.plan]


def test_signals_stand_under_the_figures():
    made = report("typical")
    integrality = made.findings.integrality
    rows = book("typical").rows(COHESION)
    assert [row[1] for row in rows[:3]] == [
        integrality.level, integrality.index, integrality.balance,
    ]  # fmt: skip
    found = [row for row in rows if len(row) > 10 and isinstance(row[6], int)]
    assert [(row[6], row[9]) for row in found] == [
        (signal.a.value, signal.b.value) for signal, _text in made.advice.signals
    ]
    assert found


def test_only_sheets_that_make_sense():
    assert len(book("typical").names) == 6
    assert "Verschillen" not in book("total_only").names
    assert book("too_small").names == ["Uitleg"]


def test_the_first_sheet_explains_and_proves():
    made = report("consented")
    text = " ".join(value for row in book("consented").sheets[0] for value in row if value)
    assert made.digest in text
    assert "20 december 2026" in text
    assert "nog niet gevalideerd" in text
    assert "Alleen de directie staat wel apart" in text
    assert "minder dan vijf mensen" in text


def test_english_has_no_dutch_words():
    made = report("hidden_block")
    names = {"Score", "HR", "≤", made.digest, "leercultuur_mkb 1.0.0"}  # the same in both
    dutch, english = (words_of(book("hidden_block", language)) for language in ("nl", "en"))
    assert dutch & english <= names
    assert len(english) > 100


def words_of(content: Book) -> set[str]:
    cells = (value for sheet in content.sheets for row in sheet for value in row)
    return {value for value in cells if isinstance(value, str) and value}


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("https://example.org","klik")', "+1+1", "@SUM(A1)", "https://example.org"]
)
def test_a_name_is_never_a_formula_or_link(name):
    content = book("typical", organisation=name, title=name)
    assert any(name in str(value) for value in content.sheets[0][1])
    for part, xml in content.parts.items():
        assert b"<f>" not in xml, part
        assert b"<hyperlink" not in xml, part


@pytest.mark.parametrize(
    "name", ["Bakkerij Jansen & Zn.", "Łódź <b>&amp;", "Wit\x07regel", "A" * 300]
)
def test_any_name_gives_a_book_that_can_be_read(name):
    assert book("typical", organisation=name).names[0] == "Uitleg"


def test_an_ampersand_is_no_command_in_the_foot():
    foot = book("exactly_five").parts["xl/worksheets/sheet1.xml"].decode()
    assert "&amp;LBakkerij Jansen &amp;&amp; Zn. · 2026-11-20" in foot


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_result_gives_the_same_bytes(language):
    assert workbook(report("large", language)) == workbook(report("large", language))


def test_the_file_carries_the_day_of_closing_and_no_moment():
    core = book("typical").parts["docProps/core.xml"].decode()
    assert core.count("2026-11-20T00:00:00Z") == 2


def test_it_prints_on_the_width_of_a_page():
    for name, xml in book("typical").parts.items():
        if name.startswith("xl/worksheets/sheet"):
            side = b"portrait" if name.endswith("sheet1.xml") else b"landscape"
            assert b'fitToHeight="0" orientation="%s"' % side in xml


def test_column_titles_stay_in_sight():
    xml = book("typical").parts["xl/worksheets/sheet2.xml"].decode()
    assert 'ySplit="4"' in xml
    assert 'state="frozen"' in xml


def test_it_is_made_from_the_report_alone(django_db_blocker):
    with django_db_blocker.block():
        assert workbook(build_report(factories.typical(), "nl")).startswith(b"PK")
