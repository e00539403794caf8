"""From the link to the thanks page, as people go through it."""

from __future__ import annotations

import pytest
from django.conf import settings as real_settings
from django.test import Client

from scan.instrument.types import DONT_KNOW
from scan.models import LoginSession as Session
from tests.scan.respondent import INSTRUMENT, respondent_of, stored

FIRST = INSTRUMENT.blocks[0].items[0]


def test_everything_that_was_filled_in_is_stored_as_one_response(open_scan):
    me = respondent_of(open_scan).fill_in_all("2")
    assert me.goes_to(me.send(), "bedankt/")
    (response,) = stored(open_scan)
    assert response.role == "MW"
    assert response.answers == dict.fromkeys(INSTRUMENT.codes, 2)


def test_the_steps_follow_each_other(open_scan):
    me = respondent_of(open_scan)
    assert me.get().status_code == 200
    assert me.goes_to(me.post(), "blok/1/")
    for number in range(1, 6):
        assert me.goes_to(me.fill_in(number), f"blok/{number + 1}/")
    assert me.goes_to(me.fill_in(6), "versturen/")
    assert "Alles is ingevuld" in me.get("versturen/").content.decode()


def test_the_welcome_page_says_who_asks_and_until_when(open_scan):
    page = respondent_of(open_scan).get().content.decode()
    for text in ("Machinefabriek De Linde", "42 korte zinnen", "Noor van HR", "vertrouwelijk"):
        assert text in page
    assert f"{real_settings.ANSWER_RETENTION_DAYS} dagen" in page
    assert "anoniem" not in page


@pytest.mark.parametrize(
    ("role", "expected"),
    [("DIR", "Je bent mogelijk de enige"), ("", "Ben je de enige in jouw rol?"), ("MW", None)],
)
def test_who_may_be_the_only_one_is_told_before_starting(open_scan, role, expected):
    page = respondent_of(open_scan, role).get().content.decode()
    assert ("de enige in jouw rol" in page) == bool(expected)
    assert expected is None or expected in page


def test_who_chose_a_role_of_one_is_told_on_the_first_block(open_scan):
    me = respondent_of(open_scan, "").begin()
    me.post("rol/", {"role": "HR"})
    assert "Je bent mogelijk de enige" in me.get("blok/1/").content.decode()
    me.post("rol/", {"role": "MW"})
    assert "Je bent mogelijk de enige" not in me.get("blok/1/").content.decode()


def test_only_the_general_link_asks_the_role(open_scan):
    me = respondent_of(open_scan, "")
    assert me.goes_to(me.post(), "rol/")
    assert me.goes_to(me.get("blok/1/"), "rol/")
    assert me.goes_to(me.get("versturen/"), "rol/")
    assert me.goes_to(me.post("rol/", {"role": "LG"}), "blok/1/")
    assert FIRST.texts["organisation"]["nl"] in me.get("blok/1/").content.decode()
    colleague = respondent_of(open_scan, "LG").begin()
    assert colleague.goes_to(colleague.get("rol/"), "blok/1/")


