"""The dossier of a scan as a download, in every state: it is made anew each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from reports.dossier import document
from reports.dossier.facts import facts
from reports.views.downloads import note_download
from scan import access
from scan.models import Membership
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@access.member("reader")
@allow("GET")
def dossier(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans.select_related("organisation"), pk=pk)
    response = HttpResponse(document(facts(scan)), content_type=DOCX)
    note_download(request, scan, "dossier")
    name = f"leercultuur-{member.organisation.slug}-{timezone.localdate().isoformat()}-dossier.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
