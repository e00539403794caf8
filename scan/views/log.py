"""The log of an organisation: who did what, on a page and as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from scan import access, audit
from scan.models import Membership
from scan.views.errors import allow

LINES = 100  # on one page


@access.member("manager")
@allow("GET")
def log(request: HttpRequest, member: Membership) -> HttpResponse:
    pages = Paginator(audit.lines(member.organisation), LINES)
    page = pages.get_page(request.GET.get("blad"))
    found = [(entry, audit.in_words(entry)) for entry in page]
    context = {"member": member, "page": page, "lines": found}
    return render(request, "scan/log.html", context)


@access.member("manager")
@allow("GET")
def log_file(request: HttpRequest, member: Membership) -> HttpResponse:
    content = audit.as_csv(audit.lines(member.organisation))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"logboek-{member.organisation.slug}-{timezone.localdate().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
