"""Log lines without the tokens of links, e-mail and network addresses, or rows of the database."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

TOKEN = re.compile(r"/([vdkcu]|geen-mail)/[^/\s?]+")
HIDDEN = r"/\1/..."
MAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
NETWORK = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}\b", re.I)
ROW = re.compile(r"^DETAIL:.*", re.M)  # PostgreSQL repeats the row that it refuses


class HideTokens(logging.Filter):
    """Replaces what points at a person in every record; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _hide(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = _hide(logging.Formatter().formatException(record.exc_info))
        return True


class JsonLines(logging.Formatter):
    """One object a line, of these fields only: a record also carries requests and whole rows."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            line["exception"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def _hide(text: str) -> str:
    text = TOKEN.sub(HIDDEN, text)
    return ROW.sub("DETAIL: ...", NETWORK.sub("...", MAIL.sub("...@...", text)))
