"""Slips to draw from a box: making them, printing them again, and throwing a box away.

A box is a role, or None for the slips that ask for it. Nothing here looks at `used`: with it, a
manager would see how many of a small box were drawn and sent.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, QuerySet

from scan import invitation_tokens, inviting, leftovers, slip_codes
from scan.actions import ScanClosed, locked
from scan.models import Invitation, Scan
from scan.roles import Role

MOST = 2000  # slips of one scan

Box = Role | None


class TooManySlips(Exception):
    """A scan has room for `room` more."""

    def __init__(self, room: int):
        super().__init__(room)
        self.room = room


@transaction.atomic
def make(*, scan: Scan, numbers: Mapping[Box, int]) -> int:
    """So many more for each box, all or nothing; returns how many that are."""
    scan, wanted = locked(scan), sum(numbers.values())
    if not scan.is_open:
        raise ScanClosed
    room = MOST - _slips(scan).count()
    if wanted > room:
        raise TooManySlips(room)
    for box, number in numbers.items():
        inviting.add_slips(scan=scan, role=box, number=number)
    return wanted


@transaction.atomic
def throw_away(*, scan: Scan, box: Box) -> int:
    """Every slip of the box, drawn or not; what was sent with them stays."""
    number = _of_box(locked(scan), box).delete()[0]
    transaction.on_commit(leftovers.wipe, robust=True)
    return number


def counts(scan: Scan) -> dict[Box, int]:
    found = _slips(scan).order_by().values_list("role").annotate(Count("pk"))
    return {Role(role) if role else None: number for role, number in found}


def invited_by_mail(scan: Scan) -> dict[Role, int]:
    """Who has a link that works, per role."""
    mail = scan.invitations.filter(route=Invitation.Route.MAIL).exclude(token_hash=None)
    found = mail.order_by().values_list("role").annotate(Count("pk"))
    return {Role(role): number for role, number in found}


def codes(scan: Scan, box: Box) -> list[str]:
    """What is printed, in an order that tells nothing. Raises `invitation_tokens.TokenLost`."""
    slips = _of_box(scan, box).order_by("pk")
    return [slip_codes.readable(invitation_tokens.slip_code_of(slip)) for slip in slips]


def _slips(scan: Scan) -> QuerySet[Invitation]:
    return scan.invitations.filter(route=Invitation.Route.SLIP)


def _of_box(scan: Scan, box: Box) -> QuerySet[Invitation]:
    return _slips(scan).filter(role=box or "")
