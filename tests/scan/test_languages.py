"""The whole way in each language: nothing Dutch or English of ours is left on any page."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.core.cache import caches

from scan.instrument.load import load
from scan.models import Response
from tests.scan.respondent import Respondent, respondent_of
from tests.translations import FURTHER, messages_of

INSTRUMENT = load("leercultuur_mkb_1")
LONG = 12  # characters; a shorter text may be a word in another language too


@pytest.fixture(scope="module")
def foreign() -> dict[str, set[str]]:
    """Per language the texts of ours that may not be on its pages: the Dutch and English ones."""
    ours = {text for message in messages_of("en") for text in _pieces(message)}
    ours |= {*_statements("nl"), *_statements("en")}
    return {language: ours - _texts(language) for language in FURTHER}


def _texts(language: str) -> set[str]:
    return {text for message in messages_of(language) for text in _strings(message.string)}


def _pieces(message) -> list[str]:
    """Dutch and English, cut where a value is filled in."""
    texts = [*_strings(message.id), *_strings(message.string)]
    pieces = [part.strip(" .,:?!\n") for t in texts for part in re.split(r"%\(\w+\)[sd]|{\w+}", t)]
    return [piece for piece in pieces if len(piece) >= LONG and " " in piece]


def _strings(text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _statements(language: str) -> list[str]:
    texts = [text[language] for item in INSTRUMENT.items for text in item.texts.values()]
    return texts + [text[language] for text in INSTRUMENT.scale.values()]


def seen(response) -> str:
    """What a person reads or hears: the text, and texts in attributes."""
    page = response.content.decode()
    spoken = re.findall(r'(?:aria-label|data-\w+|title)="([^"]*)"', page)
    text = re.sub(
        r"<[^>]*>", "\n", re.sub(r"<style.*?</style>|<svg.*?</svg>", "", page, flags=re.S)
    )
    return unescape(text + "\n" + "\n".join(spoken))


@pytest.fixture
def check(foreign):
    def check(response, language: str) -> None:
        page = response.content.decode()
        direction = ' dir="rtl"' if language == "ar" else ""
        assert re.search(f'<html lang="{language}"{direction}[ >]', page), page[:300]
        text = seen(response)
        assert [t for t in foreign[language] if t in text] == []

    return check


def speaking(scan, language: str, role: str = "MW") -> Respondent:
    """Somebody whose browser asks for this language, and who never chose one."""
    return respondent_of(scan, role, headers={"accept-language": f"{language},en;q=0.5"})


@pytest.fixture
def asking_scan(open_scan):
    type(open_scan).unscoped.filter(pk=open_scan.pk).update(open_questions=True)
    return open_scan


@pytest.mark.parametrize("role", ["DIR", "MW"])
@pytest.mark.parametrize("language", FURTHER)
def test_the_whole_way_in_one_language(asking_scan, check, language, role):
    one = speaking(asking_scan, language, role)
    check(one.get(), language)
    one.begin()
    for number in range(1, 7):
        check(one.get(f"blok/{number}/"), language)
        one.fill_in(number, str(number % 5 + 1))
    check(one.get("eigen-woorden/"), language)
    check(one.post("eigen-woorden/", {"vraag1": "x" * 501}), language)
    one.post("eigen-woorden/", {"vraag1": "", "vraag2": ""})
    check(one.get("stoppen/"), language)
    check(one.get("versturen/"), language)
    one.send()
    check(one.get("bedankt/"), language)
    check(one.get("bedankt/"), language)
    response = Response.unscoped.get()
    assert response.answers == {
        item.code: block.number % 5 + 1 for block in INSTRUMENT.blocks for item in block.items
    }


@pytest.mark.parametrize("language", FURTHER)
def test_what_goes_wrong_is_told_in_the_same_language(open_scan, check, language):
    one = speaking(open_scan, language, "")
    one.begin()
    check(one.get("rol/"), language)
    check(one.post("rol/", {"role": ""}), language)
    check(one.post("rol/", {"role": "KAT"}), language)
    one.post("rol/", {"role": "LG"})
    check(one.post("blok/1/", {INSTRUMENT.items[0].code: "9"}), language)
    check(one.post("blok/1/", {"vreemd": "1"}), language)
    check(one.post("versturen/"), language)
    check(one.client.get("/v/bestaat-niet/"), language)
    check(one.client.get("/bestaat-niet/"), language)
    check(one.client.get("/privacy/"), language)
    check(one.client.put("/privacy/"), language)
    check(one.client.get("/intrekken/"), language)
    check(one.client.post("/intrekken/", {"code": "KLEI"}), language)
    check(one.client.post("/intrekken/", {"code": "ABCDEFGHJKMN2345"}), language)
    check(one.client.get("/c/"), language)
    check(one.client.post("/c/", {"code": "KLEI"}), language)


@pytest.mark.parametrize("language", FURTHER)
def test_a_closed_scan_and_an_early_one(open_scan, check, today, language):
    for first, last in ((1, 2), (-3, -1)):
        days = {"first_day": today + timedelta(first), "last_day": today + timedelta(last)}
        type(open_scan).unscoped.filter(pk=open_scan.pk).update(**days)
        one = speaking(open_scan, language)
        caches["links"].clear()
        check(one.get(), language)


@pytest.mark.parametrize("language", FURTHER)
def test_taking_back_in_the_same_language(open_scan, check, language):
    one = speaking(open_scan, language).fill_in_all()
    one.send()
    page = one.get("bedankt/").content.decode()
    code = re.sub(r"<[^>]*>|-", "", re.search(r'id="code"[^>]*>(.*?)</p>', page)[1])
    check(one.client.post("/intrekken/", {"code": code}), language)
    check(one.client.post("/intrekken/", {"code": code, "wat": "alles"}), language)
    assert not Response.unscoped.exists()


def test_the_browsers_language_is_the_first_and_a_choice_stays(open_scan):
    one = speaking(open_scan, "tr")
    assert 'lang="tr"' in one.get().content.decode()
    one.client.post("/taal/", {"language": "uk", "next": "/privacy/"})
    assert '<html lang="uk"' in one.get().content.decode()
    assert '<html lang="uk"' in one.client.get("/privacy/").content.decode()


def test_the_own_names_are_there_to_choose_from(open_scan):
    page = speaking(open_scan, "ar").get().content.decode()
    for code, name in settings.LANGUAGES:
        assert re.search(f'value="{code}" lang="{code}"[^>]*>{name}</button>', page)


def test_choosing_on_a_page_with_answers_saves_them(open_scan):
    one = speaking(open_scan, "nl").begin()
    first = INSTRUMENT.items[0]
    one.post("blok/1/", {first.code: "2", "taal": "pl"})
    page = one.get("blok/1/").content.decode()
    assert first.texts["own"]["pl"] in unescape(page)
    assert re.search(f'name="{first.code}" value="2"[^>]* checked', page)


@pytest.mark.parametrize("cookie", [*FURTHER, "xx", ""])
def test_managers_read_dutch_or_english_only(client, alice, open_scan, cookie):
    client.force_login(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    for asked, told in (("pl", "nl"), ("pl,en;q=0.5", "en"), ("ar,nl;q=0.9,en;q=0.1", "nl")):
        for address in ("/", f"/o/{open_scan.organisation.slug}/", "/account/password/change/"):
            page = client.get(address, headers={"accept-language": asked})
            assert f'<html lang="{told}"' in page.content.decode(), (address, asked)


def test_days_are_written_as_people_do(open_scan):
    days = {"first_day": date(2020, 1, 1), "last_day": date(2020, 11, 3)}
    type(open_scan).unscoped.filter(pk=open_scan.pk).update(**days)
    written = {
        "nl": "3 november 2020", "en": "3 November 2020", "pl": "3 listopada 2020",
        "de": "3. November 2020", "uk": "3 листопада 2020", "tr": "3 Kasım 2020",
        "ar": "3 نوفمبر 2020",
    }  # fmt: skip
    for language, day in written.items():
        assert day in seen(speaking(open_scan, language).get())


def test_an_unread_translation_says_so_and_dutch_and_english_do_not(open_scan):
    for code, _ in settings.LANGUAGES:
        page = speaking(open_scan, code).get().content.decode()
        assert ("vertaling" in page) == (code in INSTRUMENT.unread)


@pytest.mark.parametrize("language", FURTHER)
def test_the_preview_shows_a_language_and_that_it_needs_a_reader(
    client, alice, asking_scan, language
):
    client.force_login(alice)
    address = f"/o/{asking_scan.organisation.slug}/scans/{asking_scan.pk}/voorbeeld/MW/"
    page = unescape(client.get(address, {"taal": language}).content.decode())
    assert '<html lang="nl">' in page
    assert INSTRUMENT.items[0].texts["own"][language] in page
    assert "Proeflezing door moedertaalspreker nodig" in page
    assert (f'<div lang="{language}" dir="rtl">' in page) == (language == "ar")
    page = unescape(client.get(address, {"taal": "xx"}).content.decode())
    assert INSTRUMENT.items[0].texts["own"]["nl"] in page
    assert "Proeflezing door moedertaalspreker nodig" not in page


def test_the_links_page_tells_which_languages_need_a_reader(client, alice, open_scan):
    client.force_login(alice)
    address = f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/links/"
    page = client.get(address).content.decode()
    assert page.count("proeflezing door moedertaalspreker nodig") == len(INSTRUMENT.unread) == 5
    assert all(f">{name}</bdi>" in page for _, name in settings.LANGUAGES)
