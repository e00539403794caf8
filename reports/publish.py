"""Closing a scan: stop, measure, freeze and shuffle, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from reports import texts
from reports.models import Publication
from reports.published_json import digest, to_json
from scan import actions, audit, paper_batch
from scan.audit import What

if TYPE_CHECKING:
    from scan.models import Scan, User


@transaction.atomic
def close_and_publish(scan: Scan, by: User | None = None) -> Publication:
    """Close the scan and freeze its result; raises `scan.actions.ScanClosed` when not open.

    With texts to read first, the scan is in review and nobody may see the result yet.
    """
    from reports.pipeline import publish

    paper_batch.close(scan=scan)  # what was typed in counts, also when nobody closed the batch
    scan = actions.close(scan=scan)
    published = texts.settle(scan, publish(scan))
    publication = Publication.unscoped.create(
        scan=scan, digest=digest(published), content=to_json(published)
    )
    actions.shuffle_responses(scan=scan)
    audit.note(What.CLOSED, organisation=scan.organisation, user=by, scan=scan)
    return publication
