"""A shared tablet in a real browser: people after each other, walking away, going back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from scan import kiosks
from scan.instrument.load import load
from scan.models import Response

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUMENT = load("leercultuur_mkb_1")
TABLET, NARROWEST, DESK = (768, 1024), (320, 640), (1280, 900)
WITHOUT_PERSON = {"django_language", "csrftoken", "letters"}


@pytest.fixture
def address(open_scan):
    kiosk = kiosks.start(scan=open_scan, name="Kantine", last_day=open_scan.last_day)
    return f"/k/{kiosk.token}/"


def begin(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Beginnen").click()
    page.locator('input[value="MW"]').check()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Blok 1 van 6")).to_be_visible()


def fill_in(page, value: int) -> None:
    choose = (
        f"""document.querySelectorAll('fieldset input[value="{value}"]').forEach(i => i.click())"""
    )
    for number in range(1, 7):
        expect(page.get_by_text(f"Blok {number} van 6")).to_be_visible()
        page.evaluate(choose)
        page.locator("form button.knop:visible").click()


def send_all(page, address: str, value: int = 4) -> None:
    begin(page, address)
    fill_in(page, value)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", name="Bedankt, je antwoorden zijn binnen")).to_be_visible()


def nothing_is_left(one) -> None:
    assert {cookie["name"] for cookie in one.context.cookies()} <= WITHOUT_PERSON
    assert one.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("size", [NARROWEST, TABLET, DESK], ids=lambda s: f"{s[0]}px")
def test_two_people_after_each_other(visit, address, size):
    one = visit(size)
    page = one.page
    for value in (2, 5):
        send_all(page, address, value)
        one.check_accessible()
        one.check_fits()
        code = page.locator("#code").inner_text()
        page.get_by_role("button", name="Klaar, volgende").click()
        expect(page.get_by_role("button", name="Beginnen")).to_be_visible()
        one.check_accessible()
        assert code not in page.content()
        nothing_is_left(one)
    stored = sorted(r.answers["IW-AUT-1"] for r in Response.unscoped.all())
    assert stored == [2, 5]


def test_going_back_shows_nothing_of_the_person_before(visit, address):
    one = visit(TABLET)
    page = one.page
    send_all(page, address)
    code = page.locator("#code").inner_text()
    page.get_by_role("button", name="Klaar, volgende").click()
    expect(page.get_by_role("button", name="Beginnen")).to_be_visible()
    for _ in range(12):
        page.go_back()
        page.wait_for_load_state()
        assert "/k/" in page.url or page.url == "about:blank"
        assert code not in page.content()
        assert page.locator("input:checked").count() == 0
        if page.url == "about:blank":
            break
    else:
        pytest.fail("never came to the start")


def test_walking_away_counts_down_and_wipes(visit, address, settings):
    settings.KIOSK_IDLE_SECONDS, settings.KIOSK_WARNING_SECONDS = 4, 2
    one = visit(TABLET)
    page = one.page
    begin(page, address)
    page.locator("fieldset input").first.check()
    dialog = page.get_by_role("dialog", name="Ben je er nog?")
    expect(dialog).to_be_visible(timeout=6000)
    expect(page.locator(".aftellen")).to_have_text(re.compile("[12]"))
    expect(page.get_by_role("button", name="Ja, ik ben er nog")).to_be_focused()
    one.check_accessible()
    expect(page.get_by_role("button", name="Beginnen")).to_be_visible(timeout=6000)
    nothing_is_left(one)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_one_key_gives_the_whole_time_again(visit, address, settings, key):
    settings.KIOSK_IDLE_SECONDS, settings.KIOSK_WARNING_SECONDS = 5, 3
    one = visit(TABLET)
    page = one.page
    begin(page, address)
    page.locator("fieldset input").first.check()
    dialog = page.get_by_role("dialog")
    for _ in range(2):
        expect(dialog).to_be_visible(timeout=6000)
        page.keyboard.press(key)
        expect(dialog).to_be_hidden()
    expect(page.locator("fieldset input").first).to_be_checked()
    page.locator("form button.knop:visible").click()
    expect(page.get_by_text("Blok 2 van 6")).to_be_visible()


def test_touching_the_page_is_being_there(visit, address, settings):
    settings.KIOSK_IDLE_SECONDS, settings.KIOSK_WARNING_SECONDS = 4, 2
    page = visit(TABLET).page
    begin(page, address)
    for _ in range(6):
        page.wait_for_timeout(800)
        page.mouse.click(5, 500)
        assert not page.get_by_role("dialog").is_visible()


def test_the_language_is_dutch_again_for_the_next_person(visit, address):
    one = visit(TABLET)
    page = one.page
    page.goto(address)
    page.locator('button[name="language"][value="ar"]').first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    one.check_accessible()
    page.goto(f"{address}volgende/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_no_link_or_form_leads_out(visit, address):
    page = visit(TABLET).page
    begin(page, address)
    ways = "[...document.querySelectorAll('a,form')].map(e => new URL(e.href || e.action).pathname)"
    for name in ("", "privacy/", "rol/", "blok/1/", "versturen/", "stoppen/"):
        page.goto(address + name)
        assert {way for way in page.evaluate(ways) if not way.startswith("/k/")} == set()


def test_without_scripts_the_page_goes_on_by_itself(visit, address, settings):
    settings.KIOSK_IDLE_SECONDS, settings.KIOSK_WARNING_SECONDS = 2, 2
    one = visit(TABLET, javascript=False)
    page = one.page
    page.goto(address)
    page.get_by_role("button", name="Beginnen").click()
    expect(page.get_by_role("heading", name="Ben je er nog?")).to_be_visible(timeout=6000)
    page.get_by_role("button", name="Ja, ik ben er nog").click()
    expect(page.get_by_role("heading", name="Jouw rol")).to_be_visible()
    expect(page.get_by_role("button", name="Beginnen")).to_be_visible(timeout=9000)
    assert {cookie["name"] for cookie in one.context.cookies()} <= WITHOUT_PERSON


@pytest.mark.parametrize("size", [NARROWEST, DESK], ids=lambda s: f"{s[0]}px")
def test_the_manager_starts_it_and_is_out(logged_in, alice, open_scan, today, size):
    one = logged_in(alice, size)
    page = one.page
    manage = f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/kiosk/"
    page.goto(manage)
    one.check_accessible()
    one.check_fits()
    page.get_by_label("Waar staat het apparaat?").fill("Kantine")
    page.get_by_label("Te gebruiken tot en met").fill((today + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Starten en uitloggen").click()
    expect(page.get_by_role("button", name="Beginnen")).to_be_visible()
    nothing_is_left(one)
    page.goto(manage)
    assert page.url.split("?")[0].endswith("/account/login/")
