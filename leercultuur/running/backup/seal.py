"""The sealed file: compressed, encrypted and complete, or refused as a whole.

A file is one readable line about itself, then pieces that each carry their length. Every piece is
AES-256-GCM under a key that HKDF derives from BACKUP_KEY and a salt of this file alone; its nonce
is its number, and whether it is the last. So a piece that was changed, left out, swapped or cut off
at the end does not open, and neither does one under another first line.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = "leercultuur-backup"
PIECE = 1024 * 1024  # bytes
LONGEST_HEADER = 100_000
SHORTEST_KEY = 32  # characters; the manual makes one of 67
TAG = 16
DAMAGED = "De back-up is beschadigd: hij is afgekapt of veranderd. Neem een andere."


class CannotOpen(Exception):
    """Its text says what is wrong with the file or the key."""


def write(target: BinaryIO, about: dict[str, object], content: Iterable[bytes], key: str) -> None:
    salt = os.urandom(16)
    header = json.dumps({"kind": MAGIC, **about, "salt": salt.hex()}, sort_keys=True).encode()
    target.write(header + b"\n")
    cipher = _cipher(key, salt)
    for number, (piece, last) in enumerate(_with_last(_pieces(_packed(content)))):
        sealed = cipher.encrypt(_nonce(number, last), piece, header)
        target.write(len(sealed).to_bytes(4, "big") + sealed)


def read_about(source: BinaryIO) -> dict[str, object]:
    """What the file says of itself; true only once the content has been read to the end."""
    return _parse(_header(source))


def read(source: BinaryIO, key: str) -> Iterator[bytes]:
    """The content, in order. Only when the last part came was the file whole and untouched."""
    header = _header(source)
    cipher = _cipher(key, bytes.fromhex(str(_parse(header)["salt"])))
    unpack = zlib.decompressobj()
    number, last = 0, False
    while not last:
        sealed, last = _next_piece(source)
        try:
            yield unpack.decompress(cipher.decrypt(_nonce(number, last), sealed, header))
        except InvalidTag as error:
            raise CannotOpen(_reason(number)) from error
        number += 1
    yield unpack.flush()


def _reason(number: int) -> str:
    if number == 0:
        return "BACKUP_KEY hoort niet bij deze back-up, of het bestand is veranderd."
    return DAMAGED


def _header(source: BinaryIO) -> bytes:
    return source.readline(LONGEST_HEADER).removesuffix(b"\n")


def _parse(header: bytes) -> dict[str, object]:
    try:
        about = json.loads(header)
        if about["kind"] == MAGIC and bytes.fromhex(about["salt"]):
            return about
    except (ValueError, TypeError, KeyError):
        pass
    raise CannotOpen("Dit is geen back-up van deze site, of het begin ervan is beschadigd.")


def _next_piece(source: BinaryIO) -> tuple[bytes, bool]:
    """A sealed piece, and whether the file ends there."""
    size = int.from_bytes(source.read(4), "big")
    if not TAG <= size <= PIECE + TAG:
        raise CannotOpen(DAMAGED)
    sealed = source.read(size)
    if len(sealed) < size:
        raise CannotOpen(DAMAGED)
    following = source.read(1)
    if following:
        source.seek(-1, os.SEEK_CUR)
    return sealed, not following


def _cipher(key: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"leercultuur backup").derive(key.encode()))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _packed(content: Iterable[bytes]) -> Iterator[bytes]:
    pack = zlib.compressobj(level=6)
    for part in content:
        yield pack.compress(part)
    yield pack.flush()


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; the last may be shorter."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting)


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    before = next(pieces)
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True
