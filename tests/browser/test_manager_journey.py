"""HR makes a scan, people answer, the scan is closed, and the directie downloads the PDF."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from reports.publish import close_and_publish
from scan import actions
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.models import Scan, User
from scan.roles import Role
from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUMENT = load("leercultuur_mkb_1")
SIZES = pytest.mark.parametrize("size", [(320, 640), PHONE, DESK], ids=lambda s: f"{s[0]}px")


def fill(scan, climate="gemengd", **roles: int) -> None:
    counts = {Role(code): count for code, count in roles.items()}
    sheets = make_sheets(INSTRUMENT, counts, CLIMATES[climate], seed=3)
    actions.import_sheets(scan=scan, sheets=sheets)


def look(one) -> None:
    one.check_accessible()
    one.check_fits()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_from_signing_up_to_the_pdf(visit, db, size):
    one = visit(size, accept_downloads=True)
    page = one.page
    page.goto("/account/signup/")
    look(one)
    address = f"noor-{size[0]}@example.org"  # one address gets one mail in three minutes
    page.locator('input[name="email"]').fill(address)
    for name in ("password1", "password2"):
        page.locator(f'input[name="{name}"]').fill("vier woorden als zin")
    page.get_by_role("button", name="Account maken").click()
    confirm_the_address(one, address)

    expect(page.get_by_role("heading", level=1)).to_contain_text("organisatie")
    if not page.locator('input[name="name"]').count():
        page.get_by_role("link", name="Organisatie toevoegen").click()
    look(one)
    page.locator('input[name="name"]').fill("Machinefabriek De Linde")
    page.locator("main form button.knop").click()
    look(one)

    page.get_by_role("link", name="Nieuwe scan").first.click()
    look(one)
    page.locator('input[name="title"]').fill("Scan november")
    page.locator('input[name="contact"]').fill("Noor van HR")
    for name, count in {"dir": 1, "hr": 1, "lg": 4, "mw": 40}.items():
        page.locator(f'input[name="invited_{name}"]').fill(str(count))
    page.locator("main form button.knop").click()

    expect(page.get_by_text("directie, HR en leidinggevenden").first).to_be_visible()
    look(one)
    scan = Scan.unscoped.get()
    page.goto(f"/o/{scan.organisation.slug}/scans/{scan.pk}/")
    look(one)
    page.get_by_role("button", name="Scan openen").click()
    expect(page.get_by_text("/v/").first).to_be_attached()
    look(one)

    scan.refresh_from_db()
    fill(scan, DIR=1, HR=1, LG=4, MW=31)
    page.goto(f"/o/{scan.organisation.slug}/scans/{scan.pk}/")
    expect(page.get_by_text("37").first).to_be_visible()
    look(one)
    page.get_by_role("link", name="sluiten").first.click()
    look(one)
    page.get_by_role("button", name="Ja, sluiten").click()

    expect(page).to_have_url(
        f"{page.url.split('/o/')[0]}/o/{scan.organisation.slug}/scans/{scan.pk}/resultaten/"
    )
    look(one)
    page.get_by_role("link", name="PDF").first.click()
    look(one)
    ask_for_the_pdf(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    assert download.value.suggested_filename.startswith("leercultuur-machinefabriek-de-linde-")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def confirm_the_address(one, address: str) -> None:
    """The link in the mail leads to a page that asks; only its button confirms."""
    page = one.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kijk in je e-mail")
    look(one)
    (link,) = re.findall(r"https?://\S+(/account/\S+)", mail.outbox[-1].body)
    page.goto(link)
    look(one)
    page.get_by_role("button", name="Ja, bevestigen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inloggen")
    page.locator('input[name="login"]').fill(address)
    page.locator('input[name="password"]').fill("vier woorden als zin")
    page.locator("main form button.knop").first.click()


def ask_for_the_pdf(page) -> None:
    button = page.locator("main form button.knop")
    if button.count():
        button.first.click()


@pytest.fixture
def pages(open_scan):
    """Addresses of every page of a member, before and after closing."""
    base = f"/o/{open_scan.organisation.slug}"
    scan = f"{base}/scans/{open_scan.pk}"
    return {
        "running": [
            "/organisaties/", "/organisaties/nieuw/", f"{base}/", f"{base}/leden/",
            f"{base}/scans/nieuw/", f"{scan}/", f"{scan}/bewerken/", f"{scan}/links/",
            f"{scan}/voorbeeld/MW/", f"{scan}/voorbeeld/DIR/", f"{scan}/voorspelling/",
            f"{scan}/sluiten/", f"{scan}/resultaten/", f"{scan}/rapport/",
        ],
        "closed": [
            f"{base}/", f"{scan}/", f"{scan}/resultaten/", f"{scan}/rapport/", f"{scan}/meenemen/",
        ],
    }  # fmt: skip


@SIZES
def test_every_page_while_the_scan_runs(logged_in, alice, open_scan, pages, size):
    fill(open_scan, DIR=1, HR=1, LG=4, MW=20)
    one = logged_in(alice, size)
    for address in pages["running"]:
        assert one.page.goto(address).status == 200, address
        look(one)


@SIZES
@pytest.mark.parametrize(
    ("climate", "roles"),
    [
        ("gemengd", {"DIR": 1, "HR": 1, "LG": 8, "MW": 60}),
        ("stroef", {"DIR": 1, "HR": 1, "LG": 2, "MW": 20}),  # only the total
        ("sterk", {"DIR": 5, "HR": 5, "LG": 12, "MW": 90}),  # four groups
        ("sterk", {"MW": 3}),  # too few for any number
    ],
    ids=["merged", "total only", "four groups", "too few"],
)
def test_every_page_after_closing(logged_in, alice, open_scan, pages, size, climate, roles):
    fill(open_scan, climate, **roles)
    close_and_publish(open_scan)
    one = logged_in(alice, size)
    for address in pages["closed"]:
        assert one.page.goto(address).status == 200, address
        one.page.wait_for_load_state("networkidle")
        look(one)


def test_a_reader_sees_results_and_no_buttons_to_change(logged_in, bob, open_scan, pages):
    fill(open_scan, DIR=1, HR=1, LG=4, MW=20)
    one = logged_in(bob)
    for address in (pages["running"][2], pages["running"][5]):
        one.page.goto(address)
        look(one)
        assert one.page.get_by_role("link", name="sluiten").count() == 0


@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_account_pages(logged_in, visit, alice, size):
    for one, paths in (
        (visit(size), ["login", "signup", "password/reset"]),
        (logged_in(alice, size), ["email", "password/change", "logout", "2fa"]),
    ):
        for path in paths:
            one.page.goto(f"/account/{path}/")
            look(one)


def test_the_results_in_english(logged_in, alice, open_scan, pages):
    fill(open_scan, DIR=1, HR=1, LG=8, MW=60)
    close_and_publish(open_scan)
    one = logged_in(alice)
    one.page.goto(pages["closed"][2])
    one.page.get_by_role("button", name="English").first.click()
    assert one.page.evaluate("document.documentElement.lang") == "en"
    expect(one.page.get_by_text("Leadership").first).to_be_attached()
    look(one)


def test_logging_in_with_a_wrong_password_says_what_is_wrong(visit, alice):
    one = visit(PHONE)
    page = one.page
    page.goto("/account/login/")
    page.locator('input[name="login"]').fill(alice.email)
    page.locator('input[name="password"]').fill("niet het wachtwoord")
    page.locator("main form button.knop").first.click()
    expect(page.locator(".fout, .veldfout, [role=alert]").first).to_be_visible()
    look(one)
    assert User.objects.count() == 1
