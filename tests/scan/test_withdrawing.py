"""Taking back what was sent: the code is shown once, removes one answer, and ends at closing."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client

from reports.publish import close_and_publish
from scan import actions, withdrawal, withdrawing
from scan.drafts import COOKIE, Draft
from scan.models import OpenAnswer, Response
from tests.scan.respondent import INSTRUMENT, Respondent, respondent_of, stored
from tests.scan.test_actions import in_threads

ADDRESS = "/intrekken/"
NOTHING = "Met deze code vinden we niets"


def code_of(page: str) -> str:
    """As somebody reads it from the thanks page."""
    return re.sub("<[^>]+>", "", re.search(r'id="code"[^>]*>(.+?)</p>', page)[1])


def send(scan, role: str = "MW", **data: str) -> tuple[Respondent, str]:
    """Somebody who filled in everything and sent it, with the code that was shown."""
    me = respondent_of(scan, role).fill_in_all()
    me.post("versturen/", data)
    return me, code_of(me.get("bedankt/").content.decode())


def withdraw(code: str, what: str | None = None):
    return Client().post(ADDRESS, {"code": code} | ({"wat": what} if what else {}))


def text(response) -> str:
    return html.unescape(response.content.decode())


def add_texts(scan, code: str) -> None:
    for number in (1, 2):
        key = withdrawal.text_id(withdrawal.recognise(code), number)
        OpenAnswer.unscoped.create(id=key, scan=scan, question=number, text=f"tekst {number}")


# The code ----------------------------------------------------------------------------------------


def test_the_code_is_shown_once_and_said_to_be(open_scan):
    me = respondent_of(open_scan).fill_in_all()
    me.send()
    page = text(me.get("bedankt/"))
    assert re.fullmatch(r"(?:[2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}", code_of(page))
    for words in ("Je ziet hem maar één keer", "maak een foto", "testserver/intrekken/"):
        assert words in page
    assert "sluit de organisatie eerder, dan tot dat moment" in page
    again = text(me.get("bedankt/"))
    assert 'id="code"' not in again
    assert "Ook je intrekcode laten we maar één keer zien" in again


def test_everybody_has_another_code_that_leads_to_the_own_answer(open_scan):
    codes = [send(open_scan)[1] for _ in range(3)]
    ids = {withdrawal.response_id(withdrawal.recognise(code)) for code in codes}
    assert ids == {response.pk for response in stored(open_scan)}


def test_only_the_directie_reads_that_consent_can_be_withdrawn_alone(open_scan):
    pages = {}
    for role in ("DIR", "MW"):
        me = respondent_of(open_scan, role).fill_in_all()
        me.send()
        pages[role] = text(me.get("bedankt/"))
    assert "Je kunt ook alleen dat intrekken" in pages["DIR"]
    assert "apart" not in pages["MW"]


@pytest.mark.parametrize("page", ["", "versturen/"])
def test_before_sending_it_is_said_that_there_will_be_a_code(open_scan, page):
    assert "één keer een code" in text(respondent_of(open_scan).fill_in_all().get(page))


def test_pages_for_respondents_lead_to_withdrawing(client, open_scan):
    for address in ("/privacy/", "/", respondent_of(open_scan).address()):
        assert 'href="/intrekken/"' in client.get(address).content.decode()


# Withdrawing -------------------------------------------------------------------------------------


def test_the_first_step_only_says_what_would_go(open_scan):
    code = send(open_scan)[1]
    page = text(withdraw(code))
    assert "Wil je dit intrekken?" in page
    assert "Machinefabriek De Linde" in page
    assert "je antwoorden op 42 zinnen" in page
    assert "toestemming" not in page
    assert "die je zelf schreef" not in page
    assert len(stored(open_scan)) == 1


def test_exactly_one_answer_and_its_texts_go(open_scan):
    code, other = send(open_scan)[1], send(open_scan)[1]
    add_texts(open_scan, code)
    add_texts(open_scan, other)
    assert "2 teksten die je zelf schreef" in text(withdraw(code))
    assert "Je antwoorden zijn ingetrokken" in text(withdraw(code, "alles"))
    kept = withdrawal.recognise(other)
    assert [response.pk for response in stored(open_scan)] == [withdrawal.response_id(kept)]
    assert set(OpenAnswer.unscoped.values_list("pk", flat=True)) == {
        withdrawal.text_id(kept, 1),
        withdrawal.text_id(kept, 2),
    }


@pytest.mark.parametrize("spell", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c}\n"])
def test_any_spelling_will_do(open_scan, spell):
    withdraw(spell(send(open_scan)[1]), "alles")
    assert stored(open_scan) == []


def test_withdrawing_again_finds_nothing(open_scan):
    code = send(open_scan)[1]
    withdraw(code, "alles")
    for what in (None, "alles", "apart"):
        answer = withdraw(code, what)
        assert answer.status_code == 422
        assert NOTHING in text(answer)


def test_what_is_withdrawn_is_not_in_the_result(open_scan, monkeypatch):
    monkeypatch.setattr(Draft, "duration", 600.0)
    codes = [send(open_scan)[1] for _ in range(6)]
    withdraw(codes[0], "alles")
    content = close_and_publish(open_scan).content
    assert len(stored(open_scan)) == 5
    assert content["groups"][0]["n"] == 5


def test_after_the_last_day_it_is_possible_until_the_scan_is_closed(open_scan, today):
    me, code = send(open_scan)
    type(open_scan).unscoped.update(first_day=today - timedelta(9), last_day=today - timedelta(1))
    assert "Intrekken kan nog" in text(me.get())
    withdraw(code, "alles")
    assert stored(open_scan) == []


@pytest.mark.parametrize("code", ["", "   ", "ABCD", "ABCD-EFGH-JKMN-PQR0", "x" * 100, "é" * 16])
def test_what_is_no_code_gets_told_what_a_code_looks_like(db, code):
    answer = withdraw(code)
    assert answer.status_code == 422
    page = text(answer)
    assert "ABCD-EFGH-JKMN-2345" in page
    assert 'aria-invalid="true"' in page
    assert NOTHING not in page


def test_a_code_that_nobody_has(open_scan):
    send(open_scan)
    answer = withdraw(withdrawal.new_code(), "alles")
    assert answer.status_code == 422
    assert NOTHING in text(answer)
    assert len(stored(open_scan)) == 1


def test_a_get_withdraws_nothing(client, open_scan):
    code = send(open_scan)[1]
    page = text(client.get(ADDRESS, {"code": code, "wat": "alles"}))
    assert "Je ziet eerst wat er weggaat" in page
    assert f'value="{code}"' not in page
    assert len(stored(open_scan)) == 1


def test_withdrawing_needs_the_token_of_the_form(open_scan):
    code = send(open_scan)[1]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"code": code, "wat": "alles"}).status_code == 403
    assert len(stored(open_scan)) == 1


def test_nothing_of_these_pages_stays_in_a_cache_or_an_address(client, open_scan):
    code = send(open_scan)[1]
    for answer in (client.get(ADDRESS), withdraw(code), withdraw(code, "alles"), withdraw(code)):
        assert "no-store" in answer["Cache-Control"]
        assert "Location" not in answer
        assert answer["Referrer-Policy"] == "same-origin"


# Consent -----------------------------------------------------------------------------------------


def test_a_director_can_withdraw_only_the_consent(open_scan):
    code = send(open_scan, "DIR", apart="ja")[1]
    page = text(withdraw(code))
    assert "Toestemming intrekken" in page
    assert "Alles intrekken" in page
    assert "Je toestemming is ingetrokken" in text(withdraw(code, "apart"))
    assert not Response.unscoped.get().shown_apart
    assert "Toestemming intrekken" not in text(withdraw(code))
    withdraw(code, "alles")
    assert stored(open_scan) == []


def test_a_director_who_takes_the_consent_back_is_merged(open_scan, monkeypatch):
    monkeypatch.setattr(Draft, "duration", 600.0)
    for role in ["LG"] * 5 + ["MW"] * 5:
        send(open_scan, role)
    code = send(open_scan, "DIR", apart="ja")[1]
    withdraw(code, "apart")
    codes = [group["code"] for group in close_and_publish(open_scan).content["groups"]]
    assert codes == ["totaal", "DIR+HR+LG", "MW"]


# Sending again -----------------------------------------------------------------------------------


def test_back_and_send_after_withdrawing_stores_nothing(open_scan):
    me, code = send(open_scan)
    withdraw(code, "alles")
    assert me.goes_to(me.send(), "?melding=geen-concept")
    assert stored(open_scan) == []


def test_a_device_that_still_holds_the_sent_draft_cannot_send_it_again(open_scan):
    """The answer of the server got lost, or another tab kept the cookie of just before."""
    me = respondent_of(open_scan).fill_in_all()
    me.send()
    kept = me.client.cookies[COOKIE].value
    code = code_of(me.get("bedankt/").content.decode())
    withdraw(code, "alles")
    me.client.cookies[COOKIE] = kept
    assert me.goes_to(me.send(), "bedankt/")
    assert stored(open_scan) == []


def test_pressing_twice_stores_once_and_one_code_removes_it(open_scan):
    me = respondent_of(open_scan).fill_in_all()
    unsent = me.client.cookies[COOKIE].value
    me.send()
    me.client.cookies[COOKIE] = unsent  # the second press left before the first answer came
    me.send()
    assert len(stored(open_scan)) == 1
    withdraw(code_of(me.get("bedankt/").content.decode()), "alles")
    assert stored(open_scan) == []


# Closing -----------------------------------------------------------------------------------------


def test_after_closing_no_code_leads_anywhere(open_scan):
    """Not because we refuse: the ids that follow from the codes are nowhere any more."""
    codes = [send(open_scan)[1] for _ in range(5)]
    for code in codes:
        add_texts(open_scan, code)
    close_and_publish(open_scan)
    keys = [withdrawal.recognise(code) for code in codes]
    responses = {withdrawal.response_id(key) for key in keys}
    texts = {withdrawal.text_id(key, number) for key in keys for number in (1, 2)}
    assert len(stored(open_scan)) == 5
    assert not responses & {response.pk for response in stored(open_scan)}
    assert not texts & set(OpenAnswer.unscoped.values_list("pk", flat=True))
    for what in (None, "alles", "apart"):
        answer = withdraw(codes[0], what)
        assert answer.status_code == 422
        assert "wij ook niet" in text(answer)


def test_closed_and_never_existed_are_the_same_page(open_scan, django_assert_num_queries):
    code, unknown = send(open_scan)[1], withdrawal.readable(withdrawal.new_code())
    close_and_publish(open_scan)
    pages = []
    for given in (code, unknown):
        with django_assert_num_queries(2):
            page = text(withdraw(given))
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(given, ""))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("status", ["draft", "review", "closed"])
def test_only_an_open_scan_lets_go(open_scan, status):
    code = send(open_scan)[1]
    type(open_scan).unscoped.update(status=status)
    for what in (None, "alles", "apart"):
        assert NOTHING in text(withdraw(code, what))
    assert len(stored(open_scan)) == 1


@pytest.mark.django_db(transaction=True)
def test_who_was_told_it_is_withdrawn_is_in_no_result(open_scan):
    """Someone closes while eight people withdraw: each of them is out, or hears that it is over."""
    codes = [withdrawal.new_code() for _ in range(60)]
    answers = dict.fromkeys(INSTRUMENT.codes, 3)
    for code in codes:
        key = withdrawal.response_id(code)
        actions.submit(scan=open_scan, sheet=actions.Sheet(role="MW", answers=answers, id=key))

    def take_back(number):
        if number == 30:
            return close_and_publish(open_scan)
        try:
            withdrawing.withdraw(code=codes[number])
        except withdrawing.NotFound:
            return False
        return True

    outcomes = in_threads(take_back, 60)
    withdrawn = outcomes.count(True)
    assert 5 <= withdrawn < 60
    assert len(stored(open_scan)) == 60 - withdrawn
    open_scan.refresh_from_db()
    assert open_scan.publication.content["groups"][0]["n"] == 60 - withdrawn
