"""From advice on the results page to a plan with names and days; without scripts too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reports.publish import close_and_publish
from scan import actions
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.roles import Role
from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUMENT = load("leercultuur_mkb_1")


@pytest.fixture
def closed_scan(open_scan):
    roles = {Role.DIR: 1, Role.HR: 1, Role.LG: 4, Role.MW: 31}
    sheets = make_sheets(INSTRUMENT, roles, CLIMATES["gemengd"], seed=5)
    actions.import_sheets(scan=open_scan, sheets=sheets)
    close_and_publish(open_scan)
    open_scan.refresh_from_db()
    return open_scan


def look(one) -> None:
    one.check_accessible()
    one.check_fits()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_from_advice_to_a_plan(logged_in, alice, closed_scan, today, size, javascript):
    one = logged_in(alice, size, javascript=javascript)
    page, check = one.page, look if javascript else lambda one: None  # axe is a script
    address = f"/o/{closed_scan.organisation.slug}/scans/{closed_scan.pk}/"
    page.goto(f"{address}plan/")
    expect(page.get_by_text("Er staat nog niets in het plan")).to_be_visible()
    check(one)

    page.goto(f"{address}resultaten/")
    page.locator("#drie").get_by_role("button", name="In het plan").first.click()
    expect(page.locator("#drie").get_by_role("link", name="Staat in het plan")).to_have_count(1)
    check(one)

    page.locator("#drie").get_by_role("link", name="Staat in het plan").click()
    page.get_by_role("link", name="Wijzigen").first.click()
    check(one)
    page.get_by_label("Wie pakt dit op?").fill("Noor")
    page.get_by_label("Wanneer is het klaar?").fill((today + timedelta(40)).isoformat())
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("button", name="We zijn begonnen").click()
    expect(page.get_by_role("heading", name="Bezig")).to_be_visible()

    page.get_by_role("button", name="In het plan zetten").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op wat jullie gaan doen.")
    check(one)
    page.get_by_label("Wat gaan jullie doen?").fill("Elke vrijdag nabespreken")
    page.get_by_role("button", name="In het plan zetten").click()
    expect(page.get_by_role("heading", name="Elke vrijdag nabespreken")).to_be_visible()

    page.get_by_label("Stuur een mail op").fill((today + timedelta(50)).isoformat())
    page.get_by_role("button", name="Dag vastleggen").click()
    expect(page.get_by_text("krijgen de beheerders een mail.").first).to_be_visible()
    check(one)
    assert closed_scan.plan.count() == 2
