"""Somebody fills in a whole scan; afterwards nothing but the stored answers knows what it was."""

from __future__ import annotations

import base64
import logging
import re

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core import mail
from django.core.cache import caches
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.test import Client

from reports.publish import close_and_publish
from reports.tasks import ask_for_report
from scan import actions, drafts, sealing
from scan.drafts import COOKIE
from scan.models import LoginSession as Session
from scan.models import Response
from scan.roles import Role
from tests.scan.respondent import INSTRUMENT, Respondent, respondent_of

# One pattern of answers that nobody else gives, so that it can be searched for everywhere.
CANARY = dict(zip(INSTRUMENT.codes, "254135231452" * 4, strict=False))
ROLE = Role.LG


def holds_answers(text: str) -> bool:
    """As JSON, as Python, in a posted form, as a row in an error message, or as the draft."""
    told = [code for code, value in CANARY.items() if re.search(rf"{code}\W{{1,6}}{value}\b", text)]
    return bool(told) or "".join(CANARY.values())[:12] in text


def holds_role(text: str) -> bool:
    return re.search(rf"\b{ROLE}\b", text) is not None


@pytest.fixture
def everything_logged(caplog):
    """Every logger at its most talkative, as with LOG_LEVEL=DEBUG."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")
    return caplog


@pytest.fixture
def person(open_scan, settings) -> Respondent:
    settings.ADMINS = [("Beheer", "beheer@example.org")]
    found = respondent_of(open_scan, ROLE, raise_request_exception=False)
    found.begin()
    for number, block in enumerate(INSTRUMENT.blocks, start=1):
        found.post(f"blok/{number}/", {item.code: CANARY[item.code] for item in block.items})
    return found


def tables(*but: str) -> str:
    """Every row of every table, sessions, cache and task queue included."""
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names(cursor):
            if name not in but:
                cursor.execute(f'SELECT * FROM "{name}"')
                rows += [f"{name}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)


def test_the_search_finds_what_it_should(person):
    person.send()
    assert holds_answers(tables())
    assert holds_role(tables())
    assert holds_answers(repr(CANARY))
    assert holds_answers("&".join(f"{code}={value}" for code, value in CANARY.items()))


def test_no_table_but_one_knows_an_answer_or_a_role(person):
    assert not Response.unscoped.exists()
    assert not holds_answers(tables())  # nothing before "Versturen"
    person.send()
    person.get("bedankt/")
    assert not holds_answers(tables("scan_response"))
    assert not holds_role(tables("scan_response", "scan_openlink"))


def test_the_report_and_its_task_know_no_answers(
    person, open_scan, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    person.send()
    for number in range(1, 6):
        answers = dict.fromkeys(INSTRUMENT.codes, number)
        actions.submit(scan=open_scan, sheet=actions.Sheet(role=Role.MW, answers=answers))
    publication = close_and_publish(open_scan)
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_report(publication, "nl")
    found = tables("scan_response")
    assert "reports.tasks.render_report" in found
    assert not holds_answers(found)


def test_no_log_line_knows_an_answer_or_a_role(everything_logged, person):
    person.send()
    person.get("bedankt/")
    person.get("bestaat-niet/")
    assert "bestaat-niet" in everything_logged.text
    assert not holds_answers(everything_logged.text)
    assert not holds_role(everything_logged.text)


def test_no_page_sends_answers_in_an_address(person):
    addresses = [person.send()["Location"], person.post("blok/1/", {"naar": "terug"})["Location"]]
    assert not holds_answers(" ".join(addresses))


def test_the_device_keeps_only_what_the_server_alone_can_read(person):
    assert set(person.client.cookies) == {COOKIE}
    value = person.client.cookies[COOKIE].value
    plain = base64.urlsafe_b64decode(value).decode("latin-1")
    assert not holds_answers(value + plain)
    assert not holds_role(plain)
    with pytest.raises(InvalidToken):
        Fernet(sealing.key_of("another secret")).decrypt(value.encode())


def test_the_browser_is_asked_to_keep_nothing(open_scan):
    person = respondent_of(open_scan, "").begin()
    role = person.get("rol/")
    person.post("rol/", {"role": "MW"})
    block, check = person.get("blok/1/"), person.get("versturen/")
    for page in (role, block, check):
        assert page.headers["Cache-Control"] == "no-store"
    for page in (role, block):
        assert '<form method="post" autocomplete="off"' in page.content.decode().replace(
            ' id="vragen"', ""
        )


# What happens when it goes wrong ----------------------------------------------------------------

ROW = f"DETAIL:  Failing row contains (3f2, {ROLE}, {CANARY})"  # as PostgreSQL says it


@pytest.mark.parametrize("error", [IntegrityError(ROW), RuntimeError("geen stroom")])
def test_an_error_while_sending_tells_nobody_the_answers(
    everything_logged, person, monkeypatch, error
):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(QuerySet, "bulk_create", fail)
    answer = person.send()
    assert answer.status_code == 500
    assert person.has_draft
    assert "Internal Server Error" in everything_logged.text
    for text in (everything_logged.text, answer.content.decode(), tables("scan_openlink")):
        assert not holds_answers(text)
        assert not holds_role(text)
    assert mail.outbox == []


def test_an_error_while_closing_tells_nobody_the_answers(person, open_scan, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError(ROW)

    person.send()
    monkeypatch.setattr(QuerySet, "bulk_create", fail)
    with pytest.raises(actions.NotStored) as refused:
        close_and_publish(open_scan)
    assert not holds_answers(str(refused.value))
    assert refused.value.__suppress_context__


def test_a_draft_or_a_sheet_in_a_message_shows_no_answers(open_scan):
    link = open_scan.links.get(role=ROLE)
    draft = drafts.begin(link).with_answers(INSTRUMENT.codes, CANARY)
    assert not holds_answers(repr(draft))
    assert not holds_answers(repr(actions.Sheet(role=ROLE, answers=CANARY)))


# The withdrawal code ----------------------------------------------------------------------------


def code_of(person: Respondent) -> str:
    page = person.get("bedankt/").content.decode()
    return re.sub("<[^>]+>", "", re.search(r'id="code"[^>]*>(.+?)</p>', page)[1])


def holds_code(text: str, code: str) -> bool:
    return any(spelling.lower() in text.lower() for spelling in (code, code.replace("-", "")))


def test_the_code_is_in_no_table_session_cache_cookie_mail_or_log_line(everything_logged, person):
    """Not after sending, not while it is used, not after a wrong one, not when that fails."""
    person.send()
    code = code_of(person)
    assert holds_code(f"code={code.replace('-', '').lower()}", code)
    used = Client(raise_request_exception=False)
    kept = [tables()]
    for data in ({}, {"wat": "apart"}, {"wat": "alles"}, {"wat": "alles"}):
        used.post("/intrekken/", {"code": code, **data})
        kept.append(tables())
    kept += [everything_logged.text, str(used.cookies), str(person.client.cookies)]
    kept += [str(vars(cache)) for cache in caches.all()]
    assert not Response.unscoped.exists()
    assert not holds_code("\n".join(kept), code)
    assert not Session.objects.exists()
    assert mail.outbox == []


def test_an_error_while_withdrawing_tells_nobody_the_code(everything_logged, person, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("geen stroom")

    person.send()
    code = code_of(person)
    monkeypatch.setattr(QuerySet, "delete", fail)
    used = Client(raise_request_exception=False)
    answer = used.post("/intrekken/", {"code": code, "wat": "alles"})
    assert answer.status_code == 500
    assert "Internal Server Error" in everything_logged.text
    assert not holds_code(everything_logged.text + answer.content.decode(), code)
    assert len(Response.unscoped.all()) == 1


def test_a_draft_in_a_message_shows_no_code_and_nothing_that_follows_from_it(open_scan):
    draft = drafts.begin(open_scan.links.get(role=ROLE))
    assert not holds_code(repr(draft), draft.code)
    assert str(draft.id) not in repr(draft)
