"""Difficult words: each is really used, explained in easier words, and found where it stands."""

from __future__ import annotations

import pytest

from scan.instrument.difficult_words import chosen, explained, words
from scan.instrument.load import load
from scan.instrument.types import LANGUAGES
from tests.scan.respondent import respondent_of

INSTRUMENT = load("leercultuur_mkb_1")
STATEMENTS = " ".join(text["nl"] for item in INSTRUMENT.items for text in item.texts.values())
ON_PAGES = {"directie", "gemiddelde", "hr", "vertrouwelijk"}


@pytest.mark.parametrize("word", words(), ids=lambda word: word.code)
def test_it_is_used_and_explained_in_short(word):
    assert word.stands_in(STATEMENTS) or word.code in ON_PAGES
    for language in LANGUAGES:
        assert 3 <= len(word.meaning[language].split()) <= 20
        assert word.meaning[language].endswith(".")
    assert not word.stands_in(word.meaning["nl"]), "explained with itself"


def test_only_whole_words_are_found():
    assert explained("Ik leer van leveranciers.", "nl")[0][0] == "leverancier"
    assert explained("Teams leggen vast wat ze leren.", "en")[0][0] == "recording"
    assert explained("De begeleiding en het vakwerk.", "nl") == ()


def test_a_language_without_explanations_has_none():
    assert explained("Ik leer van leveranciers.", "pl") == ()
    assert chosen(("hr",), "ar") == ()


def test_pages_explain_their_own_words(open_scan):
    me = respondent_of(open_scan, "")
    assert "Niemand in je bedrijf krijgt jouw antwoorden te zien." in me.get().content.decode()
    role = me.begin().get("rol/").content.decode()
    assert "De baas of de bazen van het hele bedrijf" in role


def test_a_statement_without_difficult_words_has_no_explanation(open_scan):
    me = respondent_of(open_scan, "MW").begin()
    page = me.get("blok/1/").content.decode()
    assert page.count("<summary>Uitleg: aanpak") == 1
    first, second = page.split("<fieldset>")[1:3]
    assert "Uitleg: " in first
    assert "Uitleg: " not in second


def test_the_size_of_letters_is_remembered_and_nothing_else(client, db):
    answer = client.post("/letters/", {"letters": "groot", "next": "/privacy/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/privacy/"
    assert '<html lang="nl" class="groot">' in client.get("/privacy/").content.decode()
    client.post("/letters/", {"letters": "<script>", "next": "https://elders.example/"})
    assert client.cookies["letters"].value == "groot"
    assert client.post("/letters/", {"next": "//elders.example/"})["Location"] == "/"
