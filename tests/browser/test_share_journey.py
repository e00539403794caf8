"""A manager makes a link, and the directie opens it on a phone, with the passcode, in English."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from reports.publish import close_and_publish
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_manager_journey import fill, look

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_making_a_link_to_reading_the_results(
    logged_in, visit, alice, open_scan, settings, live_server
):
    settings.SITE_URL = live_server.url
    fill(open_scan, DIR=1, HR=1, LG=8, MW=60)
    close_and_publish(open_scan)
    base = f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}"
    manager = logged_in(alice, PHONE)
    manager.page.goto(f"{base}/delen/")
    look(manager)
    manager.page.locator('input[name="label"]').fill("de directie")
    manager.page.get_by_role("button", name="Link maken").click()
    look(manager)
    address = manager.page.locator("#adres").input_value()
    code = manager.page.locator("#code").input_value()

    for size in (DESK, PHONE):
        director = visit(size)
        director.page.goto(address)
        expect(director.page.get_by_role("heading", level=1)).to_contain_text("toegangscode")
        look(director)
        director.page.locator('input[name="passcode"]').fill("fout-fout")
        director.page.locator("main form button.knop").click()
        expect(director.page.get_by_text("nog 9 keer").first).to_be_visible()
        look(director)
        director.page.locator('input[name="passcode"]').fill(code.lower())
        director.page.locator("main form button.knop").click()
        expect(director.page.get_by_text("Gedeeld met: de directie")).to_be_visible()
        director.page.wait_for_load_state("networkidle")
        look(director)
        director.page.get_by_role("button", name="English").first.click()
        expect(director.page.get_by_text("Shared with: de directie")).to_be_visible()
        assert director.page.url == address
        director.page.get_by_role("link", name="PDF").first.click()
        look(director)

    manager.page.goto(f"{base}/delen/")
    manager.page.get_by_role("link", name="Bekijken of intrekken").click()
    look(manager)
    manager.page.get_by_role("button", name="intrekken").click()
    look(manager)
    assert director.page.goto(address).status == 410
    look(director)
