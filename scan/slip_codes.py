"""The code on a slip of paper: drawn from a box, read aloud or typed, and used once.

Eleven letters are chance (54 bits); the twelfth follows from them, so that a slip of the finger is
told from a code that was never given out, without asking the database. The weights differ and 31
is a prime: one wrong letter, and two letters that changed places, are always found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scan.withdrawal import LETTERS, SEPARATORS

LENGTH = 12
GROUP = 4
WEIGHTS = range(LENGTH, 0, -1)  # the last letter, the check, weighs 1
LONGEST_TYPED = 500


class Problem(StrEnum):
    """Why what was typed can't be a code; none of these needs a look in the database."""

    EMPTY = "empty"
    IMPOSSIBLE = "impossible"  # holds a sign that is in no code: 0, O, 1, I or L, or no letter
    LENGTH = "length"
    TYPO = "typo"  # the check letter says so


@dataclass(frozen=True)
class Typed:
    """`code` is there only when the check holds; it may still be unknown or used."""

    code: str | None
    problem: Problem | None = None


def code_from(chance: bytes) -> str:
    """Of 32 random bytes every code is equally likely, to one part in 10 ** 60."""
    number, chosen = int.from_bytes(chance), ""
    for _ in range(LENGTH - 1):
        number, letter = divmod(number, len(LETTERS))
        chosen += LETTERS[letter]
    return chosen + LETTERS[-_weighed(chosen) % len(LETTERS)]


def readable(code: str) -> str:
    """In groups of four: ABCD-EFGH-JKMN."""
    return "-".join(code[n : n + GROUP] for n in range(0, len(code), GROUP))


def recognise(text: str) -> Typed:
    """The code in what somebody typed, pasted or scanned; an address that ends in it is fine."""
    last = text[:LONGEST_TYPED].strip().rstrip("/").rpartition("/")[2]
    bare = SEPARATORS.sub("", last)
    if not bare:
        return Typed(None, Problem.EMPTY)
    code = bare.upper() if bare.isascii() else bare  # upper() would make SS of ß
    if not set(code) <= set(LETTERS):
        return Typed(None, Problem.IMPOSSIBLE)
    if len(code) != LENGTH:
        return Typed(None, Problem.LENGTH)
    if _weighed(code) % len(LETTERS):
        return Typed(None, Problem.TYPO)
    return Typed(code)


def _weighed(code: str) -> int:
    return sum(w * LETTERS.index(letter) for w, letter in zip(WEIGHTS, code, strict=False))
