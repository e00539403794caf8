"""Pages for anyone: what this is, how privacy works, and the choice of a language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from scan import access
from scan.instrument.load import load
from scan.models.scan import DEFAULT_INSTRUMENT
from scan.views.errors import allow

LANGUAGE_LIFE = 365 * 24 * 3600  # seconds


@access.public
@allow("GET")
def home(request: HttpRequest) -> HttpResponse:
    language = get_language()
    blocks = [(b.number, b.short[language]) for b in load(DEFAULT_INSTRUMENT).blocks]
    context = {"blocks": blocks, "signup_open": settings.SIGNUP_OPEN}
    return render(request, "scan/home.html", context)


@access.public_for_respondents
@allow("GET")
def privacy(request: HttpRequest) -> HttpResponse:
    unread = get_language() in load(DEFAULT_INSTRUMENT).unread
    context = {"days": settings.ANSWER_RETENTION_DAYS, "unread": unread}
    return render(request, "scan/privacy.html", context)


@access.public_for_respondents
@allow("POST")
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language on the device and go back; an unknown one changes nothing."""
    response = redirect(_own_address(request.POST.get("next", "")))
    remember_language(response, request.POST.get("language", ""))
    return response


@access.public
@allow("GET")
def sample_link(request: HttpRequest) -> HttpResponse:
    """Where the link in a preview or a test mail leads (`scan.mail_texts.SAMPLE`)."""
    return render(request, "scan/sample_link.html")


def remember_language(response: HttpResponse, code: str) -> None:
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=LANGUAGE_LIFE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def _own_address(address: str) -> str:
    """Only a path of this site: a link may not send people elsewhere."""
    own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else "/"
