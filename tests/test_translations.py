"""Watchdog: every Dutch text has its translations, and none is left over.

English has all of them; the further languages what respondents read. A Dutch text that changes is
another msgid, so its translations are missing then: an outdated one cannot stay.
"""

from __future__ import annotations

import re
import shutil

import pytest
from babel.messages import plurals
from babel.messages.catalog import Message

from tests import translations
from tests.translations import FURTHER, messages_of

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
ALL = ("en", *FURTHER)
FORMS = {"en": 2, "pl": 3, "de": 2, "uk": 3, "tr": 1, "ar": 6}


@pytest.fixture(scope="module")
def extracted() -> list[Message]:
    """The texts of today's code and templates."""
    if not shutil.which("xgettext"):
        pytest.fail("xgettext ontbreekt: installeer het pakket gettext (script/test doet dat)")
    return translations.extracted()


@pytest.fixture(scope="module")
def needed(extracted) -> dict[str, list[Message]]:
    """Which texts each language needs."""
    seen = translations.for_respondents(extracted)
    return {"en": extracted, **dict.fromkeys(FURTHER, seen)}


def texts(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def ids(message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def key(message) -> tuple:
    return message.context, str(message.id)


def test_there_is_something_to_translate(needed):
    assert len(needed["en"]) > 200
    assert 200 < len(needed["ar"]) < len(needed["en"])


@pytest.mark.parametrize("language", ALL)
def test_every_text_is_translated(needed, language):
    """Missing? `python -m tests.translations` puts what is new in the further languages."""
    known = {key(m) for m in messages_of(language) if all(texts(m)) and not m.fuzzy}
    assert [m.id for m in needed[language] if key(m) not in known] == []


@pytest.mark.parametrize("language", ALL)
def test_no_translation_is_left_over(needed, language):
    today = {key(m) for m in needed[language]}
    assert [m.id for m in messages_of(language) if key(m) not in today] == []


@pytest.mark.parametrize("language", ALL)
def test_the_same_values_are_filled_in(language):
    wrong = [
        m.id
        for m in messages_of(language)
        for text in texts(m)
        if names(text) not in map(names, ids(m))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", FURTHER)
def test_every_plural_form_is_there(language):
    several = [m for m in messages_of(language) if isinstance(m.id, tuple)]
    assert several
    assert {len(m.string) for m in several} == {FORMS[language]}
    assert plurals.get_plural(language).num_plurals == FORMS[language]


@pytest.mark.parametrize("language", FURTHER)
def test_a_translation_is_in_its_own_script(language):
    """A Dutch or English text that was left standing would look translated."""
    same = [m.id for m in messages_of(language) for text in texts(m) if text in ids(m)]
    assert set(map(str, same)) <= SAME_EVERYWHERE
    if language in SCRIPTS:
        letters = [
            m.id for m in messages_of(language) for t in texts(m) if not SCRIPTS[language].search(t)
        ]
        assert letters == []


SAME_EVERYWHERE = {"Alles", "('%(texts)s tekst', '%(texts)s teksten')"}  # German, Polish
SCRIPTS = {"uk": re.compile("[а-яіїєґ]", re.I), "ar": re.compile("[\u0621-\u064a]")}


def names(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def test_the_texts_of_respondents_are_found_by_following_the_code():
    sources = translations.respondent_sources()
    assert {
        "scan/questionnaire_form.py", "scan/end_forms.py", "templates/base_respond.html",
        "templates/404.html", "templates/scan/welcome.html", "templates/scan/privacy.html",
        "templates/scan/_own_words_readers.html", "templates/scan/slip.html",
        "templates/scan/kiosk/thanks.html",
    } <= sources  # fmt: skip
    assert not {
        "templates/base.html", "templates/scan/scan_form.html", "templates/scan/home.html",
        "templates/scan/links.html", "scan/models/scan.py", "scan/manage_forms.py",
    } & sources  # fmt: skip
