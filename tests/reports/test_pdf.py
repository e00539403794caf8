"""The report as a file: complete, accessible, always the same bytes, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from io import BytesIO

import page as validator
import pikepdf
import pytest
from django.conf import settings
from django.utils.translation import override

from reports.paper.document import pages
from reports.pdf import BASE_URL, own_file, render_pdf, to_html
from reports.pipeline import build_report
from reports.published_json import from_json
from tests.reports import factories

# One firm per kind of report; together they show every page in every shape.
FILES = [
    ("typical", "nl"),
    ("large", "nl"),
    ("consented", "en"),
    ("hidden_block", "nl"),
    ("only_leading", "nl"),
    ("too_small", "en"),
]
EVERY_HTML = [(firm, language) for firm in factories.FIRMS for language in ("nl", "en")]


@cache
def report(firm, language="nl"):
    return build_report(factories.FIRMS[firm](), language)


@cache
def pdf(firm, language="nl") -> bytes:
    return render_pdf(report(firm, language))


@cache
def html(firm, language="nl") -> str:
    return to_html(report(firm, language))


def words_of(firm, language="nl") -> str:
    """What a reader sees: no tags, no pictures."""
    return re.sub(r"<[^>]+>", " ", html(firm, language).split("<body")[1])


def expected_pages(firm, language="nl"):
    with override(language):
        return pages(report(firm, language))


def outline(document):
    """(title, page number) of each bookmark."""
    numbers = {each.objgen: number for number, each in enumerate(document.pages, 1)}
    with document.open_outline() as found:
        return [(str(item.title), numbers[item.destination[0].objgen]) for item in found.root]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@pytest.mark.parametrize(("firm", "language"), FILES)
def test_the_file_is_accessible_and_fit_to_be_kept(firm, language, profile):
    result = validator.validate_pdf_bytes(
        pdf(firm, language), profile=getattr(validator.ValidationProfile, profile)
    )
    assert [(each.rule_id, each.message) for each in result.failures] == []
    assert result.is_compliant


@pytest.mark.parametrize(("firm", "language"), FILES)
def test_every_page_is_one_sheet_and_has_a_bookmark(firm, language):
    """So nothing runs over, and no sheet holds a lonely last line."""
    with pikepdf.open(BytesIO(pdf(firm, language))) as document:
        found, sheets = outline(document), len(document.pages)
    planned = expected_pages(firm, language)
    assert [number for _, number in found] == list(range(1, len(planned) + 1))
    assert [title for title, _ in found][1:] == [each.title for each in planned[1:]]
    # Only the appendix may go on; then a whole block of it moves to the next sheet.
    assert sheets - len(planned) <= (planned[-1].name == "meer_advies")


@pytest.mark.parametrize(("firm", "language"), FILES)
def test_only_our_own_letters_are_in_the_file(firm, language):
    with pikepdf.open(BytesIO(pdf(firm, language))) as document:
        fonts = {
            str(each["/BaseFont"]): "/FontFile2" in each.get("/FontDescriptor", {"/FontFile2": 1})
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert fonts
    assert all("Source-Sans-Pro" in name and is_embedded for name, is_embedded in fonts.items())


def test_the_file_says_what_it_is():
    with pikepdf.open(BytesIO(pdf("consented", "en"))) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        assert str(document.Root.Lang) == "en"
    assert "Installatiebedrijf Łódź-Çelik" in info["/Title"]
    assert info["/Author"].startswith("Leercultuur, scan ")
    assert info["/Keywords"]
    assert info["/CreationDate"].startswith("D:20261120")  # the day it closed, not today


def test_the_file_names_both_standards_where_any_tool_finds_them():
    content = pdf("typical")
    for told in (b'pdfaid:part="3"', b'pdfaid:conformance="A"', b"<pdfuaid:part>1<"):
        assert told in content  # the metadata is not compressed
    assert content.count(b"</rdf:RDF>") == 1


def test_the_figures_in_the_file_are_the_published_ones_and_have_the_printed_hash():
    with pikepdf.open(BytesIO(pdf("typical"))) as document:
        assert [str(each.AFRelationship) for each in document.Root.AF] == ["/Data"]
        (name,) = document.attachments
        inside = document.attachments[name].get_file().read_bytes()
    assert name == "uitkomsten.json"
    assert sha256(inside).hexdigest() == report("typical").digest
    assert from_json(json.loads(inside)) == factories.typical()


def test_the_page_that_checks_the_hash_is_printed_and_linked():
    report_ = report("typical")
    address = f"{settings.SITE_URL}/controle/"
    assert f'href="{address}?kenmerk={report_.digest}">{address}</a>' in html("typical")
    with pikepdf.open(BytesIO(pdf("typical"))) as document:
        links = {
            str(note.A.URI)
            for sheet in document.pages
            for note in sheet.get("/Annots", ())
            if "/A" in note and "/URI" in note.A
        }
    assert links == {f"{address}?kenmerk={report_.digest}"}


def test_another_address_is_another_renderer(settings):
    from reports.renderer import renderer_version

    here = renderer_version.__wrapped__()
    settings.SITE_URL = "https://scan.example.nl"
    assert renderer_version.__wrapped__() != here


def tags(document, kind):
    """The structure elements of one kind that hang in the tree."""
    waiting, found = [document.Root.StructTreeRoot.K], []
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary):
            found += [each] if each.get("/S") == kind else []
            waiting += [each.K] if "/K" in each else []
    return found


def test_every_heading_cell_says_which_way_it_points():
    with pikepdf.open(BytesIO(pdf("typical"))) as document:
        scopes = [str(each.A.Scope) for each in tags(document, "/TH") if "/A" in each]
    assert {"/Column", "/Row"} == set(scopes)
    assert len(scopes) == len(re.findall(r"<th[ >]", html("typical")))


def test_heads_and_feet_of_pages_are_no_content():
    """A screen reader does not read the name of the firm again on every page."""
    with pikepdf.open(BytesIO(pdf("typical"))) as document:
        for number, sheet in enumerate(document.pages):
            apart = sheet.Contents.read_bytes().count(b"/Pagination")
            assert bool(apart) is (number > 0)  # the cover has none


def test_texts_in_charts_are_written_whole():
    """Not a letter at a time: searchable, and a tenth faster to make."""
    with pikepdf.open(BytesIO(pdf("typical"))) as document:
        cover = document.pages[0]  # its chart names the six blocks
        strings = [
            sum(len(bytes(part)) // 2 for part in operands[0] if isinstance(part, pikepdf.String))
            for operands, operator in pikepdf.parse_content_stream(cover)
            if str(operator) == "TJ"
        ]
    assert sum(strings) / len(strings) > 8


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here")
def test_names_come_out_as_they_were_written(tmp_path):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(pdf("consented", "en"))
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "Installatiebedrijf Łódź-Çelik" in told.stdout


def test_the_same_report_gives_the_same_bytes():
    assert render_pdf(build_report(factories.typical(), "nl")) == pdf("typical", "nl")


def test_another_result_gives_another_identifier():
    other = build_report(factories.too_small(title="Leercultuur 2027"), "en")
    with (
        pikepdf.open(BytesIO(render_pdf(other))) as one,
        pikepdf.open(BytesIO(pdf("too_small", "en"))) as two,
    ):
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


@pytest.mark.parametrize(("firm", "language"), EVERY_HTML)
def test_every_picture_has_words_and_every_heading_cell_a_scope(firm, language):
    assert all(
        re.search(r'alt="[^"]+"', tag) for tag in re.findall(r"<img[^>]*>", html(firm, language))
    )
    cells = re.findall(r"<th(?!ead)[^>]*>", html(firm, language))
    assert all('scope="' in cell for cell in cells)


@pytest.mark.parametrize(("firm", "language"), EVERY_HTML)
def test_a_page_has_at_most_one_yellow_panel_and_it_comes_last(firm, language):
    for section in html(firm, language).split("<section")[1:]:
        panels = section.split('<div class="doe')
        assert len(panels) <= 2
        after = re.sub(r'<p class="noot voetnoot">.*?</p>', "", panels[-1], flags=re.S)
        if len(panels) == 2:
            assert after.count("<h1") == after.count('class="vraag') == 0


@pytest.mark.parametrize(("firm", "language"), EVERY_HTML)
def test_the_report_keeps_its_tone(firm, language):
    told = words_of(firm, language).replace(settings.SITE_URL, "")
    assert not re.search(r"\d[.,]\d", told.replace("1.0.0", ""))  # no decimals
    assert told.count("gevalideerd") == told.count("nog niet gevalideerd")
    for judgement in ("onvoldoende", "slecht", "uitstekend", "zorgt voor", "significant"):
        assert judgement not in told
    assert "None" not in told
    assert "{" not in told


def test_a_block_without_numbers_shows_no_number():
    """Neither its own page nor any other says more than that it is hidden."""
    page = next(each for each in expected_pages("hidden_block") if each.anchor == "bouwsteen-6")
    assert page.content["chart"] == ""
    assert page.content["actions"] == ()
    assert not re.search(r"\d", page.heading + page.content["sentence"])


def test_roles_that_do_not_exist_get_no_advice():
    told = html("extremes")
    assert '<th scope="row">HR' not in told
    assert "Medewerker" in told


def test_only_leading_has_no_advice_for_employees():
    plan = next(each for each in expected_pages("only_leading") if each.name == "actieplan")
    roles = {action.role for _, actions in plan.content["blocks"] for action in actions}
    assert roles == {"Directie", "HR", "Leidinggevende"}


@pytest.mark.parametrize("firm", ["total_only", "exactly_five", "only_leading"])
def test_without_two_groups_there_is_no_page_about_differences(firm):
    assert "verschillen" not in {each.name for each in expected_pages(firm)}


def test_with_too_few_answers_only_the_conversation_is_left():
    names = [each.name for each in expected_pages("too_small")]
    assert names == ["omslag", "te_weinig", "gesprek"]
    assert not re.search(r"\d+ van de \d+ mensen", words_of("too_small"))


def test_names_are_escaped():
    report = build_report(factories.too_small(organisation='<img src=x> & "Zn"'), "nl")
    assert "&lt;img src=x&gt; &amp; &quot;Zn&quot;" in to_html(report)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://example.org/logo.svg",
        f"{BASE_URL}../manage.py",
        f"{BASE_URL}letter/../__init__.py",
        f"{BASE_URL}css/",
        "/etc/passwd",
    ],
)
def test_no_other_file_is_ever_read(url):
    with pytest.raises(ValueError, match="Alleen eigen bestanden"):
        own_file(url)


def test_our_own_files_are_found():
    assert own_file(f"{BASE_URL}css/print.css").name == "print.css"
    assert own_file(f"{BASE_URL}letter/SourceSansPro-Bold.ttf").name == "SourceSansPro-Bold.ttf"


def test_weasyprint_is_imported_only_to_print():
    code = "import sys, django; django.setup(); import reports.urls; "
    code += "print([m for m in ('weasyprint', 'pandas') if m in sys.modules])"
    import os
    import sys

    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "leercultuur.settings"}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"
