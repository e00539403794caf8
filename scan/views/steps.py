"""What the respondent's pages share: only while the scan is open, only with a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from scan import actions, drafts
from scan.models import Invitation, Kiosk, OpenLink
from scan.views.public import remember_language, remember_letters

View = Callable[..., HttpResponse]
Link = OpenLink | Invitation | Kiosk


@dataclass(frozen=True)
class Waiting:
    """How long a page of a shared device waits for its visitor, in seconds, and what comes then.

    The countdown is in sight for the last `warning` seconds; never when `quietly`: then there is
    nobody to warn.
    """

    idle: int
    warning: int
    quietly: bool
    at_the_end: bool

    @property
    def minutes(self) -> int:
        return max(1, round(self.idle / 60))


# In the address of a block that was opened from the check page: go back there afterwards.
FROM_CHECK = "controle"


def while_open(view: View) -> View:
    """Before the first day and after the last there is a page that says so."""

    @wraps(view)
    def checked(request: HttpRequest, link: Link, **kwargs) -> HttpResponse:
        if link.is_kiosk and not (link.is_open and link.scan.takes_answers):
            return kiosk_closed(request, link)
        if not link.scan.takes_answers:
            return _refusal(request, link)
        if link.used:
            return _used(request, link)
        return view(request, link, **kwargs)

    return checked


def with_draft(view: View) -> View:
    """Puts the draft in; without one people start at the welcome page, which says why."""

    @wraps(view)
    def checked(request: HttpRequest, link: Link, **kwargs) -> HttpResponse:
        draft = drafts.read(request, link)
        if draft is None:
            return go(link, "welcome", query="melding=geen-concept")
        if draft.sent:
            return go(link, "thanks")
        return view(request, link, draft, **kwargs)

    return checked


def go(link: Link, name: str, *args: int, query: str = "") -> HttpResponseRedirect:
    address = reverse(f"{link.door}:{name}", args=[link.token, *args])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def page(
    request: HttpRequest, link: Link, name: str, context: dict, status: int = 200
) -> HttpResponse:
    """On a shared device some pages read differently, and every page waits for its visitor."""
    context |= {"link": link, "scan": link.scan}
    template = f"scan/{name}.html"
    if link.is_kiosk:
        unused = name == "welcome" and context["draft"] is None
        context |= {"kiosk": True, "waits": _waiting(name, quietly=unused)}
        context |= {"withdraw_path": reverse("scan:withdraw")}  # to write down, not to go to
        template = (f"scan/kiosk/{name}.html", template)
    return render(request, template, context, status=status)


def wiped(request: HttpRequest, response: HttpResponse, link: Link) -> HttpResponse:
    """Nothing of whoever was here is left on the device, and no page of theirs works any more.

    Their forms go with the new CSRF token: "back" and "send again" end at the welcome page.
    """
    drafts.erase(response, link)
    remember_language(response, settings.LANGUAGE_CODE)
    remember_letters(response, "gewoon")
    rotate_token(request)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def kiosk_closed(request: HttpRequest, link: Kiosk) -> HttpResponse:
    early = link.is_open and link.scan.is_open and timezone.localdate() < link.scan.first_day
    context = {"kiosk": True, "link": link, "scan": link.scan, "early": early}
    status = 403 if early else 410
    response = render(request, "scan/kiosk/closed.html", context, status=status)
    return wiped(request, response, link)


def _waiting(name: str, *, quietly: bool) -> Waiting:
    """The page that asks waits no longer than the countdown it stands for."""
    asking = name == "still_there"
    warning = settings.KIOSK_WARNING_SECONDS
    idle = warning if asking else settings.KIOSK_IDLE_SECONDS
    return Waiting(idle, warning, quietly or asking, asking or name == "thanks")


def _used(request: HttpRequest, link: Link) -> HttpResponse:
    """Whoever sent with this link, and did not get our answer, still gets to the thanks page."""
    draft = drafts.read(request, link)
    if draft is None or not (draft.sent or actions.is_stored(link.scan, draft.id)):
        return page(request, link, "link_used", {}, status=410)
    response = go(link, "thanks")
    drafts.write(response, link, draft.as_sent())
    return response


def _refusal(request: HttpRequest, link: Link) -> HttpResponse:
    scan = link.scan
    if scan.is_draft or (scan.is_open and timezone.localdate() < scan.first_day):
        return page(request, link, "link_early", {}, status=403)
    context = {"draft": drafts.read(request, link)}
    return page(request, link, "link_closed", context, status=410)
