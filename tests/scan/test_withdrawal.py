"""The withdrawal code: readable aloud, impossible to guess, and the only way to its rows."""

from __future__ import annotations

import hashlib
import math
import uuid

from scan import withdrawal


def test_a_code_has_nothing_that_sounds_or_looks_like_another_letter():
    codes = [withdrawal.new_code() for _ in range(500)]
    assert len(set(codes)) == 500
    assert not set("".join(codes)) & set("01OIL")


def test_a_code_is_too_long_to_guess():
    assert math.log2(len(withdrawal.LETTERS)) * withdrawal.LENGTH > 75


def test_what_people_type_is_recognised():
    code = "ABCDEFGHJKMNPQRS"
    assert withdrawal.readable(code) == "ABCD-EFGH-JKMN-PQRS"
    for typed in ("abcd-efgh-jkmn-pqrs", " ABCD EFGH JKMN PQRS ", "ABCD\u2013EFGH\u00a0JKMN.PQRS"):
        assert withdrawal.recognise(typed) == code
    for typed in ("", "ABCD-EFGH", "ABCD-EFGH-JKMN-PQR0", "ABCD-EFGH-JKMN-PQRST"):
        assert withdrawal.recognise(typed) is None


def test_ids_follow_from_the_code_and_not_from_each_other():
    """SHA-256 over the purpose and the code, cut to a UUID (RFC 9562, version bits of 4)."""
    code = "ABCDEFGHJKMNPQRS"
    expected = hashlib.sha256(b"leercultuur answer " + code.encode()).digest()[:16]
    assert withdrawal.response_id(code) == uuid.UUID(bytes=expected, version=4)
    found = {
        withdrawal.response_id(code),
        withdrawal.text_id(code, 1),
        withdrawal.text_id(code, 2),
    }
    assert len(found) == 3
