"""A passkey in a real Chromium: its authenticator is virtual, everything else is as at home."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.people import PASSWORD, confirmed_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FINGERPRINT_READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def add_reader(page: Page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT_READER})
    return session, made["authenticatorId"]


def log_in(page: Page) -> None:
    page.goto("/account/login/")
    page.locator('input[name="login"]').fill("noor@example.org")
    page.locator('input[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def look(one) -> None:
    one.check_accessible()
    one.check_fits()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_making_a_passkey_and_logging_in_with_it(visit, size):
    confirmed_user("noor@example.org")
    one = visit(size)
    page = one.page
    add_reader(page)
    log_in(page)
    page.goto("/account/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.locator('input[name="password"]').fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
    look(one)
    page.get_by_label("Naam").fill("telefoon")
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    look(one)
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="telefoon")).to_be_visible()
    look(one)
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/account/login/")
    look(one)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_url(re.compile("/organisaties/"))
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_with_a_passkey_the_password_alone_is_not_enough(visit):
    confirmed_user("noor@example.org")
    one = visit(PHONE)
    page = one.page
    session, reader = add_reader(page)
    log_in(page)
    page.goto("/account/2fa/webauthn/add/")
    page.locator('input[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page)
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    look(one)
    options = {"authenticatorId": reader, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", options)
    session.send("WebAuthn.clearCredentials", {"authenticatorId": reader})
    page.get_by_role("button", name="Gebruik je passkey").click()
    expect(page.get_by_text("Het lukte niet, of je brak het af")).to_be_visible()
    assert "/2fa/authenticate/" in page.url


def test_without_javascript_the_other_ways_are_there(visit):
    one = visit(PHONE, javascript=False)
    one.page.goto("/account/login/")
    expect(one.page.get_by_role("button", name="Inloggen met een passkey")).to_be_hidden()
    expect(one.page.get_by_role("link", name="Inloggen met een code")).to_be_visible()
