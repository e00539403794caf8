"""After sending on an open link, the device remembers for that link that somebody answered there.

Only so that the next visit says so kindly: it stops nobody, because colleagues share devices. The
cookie says yes, nothing else; it goes to the pages of this link only. A personal link knows by
itself whether it was used, and a shared tablet is meant for one after another.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from scan.models import OpenLink

COOKIE = "al-geantwoord"


def remember(response: HttpResponse, link: object) -> None:
    if isinstance(link, OpenLink):
        response.set_cookie(
            COOKIE,
            "ja",
            max_age=_seconds_until_after(link.scan.last_day),
            path=reverse("scan:welcome", args=[link.token]),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def has_answered(request: HttpRequest, link: object) -> bool:
    return isinstance(link, OpenLink) and COOKIE in request.COOKIES


def _seconds_until_after(last_day: date) -> int:
    """Longer is no use: then the link is closed."""
    return max(1, (last_day - timezone.localdate()).days + 1) * 24 * 3600
