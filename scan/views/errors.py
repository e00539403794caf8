"""Pages for what goes wrong. None of them needs the database, so they also work when it is down."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]
COME_BACK = "60"  # seconds


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    return _page("400.html", 413 if too_big else 400, {"too_big": too_big})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: mostly cookies that are blocked, or a very old page."""
    return _page("403_csrf.html", 403, {"back": request.path})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database is away for a while, so that machines know it will pass."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response = _own_fault(503 if away else 500)
    if away:
        response.headers["Retry-After"] = COME_BACK
    return response


def _own_fault(status: int) -> HttpResponse:
    try:
        return _page("500.html", status)
    except Exception:  # the templates or the static files may be what is broken
        text = _("Er ging bij ons iets mis. Probeer het over een paar minuten opnieuw.")
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def allow(*methods: str) -> Callable[[View], View]:
    """Other methods get a page that says what to do, and the header that says what is allowed."""

    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method in allowed:
                return view(request, *args, **kwargs)
            response = _page("405.html", 405)
            response.headers["Allow"] = ", ".join(methods)
            return response

        return checked

    return decorate


def _page(template: str, status: int, context: dict[str, object] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)
