"""Sessions in the database that know whose they are, so that their owner can end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from scan.models import LoginSession, User

STARTED, DEVICE = "begonnen", "apparaat"
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Somewhere that somebody is logged in."""

    number: str  # to point at it on a page; not the key of the session
    started_on: date | None
    device: str
    is_here: bool


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        return LoginSession

    def create_model_instance(self, data: dict) -> LoginSession:
        row = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        return row


@receiver(user_logged_in)
def note_start(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """The day and a coarse name of the browser: enough to recognise the own session by."""
    request.session[STARTED] = timezone.localdate().isoformat()
    request.session[DEVICE] = device(request.headers.get("User-Agent", ""))


def places(request: HttpRequest) -> list[Place]:
    """Where this user is logged in: here first, then the newest."""
    found = [_place(request, row) for row in _rows(request.user)]
    newest = sorted(found, key=lambda place: place.started_on or date.min, reverse=True)
    return sorted(newest, key=lambda place: not place.is_here)


def end(request: HttpRequest, number: str) -> bool:
    """End one of the user's own sessions elsewhere; whether it was there."""
    here = request.session.session_key
    for row in _rows(request.user):
        if row.session_key != here and _number(row) == number:
            row.delete()
            return True
    return False


def end_others(request: HttpRequest) -> int:
    return _rows(request.user).exclude(session_key=request.session.session_key).delete()[0]


def device(user_agent: str) -> str:
    """ "Firefox, Windows": no versions, nothing that tells one computer from the next."""
    found = [_first(user_agent, BROWSERS), _first(user_agent, SYSTEMS)]
    return ", ".join(name for name in found if name)


def _first(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in user_agent), "")


def _rows(user: User):
    return LoginSession.objects.filter(user=user, expire_date__gt=timezone.now())


def _place(request: HttpRequest, row: LoginSession) -> Place:
    data = row.get_decoded()
    started = data.get(STARTED)
    return Place(
        number=_number(row),
        started_on=date.fromisoformat(started) if started else None,
        device=data.get(DEVICE, ""),
        is_here=row.session_key == request.session.session_key,
    )


def _number(row: LoginSession) -> str:
    """Who reads the page cannot use it as a session."""
    return sha256(row.session_key.encode()).hexdigest()[:16]
