"""The one door: every view is public, for a respondent with a link, or for a member.

Each decorator leaves its mark on the view (`view.access`); tests/test_access.py asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from scan.models import Membership, OpenLink

View = Callable[..., HttpResponse]
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True)
class Access:
    """Who may enter: "public", "respondent", "user" (anyone logged in), "reader" or "manager"."""

    who: str


def public(view: View) -> View:
    """Anyone."""
    return _marked(login_not_required(view), "public")


def user(view: View) -> View:
    """Anyone who is logged in, to make or choose an organisation."""

    @wraps(view)
    def privately(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return _private(view(request, *args, **kwargs))

    return _marked(privately, "user")


def respondent(view: View) -> View:
    """Anyone with a link: takes the token out of the view's arguments and puts the link in."""

    @wraps(view)
    def with_link(request: HttpRequest, *args, token: str, **kwargs) -> HttpResponse:
        link = _link(token)
        if link is None:
            return render(request, "scan/link_unknown.html", status=404)
        response = view(request, link, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return _marked(login_not_required(with_link), "respondent")


def member(level: str) -> Callable[[View], View]:
    """Members only: takes the organisation's slug out and puts the membership in.

    No membership is 404 (a stranger learns nothing), too low a level 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def with_membership(request: HttpRequest, *args, slug: str, **kwargs) -> HttpResponse:
            membership = _membership(request, slug)
            if level == Membership.Level.MANAGER and not membership.is_manager:
                raise PermissionDenied
            return _private(view(request, membership, *args, **kwargs))

        return _marked(with_membership, str(level))

    return decorate


def _link(token: str) -> OpenLink | None:
    """The link with its scan, at most a second old (settings.LINK_MEMORY_SECONDS).

    Every click of every respondent asks for it. To show a page that is fresh enough; sending
    looks at the scan itself, under its lock (`scan.actions.submit`).
    """
    if not TOKEN.fullmatch(token):
        return None
    if link := caches["links"].get(token):
        return link
    link = OpenLink.unscoped.select_related("scan__organisation").filter(token=token).first()
    if link:
        caches["links"].set(token, link)
    return link


def _membership(request: HttpRequest, slug: str) -> Membership:
    memberships = Membership.unscoped.select_related("organisation", "user")
    found = memberships.filter(user_id=request.user.pk, organisation__slug=slug).first()
    if found is None:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no browser or proxy, unless the view says otherwise."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _marked(view: View, who: str) -> View:
    view.access = Access(who)
    return view
