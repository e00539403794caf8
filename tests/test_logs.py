"""No log line carries the token of a respondent's link."""

from __future__ import annotations

import logging

from leercultuur.logs import HideTokens


def shown(**fields) -> str:
    record = logging.makeLogRecord({"levelno": logging.WARNING, **fields})
    assert HideTokens().filter(record)
    return logging.Formatter().format(record)


def test_the_token_is_hidden_in_the_message_and_its_arguments():
    assert shown(msg="Not Found: %s", args=("/v/geheim123/blok/2/",)) == "Not Found: /v/.../blok/2/"


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
