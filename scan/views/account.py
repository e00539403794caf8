"""Pages about one's own account beside those of allauth: where it is logged in, and deleting it."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from scan import access, closing_account, sessions
from scan.confirming import confirmed
from scan.members import LastManager
from scan.views.errors import allow


@access.user
@allow("GET", "POST")
@confirmed
def email(request: HttpRequest) -> HttpResponse:
    """Who can change the address can have the password sent to it."""
    return allauth_views.email(request)


@access.user
@allow("GET", "POST")
@confirmed
def password_set(request: HttpRequest) -> HttpResponse:
    """A first password, for who logs in with codes."""
    return allauth_views.password_set(request)


@access.user
@allow("GET", "POST")
def places(request: HttpRequest) -> HttpResponse:
    """Where somebody is logged in; POST ends one of these, or all but this one."""
    if request.method == "POST":
        messages.success(request, _end(request))
        return redirect("scan:places")
    return render(request, "account/places.html", {"places": sessions.places(request)})


@access.user
@allow("GET", "POST")
@confirmed
def account_delete(request: HttpRequest) -> HttpResponse:
    found = closing_account.outlook(request.user)
    if request.method != "POST" or not found.is_possible:
        status = 409 if request.method == "POST" else 200
        return render(request, "account/delete.html", {"outlook": found}, status=status)
    user = request.user
    try:
        closing_account.delete(user=user)
    except LastManager:  # somebody else left a moment ago
        return redirect("scan:account_delete")
    logout(request)
    messages.success(request, _("Je account is verwijderd."))
    return redirect("scan:home")


@access.user
@allow("GET")
def login_again(request: HttpRequest) -> HttpResponse:
    """For who has no password and no second step: the only proof is a new mailed code."""
    asked = request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    query = f"?{urlencode({REDIRECT_FIELD_NAME: asked})}" if safe and asked else ""
    context = {"after": reverse("account_request_login_code") + query}
    return render(request, "account/login_again.html", context)


def _end(request: HttpRequest) -> str:
    if "alle" in request.POST:
        sessions.end_others(request)
        return _("Je bent nu alleen nog hier ingelogd.")
    if sessions.end(request, request.POST.get("plek", "")):
        return _("Daar ben je uitgelogd.")
    return _("Daar was je al niet meer ingelogd.")
