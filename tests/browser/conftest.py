"""A real Chromium that may only reach our own host, with everything it complains about kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PHONE, DESK = (360, 740), (1280, 900)
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A visitor's browser window, and what went wrong in it."""

    context: BrowserContext
    page: Page
    host: str
    strangers: list[str] = field(default_factory=list)  # requests to any other host
    complaints: list[str] = field(default_factory=list)  # console errors, CSP messages, 5xx

    def watch(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("response", self._answered)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _requested(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.strangers.append(request.url)

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def _said(self, message) -> None:
        refused = "Content Security Policy" in message.text
        if refused or (message.type == "error" and "status of 4" not in message.text):
            self.complaints.append(message.text)

    def check_accessible(self) -> None:
        violations = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
        assert found == [], f"{self.page.url}: {found}"

    def check_fits(self) -> None:
        """Nothing makes the page wider than the window."""
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0, f"{self.page.url} scrolls sideways"


@pytest.fixture
def visit(chromium, live_server) -> Iterator:
    """`visit(size, javascript=True)` opens a window; at the end nobody may have complained."""
    visits: list[Visit] = []

    def start(size=DESK, *, javascript=True, locale="nl-NL", **options) -> Visit:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale=locale,
            base_url=live_server.url,
            **options,
        )
        context.set_default_timeout(15_000)
        visit = Visit(context, context.new_page(), urlsplit(live_server.url).netloc)
        visit.watch()
        visits.append(visit)
        return visit

    yield start
    for visit in visits:
        visit.context.close()
    assert [v.strangers for v in visits if v.strangers] == []
    assert [v.complaints for v in visits if v.complaints] == []


@pytest.fixture
def logged_in(client, visit, live_server):
    """A window in which this user is logged in."""

    def start(user, size=DESK, **options) -> Visit:
        client.force_login(user)
        opened = visit(size, **options)
        cookie = client.cookies["sessionid"]
        opened.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
        )
        return opened

    return start
