"""Log lines without the tokens of respondents' links."""

from __future__ import annotations

import logging
import re

TOKEN = re.compile(r"/v/[^/\s?]+")


class HideTokens(logging.Filter):
    """Replaces the token in every address of a respondent page; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = TOKEN.sub("/v/...", record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = TOKEN.sub(
                "/v/...", logging.Formatter().formatException(record.exc_info)
            )
        return True
