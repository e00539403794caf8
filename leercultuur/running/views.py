"""Addresses for machines: alive, ready, figures, and where to report a leak."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from leercultuur.running import health, metrics
from scan import access
from scan.views.errors import allow

EXPIRES_IN = timedelta(days=180)  # of security.txt; the standard wants less than a year


@access.public
@allow("GET")
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of the database: a restart would not mend that."""
    return _fresh(JsonResponse({"leeft": True}))


@access.public
@allow("GET")
def ready(request: HttpRequest) -> HttpResponse:
    parts = health.parts()
    everything = all(parts.values())
    words = {name: "goed" if holds else "niet goed" for name, holds in parts.items()}
    return _fresh(JsonResponse({"gereed": everything, **words}, status=200 if everything else 503))


@access.public
@allow("GET")
def figures(request: HttpRequest) -> HttpResponse:
    """Whoever has no right to it cannot tell whether it is on."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    return _fresh(HttpResponse(metrics.page(), content_type=metrics.CONTENT_TYPE))


@access.public
@allow("GET")
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where somebody who finds a leak can report it (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.combine(datetime.now(UTC) + EXPIRES_IN, time(), UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('running:security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _fresh(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
