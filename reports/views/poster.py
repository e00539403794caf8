"""The poster of an open link as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from reports.views.slips import language_of, pdf
from scan import access
from scan.links import find, links_of
from scan.models import Membership
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID


@access.member("manager")
@allow("GET")
def poster(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    link = find(links_of(scan), role)
    if link is None:
        raise Http404
    from reports.poster import Size, render

    size = Size.A3 if request.GET.get("maat") == Size.A3 else Size.A4
    content = render(scan, link, language_of(request), size)
    return pdf(content, f"affiche-{scan.organisation.slug}-{link.code.lower()}-{size}.pdf")
