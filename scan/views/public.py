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

CHOICE_LIFE = 365 * 24 * 3600  # seconds
LETTERS = ("gewoon", "groot")


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
    return render(request, "scan/privacy.html", notice())


def notice() -> dict[str, object]:
    """What the page about privacy needs, also on a shared device."""
    return {
        "days": settings.ANSWER_RETENTION_DAYS,
        "address_days": settings.INVITATION_RETENTION_DAYS,
        "unread": get_language() in load(DEFAULT_INSTRUMENT).unread,
    }


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
            max_age=CHOICE_LIFE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


@access.public_for_respondents
@allow("POST")
def letters(request: HttpRequest) -> HttpResponse:
    """Remember the size of the letters on the device and go back."""
    response = redirect(_own_address(request.POST.get("next", "")))
    remember_letters(response, request.POST.get("letters", ""))
    return response


def remember_letters(response: HttpResponse, size: str) -> None:
    """In a cookie that our own script may change: then no page has to be sent."""
    if size in LETTERS:
        response.set_cookie(
            "letters", size, max_age=CHOICE_LIFE, secure=settings.HTTPS, samesite="Lax"
        )


def remember_choice(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the button on a page with answers asked for a language or a size of letters."""
    remember_language(response, request.POST.get("taal", ""))
    remember_letters(response, request.POST.get("letters", ""))
    return bool({"taal", "letters"} & set(request.POST))


def _own_address(address: str) -> str:
    """Only a path of this site: a link may not send people elsewhere."""
    own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else "/"