def test_a_get_changes_nothing(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    before = me.client.cookies["concept"].value
    for page in ("", "rol/", "blok/1/", "blok/6/", "versturen/", "stoppen/", "bedankt/"):
        me.get(page)
    assert me.client.cookies["concept"].value == before
    assert stored(open_scan) == []


def test_a_mail_scanner_that_opens_every_page_uses_nothing_up(open_scan):
    scanner = respondent_of(open_scan)
    for page in ("", "rol/", "blok/1/", "versturen/", "bedankt/", "stoppen/"):
        assert scanner.get(page).status_code in {200, 302}
    assert not scanner.has_draft
    assert respondent_of(open_scan).get().status_code == 200


def test_there_is_no_session_and_no_writing_before_sending(open_scan, django_assert_num_queries):
    me = respondent_of(open_scan)
    with django_assert_num_queries(1):
        me.get()
    with django_assert_num_queries(1):
        me.begin()
    for number in range(1, 7):
        with django_assert_num_queries(1):
            me.get(f"blok/{number}/")
        with django_assert_num_queries(1):
            me.fill_in(number)
    with django_assert_num_queries(1):
        me.get("versturen/")
    me.send()
    with django_assert_num_queries(1):
        me.get("bedankt/")
    # "al-geantwoord" says only that somebody answered here (scan/same_device.py).
    assert set(me.client.cookies) == {"csrftoken", "concept", "al-geantwoord"}
    assert not Session.objects.exists()


def test_back_keeps_what_was_just_filled_in(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    assert me.goes_to(me.fill_in(2, "1", naar="terug"), "blok/1/")
    assert me.get("blok/2/").content.decode().count(" checked") == 6


def test_back_from_the_first_block(open_scan):
    me = respondent_of(open_scan).begin()
    assert me.goes_to(me.fill_in(1, naar="terug"), "")
    other = respondent_of(open_scan, "").begin()
    other.post("rol/", {"role": "MW"})
    assert other.goes_to(other.fill_in(1, naar="terug"), "rol/")


def test_the_other_language_keeps_unsaved_choices(open_scan):
    me = respondent_of(open_scan).begin()
    answer = me.post("blok/1/", {FIRST.code: "5", "taal": "en"})
    assert me.goes_to(answer, "blok/1/")
    page = me.get("blok/1/").content.decode()
    assert '<html lang="en">' in page
    assert FIRST.texts["own"]["en"] in page
    assert page.count(" checked") == 1


def test_an_unknown_language_changes_nothing(open_scan):
    me = respondent_of(open_scan).begin()
    me.post("blok/1/", {FIRST.code: "5", "taal": "xx"})
    page = me.get("blok/1/").content.decode()
    assert '<html lang="nl">' in page
    assert page.count(" checked") == 1


def test_the_browser_s_language_is_the_first_guess(open_scan):
    me = respondent_of(open_scan)
    assert '<html lang="en">' in me.get(headers={"accept-language": "en"}).content.decode()


def test_a_block_opened_from_the_check_page_leads_back_there(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    page = me.get("versturen/").content.decode()
    empty = INSTRUMENT.blocks[2]
    assert f"{me.address('blok/3/')}?van=controle#{empty.items[0].code}" in page
    assert me.goes_to(me.fill_in(3, page="blok/3/?van=controle"), "versturen/")


def test_an_emptied_page_is_empty_again(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    me.post("blok/1/", {FIRST.code: "3"})
    assert me.get("blok/1/").content.decode().count(" checked") == 1


def test_beginning_again_goes_on_where_it_stopped(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    assert "Je was al begonnen" in me.get().content.decode()
    assert me.goes_to(me.post(), "blok/2/")
    assert me.get("blok/1/").content.decode().count(" checked") == 8


def test_too_few_answers_may_be_sent_and_it_is_said(open_scan):
    me = respondent_of(open_scan).begin()
    me.fill_in(1)
    assert "Vanaf 21 antwoorden tel je mee" in me.get("versturen/").content.decode()
    assert me.goes_to(me.send(), "bedankt/")
    (response,) = stored(open_scan)
    assert response.unusable


def test_dont_know_does_not_count_towards_the_minimum(open_scan):
    me = respondent_of(open_scan).fill_in_all(DONT_KNOW)
    page = me.get("versturen/").content.decode()
    assert "Alles is ingevuld" in page
    assert "Je koos nu 0 keer een antwoord op de schaal" in page


def test_the_thanks_page_shows_the_own_answers_once(open_scan):
    me = respondent_of(open_scan).fill_in_all("5")
    me.send()
    page = me.get("bedankt/").content.decode()
    assert FIRST.texts["own"]["nl"] in page
    assert page.count("klopt helemaal<") == 42
    assert not me.has_draft
    again = me.get("bedankt/").content.decode()
    assert FIRST.texts["own"]["nl"] not in again
    assert "Er staan geen antwoorden meer op dit apparaat" in again


def test_thanks_before_sending_leads_to_the_check_page(open_scan):
    me = respondent_of(open_scan).begin()
    assert me.goes_to(me.get("bedankt/"), "versturen/")


def test_stopping_takes_everything_off_the_device(open_scan):
    me = respondent_of(open_scan).begin()
    assert me.goes_to(me.fill_in(1, naar="stoppen"), "stoppen/")
    assert "alleen op dit apparaat" in me.get("stoppen/").content.decode()
    assert me.has_draft
    assert me.goes_to(me.post("stoppen/"), "stoppen/")
    assert not me.has_draft
    assert "Er staat niets van jou op dit apparaat" in me.get("stoppen/").content.decode()


def test_the_next_person_on_the_same_device_gets_a_response_of_their_own(open_scan):
    device = respondent_of(open_scan)
    for _ in range(2):
        device.fill_in_all().send()
        device.get("bedankt/")
    assert len(stored(open_scan)) == 2


def test_a_shared_device_does_not_show_the_answers_of_who_went_before(open_scan):
    device = respondent_of(open_scan)
    device.fill_in_all().send()
    assert device.goes_to(device.begin().post(), "blok/1/")
    assert " checked" not in device.get("blok/1/").content.decode()


def test_a_director_s_link_and_a_manager_s_link_do_not_share_a_draft(open_scan):
    device = respondent_of(open_scan, "LG").fill_in_all()
    other = respondent_of(open_scan, "DIR")
    other.client.cookies["concept"] = device.client.cookies["concept"].value
    assert "geen concept van jou" in other.get().content.decode()


@pytest.mark.parametrize("page", ["", "blok/1/", "versturen/", "stoppen/", "bedankt/"])
def test_nothing_of_these_pages_stays_in_a_cache(open_scan, page):
    response = respondent_of(open_scan).begin().get(page)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_a_logged_in_manager_can_fill_in_too(open_scan, alice):
    me = respondent_of(open_scan)
    me.client = Client()
    me.client.force_login(alice)
    me.fill_in_all().send()
    assert len(stored(open_scan)) == 1
