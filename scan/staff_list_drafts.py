"""The list that HR is looking through: kept sealed for at most a day, gone when it is used."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone

from scan import audit, inviting
from scan.actions import ScanClosed, locked
from scan.audit import What
from scan.inviting import Invitee
from scan.models import Scan, StaffListDraft, User
from scan.sealing import cipher
from scan.staff_list.correcting import Choices, Draft, Parts, corrected, parts
from scan.staff_list.packing import pack, unpack

LIFE = timedelta(days=1)


class ListGone(Exception):
    """There is no such list (any more): used, thrown away, replaced by another, or a day old."""


class RolesMissing(Exception):
    """Somebody on the list has no role yet."""


@dataclass(frozen=True)
class Kept:
    """`number` is new for every list, so that a page of an earlier one is recognised."""

    number: uuid.UUID
    made_at: datetime
    draft: Draft = field(repr=False)


def keep(*, scan: Scan, draft: Draft) -> None:
    """In the place of the list that was there; one at a time is enough."""
    new = {"id": uuid.uuid4(), "made_at": timezone.now(), "content": _seal(draft)}
    with transaction.atomic():
        StaffListDraft.unscoped.filter(scan=scan).delete()
        StaffListDraft.unscoped.create(scan=scan, **new)


def find(scan: Scan) -> Kept | None:
    kept = StaffListDraft.unscoped.filter(scan=scan, made_at__gt=timezone.now() - LIFE).first()
    try:
        return Kept(kept.pk, kept.made_at, _unseal(kept)) if kept else None
    except InvalidToken:  # the key of this site was changed meanwhile
        return None


@transaction.atomic
def correct(*, scan: Scan, number: uuid.UUID, choices: Choices) -> None:
    kept = _locked(scan, number)
    kept.content = _seal(corrected(_unseal(kept), choices))
    kept.save(update_fields=["content"])


@transaction.atomic
def use(*, scan: Scan, number: uuid.UUID, by: User | None = None) -> int:
    """Invite who is on the list, and destroy it. Raises RolesMissing; then nothing has changed."""
    scan = locked(scan)
    if not (scan.is_draft or scan.is_open):
        raise ScanClosed
    kept = _locked(scan, number)
    draft = _unseal(kept)
    divided = parts(draft, inviting.addresses(scan))
    if divided.choose:
        raise RolesMissing
    kept.delete()
    added = inviting.invite(scan=scan, people=_invitees(draft, divided))
    if added:
        organisation = scan.organisation
        audit.note(What.INVITED, organisation=organisation, user=by, scan=scan, detail=str(added))
    return added


def forget(*, scan: Scan) -> None:
    StaffListDraft.unscoped.filter(scan=scan).delete()


def forget_old() -> None:
    """Every list that nobody used within a day."""
    StaffListDraft.unscoped.filter(made_at__lte=timezone.now() - LIFE).delete()


def _invitees(draft: Draft, divided: Parts) -> list[Invitee]:
    rows = (draft.found.rows[place] for place in divided.invited)
    return [Invitee(row.address, row.role, row.language or "") for row in rows if row.role]


def _locked(scan: Scan, number: uuid.UUID) -> StaffListDraft:
    fresh = StaffListDraft.unscoped.filter(made_at__gt=timezone.now() - LIFE)
    kept = fresh.select_for_update().filter(scan=scan, pk=number).first()
    if kept is None:
        raise ListGone
    return kept


def _seal(draft: Draft) -> bytes:
    return cipher().encrypt(pack(draft))


def _unseal(kept: StaffListDraft) -> Draft:
    return unpack(cipher().decrypt(bytes(kept.content)))
