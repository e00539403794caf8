"""Taking a sent answer back with its withdrawal code, until the scan is closed.

Only who sent the answer has the code; `scan.withdrawal` says what follows from it. Closing gives
every row another id, so afterwards a code that is right and one that never existed look the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from scan import leftovers, withdrawal
from scan.actions import locked
from scan.models import OpenAnswer, Response, Scan

QUESTIONS = (1, 2)


class NotFound(Exception):
    """No answer belongs to this code: mistyped, already withdrawn, or its scan is closed."""


@dataclass(frozen=True)
class Sent:
    """What a code leads to, as far as its owner is told before deciding."""

    scan: Scan
    statements: int
    texts: int
    shown_apart: bool


def find(code: str) -> Sent:
    """What would be withdrawn; the same questions to the database whether the code is right."""
    responses = Response.unscoped.select_related("scan__organisation")
    response = responses.filter(pk=withdrawal.response_id(code)).first()
    texts = _texts(code).count()
    if response is None or not response.scan.is_open:
        raise NotFound
    return Sent(response.scan, len(response.answers), texts, response.shown_apart)


@transaction.atomic
def withdraw(*, code: str) -> None:
    """Remove the answer and the texts that were sent with it."""
    scan = _locked_scan(code)
    if not Response.unscoped.filter(scan=scan, pk=withdrawal.response_id(code)).delete()[0]:
        raise NotFound
    _texts(code).filter(scan=scan).delete()
    transaction.on_commit(leftovers.wipe, robust=True)


@transaction.atomic
def withdraw_consent(*, code: str) -> None:
    """Keep the answer; it is no longer shown apart. Doing so twice changes nothing."""
    scan = _locked_scan(code)
    response = Response.unscoped.filter(scan=scan, pk=withdrawal.response_id(code))
    if not response.update(shown_apart=False):
        raise NotFound


def _locked_scan(code: str) -> Scan:
    """Closing and withdrawing take turns: what is withdrawn in time is in no result."""
    scans = Scan.unscoped.filter(responses=withdrawal.response_id(code))
    scan = scans.first()
    if scan is None or not (scan := locked(scan)).is_open:
        raise NotFound
    return scan


def _texts(code: str) -> QuerySet[OpenAnswer]:
    ids = [withdrawal.text_id(code, question) for question in QUESTIONS]
    return OpenAnswer.unscoped.filter(pk__in=ids)
