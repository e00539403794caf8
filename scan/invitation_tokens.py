"""The tokens of personal links: made from the invitation's number and the key of this site.

A reminder needs the same link again, so the token can be made again; the database alone cannot
make it, and keeps only a keyed hash to recognise it by. 128 bits. After a change of SECRET_KEY
the earlier keys in SECRET_KEY_FALLBACKS keep working.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    import uuid

    from scan.models import Invitation

TOKEN_BYTES = 16


class TokenLost(Exception):
    """The key this invitation's link was made with is gone from the settings."""


def new_hash(number: uuid.UUID) -> str:
    """What to store for a new invitation with this number."""
    secret = settings.SECRET_KEY
    return _hash(secret, _token(secret, number))


def token_of(invitation: Invitation) -> str:
    """The token for a mail or slip. Raises TokenLost; after closing there is nothing to make."""
    for secret in _secrets():
        token = _token(secret, invitation.pk)
        if invitation.token_hash and hmac.compare_digest(
            _hash(secret, token), invitation.token_hash
        ):
            return token
    raise TokenLost


def hashes_of(token: str) -> tuple[str, ...]:
    """The stored hashes that this token may have: one per key of this site."""
    return tuple(_hash(secret, token) for secret in _secrets())


def no_mail_token(number: uuid.UUID) -> str:
    """For the link in a mail with which somebody asks for no more mail: the number, signed."""
    return Signer(salt="leercultuur no mail").sign(number.hex)


def number_of(no_mail_token: str) -> uuid.UUID | None:
    """The invitation's number; None when the token is not ours."""
    try:
        return UUID(Signer(salt="leercultuur no mail").unsign(no_mail_token))
    except (BadSignature, ValueError):
        return None


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def _token(secret: str, number: uuid.UUID) -> str:
    made = hmac.digest(_key(secret, b"token"), number.bytes, "sha256")[:TOKEN_BYTES]
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _hash(secret: str, token: str) -> str:
    return hmac.digest(_key(secret, b"hash"), token.encode(), "sha256").hex()


@lru_cache(maxsize=16)
def _key(secret: str, purpose: bytes) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"leercultuur invitation " + purpose)
    return derive.derive(secret.encode())
