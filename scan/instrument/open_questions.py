"""The two open questions. A published version never changes: another wording is another version.

They ask about "here", not about "you": so they fit every role, and invite to write about work
rather than about oneself. Other languages than Dutch and English have not been read by natives
yet, like those of the questionnaire (`scan.instrument.translation`).
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
            "pl": "Co tutaj najbardziej pomaga uczyć się w pracy?",
            "de": "Was hilft hier am meisten, um bei der Arbeit zu lernen?",
            "uk": "Що тут найбільше допомагає вчитися на роботі?",
            "tr": "Burada işte öğrenmeye en çok ne yardımcı oluyor?",
            "ar": "ما أكثر شيء يساعد هنا على التعلّم في العمل؟",
        },
        2: {
            "nl": "Wat houdt leren in het werk hier het meest tegen?",
            "en": "What gets most in the way of learning at work here?",
            "pl": "Co tutaj najbardziej przeszkadza w uczeniu się w pracy?",
            "de": "Was steht dem Lernen bei der Arbeit hier am meisten im Weg?",
            "uk": "Що тут найбільше заважає вчитися на роботі?",
            "tr": "Burada işte öğrenmeyi en çok ne engelliyor?",
            "ar": "ما أكثر شيء يعيق التعلّم في العمل هنا؟",
        },
    },
}


def questions(version: str = CURRENT) -> Questions:
    return _VERSIONS[version]
