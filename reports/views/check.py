"""Whether the hash on a report belongs to a result that was frozen here."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.files import closed_on
from scan import access
from scan.views.errors import allow

LENGTH = 64
HASH = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
SEPARATORS = re.compile(r"[\s\u200b\u00ad:-]+")  # what copying from a PDF may put in between
LONGEST = 400  # characters that are worth reading


@access.public
@allow("GET")
def check(request: HttpRequest) -> HttpResponse:
    """Says yes or no, and the day of closing; a stranger learns nothing else."""
    asked = request.GET.get("kenmerk", "")[:LONGEST]
    digest = SEPARATORS.sub("", asked).lower()
    is_hash = HASH.fullmatch(digest) is not None
    found = closed_on(digest) if is_hash else None
    context = {
        "asked": asked,
        "length": len(digest),
        "expected": LENGTH,
        "state": _state(digest, is_hash, found),
        "closed_on": date.fromisoformat(found) if found else None,
    }
    return render(request, "reports/check.html", context)


def _state(digest: str, is_hash: bool, found: str | None) -> str:
    """ "ask", "wrong" (no hash at all), "found" or "unknown"."""
    if not digest:
        return "ask"
    if not is_hash:
        return "wrong"
    return "found" if found else "unknown"
