"""The withdrawal code: the only key to a sent answer, and only the person who sent it has it.

The code is made on the person's own device and shown once, after sending. The database knows
what follows from it (the id of the answer, the ids of the texts), never the code itself, and
the ids do not follow from each other. Closing gives every row a new random id: from then on
no code leads anywhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks or sounds like another: no 0O1IL
LENGTH = 16  # 31 ** 16: 79 bits, too many to guess
GROUP = 4
SEPARATORS = re.compile(r"[\s\u00a0\u200b.\-–—]+")


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def groups(code: str) -> tuple[str, ...]:
    return tuple(code[n : n + GROUP] for n in range(0, len(code), GROUP))


def readable(code: str) -> str:
    """In groups of four: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(groups(code))


def recognise(text: str) -> str | None:
    """The code in what somebody typed or pasted; None when it is not a code at all."""
    code = SEPARATORS.sub("", text).upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None


def response_id(code: str) -> uuid.UUID:
    """The id of the answer that was sent with this code."""
    return _derived("answer", code)


def text_id(code: str, question: int) -> uuid.UUID:
    """The id of the text that was sent with this code as the answer to open question 1 or 2."""
    return _derived(f"text {question}", code)


def _derived(purpose: str, code: str) -> uuid.UUID:
    digest = hashlib.sha256(f"leercultuur {purpose} {code}".encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=4)
