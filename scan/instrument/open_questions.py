"""The two open questions. A published version never changes: another wording is another version.

They ask about "here", not about "you": so they fit every role, and invite to write about work
rather than about oneself.
"""

from __future__ import annotations

from collections.abc import Mapping

from scan.instrument.types import Texts

CURRENT = "open_questions_1"
MAX_LENGTH = 500  # characters of one text

Questions = Mapping[int, Texts]  # number -> the question in every language

_VERSIONS: Mapping[str, Questions] = {
    "open_questions_1": {
        1: {
            "nl": "Wat helpt hier het meest om te leren in het werk?",
            "en": "What helps most here to learn at work?",
        },
        2: {
            "nl": "Wat houdt leren in het werk hier het meest tegen?",
            "en": "What gets most in the way of learning at work here?",
        },
    },
}


def questions(version: str = CURRENT) -> Questions:
    return _VERSIONS[version]
