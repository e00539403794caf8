"""Log lines without the tokens of links: of respondents, and to a result."""

from __future__ import annotations

import logging
import re

TOKEN = re.compile(r"/([vdkc]|geen-mail)/[^/\s?]+")
HIDDEN = r"/\1/..."


class HideTokens(logging.Filter):
    """Replaces the token in every address that has one; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = TOKEN.sub(HIDDEN, record.getMessage())
        record.args = ()
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text = TOKEN.sub(HIDDEN, text)
        return True
