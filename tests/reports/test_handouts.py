"""What is handed over: whole sheets, only published numbers, only roles that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations

import page as validator
import pikepdf
import pytest

from reports.handouts import KINDS, available, render, to_html
from reports.handouts.document import sheets
from reports.handouts.kinds import CANTEEN, KIT
from reports.handouts.kit import CHOOSE, COHERENCE, RECOGNISE
from reports.handouts.roles import tasks
from reports.pipeline import build_report
from reports.published import TOTAL, Shown
from scan.roles import Role
from tests.reports import factories

PAGES = {KIT: 4}  # every other kind is one A4
ROLE_KINDS = [code for code, kind in KINDS.items() if kind.role]
# One file per kind and shape; together every template in both languages.
FILES = [
    ("typical", "nl", "directie"),
    ("extremes", "nl", "leidinggevende"),
    ("low", "en", "hr"),
    ("consented", "en", "medewerker"),
    ("large", "nl", "medewerker"),
    ("typical", "nl", CANTEEN),
    ("only_leading", "nl", CANTEEN),
    ("hidden_block", "en", CANTEEN),
    ("typical", "en", KIT),
    ("extremes", "nl", KIT),
    ("too_small", "nl", KIT),
]
EVERY = [
    (firm, language, kind)
    for firm, make in factories.FIRMS.items()
    for language in ("nl", "en")
    for kind in available(build_report(make(), language))
]
PRINTED = sorted({*FILES, *(each for each in EVERY if each[1] == "nl")})  # Dutch is longer


@cache
def report(firm, language="nl"):
    return build_report(factories.FIRMS[firm](), language)


@cache
def pdf(firm, language, kind) -> bytes:
    return render(report(firm, language), kind)


@cache
def html(firm, language, kind) -> str:
    return to_html(report(firm, language), kind)


def told(text: str) -> str:
    """What a reader sees or hears: no tags, but with what pictures say."""
    pictures = " ".join(re.findall(r'alt="([^"]+)"', text))
    return re.sub(r"<[^>]+>", " ", text.split("<body")[1].split(">", 1)[1]) + " " + pictures


def numbers(text: object) -> set[str]:
    return set(re.findall(r"\d+", str(text)))


def of_the_library(found) -> set[str]:
    """Numbers that stand in fixed texts: sources, how much work, the talk kit, block numbers."""
    library = found.library
    texts = (library.labels.sources, library.labels.efforts, library.talk_kit, library.noticed)
    advices = [advice.text for advice in library.advices]
    return numbers((texts, advices)) | set("123456") | {"0", "50", "70", "100", "75", "3", "4"}


def of_cells(published) -> set[str]:
    cells = [
        cell
        for block in published.blocks
        for cell in block.groups.values()
        if isinstance(cell, Shown)
    ]
    return numbers([(c.n, c.score, c.margin, *c.features.values()) for c in cells])


def of_people(groups) -> set[str]:
    return numbers([(g.n, g.invited) for g in groups])


def percents(published) -> set[str]:
    """Response of medewerkers and of the rest, from the two published groups."""
    total, employees = published.group(TOTAL), published.group("MW")
    if not employees:
        return set()
    rest = (total.n - employees.n) / (total.invited - employees.invited)
    return {str(int(part * 100 + 0.5)) for part in (employees.n / employees.invited, rest)}


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@pytest.mark.parametrize(("firm", "language", "kind"), FILES)
def test_the_file_is_accessible_and_fit_to_be_kept(firm, language, kind, profile):
    result = validator.validate_pdf_bytes(
        pdf(firm, language, kind), profile=getattr(validator.ValidationProfile, profile)
    )
    assert [(each.rule_id, each.message) for each in result.failures] == []
    assert result.is_compliant


@pytest.mark.parametrize(("firm", "language", "kind"), PRINTED)
def test_every_sheet_fits_on_one_page(firm, language, kind):
    with pikepdf.open(BytesIO(pdf(firm, language, kind))) as document:
        assert len(document.pages) == PAGES.get(kind, 1)


def test_the_poster_lies_on_its_side_and_the_rest_stands():
    with pikepdf.open(BytesIO(pdf("typical", "en", KIT))) as document:
        boxes = [[float(side) for side in each.mediabox] for each in document.pages]
    assert [box[2] > box[3] for box in boxes] == [False, False, False, True]


@pytest.mark.parametrize(("firm", "language", "kind"), FILES)
def test_only_our_own_letters_are_in_the_file(firm, language, kind):
    with pikepdf.open(BytesIO(pdf(firm, language, kind))) as document:
        fonts = {
            str(each["/BaseFont"]): "/FontFile2" in each.get("/FontDescriptor", {"/FontFile2": 1})
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert fonts
    assert all("Source-Sans-Pro" in name and is_embedded for name, is_embedded in fonts.items())


@pytest.mark.parametrize(("firm", "language", "kind"), FILES)
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here")
def test_no_word_lies_on_another_or_off_the_sheet(firm, language, kind, tmp_path):
    path = tmp_path / "blad.pdf"
    path.write_bytes(pdf(firm, language, kind))
    command = ["pdftotext", "-bbox", path, "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for sheet in found.split("<page ")[1:]:
        wide, high = (float(side) for side in re.findall(r'(?:width|height)="([\d.]+)"', sheet)[:2])
        boxes = sorted(_boxes(sheet))
        assert all(left > 20 and right < wide - 20 for _, left, _, right in boxes)
        assert all(top > 20 and bottom < high - 20 for top, _, bottom, _ in boxes)
        assert [(a, b) for a, b in combinations(boxes, 2) if _overlap(a, b)] == []


def _boxes(sheet: str) -> list[tuple[float, ...]]:
    """(top, left, bottom, right) of every word."""
    pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    found = [[float(side) for side in each] for each in re.findall(pattern, sheet)]
    return [(top, left, bottom, right) for left, top, right, bottom in found]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    down = min(one[2], other[2]) - max(one[0], other[0])
    across = min(one[3], other[3]) - max(one[1], other[1])
    return down > 4 and across > 1  # boxes of letters are higher than the letters


def test_the_file_says_what_it_is_and_keeps_the_letters_of_a_name():
    with pikepdf.open(BytesIO(pdf("consented", "en", "medewerker"))) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        assert str(document.Root.Lang) == "en"
    assert info["/Title"] == "Actions for employees · Installatiebedrijf Łódź-Çelik"
    assert info["/CreationDate"].startswith("D:20261120")  # the day it closed, not today


def test_names_are_escaped():
    named = build_report(factories.too_small(organisation='<img src=x> & "Zn"'), "nl")
    assert "&lt;img src=x&gt; &amp; &quot;Zn&quot;" in to_html(named, KIT)


@pytest.mark.parametrize("kind", ["directie", CANTEEN, KIT])
def test_the_same_report_gives_the_same_bytes(kind):
    again = build_report(factories.typical(), "nl")
    assert render(again, kind) == pdf("typical", "nl", kind)


@pytest.mark.parametrize(("firm", "language", "kind"), EVERY)
def test_every_number_was_published(firm, language, kind):
    found = report(firm, language)
    allowed = of_the_library(found) | of_cells(found.published)
    if found.published.groups:
        allowed |= of_people(found.published.groups) | percents(found.published)
    assert numbers(told(html(firm, language, kind))) <= allowed


@pytest.mark.parametrize("firm", [firm for firm in factories.FIRMS if firm != "too_small"])
def test_the_staff_version_shows_only_the_total(firm):
    """Its other groups have scores the total does not have; none of those is on the wall."""
    found = report(firm)
    fixed = {"0", "50", "70", "100"} | set("123456")
    actions = numbers([each.advice.text for each in found.advice.three])
    shown = [found.published.shown(block.code, TOTAL) for block in found.published.blocks]
    total = numbers([cell.score for cell in shown if cell])
    people = of_people([found.published.group(TOTAL)])
    assert numbers(told(html(firm, "nl", CANTEEN))) <= fixed | actions | total | people


def test_the_staff_version_thanks_and_leaves_room_to_fill_in():
    assert "Thank you all!" in html("typical", "en", CANTEEN)
    text = html("typical", "nl", CANTEEN)
    assert "101 van de 152 mensen gaven antwoorden die meetellen. Dank jullie wel!" in text
    assert text.count('class="lijn"') == 4
    assert text.count('class="invul"') == 6  # who and when, for three actions


def test_without_employees_nobody_of_them_is_thanked():
    text = html("only_leading", "nl", CANTEEN)
    assert "Dank jullie wel" not in text
    assert "Dit is dus de kijk van directie, HR en leidinggevenden." in text


def test_with_too_few_answers_only_the_kit_is_left_and_it_has_no_numbers():
    assert available(report("too_small")) == (KIT,)
    cards = to_html(report("too_small"), KIT).split("<section")[2]
    assert numbers(re.sub(r"<[^>]+>", " ", cards)) == set("123456")
    assert "van 100" not in cards
    assert "Er zijn geen getallen." in html("too_small", "nl", KIT)
    assert "pagina voor de directie en het werkblad" not in html("too_small", "nl", KIT)


def test_a_block_without_a_number_has_none_on_its_card():
    last = html("hidden_block", "nl", KIT).split('class="kaartje"')[-1].split("</section>")[0]
    assert "Externe omgeving" in last
    assert "van 100" not in last
    assert numbers(re.sub(r"<[^>]+>", " ", last)) == {"6"}


@pytest.mark.parametrize("firm", factories.FIRMS)
def test_only_roles_that_exist_and_may_be_advised_get_a_sheet(firm):
    found = report(firm)
    roles = {KINDS[code].role for code in available(found)} - {None}
    expected = set(found.published.roles) if found.published.groups else set()
    if found.published.only_leading:
        expected.discard(Role.MW)
    assert roles == expected


@pytest.mark.parametrize(
    ("firm", "kind"), [("extremes", "hr"), ("too_small", CANTEEN), ("low", "x")]
)
def test_a_sheet_that_makes_no_sense_is_refused(firm, kind):
    with pytest.raises(ValueError, match="Geen uitdeelblad"):
        render(report(firm), kind)


@pytest.mark.parametrize("kind", ROLE_KINDS)
def test_what_can_be_done_this_week_comes_first(kind):
    terms = [task.when for task in tasks(report("typical"), KINDS[kind])]
    order = ["deze week", "dit kwartaal", "dit jaar", "zelf kiezen"]
    assert terms == sorted(terms, key=order.index)
    assert terms[0] == "deze week"
    assert terms.count("zelf kiezen") == 3


def test_a_role_gets_its_own_actions_with_all_that_is_owed():
    found = report("typical")
    planned = {
        found.words.text(each.advice.text) for each in found.advice.plan if each.role is Role.LG
    }
    shown = tasks(found, KINDS["leidinggevende"])
    assert planned <= {task.text for task in shown}
    assert found.advice.signals[0][1].actions[Role.LG]["nl"] in {task.text for task in shown}
    assert found.advice.gaps[0].actions[Role.LG]["nl"] in {task.text for task in shown}
    assert all(task.source and task.when and task.noticed for task in shown)
    assert all(task.effort for task in shown[:3])


def test_the_facilitator_gets_the_hints_of_this_firm_at_the_right_step():
    found = report("typical")
    steps = sheets(found, KIT)[0].content["steps"]
    assert sum(step.minutes for step in steps) == 75
    assert [place for place, step in enumerate(steps) if step.hints] == [
        RECOGNISE,
        COHERENCE,
        CHOOSE,
    ]
    assert found.advice.gaps[0].heading["nl"] in steps[RECOGNISE].hints[0]
    assert "signaal A" in steps[COHERENCE].hints[0]
    assert steps[CHOOSE].hints == ("Zwakke schakel: leiderschap.", "Meest aanwezig: samenwerken.")
    text = html("typical", "nl", KIT)
    assert all(signal.question["nl"] in text for _, signal in found.advice.signals)
    assert all(each["nl"] in text for each in found.library.talk_kit.avoid)


def test_without_a_signal_the_group_looks_for_itself():
    found = report("exactly_five")
    quiet = replace(found, advice=replace(found.advice, signals=()))
    assert "Er is geen signaal." in to_html(quiet, KIT)
    assert "signaal A" not in to_html(quiet, KIT)


@pytest.mark.parametrize(("firm", "language", "kind"), EVERY)
def test_a_sheet_is_accessible_and_has_at_most_one_yellow_panel(firm, language, kind):
    text = html(firm, language, kind)
    assert all(re.search(r'alt="[^"]+"', tag) for tag in re.findall(r"<img[^>]*>", text))
    assert all('scope="' in cell for cell in re.findall(r"<th(?!ead)[^>]*>", text))
    for section in text.split("<section")[1:]:
        assert section.count('class="doe') <= 1
        assert section.count("<h1") == 1
    assert "None" not in told(text)
    assert "{" not in told(text)
    assert not re.search(r"\d[.,]\d", told(text))  # no decimals


def test_every_kind_is_offered_in_words():
    for kind in KINDS.values():
        assert all(str(text) for text in (kind.title, kind.description, kind.audience))
