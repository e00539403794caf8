"""No log line carries the token of a link."""

from __future__ import annotations

import logging

import pytest

from leercultuur.logs import HideTokens


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
