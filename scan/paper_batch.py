"""Paper forms that are typed in: kept as a batch, and stored together in random order.

While the batch is open its sheets can be counted and the last one taken back. Closing it stores
all of them as responses under new ids, and empties the table.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from scan import actions, leftovers
from scan.actions import Answers, Sheet
from scan.instrument.load import load
from scan.models import Scan
from scan.roles import Role

MOST = 3000  # sheets in one batch


class BatchFull(Exception):
    """Close this batch first."""


@transaction.atomic
def add(*, scan: Scan, role: Role, answers: Answers, number: uuid.UUID) -> None:
    """Keep one sheet; the same number twice keeps it once.

    Raises `actions.ScanClosed`, `actions.BadAnswers` and BatchFull.
    """
    scan = _open(scan)
    if problems := actions.check_answers(answers, load(scan.instrument)):
        raise actions.BadAnswers(problems)
    if scan.paper_sheets.count() >= MOST:
        raise BatchFull
    row = scan.paper_sheets.model(id=number, scan=scan, role=role, answers=dict(answers))
    with actions.without_details():
        scan.paper_sheets.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def take_back(*, scan: Scan, number: uuid.UUID) -> tuple[Role, Answers] | None:
    """The sheet itself, to correct; it is in the batch no more. None when it is not there."""
    sheet = _open(scan).paper_sheets.filter(pk=number).first()
    if sheet is None:
        return None
    sheet.delete()
    return Role(sheet.role), sheet.answers


@transaction.atomic
def close(*, scan: Scan) -> int:
    """Store every sheet as a response. Raises `actions.ScanClosed`; an empty batch is fine."""
    rows = _open(scan).paper_sheets.all()
    sheets = [Sheet(role=Role(row.role), answers=row.answers) for row in rows]
    rows.delete()
    transaction.on_commit(leftovers.wipe, robust=True)
    return actions.import_sheets(scan=scan, sheets=sheets) if sheets else 0


@transaction.atomic
def throw_away(*, scan: Scan) -> None:
    _open(scan).paper_sheets.all().delete()
    transaction.on_commit(leftovers.wipe, robust=True)


def per_role(scan: Scan) -> dict[str, int]:
    """How many sheets of each role wait; only to see whether there are more than people."""
    found: dict[str, int] = {}
    for role in scan.paper_sheets.values_list("role", flat=True):
        found[role] = found.get(role, 0) + 1
    return found


def _open(scan: Scan) -> Scan:
    scan = actions.locked(scan)
    if not scan.is_open:
        raise actions.ScanClosed
    return scan
