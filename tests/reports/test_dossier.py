"""The dossier: a Word file that opens, with this scan's facts in every part and nobody else's."""

from __future__ import annotations

import re
import time
import zipfile
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from reports.dossier import document
from reports.dossier.facts import facts
from reports.dossier.markup import Block, Run, clean, plain, read
from scan import drafts
from scan.models import Organisation, Scan

FIRMS = {  # directie, HR, leidinggevenden, medewerkers, open questions
    "without HR": (1, 0, 4, 25, False),
    "12 staff": (1, 0, 1, 10, False),
    "60 staff": (1, 1, 4, 54, False),
    "250 staff": (2, 1, 7, 240, True),
    "too few for numbers": (1, 0, 0, 3, False),
}
NAME, TITLE, CONTACT = "Bouwbedrijf Terwoert", "Leren in 2026", "Ans de Groot, 0541 987654"
PARTS = ("Lees dit eerst", "Uitnodiging", "Brief", "Voortoets DPIA", "Belangenafweging")
PARTS += ("Bewaarplan", "Verwerkingsregister", "Projectsamenvatting voor SLIM")


def make_scan(firm: str, **changes) -> Scan:
    directors, hr, leading, staff, asked = FIRMS[firm]
    values = {"title": TITLE, "contact": CONTACT, "open_questions": asked}
    values |= {"invited_dir": directors, "invited_hr": hr}
    values |= {"invited_lg": leading, "invited_mw": staff}
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 18)}
    organisation = Organisation(name=changes.pop("name", NAME))
    return Scan(organisation=organisation, **days, **values | changes)


def opened(scan: Scan) -> Document:
    return Document(BytesIO(document(facts(scan))))


@cache
def of_firm(firm: str) -> Document:
    """Made once: tests only read it."""
    return opened(make_scan(firm))


def words(file) -> str:
    """Everything that is read, tables too, in one line."""
    found = (node.text for node in file.element.body.iter(qn("w:t")))
    return " ".join("".join(text or "" for text in found).split())


def section(file, start: str) -> str:
    """The text from one heading of the first level to the next."""
    found, within = [], False
    for child in file.element.body:
        style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        text = "".join(node.text or "" for node in child.iter(qn("w:t")))
        if style is not None and style.get(qn("w:val")) == "Heading1":
            within = start in text
        if within:
            found.append(text)
    return "\n".join(found)


def headings(file) -> list[str]:
    return [p.text for p in file.paragraphs if p.style.name == "Heading 1"]


@pytest.mark.parametrize("firm", FIRMS)
def test_every_part_is_there_with_the_facts(firm):
    file = of_firm(firm)
    for part in PARTS:
        assert any(part in heading for heading in headings(file)), part
    text = words(file)
    for fact in (NAME, TITLE, CONTACT, "1 december 2026", "18 december 2026", "42 zinnen"):
        assert fact in text
    assert "30 dagen na het sluiten" in text
    assert "geen juridisch advies" in text


@pytest.mark.parametrize("firm", FIRMS)
def test_nothing_is_left_of_the_markup(firm):
    text = words(of_firm(firm))
    assert not re.search(r"[{}@*|]|None|\(\)|  ", text)
    assert not re.search(r"\s[.,;:]", text.replace("in te vullen: ", ""))


@pytest.mark.parametrize("firm", FIRMS)
def test_words_that_would_not_be_true(firm):
    text = words(of_firm(firm)).lower()
    assert "niet gevalideerd" in text
    assert text.count("gevalideerd") == text.count("niet gevalideerd")
    # The questionnaire is vertrouwelijk; only the report is anoniem.
    assert [m.group() for m in re.finditer(r"\S+ is anoniem", text)] in (["rapport is anoniem"], [])
    assert text.count("anoniem") <= 1
    assert "€" not in text
    assert "\u2014" not in text


@pytest.mark.parametrize(
    ("firm", "roles"),
    [
        ("without HR", ["de directie", "leidinggevenden", "medewerkers"]),
        ("250 staff", ["de directie", "HR", "leidinggevenden", "medewerkers"]),
        ("too few for numbers", ["de directie", "medewerkers"]),
    ],
)
def test_a_notice_for_each_role_of_the_firm(firm, roles):
    notices = [h.split("voor ")[1] for h in headings(of_firm(firm)) if "Privacy" in h]
    assert notices == roles


