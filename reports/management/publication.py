"""Finding a frozen result from the command line, with an answer that helps when it is not there."""

from __future__ import annotations

from django.core.management.base import CommandError

from reports.models import Publication
from scan.management.lookup import find_scan


def find_publication(scan_id: str) -> Publication:
    scan = find_scan(scan_id)
    if scan.is_in_review:
        raise CommandError(
            "Deze scan heeft nog geen uitkomsten: een beheerder loopt de open antwoorden na "
            "en publiceert ze op de pagina van de scan."
        )
    publication = Publication.unscoped.filter(scan=scan).first() if scan.is_closed else None
    if publication is None:
        raise CommandError(
            "Deze scan heeft nog geen uitkomsten: hij is niet gesloten. "
            f"Sluit hem met: manage.py close_scan {scan_id}"
        )
    return publication
