"""A director chooses to stand apart, keeps the code, and takes back first the choice, then all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from scan.models import Response
from tests.browser.conftest import DESK
from tests.browser.test_respondent_journey import (
    NARROWEST,
    fill_in_block,
    go_on,
    outline,
    tab_until,
)

pytestmark = pytest.mark.django_db(transaction=True)


def checked(one) -> None:
    one.check_accessible()
    one.check_fits()


@pytest.mark.parametrize("size", [NARROWEST, DESK], ids=lambda s: f"{s[0]}px")
def test_choosing_keeping_the_code_and_taking_back(visit, open_scan, size):
    one = visit(size)
    page = one.page
    page.goto(f"/v/{open_scan.links.get(role='DIR').token}/")
    expect(page.get_by_text("Aan het eind kies je of jouw antwoorden apart")).to_be_visible()
    page.get_by_role("button", name="Beginnen").click()
    for number in range(1, 7):
        fill_in_block(page, number)
        go_on(page)
    choose_yes_by_keyboard(page)
    checked(one)
    page.get_by_role("button", name="Versturen").click()
    checked(one)
    assert Response.unscoped.get().shown_apart
    code = copy(one)
    page.get_by_role("region", name="Jouw intrekcode").get_by_role("link").click()
    take_back(one, "niets", "Dit is geen code van ons")
    take_back(one, code.lower(), "Wat wil je intrekken?")
    page.get_by_role("button", name="Toestemming intrekken").click()
    checked(one)
    assert not Response.unscoped.get().shown_apart
    page.goto("/intrekken/")
    take_back(one, code.replace("-", " "), "Wil je dit intrekken?")
    page.get_by_role("button", name="Ja, alles intrekken").click()
    expect(page.get_by_role("heading", name="Je antwoorden zijn ingetrokken")).to_be_visible()
    checked(one)
    assert not Response.unscoped.exists()
    page.goto("/intrekken/")
    take_back(one, code, "Met deze code vinden we niets")
    assert code not in page.url


def choose_yes_by_keyboard(page) -> None:
    no, yes = page.locator('[name=apart][value="nee"]'), page.locator('[name=apart][value="ja"]')
    expect(no).to_be_checked()
    tab_until(page, "document.activeElement.name === 'apart'")
    assert outline(page) != "none"
    page.keyboard.press("ArrowDown")
    expect(yes).to_be_checked()


def copy(one) -> str:
    """The code that the page shows is the one that its button copies."""
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.page.get_by_role("button", name="Kopiëren").click()
    expect(one.page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    code = one.page.locator("#code").inner_text()
    assert re.fullmatch("([A-Z2-9]{4}-?){4}", code)
    assert one.page.evaluate("navigator.clipboard.readText()") == code
    return code


def take_back(one, code: str, answer: str) -> None:
    page = one.page
    checked(one)
    page.get_by_label("Je intrekcode").fill(code)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text(answer).first).to_be_visible()
    checked(one)