@pytest.mark.parametrize("group", ["de directie", "HR", "leidinggevenden", "medewerkers"])
def test_a_notice_holds_what_the_law_asks(group):
    text = section(of_firm("250 staff"), f"Privacybericht voor {group}")
    for what in (
        *("Wie is verantwoordelijk", "Functionaris gegevensbescherming", "gerechtvaardigd belang"),
        *("Wat vragen en bewaren we", "welk adres", "vrijwillig", "geen gevolgen"),
        *("Niemand ziet wie wel of niet meedeed", "minstens vijf", "vanaf tien", "open vragen"),
        *("hostingpartij", "30 dagen", "intrekcode", "artikel 11 AVG", "Bezwaar"),
        *("Autoriteit Persoonsgegevens", "geen besluiten over personen", "één leidinggevende"),
    ):
        assert what in text, what


def test_only_the_directie_reads_about_the_mirror():
    file = of_firm("250 staff")
    assert "leidersspiegel" in section(file, "Privacybericht voor de directie")
    for group in ("HR", "leidinggevenden", "medewerkers"):
        assert "leidersspiegel" not in section(file, f"Privacybericht voor {group}")


def test_the_mirror_is_told_only_where_it_is_asked():
    """With fewer than five others the question is not asked (scan.apart)."""
    assert "apart te laten zien" not in words(of_firm("too few for numbers"))
    costs = make_scan("60 staff", invited_hr=0, invited_lg=4)  # five with the directie
    assert "valt dan weg" in section(opened(costs), "Privacybericht voor de directie")
    assert "valt dan weg" not in words(of_firm("250 staff"))


def test_everybody_reads_that_the_directie_may_choose_to_stand_apart():
    """It is the one exception to "never fewer than five"."""
    for part in ("Uitnodiging", "Privacybericht voor medewerkers"):
        assert "Alleen de directie mag zelf kiezen" in section(of_firm("60 staff"), part)
        assert "zelf kiezen" not in section(of_firm("too few for numbers"), part)


def test_who_is_alone_in_a_role_reads_so():
    file = of_firm("250 staff")
    assert "de enige in jouw rol" in section(file, "Privacybericht voor HR")
    assert "de enige in jouw rol" not in section(file, "Privacybericht voor de directie")


def test_the_forecast_is_what_the_page_says(client, alice, draft_scan):
    client.force_login(alice)
    page = f"/o/{draft_scan.organisation.slug}/scans/{draft_scan.pk}/voorspelling/"
    shown = client.get(page).context
    text = words(opened(draft_scan))
    assert shown["heading"] in text
    for limit in shown["limits"]:
        assert limit in text
    assert "directie, HR en leidinggevenden samen (6 mensen)" in text
    assert "medewerkers; directie, HR en leidinggevenden samen; en het totaal" in text


@pytest.mark.parametrize(
    ("firm", "asks", "not_asks"),
    [
        ("too few for numbers", "Beste collega’s", "instemming vooraf"),
        ("12 staff", "Beste leden van de personeelsvertegenwoordiging", "instemming vooraf"),
        ("60 staff", "instemming vooraf", "personeelsvertegenwoordiging,"),
    ],
)
def test_the_letter_depends_on_how_many_people_there_are(firm, asks, not_asks):
    letter = section(of_firm(firm), "Brief")
    assert asks in letter
    assert not_asks not in letter


def test_from_fifty_people_the_letter_goes_to_the_works_council():
    border = make_scan("60 staff", invited_mw=44)  # 50 together
    assert "Aan de ondernemingsraad" in section(opened(border), "Brief")
    border.invited_mw = 43
    assert "Aan de personeelsvertegenwoordiging" in section(opened(border), "Brief")


@pytest.mark.parametrize(
    ("staff", "asked", "advised"), [(94, False, False), (95, False, True), (20, True, True)]
)
def test_a_short_dpia_above_a_hundred_people_or_with_open_texts(staff, asked, advised):
    scan = make_scan("60 staff", invited_mw=staff, open_questions=asked)
    assert ("Advies: doe een korte DPIA" in section(opened(scan), "Voortoets")) == advised


def test_all_nine_criteria_have_an_answer():
    file = of_firm("60 staff")
    table = next(t for t in file.tables if t.cell(0, 0).text == "Criterium")
    assert [row.cells[0].text.split(".")[0] for row in table.rows[1:]] == list("123456789")
    assert {row.cells[1].text for row in table.rows[1:]} == {"Ja", "Nee"}


EXAMPLE = "[in te vullen: zo’n gemarkeerde plek]"


def test_every_open_place_is_marked_and_listed():
    file = of_firm("250 staff")
    listed = section(file, "Lees dit eerst")
    marked = [
        run
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:shd')}") is not None
    ]
    places = {run.text for run in marked if run.text.startswith("[")} - {EXAMPLE}
    assert len(places) > 20
    for place in places:
        what = place.removeprefix("[in te vullen: ").removesuffix("]")
        assert what in listed, what


