"""A line in the log for each file that a member takes along."""

from __future__ import annotations

from django.http import HttpRequest

from scan import audit
from scan.audit import What
from scan.models import Scan


def note_download(request: HttpRequest, scan: Scan, kind: str) -> None:
    """Only for who really gets the file, not for a program that asks whether it is there."""
    if request.method == "GET":
        organisation, user = scan.organisation, request.user
        audit.note(What.DOWNLOADED, organisation=organisation, user=user, scan=scan, detail=kind)
