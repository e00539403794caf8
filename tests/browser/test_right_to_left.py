"""Arabic in a real browser: the whole page is mirrored, fits, is accessible, and small enough."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import expect

from scan.instrument.load import load
from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUMENT = load("leercultuur_mkb_1")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_arabic_is_mirrored(visit, open_scan, size):
    one = visit(size, locale="ar")
    page = one.page
    page.goto(f"/v/{open_scan.links.get(role='MW').token}/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    mirrored(page, ".merk", ".acties")
    good(one)
    page.locator("form.begin button").click()
    expect(page.get_by_text(INSTRUMENT.items[0].texts["own"]["ar"])).to_be_visible()
    mirrored(page, ".muur", ".acties")
    if size == PHONE:  # the radio stands right of its words
        radio, words = page.evaluate(RADIO_AND_WORDS)
        assert radio > words
    else:  # the scale runs from right to left
        values = [page.locator(f".s input[value='{n}']").first.bounding_box()["x"] for n in "12345"]
        assert values == sorted(values, reverse=True)
    good(one)
    page.locator("details.taal summary").click()
    list_ = page.locator("details.taal ul").bounding_box()
    assert list_["x"] >= 0
    assert list_["x"] + list_["width"] <= size[0]
    page.get_by_role("button", name="Polski").click()
    expect(page.get_by_text(INSTRUMENT.items[0].texts["own"]["pl"])).to_be_visible()
    assert page.evaluate("document.documentElement.dir") == ""


RADIO_AND_WORDS = """() => {
  const label = document.querySelector('.s label'), range = document.createRange();
  range.selectNodeContents(label.lastChild);
  return [label.querySelector('input').getBoundingClientRect().left,
          range.getBoundingClientRect().right];
}"""


def mirrored(page, start: str, end: str) -> None:
    """What comes first stands at the right."""
    first, last = (page.locator(part).first.bounding_box() for part in (start, end))
    assert first["x"] + first["width"] > last["x"] + last["width"]


def good(one) -> None:
    one.check_accessible()
    one.check_fits()


@pytest.mark.parametrize("language", ["nl", "ar", "uk", "pl"])
def test_a_first_visit_is_small(visit, open_scan, language):
    """At most 6 requests and 50 kB, with files as small as the server sends them compressed."""
    one = visit(PHONE, locale=language)
    page = one.page
    bodies = []
    page.on("requestfinished", lambda r: bodies.append((r.url, r.response().body())))
    page.goto(f"/v/{open_scan.links.get(role='MW').token}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.lang") == language
    assert len(bodies) <= 6, [url for url, _ in bodies]
    assert sum(sent(url, body) for url, body in bodies) <= 50_000


def sent(url: str, body: bytes) -> int:
    return len(gzip.compress(body) if url.endswith((".css", ".js")) else body) + 400
