"""The questionnaire on paper: every role and language, in the order of the screen, fit to read."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO

import page as validator
import pikepdf
import pytest

from reports import questionnaire
from scan.actions import open_scan as open_it
from scan.instrument.load import load
from scan.models import Organisation, Scan
from scan.roles import ROLES, Role

INSTRUMENT = load("leercultuur_mkb_1")
LANGUAGES = ("nl", "en", "pl", "de", "uk", "tr", "ar")
OURS = re.compile(r"/[A-Z]{6}\+(Source-Sans-Pro|Noto-Sans-Arabic)(-\w+)*")


def scan(**more) -> Scan:
    values = dict.fromkeys(("invited_dir", "invited_hr"), 1) | {"invited_lg": 4, "invited_mw": 40}
    return Scan(
        organisation=Organisation(name="Łódź & Zonen", slug="l"),
        contact="Noor van HR",
        first_day="2026-11-02",
        last_day="2026-11-20",
        **values | more,
    )


@cache
def pdf(language: str, role: str = "MW") -> bytes:
    return questionnaire.render(scan(), Role(role), language)


def statements(html: str) -> list[tuple[int, str]]:
    row = r'<td class="nummer">(\d+)</td><th scope="row">(.*?)</th>'
    return [(int(number), unescape(text)) for number, text in re.findall(row, html)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_it_asks_what_the_screen_asks_in_the_same_order(role, language):
    html = questionnaire.to_html(scan(), role, language)
    asked = [item.text(role, language) for block in INSTRUMENT.blocks for item in block.items]
    assert statements(html) == list(enumerate(asked, start=1))
    for text in (*INSTRUMENT.scale.values(), INSTRUMENT.dont_know, INSTRUMENT.roles[role].name):
        assert text[language] in unescape(html)
    assert len(re.findall(r'class="vakje', html)) == 42 * 6


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@pytest.mark.parametrize(("language", "role"), [("nl", "MW"), ("uk", "DIR"), ("ar", "MW")])
def test_the_file_is_accessible_and_fit_to_be_kept(language, role, profile):
    result = validator.validate_pdf_bytes(
        pdf(language, role), profile=getattr(validator.ValidationProfile, profile)
    )
    assert [(each.rule_id, each.message) for each in result.failures] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_three_sheets_with_our_own_letters(language):
    with pikepdf.open(BytesIO(pdf(language))) as document:
        assert len(document.pages) <= 4
        fonts = {str(f.BaseFont) for p in document.pages for f in p.Resources.Font.values()}
    assert {font for font in fonts if not OURS.fullmatch(font)} == set()


def test_arabic_runs_from_right_to_left():
    assert 'dir="rtl"' in questionnaire.to_html(scan(), Role.MW, "ar")
    assert "dir=" not in questionnaire.to_html(scan(), Role.MW, "uk")


def test_two_sheets_are_alike():
    """No code, no number: the same bytes for everybody."""
    assert questionnaire.render(scan(), Role.MW, "nl") == pdf("nl")


def test_it_says_who_reads_it_and_where_it_goes():
    html = unescape(questionnaire.to_html(scan(), Role.DIR, "nl"))
    for told in (
        "typt de formulieren over en ziet wat er is aangekruist",
        "Je bent mogelijk de enige in jouw rol",
        "kunnen we niet meer teruggeven",
        "stop het in de doos of envelop",
        "Noor van HR",
        "Łódź & Zonen",
    ):
        assert told in html
    assert "de enige in jouw rol" not in questionnaire.to_html(scan(), Role.MW, "nl")


@pytest.fixture
def address(client, alice, open_scan):
    client.force_login(alice)
    return f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/vragenlijst-%s.pdf"


def test_the_manager_downloads_it(client, address):
    answer = client.get(address % "LG", {"taal": "tr"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith('filename="leercultuur-vragenlijst-lg-tr.pdf"')
    assert answer.content.startswith(b"%PDF")


def test_an_unknown_language_is_dutch_and_an_unknown_role_is_nothing(client, address):
    assert "-nl.pdf" in client.get(address % "MW", {"taal": "xx"})["Content-Disposition"]
    assert client.get(address % "CEO").status_code == 404


def test_before_opening_there_is_nothing_to_print(client, alice, draft_scan):
    client.force_login(alice)
    page = f"/o/{draft_scan.organisation.slug}/scans/{draft_scan.pk}/"
    assert client.get(f"{page}vragenlijst-MW.pdf")["Location"] == page
    open_it(scan=draft_scan)
    assert client.get(f"{page}vragenlijst-MW.pdf").status_code == 200


def test_the_page_offers_every_role_with_people_in_every_language(client, alice, open_scan):
    client.force_login(alice)
    page = client.get(f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/papier/")
    for role in ROLES:
        for language in LANGUAGES:
            assert f"vragenlijst-{role}.pdf?taal={language}" in page.content.decode()
