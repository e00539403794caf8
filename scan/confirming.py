"""Asking who is logged in to show it once more, before something that weighs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from scan.models import User

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """Enter only within some minutes of giving a password, a code or a passkey; else ask.

    Stands below the access mark. Afterwards somebody comes to the page itself: a form that was
    sent is not kept, because it would lie in the session with all that was filled in.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_recent(request):
            return view(request, *args, **kwargs)
        return ask(request)

    asking.asks_again = True
    return asking


def is_recent(request: HttpRequest) -> bool:
    """Logging in counts: who just did that is not asked twice."""
    times = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(times) and time.time() - max(times) < settings.CONFIRMED_FOR_SECONDS


def ask(request: HttpRequest) -> HttpResponse:
    query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return redirect(f"{_page(request.user)}?{query}")


def _page(user: User) -> str:
    """A password or a second step; who has neither logs in again with a mailed code."""
    ways = get_adapter().get_reauthentication_methods(user)
    return ways[0]["url"] if ways else reverse("scan:login_again")
