"""The respondent's draft: one encrypted cookie on the person's own device, never on the server."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scan import own_words, withdrawal
from scan.instrument.load import load
from scan.instrument.types import DONT_KNOW, PERSPECTIVE, SCALE, Instrument
from scan.own_words import Link
from scan.roles import ROLES, Role
from scan.sealing import cipher

COOKIE = "concept"
LIFE = 14 * 24 * 3600  # seconds since the last change
LIFE_AFTER_SENDING = 3600  # long enough to read the own answers, short enough for a shared device
VERSION = "2"  # of the text inside; an older one is no draft any more

Answer = int | str  # 1-5 or "WN"; an empty statement is left out

# One character per statement, so that the cookie's length tells nothing about the answers.
EMPTY = "."
CHARACTERS: Mapping[Answer, str] = {**{n: str(n) for n in SCALE}, DONT_KNOW: "0"}
VALUES: Mapping[str, Answer] = {character: value for value, character in CHARACTERS.items()}


@dataclass(frozen=True)
class Draft:
    """What one person has filled in so far.

    `code` is made here, on the person's own device, and shown once after sending. The server
    stores only what follows from it: `id`, the id of the one stored response.
    """

    scan: uuid.UUID
    code: str = field(repr=False)
    started: int  # seconds since 1970; only to know the duration, which is never stored
    role: Role | None = field(default=None, repr=False)
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    sent: bool = False

    @property
    def id(self) -> uuid.UUID:
        return withdrawal.response_id(self.code)

    @property
    def duration(self) -> float:
        return max(0, time.time() - self.started)

    def with_role(self, role: Role) -> Draft:
        """Another perspective has other statements: what was said of the old ones is dropped."""
        same = self.role is not None and PERSPECTIVE[role] == PERSPECTIVE[self.role]
        return replace(self, role=role, answers=self.answers if same else {})

    def as_sent(self) -> Draft:
        return replace(self, sent=True)

    def with_answers(self, asked: tuple[str, ...], given: Mapping[str, Answer]) -> Draft:
        """The answers to the statements on one page replaced by what was given there."""
        others = {code: value for code, value in self.answers.items() if code not in asked}
        return replace(self, answers=others | dict(given))


def begin(link: Link) -> Draft:
    role = Role(link.role) if link.role else None
    return Draft(scan=link.scan_id, code=withdrawal.new_code(), started=int(time.time()), role=role)


def read(request: HttpRequest, link: Link) -> Draft | None:
    """The draft for this link; None when there is none, or it is old, foreign or tampered with."""
    cookie = request.COOKIES.get(COOKIE)
    if not cookie:
        return None
    try:
        text = cipher().decrypt(cookie.encode(), ttl=_life(link)).decode()
        draft = _unpack(text, load(link.scan.instrument))
        if draft.sent:  # also a copy that a browser's files kept
            cipher().decrypt(cookie.encode(), ttl=LIFE_AFTER_SENDING)
    except (InvalidToken, ValueError, KeyError):
        return None
    return draft if _belongs_to(draft, link) else None


def is_unreadable(request: HttpRequest, link: Link) -> bool:
    """There is a cookie, but it is no draft for this link."""
    return bool(request.COOKIES.get(COOKIE)) and read(request, link) is None


def write(response: HttpResponse, link: Link, draft: Draft) -> None:
    text = _pack(draft, load(link.scan.instrument))
    response.set_cookie(
        COOKIE,
        cipher().encrypt(text.encode()).decode(),
        max_age=min(_life(link), LIFE_AFTER_SENDING if draft.sent else LIFE),
        path=_path(link),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def erase(response: HttpResponse, link: Link) -> None:
    """The draft and what was written on the open questions."""
    response.delete_cookie(COOKIE, path=_path(link), samesite="Lax")
    own_words.erase(response, link)


def _life(link: Link) -> int:
    """On a shared device nobody comes back later."""
    return settings.KIOSK_DRAFT_SECONDS if link.is_kiosk else LIFE


def _path(link: Link) -> str:
    return reverse(f"{link.door}:welcome", args=[link.token])


def _belongs_to(draft: Draft, link: Link) -> bool:
    return draft.scan == link.scan_id and (not link.role or draft.role == link.role)


def _pack(draft: Draft, instrument: Instrument) -> str:
    characters = (CHARACTERS.get(draft.answers.get(code), EMPTY) for code in instrument.codes)
    parts = (VERSION, draft.scan.hex, draft.code, str(draft.started))
    return "|".join((*parts, draft.role or "", str(int(draft.sent)), "".join(characters)))


def _unpack(text: str, instrument: Instrument) -> Draft:
    version, scan, code, started, role, sent, characters = text.split("|")
    if version != VERSION or len(characters) != len(instrument.codes):
        raise ValueError
    answered = zip(instrument.codes, characters, strict=True)
    return Draft(
        scan=uuid.UUID(scan),
        code=code,
        started=int(started),
        role=Role(role) if role in ROLES else None,
        answers={code: VALUES[c] for code, c in answered if c != EMPTY},
        sent=sent == "1",
    )
