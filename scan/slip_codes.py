"""The code on a slip of paper: drawn from a box, read aloud or typed, and used once.

Eleven letters are chosen at random (54 bits); the twelfth follows from them, so that a slip of the
finger is told from a code that was never given out, without asking the database. The weights differ
and 31 is a prime: one wrong letter, and two letters that changed places, are always found out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
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


def new_slip_code() -> str:
    chosen = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
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


def stored(code: str, key: bytes) -> str:
    """What the database keeps. With a key that is not in it, or 54 bits could be tried in weeks."""
    return hmac.new(key, f"leercultuur slip {code}".encode(), hashlib.sha256).hexdigest()


def _weighed(code: str) -> int:
    return sum(w * LETTERS.index(letter) for w, letter in zip(WEIGHTS, code, strict=False))
