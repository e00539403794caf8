"""The open questions for who takes part: off by default, optional, kept on the own device."""

from __future__ import annotations

import base64
import uuid

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from scan import drafts, own_words, withdrawal
from scan.actions import OpenText, Sheet, submit
from scan.instrument.open_questions import MAX_LENGTH, questions
from scan.models import OpenAnswer
from scan.roles import Role
from tests.scan.respondent import INSTRUMENT, Respondent, respondent_of, stored

PAGE = "eigen-woorden/"
# The longest text there can be: every character takes four bytes.
LONGEST = "\N{BRICK}" * MAX_LENGTH


@pytest.fixture
def asking_scan(open_scan):
    open_scan.open_questions = True
    open_scan.save()
    return open_scan


@pytest.fixture
def me(asking_scan) -> Respondent:
    return respondent_of(asking_scan).fill_in_all("2")


def write(me: Respondent, first: str = "", second: str = "", **more: str):
    return me.post(PAGE, {"vraag1": first, "vraag2": second} | more)


def content(response) -> str:
    return response.content.decode()


def texts(scan) -> dict[int, str]:
    return dict(OpenAnswer.unscoped.filter(scan=scan).values_list("question", "text"))


def test_a_scan_that_does_not_ask_has_no_such_page(open_scan):
    me = respondent_of(open_scan).fill_in_all()
    assert me.get(PAGE).status_code == 404
    assert write(me, "toch iets").status_code == 404
    assert me.goes_to(me.fill_in(6), "versturen/")
    assert "eigen woorden" not in content(me.get("versturen/"))
    assert not set(own_words.COOKIES.values()) & set(me.client.cookies)


def test_a_scan_that_does_not_ask_stores_no_text(open_scan):
    text = OpenText(uuid.uuid4(), 1, "toch iets")
    submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers={}, texts=(text,)))
    assert texts(open_scan) == {}
    assert len(stored(open_scan)) == 1


def test_the_page_stands_between_the_last_block_and_the_overview(me):
    assert me.goes_to(me.fill_in(6), PAGE)
    assert me.goes_to(write(me), "versturen/")
    assert me.goes_to(write(me, naar="terug"), "blok/6/")
    assert me.goes_to(write(me, naar="stoppen"), "stoppen/")
    assert f'href="{me.address(PAGE)}">Terug' in content(me.get("versturen/"))
    assert "Blok 7" not in content(me.get(PAGE))


def test_a_block_that_was_opened_from_the_overview_goes_back_there(me):
    assert me.goes_to(me.fill_in(6, page="blok/6/?van=controle"), "versturen/")


def test_before_writing_people_read_who_will_read_it(me):
    before_the_fields, _, after = content(me.get(PAGE)).partition("<textarea")
    assert after
    for told in (
        "kan letterlijk in het rapport komen",
        "contactpersoon: Noor van HR",
        "geen namen",
        "gezondheid",
        "willekeurige volgorde",
        "minder dan tien mensen",
        "minder dan vijf teksten",
    ):
        assert told in before_the_fields


def test_what_is_written_is_stored_with_the_answers_and_leaves_the_device(me, asking_scan):
    write(me, "Tijd om te oefenen", "Haast")
    assert texts(asking_scan) == {}
    assert "2 teksten" in content(me.get("versturen/"))
    assert me.goes_to(me.send(), "bedankt/")
    assert texts(asking_scan) == {1: "Tijd om te oefenen", 2: "Haast"}
    assert len(stored(asking_scan)) == 1
    assert not any(me.client.cookies[name].value for name in own_words.COOKIES.values())


def test_empty_is_no_text(me, asking_scan):
    write(me, " \n\t ", "Haast")
    assert "1 tekst<" in content(me.get("versturen/"))
    me.send()
    assert texts(asking_scan) == {2: "Haast"}


def test_sending_twice_stores_once(me, asking_scan):
    write(me, "Tijd om te oefenen", "Haast")
    again = Client()
    again.cookies.load({name: m.value for name, m in me.client.cookies.items()})
    me.send()
    assert again.post(me.address("versturen/")).status_code == 302
    assert OpenAnswer.unscoped.count() == 2
    assert len(stored(asking_scan)) == 1


def test_the_id_follows_from_the_code_and_from_nothing_that_is_stored(me, asking_scan, rf):
    write(me, "Tijd om te oefenen")
    request = rf.get("/")
    request.COOKIES = {k: m.value for k, m in me.client.cookies.items()}
    code = drafts.read(request, me.link).code
    me.send()
    (text,) = OpenAnswer.unscoped.all()
    (response,) = stored(asking_scan)
    assert text.pk == withdrawal.text_id(code, 1)
    assert text.pk != response.pk


