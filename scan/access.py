"""The one door: a view is public, for who has a link (to answer, or to a result), or for members.

Each decorator leaves its mark on the view (`view.access`); tests/test_access.py asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scan import inviting, kiosks, shares
from scan.models import Invitation, Kiosk, Membership, OpenLink, ShareLink

View = Callable[..., HttpResponse]
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True)
class Access:
    """Who may enter: "public", "respondent", "share", "user" (logged in), "reader" or "manager".

    Pages that respondents get to speak all languages, the others those of managers
    (leercultuur/languages.py).
    """

    who: str
    all_languages: bool = False


def public(view: View) -> View:
    """Anyone."""
    return _marked(login_not_required(view), "public")


def public_for_respondents(view: View) -> View:
    """Anyone, in every language: a page that respondents get to without their link."""
    return _marked(login_not_required(view), "public", all_languages=True)


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
        door = request.resolver_match.namespace
        link = _link(token, door)
        if link is None:
            kiosk = {"kiosk": door == Kiosk.door}
            return render(request, "scan/link_unknown.html", kiosk, status=404)
        response = view(request, link, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return _marked(login_not_required(with_link), "respondent", all_languages=True)


def shared(*, asks_passcode: bool = True) -> Callable[[View], View]:
    """Anyone with a link to a result: takes the token out of the arguments and puts the link in.

    Only while the link works and the scan is closed, and only after the passcode where there is
    one. `asks_passcode` is off for the page that asks for it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def with_share(request: HttpRequest, *args, token: str, **kwargs) -> HttpResponse:
            link = _share(token)
            refusal = _refusal(request, link, asks_passcode)
            return _unlisted(refusal or view(request, link, *args, **kwargs))

        return _marked(login_not_required(with_share), "share")

    return decorate


def member(level: str) -> Callable[[View], View]:
    """Members only: takes the organisation's slug out and puts the membership in.

    No membership is 404 (a stranger learns nothing), too low a level 403. Where the organisation
    asks for a second step at login, who has none is told how to set it up.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def with_membership(request: HttpRequest, *args, slug: str, **kwargs) -> HttpResponse:
            membership = _membership(request, slug)
            if _lacks_second_step(membership):
                organisation = {"organisation": membership.organisation}
                return _private(render(request, "scan/second_step.html", organisation, status=403))
            if level == Membership.Level.MANAGER and not membership.is_manager:
                raise PermissionDenied
            return _private(view(request, membership, *args, **kwargs))

        return _marked(with_membership, str(level))

    return decorate


def _link(token: str, door: str) -> OpenLink | Invitation | Kiosk | None:
    """The link that opens this door, with its scan, at most a second old (LINK_MEMORY_SECONDS).

    Every click of every respondent asks for it. To show a page that is fresh enough; sending
    looks at the scan itself, under its lock (`scan.actions.submit`).
    """
    if not TOKEN.fullmatch(token):
        return None
    if link := caches["links"].get(door + token):
        return link
    link = kiosks.find(token) if door == Kiosk.door else _own_link(token)
    if link:
        caches["links"].set(door + token, link)
    return link


def _own_link(token: str) -> OpenLink | Invitation | None:
    link = OpenLink.unscoped.select_related("scan__organisation").filter(token=token).first()
    return link or inviting.find(token)


def _share(token: str) -> ShareLink | None:
    if not TOKEN.fullmatch(token):
        return None
    links = ShareLink.unscoped.select_related("scan__organisation")
    link = links.filter(token_hash=shares.token_hash(token)).first()
    if link:
        link.token = token
    return link


def _refusal(
    request: HttpRequest, link: ShareLink | None, asks_passcode: bool
) -> HttpResponse | None:
    """What somebody gets instead of the page; it tells nothing about the firm or the scan."""
    if link is None or not link.scan.is_closed:
        return render(request, "scan/share_unknown.html", status=404)
    if not link.is_open:
        return render(request, "scan/share_ended.html", {"state": link.state}, status=410)
    if asks_passcode and link.passcode and not shares.is_remembered(request, link):
        return redirect("reports:share_passcode", link.token)
    return None


def _membership(request: HttpRequest, slug: str) -> Membership:
    memberships = Membership.unscoped.select_related("organisation", "user")
    found = memberships.filter(user_id=request.user.pk, organisation__slug=slug).first()
    if found is None:
        raise Http404
    return found


def _lacks_second_step(membership: Membership) -> bool:
    asked = membership.organisation.requires_second_factor
    return asked and not is_mfa_enabled(membership.user)


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no browser or proxy, unless the view says otherwise."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, whatever the view says, and in no search engine: the address is the key."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _marked(view: View, who: str, *, all_languages: bool = False) -> View:
    view.access = Access(who, all_languages)
    return view
