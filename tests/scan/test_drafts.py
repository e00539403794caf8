"""The draft: it comes back whole on its own device, and is nothing to anybody else."""

from __future__ import annotations

import base64
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from scan import drafts, withdrawal
from scan.drafts import COOKIE, Draft
from scan.instrument.load import load
from scan.models import OpenLink, Scan
from scan.roles import ROLES, Role

CODES = load("leercultuur_mkb_1").codes
answers = st.dictionaries(st.sampled_from(CODES), st.sampled_from([1, 2, 3, 4, 5, "WN"]))


def make_link(role: str = "MW", scan: Scan | None = None) -> OpenLink:
    return OpenLink(scan=scan or Scan(), role=role)


def cookie(link: OpenLink, draft: Draft):
    response = HttpResponse()
    drafts.write(response, link, draft)
    return response.cookies[COOKIE]


def read(link: OpenLink, value: str) -> Draft | None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = value
    return drafts.read(request, link)


@given(answers, st.sampled_from(ROLES), st.booleans())
def test_a_draft_comes_back_as_it_was(filled, role, sent):
    link = make_link("")
    draft = Draft(link.scan_id, withdrawal.new_code(), 1_800_000_000, role, filled, sent)
    assert read(link, cookie(link, draft).value) == draft


@given(answers)
def test_the_length_of_the_cookie_tells_nothing(filled):
    link = make_link()
    draft = drafts.begin(link)
    changed = draft.with_answers(CODES, filled)
    assert len(cookie(link, changed).value) == len(cookie(link, draft).value)


def test_the_answers_cannot_be_read_from_the_cookie():
    link = make_link()
    draft = drafts.begin(link).with_answers(CODES, dict.fromkeys(CODES, 5))
    raw = base64.urlsafe_b64decode(cookie(link, draft).value)
    assert b"5555" not in raw
    assert draft.scan.hex.encode() not in raw


def test_the_cookie_stays_on_the_path_of_its_link_and_away_from_scripts(settings):
    settings.HTTPS = True
    link = make_link()
    made = cookie(link, drafts.begin(link))
    assert made["path"] == f"/v/{link.token}/"
    assert made["httponly"]
    assert made["secure"]
    assert made["samesite"] == "Lax"
    assert made["max-age"] == 14 * 24 * 3600


def test_after_sending_the_own_answers_stay_an_hour_at_most():
    link = make_link()
    assert cookie(link, drafts.begin(link).as_sent())["max-age"] == 3600


def test_a_kept_copy_of_the_sent_answers_is_worthless_after_that_hour(monkeypatch):
    """A browser's own files may hold a cookie for long after it was taken away."""
    link = make_link()
    sent = cookie(link, drafts.begin(link).as_sent()).value
    unsent = cookie(link, drafts.begin(link)).value
    later = time.time() + 3601
    monkeypatch.setattr("time.time", lambda: later)
    assert read(link, sent) is None
    assert read(link, unsent) is not None


@given(st.text(max_size=400))
def test_whatever_stands_in_the_cookie_is_no_draft(text):
    assert read(make_link(), text) is None


@given(st.integers(min_value=0, max_value=240), st.sampled_from("AZaz09-_=."))
def test_one_changed_character_makes_it_worthless(place, character):
    """Or changes nothing: the last characters of base64 carry bits that nobody reads."""
    link = make_link()
    draft = drafts.begin(link)
    value = cookie(link, draft).value
    place %= len(value)
    assert read(link, value[:place] + character + value[place + 1 :]) in (None, draft)


def test_a_draft_of_another_scan_or_another_role_is_no_draft_here():
    link = make_link("MW")
    value = cookie(link, drafts.begin(link)).value
    assert read(link, value) is not None
    assert read(make_link("MW"), value) is None
    assert read(make_link("LG", link.scan), value) is None


def test_an_old_draft_is_no_draft(monkeypatch):
    link = make_link()
    value = cookie(link, drafts.begin(link)).value
    monkeypatch.setattr(drafts, "LIFE", -1)
    assert read(link, value) is None


def test_another_secret_key_reads_nothing_unless_the_old_one_is_kept(settings):
    link = make_link()
    value = cookie(link, drafts.begin(link)).value
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" + "y" * 40
    assert read(link, value) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert read(link, value) is not None


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [(Role.MW, Role.LG, False), (Role.HR, Role.LG, True), (Role.MW, Role.MW, True)],
)
def test_another_role_keeps_the_answers_only_when_the_statements_are_the_same(before, after, kept):
    draft = drafts.begin(make_link(before)).with_answers(CODES, {CODES[0]: 3})
    assert draft.with_role(after).answers == ({CODES[0]: 3} if kept else {})


def test_a_page_replaces_only_its_own_answers():
    draft = drafts.begin(make_link()).with_answers(CODES, {CODES[0]: 1, CODES[1]: 2, CODES[9]: 3})
    assert draft.with_answers(CODES[:8], {CODES[1]: 5}).answers == {CODES[1]: 5, CODES[9]: 3}


def test_the_stored_id_follows_from_the_code_and_the_code_from_nothing():
    one, two = drafts.begin(make_link()), drafts.begin(make_link())
    assert one.code != two.code
    assert one.id == withdrawal.response_id(one.code)
    assert one.with_role(Role.LG).as_sent().code == one.code
    assert one.code not in repr(one)
    assert str(one.id) not in repr(one)