def test_switching_language_keeps_what_was_written(me):
    assert me.goes_to(write(me, "Tijd om te oefenen", taal="en"), PAGE)
    page = content(me.get(PAGE))
    assert questions()[1]["en"] in page
    assert "Tijd om te oefenen" in page


def test_a_text_that_is_too_long_comes_back_whole(me):
    long = "woord " * 100
    answer = write(me, long, "Haast")
    assert answer.status_code == 422
    assert "Dit zijn 599 tekens. Er passen er 500." in content(answer)
    assert long in content(answer)
    assert "Haast" in content(answer)
    assert "0 teksten" in content(me.get("versturen/"))


def test_the_longest_texts_fit_in_cookies_and_a_header(me, asking_scan):
    write(me, LONGEST, LONGEST)
    for name in own_words.COOKIES.values():
        morsel = me.client.cookies[name]
        assert len(f"{name}={morsel.value}") < 4096
        assert len(morsel.OutputString()) < 4096
    assert sum(len(f"{k}={m.value}; ") for k, m in me.client.cookies.items()) < 8000
    me.send()
    assert texts(asking_scan) == {1: LONGEST, 2: LONGEST}


@given(st.text(max_size=3 * MAX_LENGTH))
def test_no_text_tells_its_length(text):
    seal = own_words._seal(uuid.uuid4(), withdrawal.new_code(), own_words.clean(text)[:MAX_LENGTH])
    assert len(seal) == len(own_words._seal(uuid.uuid4(), withdrawal.new_code(), ""))


@given(st.text())
def test_clean_text_is_one_line_that_can_be_seen(text):
    cleaned = own_words.clean(text)
    assert own_words.clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert all(c.isprintable() or not c.isascii() for c in cleaned)
    assert not set(cleaned) & set("[]\x00\u202e\u200b")


def test_cleaning_keeps_what_people_write():
    written = " Zoë  zei:\r\n“Łódź” \x00is\u200b ver [weg] "
    assert own_words.clean(written) == "Zoë zei: “Łódź” is ver (weg)"
    assert own_words.clean("Привет 🧱") == "Привет 🧱"


def test_the_device_keeps_only_what_the_server_alone_can_read(me):
    write(me, "Tijd om te oefenen")
    for name in own_words.COOKIES.values():
        morsel = me.client.cookies[name]
        plain = base64.urlsafe_b64decode(morsel.value).decode("latin-1")
        assert "oefenen" not in morsel.value + plain
        assert morsel["httponly"]
        assert morsel["path"] == me.address()


def test_stopping_erases_it(me):
    write(me, "Tijd om te oefenen")
    me.post("stoppen/")
    assert not any(me.client.cookies[name].value for name in own_words.COOKIES.values())


def test_the_next_person_on_this_device_sees_nothing_of_it(me):
    write(me, "Tijd om te oefenen")
    del me.client.cookies[drafts.COOKIE]
    me.fill_in_all()
    assert "oefenen" not in content(me.get(PAGE))
    assert "0 teksten" in content(me.get("versturen/"))


@pytest.mark.parametrize("value", ["", "onzin", "é", "gAAAAA=="])
def test_a_cookie_that_is_not_ours_is_no_text(me, value):
    me.client.cookies[own_words.COOKIES[1]] = value
    assert me.get(PAGE).status_code == 200


def test_a_get_changes_nothing(me):
    write(me, "Tijd om te oefenen")
    names = own_words.COOKIES.values()
    before = [me.client.cookies[name].value for name in names]
    me.get(PAGE)
    me.get("versturen/")
    assert [me.client.cookies[name].value for name in names] == before


def test_the_questions_are_as_they_were_published():
    """Frozen results name their version: another wording is another version."""
    told = {
        number: {language: texts[language] for language in ("nl", "en")}
        for number, texts in questions("open_questions_1").items()
    }
    assert told == {
        1: {
            "nl": "Wat helpt hier het meest om te leren in het werk?",
            "en": "What helps most here to learn at work?",
        },
        2: {
            "nl": "Wat houdt leren in het werk hier het meest tegen?",
            "en": "What gets most in the way of learning at work here?",
        },
    }


def test_every_language_of_the_questionnaire_has_the_questions():
    for texts in questions().values():
        assert set(texts) >= set(INSTRUMENT.languages)
