"""Making and spending personal links.

A link is spent in the transaction that stores the answer, and that transaction also writes other
invitations of the scan again: PostgreSQL remembers which transaction wrote a row (xmin), so a
copy of the database would otherwise show which invitation and which answer belong together.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from scan import invitation_tokens
from scan.models import Delivery, Invitation, Mailing, Scan
from scan.roles import Role

CROWD = 300  # invitations written together with a spent one; in most firms that is everybody


class AlreadyUsed(Exception):
    """Somebody has answered with this link."""


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite by mail."""

    email: str
    role: Role
    language: str = ""


@transaction.atomic
def invite(*, scan: Scan, people: Iterable[Invitee]) -> int:
    """Add personal links, in random order; an address that is there already is left as it is."""
    known = addresses(scan)
    new = {p.email.lower(): p for p in people if p.email.lower() not in known}
    rows = [
        _invitation(scan, Invitation.Route.MAIL, p.role, email=p.email, language=p.language)
        for p in new.values()
    ]
    _store_shuffled(rows)
    return len(rows)


def addresses(scan: Scan) -> set[str]:
    """Who is invited by mail already, in small letters."""
    invited = scan.invitations.exclude(email="").values_list("email", flat=True)
    return {email.lower() for email in invited}


@transaction.atomic
def add_slips(*, scan: Scan, role: Role | None, number: int) -> list[Invitation]:
    """Slips to draw from a box; without a role they ask for it."""
    rows = [_invitation(scan, Invitation.Route.SLIP, role or "") for _ in range(number)]
    _store_shuffled(rows)
    return rows


def spend(invitation: Invitation) -> None:
    """Mark the link as used; raises AlreadyUsed. Only under the lock of its scan.

    One statement writes the spent row and its crowd, so neither the transaction number nor the
    place in the file tells which of them it was.
    """
    unused = Invitation.unscoped.filter(pk=invitation.pk, used=False, scan_id=invitation.scan_id)
    if not unused.exclude(token_hash=None).exists():
        raise AlreadyUsed
    crowd = Invitation.unscoped.filter(pk__in=[invitation.pk, *_crowd(invitation)])
    crowd.update(used=Case(When(pk=invitation.pk, then=Value(True)), default=F("used")))


def find(token: str) -> Invitation | None:
    """The invitation with its scan; None for an unknown token, and for all after closing."""
    rows = Invitation.unscoped.select_related("scan__organisation")
    found = rows.filter(token_hash__in=invitation_tokens.hashes_of(token)).first()
    if found:
        found.token = token
    return found


def find_slip(code: str) -> Invitation | None:
    """The same by the code on a slip; count the tries, see `scan.guessing`."""
    found = (find(token) for token in invitation_tokens.tokens_of_slip(code))
    return next((slip for slip in found if slip), None)


def send_no_more(number: uuid.UUID) -> None:
    """This person asked for no more mail."""
    Invitation.unscoped.filter(pk=number).update(no_mail=True)


@transaction.atomic
def destroy_tokens(*, scan: Scan) -> None:
    """At closing: no link leads anywhere any more, and nothing tells who answered.

    A reminder that is still going out would: it goes to who has not answered.
    """
    Invitation.unscoped.filter(scan=scan).update(token_hash=None, used=False)
    reminders = Mailing.unscoped.filter(scan=scan, kind=Mailing.Kind.REMINDER)
    Delivery.unscoped.filter(mailing__in=reminders).delete()
    reminders.filter(finished_on=None).exclude(started_on=None).update(
        finished_on=timezone.localdate()
    )


def _crowd(invitation: Invitation) -> list[uuid.UUID]:
    """Neighbours by number, with this one at a random place among them.

    Numbers are random, so neighbours have nothing to do with each other; taking them costs the
    same for 300 and for 30,000 invitations.
    """
    others = Invitation.unscoped.filter(scan_id=invitation.scan_id).values_list("pk", flat=True)
    before = list(others.filter(pk__lt=invitation.pk).order_by("-pk")[:CROWD])
    after = list(others.filter(pk__gt=invitation.pk).order_by("pk")[:CROWD])
    fewest, most = max(0, CROWD - len(after)), min(CROWD, len(before))
    if fewest >= most:
        return before + after[: max(0, CROWD - len(before))]
    taken = fewest + secrets.randbelow(most - fewest + 1)
    return before[:taken] + after[: CROWD - taken]


def _invitation(scan: Scan, route: str, role: Role | str, **values: str) -> Invitation:
    number = uuid.uuid4()
    is_slip = route == Invitation.Route.SLIP
    make = invitation_tokens.new_slip_hash if is_slip else invitation_tokens.new_hash
    values["token_hash"] = make(number)
    return Invitation(id=number, scan=scan, route=route, role=role, **values)


def _store_shuffled(rows: list[Invitation]) -> None:
    mixed = list(rows)
    secrets.SystemRandom().shuffle(mixed)
    Invitation.unscoped.bulk_create(mixed, batch_size=500)
