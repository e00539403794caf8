"""The questionnaire on paper, as a file to print."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from scan import access
from scan.instrument.load import load
from scan.models import Membership
from scan.roles import ROLES, Role
from scan.views.errors import allow


@access.member("manager")
@allow("GET")
def paper_form(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if role not in ROLES:
        raise Http404
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    asked = request.GET.get("taal")
    language = asked if asked in load(scan.instrument).languages else "nl"
    from reports.questionnaire import render

    response = HttpResponse(render(scan, Role(role), language), content_type="application/pdf")
    name = f"leercultuur-vragenlijst-{role.lower()}-{language}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
