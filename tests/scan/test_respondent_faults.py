"""Whatever comes in: a clear page with the right status, the draft kept, nothing half stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scan import actions
from scan.drafts import COOKIE
from scan.models import Scan
from tests.scan.respondent import INSTRUMENT, respondent_of, stored

FIRST = INSTRUMENT.blocks[0].items[0].code
PAGES = ["", "rol/", "blok/1/", "blok/6/", "versturen/", "bedankt/", "stoppen/"]
OPEN_PAGES = ["", "rol/", "blok/1/", "versturen/"]


@pytest.fixture
def me(open_scan):
    """Someone who has filled in the first block."""
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    return me


def checked(me) -> int:
    return me.get("blok/1/").content.decode().count(" checked")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("token", ["bestaat-niet", "%00", "x" * 3000, "é", "' OR 1=1--"])
def test_an_unknown_link_gets_a_friendly_404(client, db, page, token):
    response = client.get(f"/v/{token}/{page}")
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_a_token_with_other_capitals_is_another_link(client, open_scan):
    token = open_scan.links.get(role="MW").token
    assert client.get(f"/v/{token.swapcase()}/").status_code == 404


@pytest.mark.parametrize("page", OPEN_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_before_the_first_day(me, open_scan, today, page, method):
    move(open_scan, first_day=today + timedelta(3))
    response = getattr(me, method)(page)
    assert response.status_code == 403
    assert "De scan begint op" in response.content.decode()


@pytest.mark.parametrize("page", OPEN_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_after_the_last_day(me, open_scan, today, page, method):
    move(open_scan, first_day=today - timedelta(9), last_day=today - timedelta(1))
    response = getattr(me, method)(page)
    assert response.status_code == 410
    assert "Deze scan is gesloten" in response.content.decode()
    assert "Wat je invulde, is niet verstuurd" in response.content.decode()
    assert stored(open_scan) == []


def test_the_last_day_itself_counts(open_scan, today):
    move(open_scan, first_day=today, last_day=today)
    me = respondent_of(open_scan).fill_in_all()
    me.send()
    assert len(stored(open_scan)) == 1


def test_closing_between_the_check_and_the_sending(me, open_scan, monkeypatch):
    monkeypatch.setattr(Scan, "takes_answers", property(closed_at_the_second_look()))
    response = me.send()
    assert response.status_code == 410
    assert "Wat je invulde, is niet verstuurd" in response.content.decode()
    assert me.has_draft
    assert stored(open_scan) == []


def closed_at_the_second_look():
    looks = iter([True, False])
    return lambda scan: next(looks)


def test_the_thanks_page_still_opens_when_the_scan_has_closed_meanwhile(me, open_scan):
    me.send()
    actions.close(scan=open_scan)
    assert "Bedankt" in me.get("bedankt/").content.decode()


@pytest.mark.parametrize("page", ["rol/", "blok/1/", "versturen/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_draft_people_start_at_the_beginning(open_scan, page, method):
    new = respondent_of(open_scan)
    response = getattr(new, method)(page)
    assert new.goes_to(response, "?melding=geen-concept")
    assert (
        "Er staat geen concept van jou op dit apparaat"
        in new.get("?melding=geen-concept").content.decode()
    )
    assert stored(open_scan) == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Without control characters: newer Pythons refuse to put those in a cookie.
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=120))
def test_a_tampered_cookie_is_a_kind_message(open_scan, text):
    me = respondent_of(open_scan)
    for page in PAGES:
        me.client.cookies[COOKIE] = text
        assert me.get(page).status_code in {200, 302}
        me.client.cookies[COOKIE] = text
        assert me.post(page).status_code in {302, 405}
    assert stored(open_scan) == []


@pytest.mark.parametrize("value", ["9", "0", "vijf", "\x00", "4" * 9000])
def test_an_answer_off_the_scale_keeps_the_draft(me, value):
    response = me.post("blok/1/", {FIRST: value})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Er klopt iets niet" in page
    assert f'href="#{FIRST}"' in page
    assert "<title>Fout: " in page
    assert checked(me) == 8


@pytest.mark.parametrize("name", ["XX-1", INSTRUMENT.blocks[3].items[0].code, "role"])
def test_a_question_of_elsewhere_keeps_the_draft(me, name):
    response = me.post("blok/1/", {FIRST: "1", name: "3"})
    assert response.status_code == 422
    assert "die hier niet hoort" in response.content.decode()
    assert checked(me) == 8


@pytest.mark.parametrize("number", [0, 7, 99999999999999999999])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_block_that_does_not_exist(me, number, method):
    response = getattr(me, method)(f"blok/{number}/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()


@pytest.mark.parametrize("role", ["", "BAAS", "MW\x00"])
def test_a_role_that_does_not_exist(open_scan, role):
    me = respondent_of(open_scan, "").begin()
    response = me.post("rol/", {"role": role})
    assert response.status_code == 422
    assert "Er klopt iets niet" in response.content.decode()
    assert me.has_draft


def test_nothing_filled_in_is_nothing_to_send(open_scan):
    me = respondent_of(open_scan).begin()
    response = me.send()
    assert response.status_code == 422
    assert "Er is nog niets om te versturen" in response.content.decode()
    assert stored(open_scan) == []
    assert me.has_draft


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods(me, page, method):
    response = getattr(me.client, method)(me.address(page))
    assert response.status_code == 405
    assert "Zo kun je deze pagina niet openen" in response.content.decode()
    assert "GET" in response["Allow"]
    assert checked(me) == 8


def test_nobody_posts_to_the_thanks_page(me):
    assert me.post("bedankt/").status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_a_head_request_is_a_get_without_a_body(me, page):
    response = me.client.head(me.address(page))
    assert response.status_code in {200, 302}
    assert response.content == b""


def test_too_many_fields_keep_the_draft(me):
    response = me.post("blok/1/", {f"x{n}": "1" for n in range(300)})
    assert response.status_code == 400
    assert "Er is niets bewaard en niets gewist" in response.content.decode()
    assert checked(me) == 8


def test_an_oversized_post_keeps_the_draft(me, settings):
    content = f"{FIRST}={'4' * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}"
    response = me.client.post(me.address("blok/1/"), content, "application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "Dit is te groot" in response.content.decode()
    assert checked(me) == 8


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
def test_another_kind_of_post_is_an_error_page_at_most(me, kind):
    response = me.client.post(me.address("blok/1/"), b"{]\x00", kind)
    assert response.status_code in {302, 400}


def test_without_the_token_of_the_form(open_scan):
    me = respondent_of(open_scan, enforce_csrf_checks=True)
    response = me.post()
    assert response.status_code == 403
    page = response.content.decode()
    assert "De pagina was verlopen" in page
    assert f'href="{me.address()}"' in page


def test_a_double_click_and_a_retry_count_once(open_scan):
    me = respondent_of(open_scan).fill_in_all()
    before = me.client.cookies[COOKIE].value
    me.send()
    me.send()
    me.client.cookies[COOKIE] = before  # the answer of the server was lost
    assert me.goes_to(me.send(), "bedankt/")
    assert len(stored(open_scan)) == 1


def test_back_after_sending_does_not_send_again(open_scan):
    me = respondent_of(open_scan).fill_in_all()
    me.send()
    for page in ("rol/", "blok/3/", "versturen/"):
        assert me.goes_to(me.get(page), "bedankt/")
    me.get("bedankt/")
    assert me.goes_to(me.send(), "?melding=geen-concept")
    assert len(stored(open_scan)) == 1


def move(scan: Scan, **days) -> None:
    for name, day in days.items():
        setattr(scan, name, day)
    scan.save()
