"""Typing paper forms in a real browser, with nothing but the keyboard."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from scan.instrument.load import load
from scan.models import PaperSheet

pytestmark = pytest.mark.django_db(transaction=True)
CODES = load("leercultuur_mkb_1").codes
NARROWEST, TABLET, DESK = (320, 640), (768, 1024), (1280, 900)
SECONDS = 10  # for one sheet of a quick typist and a slow machine


@pytest.fixture
def paper(logged_in, alice, open_scan):
    def start(size=DESK, **options):
        one = logged_in(alice, size, **options)
        one.page.goto(f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/papier/MW/")
        return one

    return start


def sheets() -> list[dict]:
    return list(PaperSheet.unscoped.values_list("answers", flat=True))


def test_a_pile_is_typed_with_digits_and_enter_only(paper):
    page = paper().page
    for number in (1, 2, 3):
        started = time.perf_counter()
        expect(page.locator(f"#{CODES[0]}")).to_be_focused()
        page.keyboard.type("1234512345" * 4 + "0" + "2")
        page.keyboard.press("Enter")
        expect(page.get_by_text("in de stapel")).to_contain_text(str(number))
        assert time.perf_counter() - started < SECONDS
    assert len(sheets()) == 3
    assert [sheets()[0][code] for code in CODES] == [*([1, 2, 3, 4, 5] * 8), "WN", 2]


def test_enter_and_space_leave_empty_and_backspace_goes_back(paper):
    page = paper().page
    page.keyboard.type("55")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.type("43")
    page.keyboard.press("Backspace")  # takes back the 3
    page.keyboard.type("9x2")  # what cannot be is not taken
    expect(page.locator(f"#{CODES[6]}")).to_be_focused()
    page.keyboard.type("1" * 36)
    expect(page.get_by_role("button", name="Dit blad bewaren")).to_be_focused()
    expect(page.locator(".nagekeken")).to_have_text("40 ingevuld, 2 leeg")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 blad in de stapel")).to_be_visible()
    (sheet,) = sheets()
    assert [sheet.get(code) for code in CODES[:7]] == [5, 5, None, None, 4, 2, 1]


def test_the_last_sheet_comes_back_to_be_corrected(paper):
    page = paper().page
    page.keyboard.type("1" * 42 + "\n")
    expect(page.get_by_text("1 blad in de stapel")).to_be_visible()
    page.get_by_role("button", name="Het vorige blad terughalen").click()
    expect(page.locator(f"#{CODES[41]}")).to_have_value("1")
    page.keyboard.type("2" * 42 + "\n")
    expect(page.get_by_text("1 blad in de stapel")).to_be_visible()
    assert [set(sheet.values()) for sheet in sheets()] == [{2}]


@pytest.mark.parametrize("size", [NARROWEST, TABLET, DESK], ids=lambda s: f"{s[0]}px")
def test_both_pages_fit_and_are_accessible(paper, size):
    one = paper(size)
    one.check_accessible()
    one.check_fits()
    one.page.keyboard.type("1" * 3)
    one.page.get_by_role("button", name="Dit blad bewaren").click()
    expect(one.page.locator("#few_is_right")).to_be_visible()
    one.check_accessible()
    one.check_fits()
    one.page.locator("#few_is_right").check()
    one.page.get_by_role("button", name="Dit blad bewaren").click()
    one.page.get_by_role("link", name="Klaar met typen").click()
    expect(one.page.get_by_text("Er ligt 1 ingetypt blad klaar")).to_be_visible()
    one.check_accessible()
    one.check_fits()


def test_without_scripts_it_is_a_plain_form(paper):
    page = paper(javascript=False).page
    for code in CODES:
        page.locator(f"#{code}").fill("3")
    page.get_by_role("button", name="Dit blad bewaren").click()
    expect(page.get_by_text("1 blad in de stapel")).to_be_visible()
