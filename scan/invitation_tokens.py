"""The tokens of personal links: made from the invitation's number and the key of this site.

A reminder needs the same link again, so the token can be made again; the database alone cannot
make it, and keeps only a keyed hash to recognise it by. 128 bits. After a change of SECRET_KEY
the earlier keys in SECRET_KEY_FALLBACKS keep working.

A slip has a short code besides, and its token follows from that code and the key. So the address
of a questionnaire is as hard to guess as any other, and codes can be tried in one place only,
where trying is limited (`scan.guessing`).
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

from scan.models import Invitation
from scan.slip_codes import code_from

if TYPE_CHECKING:
    import uuid

TOKEN_BYTES = 16


class TokenLost(Exception):
    """The key this invitation's link was made with is gone from the settings."""


def new_hash(number: uuid.UUID) -> str:
    """What to store for a new invitation with this number."""
    secret = settings.SECRET_KEY
    return _hash(secret, _token(secret, number))


def new_slip_hash(number: uuid.UUID) -> str:
    """The same for a new slip."""
    secret = settings.SECRET_KEY
    return _hash(secret, _slip_token(secret, _slip_code(secret, number)))


def token_of(invitation: Invitation) -> str:
    """The token for a mail or slip. Raises TokenLost; after closing there is nothing to make."""
    return _made_of(invitation)[1]


def slip_code_of(invitation: Invitation) -> str:
    """What is printed on the slip. Raises TokenLost, as `token_of` does."""
    return _slip_code(_made_of(invitation)[0], invitation.pk)


def tokens_of_slip(code: str) -> tuple[str, ...]:
    """The tokens that a slip with this code may have: one per key of this site."""
    return tuple(_slip_token(secret, code) for secret in _secrets())


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


def _made_of(invitation: Invitation) -> tuple[str, str]:
    """The key of this site that the invitation was made with, and its token."""
    for secret in _secrets():
        token = _token_for(secret, invitation)
        known = _hash(secret, token)
        if invitation.token_hash and hmac.compare_digest(known, invitation.token_hash):
            return secret, token
    raise TokenLost


def _token_for(secret: str, invitation: Invitation) -> str:
    if invitation.route == Invitation.Route.SLIP:
        return _slip_token(secret, _slip_code(secret, invitation.pk))
    return _token(secret, invitation.pk)


def _token(secret: str, number: uuid.UUID) -> str:
    return _written(hmac.digest(_key(secret, b"token"), number.bytes, "sha256"))


def _slip_code(secret: str, number: uuid.UUID) -> str:
    return code_from(hmac.digest(_key(secret, b"slip code"), number.bytes, "sha256"))


def _slip_token(secret: str, code: str) -> str:
    return _written(hmac.digest(_key(secret, b"slip token"), code.encode(), "sha256"))


def _written(made: bytes) -> str:
    return base64.urlsafe_b64encode(made[:TOKEN_BYTES]).decode().rstrip("=")


def _hash(secret: str, token: str) -> str:
    return hmac.digest(_key(secret, b"hash"), token.encode(), "sha256").hex()


@lru_cache(maxsize=16)
def _key(secret: str, purpose: bytes) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"leercultuur invitation " + purpose)
    return derive.derive(secret.encode())