def test_open_questions_are_spoken_of_only_when_they_are_asked():
    without, asked = words(of_firm("60 staff")), words(of_firm("250 staff"))
    assert "weghalen, zoals namen" in asked
    assert "weghalen, zoals namen" not in without
    assert "Er zijn geen open vragen." in without
    assert "Er zijn geen open vragen." not in asked


HOSTILE = 'A & B <x> "]]>{organisatie} **vet** | cel @als [in te vullen: list] \x0b\x00'


@pytest.mark.parametrize("field", ["name", "title", "contact"])
def test_what_a_firm_typed_is_only_text(field):
    file = opened(make_scan("60 staff", **{field: HOSTILE}))
    assert clean(HOSTILE).strip() in words(file)
    assert len(file.tables) == len(of_firm("60 staff").tables)
    listed = section(file, "Lees dit eerst")
    assert "list (deel" not in listed


def test_the_facts_of_another_firm_are_not_in_it(client, alice, charlie, draft_scan):
    other = charlie.memberships.get().organisation
    client.force_login(alice)
    answer = client.get(f"/o/{draft_scan.organisation.slug}/scans/{draft_scan.pk}/dossier.docx")
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        content = b"".join(file.read(name) for name in file.namelist()).decode("utf-8", "ignore")
    assert draft_scan.organisation.name in content
    assert other.name not in content
    assert alice.email not in content


def test_a_reader_downloads_it_whatever_the_language(client, bob, draft_scan):
    client.force_login(bob)
    client.cookies["taal"] = "en"
    address = f"/o/{draft_scan.organisation.slug}/scans/{draft_scan.pk}/dossier.docx"
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE="en")
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith('dossier.docx"')
    assert answer["Cache-Control"] == "private, no-store"
    text = words(Document(BytesIO(answer.content)))
    assert "leidinggevenden" in text
    assert "Met deze aantallen" in text
    assert "employees" not in text


def test_the_page_of_a_draft_offers_it(client, alice, bob, draft_scan):
    page = f"/o/{draft_scan.organisation.slug}/scans/{draft_scan.pk}/"
    for person in (alice, bob):
        client.force_login(person)
        assert "dossier.docx" in client.get(page).content.decode()


def test_an_open_scan_offers_it_too(client, alice, open_scan):
    client.force_login(alice)
    page = client.get(f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/")
    assert "dossier.docx" in page.content.decode()


def test_it_is_a_well_made_word_file():
    content = document(facts(make_scan("250 staff")))
    file = Document(BytesIO(content))
    about = file.core_properties
    assert about.language == "nl-NL"
    assert NAME in about.title
    assert "python-docx" not in about.comments
    language = file.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "nl-NL"
    for table in file.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert not [style.name for style in file.styles if "," in style.name]  # Word reads two names
    links = [link.get(qn("w:anchor")) for link in file.element.body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == len(headings(file))
    codes = "".join(n.text for n in file.sections[0].footer._element.iter(qn("w:instrText")))
    assert "PAGE" in codes
    assert "NUMPAGES" in codes
    assert len(content) < 200_000


def test_it_is_made_within_a_second():
    scan = make_scan("250 staff")
    document(facts(scan))
    begin = time.process_time()
    document(facts(scan))
    assert time.process_time() - begin < 1


def test_the_days_it_tells_are_those_of_the_program(settings):
    assert drafts.LIFE // 86400 == 14
    settings.ANSWER_RETENTION_DAYS = 21
    settings.SITE_URL = "https://scan.terwoert.example"
    text = words(opened(make_scan("60 staff")))
    assert "21 dagen na het sluiten" in text
    assert "30 dagen na het sluiten" not in text
    assert "scan.terwoert.example" in text


def test_the_markup():
    values = {"a": "x|**y**", "yes": True, "no": False, "many": (("1", "2"), ("3", "4"))}
    source = (
        "@als yes\n- {a} **b**\n@anders\n- c\n@einde\n| k | l |\n| {many*1} | {many*2} |\n\ntekst"
    )
    point, table, text = read(source, values)
    assert point == Block("point", (Run("x|**y** "), Run("b", bold=True)))
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["k", "l"],
        ["1", "2"],
        ["3", "4"],
    ]
    assert plain(text.text) == "tekst"
    with pytest.raises(ValueError, match="Onbekende opdracht"):
        read("@als yes\n@fout", values)
    with pytest.raises(KeyError):
        read("{onbekend}", values)
