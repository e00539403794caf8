"""What the respondent's pages share: only while the scan is open, only with a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from scan import actions, drafts
from scan.models import Invitation, OpenLink

View = Callable[..., HttpResponse]
Link = OpenLink | Invitation
# In the address of a block that was opened from the check page: go back there afterwards.
FROM_CHECK = "controle"


def while_open(view: View) -> View:
    """Before the first day and after the last there is a page that says so."""

    @wraps(view)
    def checked(request: HttpRequest, link: Link, **kwargs) -> HttpResponse:
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
    address = reverse(f"scan:{name}", args=[link.token, *args])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def page(
    request: HttpRequest, link: Link, name: str, context: dict, status: int = 200
) -> HttpResponse:
    context |= {"link": link, "scan": link.scan}
    return render(request, f"scan/{name}.html", context, status=status)


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
