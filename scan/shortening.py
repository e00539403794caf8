"""Taking words out of somebody's text. A reviewer chooses words; nobody can put any in.

What comes in is never a text, only the numbers of words. So a published text is always the
original with parts replaced by the mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

MARK = "[…]"


def words(text: str) -> list[str]:
    return text.split()


def shorten(text: str, struck: Iterable[int]) -> str:
    """The text with one mark in the place of each run of words that are taken out.

    struck: numbers of words, from 0; a number without a word changes nothing. A run of words
    and one word look the same, so that the mark does not tell how much was taken out.
    """
    gone = set(struck)
    numbered = enumerate(words(text))
    runs = groupby(numbered, key=lambda pair: pair[0] in gone)
    return " ".join(MARK if is_gone else " ".join(w for _, w in run) for is_gone, run in runs)


def is_empty(text: str, struck: Iterable[int]) -> bool:
    """Whether nothing is left of it."""
    return set(range(len(words(text)))) <= set(struck)
