"""Shared devices: starting one for a scan, finding it by its token, stopping it."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.utils import timezone

from scan.models import Kiosk, Scan
from scan.shares import token_hash

MOST = 50  # running at the same time for one scan


def start(*, scan: Scan, name: str, last_day: date) -> Kiosk:
    """A new kiosk; only what is returned has the token."""
    token = secrets.token_urlsafe(16)
    kiosk = scan.kiosks.create(token_hash=token_hash(token), name=name, last_day=last_day)
    kiosk.token = token
    return kiosk


def find(token: str) -> Kiosk | None:
    """The kiosk with its scan, also when it was stopped: it then says so."""
    rows = Kiosk.unscoped.select_related("scan__organisation")
    found = rows.filter(token_hash=token_hash(token)).first()
    if found:
        found.token = token
    return found


def stop(*, scan: Scan, number: UUID) -> None:
    """For good. Stopping twice keeps the first day."""
    scan.kiosks.filter(pk=number, stopped_on=None).update(stopped_on=timezone.localdate())


def running(scan: Scan) -> int:
    return scan.kiosks.filter(stopped_on=None, last_day__gte=timezone.localdate()).count()
