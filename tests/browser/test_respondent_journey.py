"""Someone fills in the questionnaire in a real browser, from the link to the thank-you page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from scan import actions
from scan.instrument.load import load
from scan.models import Response
from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUMENT = load("leercultuur_mkb_1")
NARROWEST = (320, 640)


@pytest.fixture
def address(open_scan):
    """The address of the link for a role; "" is the link that asks the role."""
    return lambda role="MW": f"/v/{open_scan.links.get(role=role).token}/"


def fill_in_block(page, number: int, value: int | str = 4) -> None:
    """One statement as a person does it, the others quickly."""
    expect(page.get_by_text(f"Blok {number} van 6")).to_be_visible()
    first = INSTRUMENT.blocks[number - 1].items[0].code
    page.locator(f'input[name="{first}"][value="{value}"]').check()
    choose = (
        f"""document.querySelectorAll('fieldset input[value="{value}"]').forEach(i => i.click())"""
    )
    page.evaluate(choose)


def go_on(page) -> None:
    page.locator("form button.knop").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
@pytest.mark.parametrize("size", [NARROWEST, PHONE, (768, 1024), DESK], ids=lambda s: f"{s[0]}px")
def test_the_whole_way(visit, address, size, javascript):
    """Every page fits, is accessible, and what was filled in is what is stored."""
    one = visit(size, javascript=javascript)
    page = one.page
    page.goto(address())
    check(one, javascript)
    page.get_by_role("button", name="Beginnen").click()
    for number in range(1, 7):
        fill_in_block(page, number, value=number if number < 6 else "WN")
        check(one, javascript)
        go_on(page)
    expect(page.get_by_role("heading", name="Alles is ingevuld")).to_be_visible()
    check(one, javascript)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", name="Bedankt, je antwoorden zijn binnen")).to_be_visible()
    check(one, javascript)
    response = Response.unscoped.get()
    assert response.role == "MW"
    assert response.answers == {
        item.code: block.number if block.number < 6 else "WN"
        for block in INSTRUMENT.blocks
        for item in block.items
    }


def check(one, javascript: bool) -> None:
    if javascript:
        one.check_accessible()
        one.check_fits()


def test_the_own_answers_are_shown_once_and_leave_the_device(visit, address):
    one = visit(PHONE)
    page = one.page
    send_all(page, address())
    expect(page.get_by_text(INSTRUMENT.items[0].texts["own"]["nl"])).to_be_visible()
    page.reload()
    expect(page.get_by_text("Er staan geen antwoorden meer op dit apparaat").first).to_be_visible()
    assert [c for c in one.context.cookies() if c["name"] == "concept"] == []


def send_all(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Beginnen").click()
    for number in range(1, 7):
        fill_in_block(page, number)
        go_on(page)
    page.get_by_role("button", name="Versturen").click()


def test_with_the_keyboard_only(visit, address):
    """Tab, arrows, space and Enter do everything; the focus is always to be seen."""
    page = visit(DESK).page
    page.goto(address())
    press_until(page, "Beginnen")
    page.keyboard.press("Enter")
    for block in INSTRUMENT.blocks:
        expect(page.get_by_text(f"Blok {block.number} van 6")).to_be_visible()
        for item in block.items:
            press_until_name(page, item.code)
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
            assert outline(page) != "none"
        press_until_button(page)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Alles is ingevuld")).to_be_visible()
    press_until(page, "Versturen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bedankt, je antwoorden zijn binnen")).to_be_visible()
    assert set(Response.unscoped.get().answers.values()) == {2}


def press_until(page, text: str) -> None:
    tab_until(page, f"document.activeElement.textContent.trim() === {text!r}")


def press_until_name(page, name: str) -> None:
    tab_until(page, f"document.activeElement.name === {name!r}")


def press_until_button(page) -> None:
    tab_until(page, "document.activeElement.matches('form button.knop')")


def tab_until(page, condition: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    raise AssertionError(f"never reached with Tab: {condition}")


def outline(page) -> str:
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


def test_the_general_link_asks_the_role(visit, address):
    one = visit(PHONE)
    page = one.page
    page.goto(address(""))
    one.check_accessible()
    page.get_by_role("button", name="Beginnen").click()
    go_on(page)
    expect(page.get_by_text("Er is nog geen rol gekozen").first).to_be_visible()
    one.check_accessible()
    page.locator('input[name="role"][value="LG"]').check()
    one.check_accessible()
    go_on(page)
    expect(page.get_by_text(INSTRUMENT.items[0].texts["organisation"]["nl"])).to_be_visible()


def test_another_language_keeps_what_was_filled_in(visit, address):
    one = visit(PHONE)
    page = one.page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    first = INSTRUMENT.items[0]
    page.locator(f'input[name="{first.code}"][value="5"]').check()
    page.get_by_text("Taal: Nederlands").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text(first.texts["own"]["en"])).to_be_visible()
    expect(page.locator(f'input[name="{first.code}"][value="5"]')).to_be_checked()
    assert page.evaluate("document.documentElement.lang") == "en"
    one.check_accessible()


def test_back_and_forth_keeps_everything(visit, address):
    page = visit(PHONE).page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    fill_in_block(page, 1, 3)
    go_on(page)
    page.locator(f'input[name="{INSTRUMENT.blocks[1].items[0].code}"][value="2"]').check()
    page.get_by_role("button", name="Terug").click()
    for item in INSTRUMENT.blocks[0].items:
        expect(page.locator(f'input[name="{item.code}"][value="3"]')).to_be_checked()
    go_on(page)
    kept = page.locator(f'input[name="{INSTRUMENT.blocks[1].items[0].code}"][value="2"]')
    expect(kept).to_be_checked()


def test_pressing_send_twice_counts_once(visit, address):
    page = visit(DESK).page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    for number in range(1, 7):
        fill_in_block(page, number)
        go_on(page)
    page.get_by_role("button", name="Versturen").dblclick()
    expect(page.get_by_role("heading", name="Bedankt, je antwoorden zijn binnen")).to_be_visible()
    page.go_back()
    assert Response.unscoped.count() == 1


def test_stopping_takes_the_draft_off_the_device(visit, address):
    one = visit(PHONE)
    page = one.page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    page.get_by_role("button", name="Stoppen").click()
    one.check_accessible()
    page.locator("form button.knop, form button.knop2").first.click()
    one.check_accessible()
    assert [c for c in one.context.cookies() if c["name"] == "concept"] == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_pages_of_a_link_that_does_not_work(visit, address, open_scan, today, size):
    one = visit(size)
    known = address()
    for change in ({}, {"first_day": today.replace(year=today.year + 1)}, {"status": "closed"}):
        for name, value in change.items():
            setattr(open_scan, name, value)
        open_scan.save()
        answer = one.page.goto(known if change else "/v/bestaat-niet/")
        assert answer.status in {403, 404, 410}
        one.check_accessible()
        one.check_fits()


def test_in_forced_colors_and_reduced_motion(visit, address):
    one = visit(PHONE, forced_colors="active", reduced_motion="reduce")
    page = one.page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    one.check_accessible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
@pytest.mark.parametrize(
    "path", ["/", "/privacy/", "/controle/", "/controle/?kenmerk=ab", "/bestaat/niet/"]
)
def test_public_pages(visit, db, size, path):
    one = visit(size)
    one.page.goto(path)
    one.check_accessible()
    one.check_fits()


def test_when_the_scan_closes_halfway_the_page_says_so(visit, address, open_scan):
    one = visit(PHONE)
    page = one.page
    page.goto(address())
    page.get_by_role("button", name="Beginnen").click()
    actions.close(scan=open_scan)
    go_on(page)
    expect(page.get_by_role("heading").first).to_contain_text("gesloten")
    one.check_accessible()
