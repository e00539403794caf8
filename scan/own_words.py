"""What somebody writes on the open questions, until it is sent: on the own device only.

One cookie per question, because two texts of the longest kind do not fit in one. Every cookie
has the same length, so that nobody who sees it learns how much was written, or whether.
"""

from __future__ import annotations

import json
import unicodedata
import uuid
from collections.abc import Mapping

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scan.instrument.open_questions import MAX_LENGTH, questions
from scan.models import Invitation, Kiosk, OpenLink
from scan.sealing import cipher

COOKIES: Mapping[int, str] = {number: f"woorden{number}" for number in questions()}
LIFE = 14 * 24 * 3600  # seconds, as long as the draft (`scan.drafts`)
ROOM = 2080  # bytes: 500 characters of four, the scan and the code. Sealed: under 3 kB
# Control and format characters, halves of characters and private ones: nothing a reader can see.
INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
# Square brackets are for the mark of what was taken out (`scan.shortening`).
BRACKETS = str.maketrans("[]", "()")

Link = OpenLink | Invitation | Kiosk
Texts = Mapping[int, str]  # number of the question -> text; an empty one is left out


def clean(text: str) -> str:
    """On one line, each character in its usual form, without what nobody can see."""
    line = " ".join(unicodedata.normalize("NFC", text).translate(BRACKETS).split())
    seen = "".join(c for c in line if unicodedata.category(c) not in INVISIBLE)
    return " ".join(seen.split())


def is_too_long(text: str) -> bool:
    return len(text) > MAX_LENGTH


def read(request: HttpRequest, link: Link, code: str) -> dict[int, str]:
    """The texts that belong to the draft with this code; those of anybody else do not exist."""
    if not link.scan.open_questions:
        return {}
    found = {number: _unseal(request, link, code, number) for number in COOKIES}
    return {number: text for number, text in found.items() if text}


def write(response: HttpResponse, link: Link, code: str, texts: Texts) -> None:
    for number, name in COOKIES.items():
        response.set_cookie(
            name,
            _seal(link.scan_id, code, texts.get(number, "")),
            max_age=_life(link),
            path=_path(link),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def write_again(request: HttpRequest, response: HttpResponse, link: Link, code: str) -> None:
    """As long a life as when they were just written."""
    if texts := read(request, link, code):
        write(response, link, code, texts)


def erase(response: HttpResponse, link: Link) -> None:
    for name in COOKIES.values() if link.scan.open_questions else ():
        response.delete_cookie(name, path=_path(link), samesite="Lax")


def _seal(scan: uuid.UUID, code: str, text: str) -> str:
    content = json.dumps([scan.hex, code, text], ensure_ascii=False).encode()
    return cipher().encrypt(content.ljust(ROOM)).decode()


def _unseal(request: HttpRequest, link: Link, code: str, number: int) -> str:
    cookie = request.COOKIES.get(COOKIES[number], "")
    try:
        scan, owner, text = json.loads(cipher().decrypt(cookie.encode(), ttl=_life(link)))
    except (InvalidToken, ValueError):
        return ""
    return text if (scan, owner) == (link.scan_id.hex, code) else ""


def _life(link: Link) -> int:
    return settings.KIOSK_DRAFT_SECONDS if link.is_kiosk else LIFE


def _path(link: Link) -> str:
    return reverse(f"{link.door}:welcome", args=[link.token])
