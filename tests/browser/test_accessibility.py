"""Every page in the URL map: axe, room and targets, at three widths and in three modes.

A new address comes in by itself; one that never shows a page of its own must be named below.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection  # noqa: F401 (named in a condition below)
from django.template.loader import render_to_string
from django.urls import URLPattern, resolve, reverse
from playwright.sync_api import Page, expect

from scan.models import User
from tests.browser.conftest import AXE_OPTIONS, Visit
from tests.browser.everything import PASSCODE, PASSWORD, build, session_of

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (320, 768, 1280)
MODES = (
    {"forced_colors": "none", "reduced_motion": "no-preference"},
    {"forced_colors": "active", "reduced_motion": "no-preference"},
    {"forced_colors": "none", "reduced_motion": "reduce"},
)
LOOKING = (Path(__file__).parent / "looking.js").read_text()
FILE = re.compile(r"\.\w+$|/download/$")
# Addresses that never answer with a page of their own, and why.
NO_PAGE = {
    "account_email": "lies under scan:email, which asks who you are first",
    "account_set_password": "lies under scan:password_set, which asks who you are first",
    "scan:slip_scanned": "leads on to the questionnaire",
    "mfa_login_webauthn": "answers the script of the page to log in",
    "kiosk:next_person": "leads on to the first page",
    "kiosk:still_there": "answers the script of the page",
    "scan:second_step": "only takes a form, leads back to the members",
    "scan:colleague_answer": "is the page of scan:colleague, after logging in",
    "scan:colleague_revoke": "only takes a form, leads back to the members",
    "scan:member_change": "only takes a form, leads back to the members",
    "reports:plan_advice": "only takes a form, leads back to the plan",
    "reports:plan_own": "only takes a form, leads back to the plan",
    "reports:plan_reminder": "only takes a form, leads back to the plan",
    "reports:plan_remove": "only takes a form, leads back to the plan",
    "reports:plan_status": "only takes a form, leads back to the plan",
}


class Inspector:
    """Looks at one page in all widths and modes, and keeps what it finds.

    Pages of the same build (tags, classes, roles) are looked at once: an end date in five states
    of a scan is one page. A mode in which no element looks different has the same result.
    """

    def __init__(self):
        self.source = Axe().axe_script + LOOKING
        self.seen: set[str] = set()
        self.found: list[str] = []

    def look(self, page: Page, name: str) -> None:
        build = page.evaluate(LOOKING + "builtLike()")
        if build in self.seen:
            return
        self.seen.add(build)
        page.evaluate(self.source)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            looks = set()
            for mode in MODES:
                page.emulate_media(**mode)
                if (look := page.evaluate("looksLike()")) not in looks:
                    self._check(page, f"{name} {width} {label(mode)}", is_light=not looks)
                looks.add(look)

    def _check(self, page: Page, place: str, *, is_light: bool) -> None:
        problems = page.evaluate(f"wrong({json.dumps(AXE_OPTIONS)})")
        if is_light:
            problems += page.evaluate("[...wide(), ...small()]")
        self.found += [f"{place}: {problem}" for problem in problems]


def label(mode: dict) -> str:
    return {0: "light", 1: "forced colors", 2: "reduced motion"}[MODES.index(mode)]


@pytest.fixture
def world(db, settings, live_server):
    settings.SITE_URL = live_server.url
    return build()


class Visitors:
    """A browser window per kind of visitor, each with what that visitor would have."""

    def __init__(self, visit, world, host: str):
        self.visit, self.world, self.host = visit, world, host
        self.windows: dict[str, Visit] = {}

    def window(self, who: str) -> Page:
        if who not in self.windows:
            self.windows[who] = self.visit((1280, 900))
            if who in self.world.users:
                self._log_in(who)
        return self.windows[who].page

    def _log_in(self, who: str) -> None:
        cookie = {"name": "sessionid", "value": session_of(self.world.users[who])}
        self.windows[who].context.add_cookies([cookie | {"url": self.host}])

    def ready(self, name: str) -> None:
        """What somebody does before a page has something to show."""
        if name in {"scan:role", "kiosk:role", "kiosk:stop"}:
            door = name.split(":")[0]
            for token in self.world.tokens[f"{door}:respondent"]:
                begin(self.window("nobody"), reverse(f"{door}:welcome", args=[token]))
        if name == "mfa_authenticate":
            log_in(self.window("halfway"), self.world.users["two factors"])
        if name == "account_confirm_login_code":
            ask_for_a_code(self.window("by code"), self.world.users["no password"])
        if name == "scan:thanks":
            send(self.window("nobody"), self.world.tokens["scan:respondent"][0])
        if name == "kiosk:thanks":
            send(self.window("nobody"), self.world.tokens["kiosk:respondent"][0], "kiosk")
        if name == "reports:shared":
            give_passcode(self.window("director"), self.world.tokens["reports:share"][0])


def begin(page: Page, address: str) -> None:
    page.goto(address)
    if page.locator("form.begin").count():
        page.locator("form.begin button").click()
    if page.locator('input[name="role"]').count():
        page.locator('input[name="role"]').first.check()
        page.locator("main form button.knop").click()


def send(page: Page, token: str, door: str = "scan") -> None:
    page.goto(reverse(f"{door}:block", args=[token, 1]))
    page.locator("fieldset input").first.check()
    page.locator("#vragen button.knop").click()
    page.goto(reverse(f"{door}:check", args=[token]))
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url("**/bedankt/")


def log_in(page: Page, user: User) -> None:
    page.goto(reverse("account_login"))
    page.locator('input[name="login"]').fill(user.email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator("main form button.knop").first.click()


def ask_for_a_code(page: Page, user: User) -> None:
    page.goto(reverse("account_request_login_code"))
    page.locator('input[name="email"]').fill(user.email)
    page.locator("main form button.knop").first.click()


def give_passcode(page: Page, token: str) -> None:
    page.goto(reverse("reports:share_passcode", args=[token]))
    page.locator('input[name="passcode"]').fill(PASSCODE)
    page.locator("main form button.knop").click()


def visitors_of(pattern: URLPattern) -> tuple[str, ...]:
    access = getattr(pattern.callback, "access", None)
    if access is None:  # the pages of accounts
        if "<key>" in str(pattern.pattern):  # in a mail; whoever else is logged in, is logged out
            return ("by mail",)
        if pattern.name in {"mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"}:
            return ("nobody", "passkey")
        if pattern.name == "mfa_authenticate":
            return ("halfway",)
        if pattern.name == "account_confirm_login_code":
            return ("by code",)
        return ("nobody", "manager", "two factors", "no password")
    if pattern.name == "password_set":
        return ("no password",)
    if pattern.name in {"colleague", "colleague_answer"}:
        return ("nobody", "no password")
    known = {"share": ("stranger", "director"), "respondent": ("nobody",), "public": ("nobody",)}
    known["user"] = ("manager", "adviser")
    return known.get(access.who, ("manager",))


def is_own_page(page: Page, name: str) -> bool:
    match = resolve(urlsplit(page.url).path)
    return name == (f"{match.namespace}:" if match.namespace else "") + (match.url_name or "")


ONLY = os.environ.get("ONLY", "")  # part of a name, to look at a few pages while working


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="looked at on SQLite already")
def test_every_page(visit, world, live_server):
    inspector, visitors = Inspector(), Visitors(visit, world, live_server.url)
    missing = []
    for name, pattern, addresses in world.addresses():
        if not re.search(ONLY, name):
            continue
        visitors.ready(name)
        shown = [
            open_page(inspector, visitors.window(who), name, address)
            for address in addresses
            for who in visitors_of(pattern)
        ]
        if not any(shown):
            missing.append(name)
    found = inspector.found + [
        f"{name}: no page was seen" for name in missing if name not in NO_PAGE
    ]
    assert not found, "\n" + "\n".join(found)


def open_page(inspector: Inspector, page: Page, name: str, address: str) -> bool:
    """Whether it is a page of its own, a file, or an address for sending only."""
    if FILE.search(address):
        return True
    if name.endswith(":thanks") and is_own_page(page, name):  # shown once: look before it is gone
        inspector.look(page, f"{name} (sent)")
    answer = page.goto(address)
    if answer.status == 405 or "html" not in answer.headers.get("content-type", ""):
        return True
    if is_own_page(page, name):
        inspector.look(page, f"{name} ({address}, {answer.status})")
        return True
    return False


# Pages that go wrong ------------------------------------------------------------------------------

ERROR_PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html")


def test_the_pages_for_what_goes_wrong(visit, world, live_server):
    inspector, page = Inspector(), visit((1280, 900)).page
    for template in ERROR_PAGES:
        page.goto("/privacy/")
        page.set_content(render_to_string(template, {"too_big": False, "back": "/"}))
        page.wait_for_load_state("networkidle")
        inspector.look(page, template)
    assert inspector.found == [], "\n".join(inspector.found)


REFUSED = ("/account/login/", "/account/signup/", "/account/password/reset/", "/intrekken/", "/c/")


@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_form_says_so_where_the_focus_is(visit, db, address):
    """The browser's own checks are off, as they are for who posts without them."""
    page = visit((320, 800)).page
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('main form').forEach((form) => (form.noValidate = true))"
    )
    page.locator("main form button.knop").first.click()
    page.wait_for_load_state()
    error = page.locator("main [role=alert], main [aria-invalid=true]").first
    expect(error).to_be_attached()
    focused = "document.activeElement.matches('[role=alert], [aria-invalid=true]')"
    assert page.evaluate(focused), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    for link in page.locator("[role=alert] a[href^='#']").all():
        assert page.locator(link.get_attribute("href")).count() == 1
    inspector = Inspector()
    inspector.look(page, address)
    assert inspector.found == [], "\n".join(inspector.found)
