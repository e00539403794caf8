"""No log line carries the token of a link."""

from __future__ import annotations

import json
import logging

import pytest

from leercultuur.logs import HideTokens, JsonLines


def shown(**fields) -> str:
    record = logging.makeLogRecord({"levelno": logging.WARNING, **fields})
    assert HideTokens().filter(record)
    return logging.Formatter().format(record)


def test_the_token_is_hidden_in_the_message_and_its_arguments():
    assert shown(msg="Not Found: %s", args=("/v/geheim123/blok/2/",)) == "Not Found: /v/.../blok/2/"


def test_the_token_of_a_link_to_a_result_is_hidden_too():
    line = shown(msg="Not Found: %s", args=("/d/geheim-123_x/rapport.pdf?taal=en",))
    assert line == "Not Found: /d/.../rapport.pdf?taal=en"


def test_the_token_is_hidden_in_a_traceback():
    try:
        raise ValueError("bij /v/geheim123/")
    except ValueError as error:
        text = shown(msg="Fout", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError: bij /v/.../" in text


def test_every_handler_hides_tokens(settings):
    handlers = settings.LOGGING["handlers"]
    assert handlers
    assert all("tokens" in handler["filters"] for handler in handlers.values())


def test_only_handlers_that_hide_tokens_are_left():
    """Django's own would mail the address, cookies and moment of a failed request to ADMINS."""
    for name in ("", "django", "django.request", "gunicorn.error"):
        handlers = logging.getLogger(name).handlers
        ours = [handler for handler in handlers if "_pytest" not in type(handler).__module__]
        assert all(any(isinstance(f, HideTokens) for f in h.filters) for h in ours), name
    assert logging.getLogger("gunicorn.error").handlers


@pytest.mark.parametrize("name", ["django.db.backends", "django.template"])
def test_queries_and_pages_are_not_logged_even_at_debug(name, caplog):
    caplog.set_level(logging.DEBUG, logger="django")
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)


def test_postgresql_gets_values_apart_from_the_query(settings):
    """Its own log repeats the text of a query that fails."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == settings.SQLITE:
        pytest.skip("SQLite has no log of its own")
    assert database["OPTIONS"]["server_side_binding"] is True


def test_addresses_of_people_and_machines_are_hidden():
    line = shown(msg="Invalid request from ip=%s for %s", args=("10.1.2.3", "noor@example.org"))
    assert line == "Invalid request from ip=... for ...@..."
    assert shown(msg="from 2001:db8::8a2e:370:7334") == "from ..."
    assert shown(msg="Booting worker at 12:30:01, version 27.0.1") == (
        "Booting worker at 12:30:01, version 27.0.1"
    )


def test_a_row_that_the_database_refuses_is_hidden():
    said = 'null value in "role"\nDETAIL:  Failing row contains (7, {"IW-AUT-1": 3}).\nSTATEMENT'
    assert shown(msg=said) == 'null value in "role"\nDETAIL: ...\nSTATEMENT'


def test_json_lines_hold_five_fields_and_nothing_of_the_request():
    try:
        raise ValueError("bij /v/geheim123/ van noor@example.org")
    except ValueError as error:
        trouble = (type(error), error, error.__traceback__)
    fields = {"msg": "Fout: %s", "args": ("/v/geheim123/",), "exc_info": trouble}
    record = logging.makeLogRecord({"levelno": 40, "levelname": "ERROR", "name": "x", **fields})
    record.request = "POST met antwoorden"
    record.status_code = 500
    assert HideTokens().filter(record)
    text = JsonLines().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert set(line) == {"time", "level", "logger", "message", "exception"}
    assert line["message"] == "Fout: /v/.../"
    assert line["exception"].endswith("ValueError: bij /v/.../ van ...@...")


def test_the_handler_speaks_as_the_settings_say(settings):
    assert set(settings.LOGGING["formatters"]) == {"text", "json"}
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "text"
