"""What difficult words mean, for who asks: found in the Dutch words of a statement or a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scan.instrument.nodes import Node, read
from scan.instrument.types import LANGUAGES, Texts

FILE = Path(__file__).parent / "difficult_words.yaml"


@dataclass(frozen=True)
class DifficultWord:
    code: str
    forms: tuple[str, ...]  # as it stands in Dutch texts
    word: Texts
    meaning: Texts

    def stands_in(self, text: str) -> bool:
        return any(re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE) for form in self.forms)


Explained = tuple[tuple[str, str], ...]  # word and meaning, in the language of the page


@cache
def words() -> tuple[DifficultWord, ...]:
    return tuple(_word(code, node) for code, (_, node) in read(FILE).entries().items())


@cache
def explained(dutch: str, language: str) -> Explained:
    """The difficult words in this text; in a language without explanations there are none."""
    return _in(language, (word for word in words() if word.stands_in(dutch)))


@cache
def chosen(codes: tuple[str, ...], language: str) -> Explained:
    """These words, for a page that uses them."""
    return _in(language, (word for word in words() if word.code in codes))


def _in(language: str, found) -> Explained:
    return tuple(
        (word.word[language], word.meaning[language]) for word in found if language in word.word
    )


def _word(code: str, node: Node) -> DifficultWord:
    forms, word, meaning = node.fields("forms", "word", "meaning").values()
    found = DifficultWord(
        code=code,
        forms=tuple(form.text() for form in forms.sequence()),
        word=_texts(word),
        meaning=_texts(meaning),
    )
    if set(found.word) != set(found.meaning) or not set(LANGUAGES) <= set(found.word):
        node.fail("a word and its meaning stand in the same languages, Dutch and English at least")
    return found


def _texts(node: Node) -> Texts:
    return {language: text.text() for language, (_, text) in node.entries().items()}
