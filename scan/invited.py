"""The people invited by mail, as a manager may see and change them.

Nothing here looks at `used` or at reminders: a manager sees the same of somebody who answered and
of somebody who did not. An invitation whose mail may have arrived is never deleted while the scan
is open, so that nobody answers twice; its link can be switched off, which keeps the answer.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Lower

from scan import audit, invitation_tokens, leftovers
from scan.actions import locked
from scan.audit import What
from scan.models import Delivery, Invitation, Mailing, Scan
from scan.roles import Role

NOT_ARRIVED = (Delivery.State.REFUSED, Delivery.State.SKIPPED)


class NotAnyMore(Exception):
    """The mail to this person has been sent meanwhile, or the scan is closed."""


def people(scan: Scan) -> QuerySet[Invitation]:
    """Everybody with an address; `state` and `reason` are of the invitation mail, None without."""
    mail = Q(deliveries__mailing__kind=Mailing.Kind.INVITATION)
    found = scan.invitations.filter(route=Invitation.Route.MAIL).exclude(email="")
    return found.annotate(
        state=Max("deliveries__state", filter=mail),
        reason=Max("deliveries__reason", filter=mail),
    ).order_by(Lower("email"), "pk")


def changeable(scan: Scan) -> QuerySet[Invitation]:
    """Who can be taken off the list: the link has reached nobody, or leads nowhere any more."""
    if not scan.is_open:
        return people(scan)
    if _has_reminders(scan):  # these also go to addresses that were refused before
        return people(scan).filter(state=None)
    return people(scan).filter(Q(state=None) | Q(state__in=NOT_ARRIVED))


def is_on(invitation: Invitation) -> bool:
    """Whether the link works, as far as the manager decides about it."""
    return invitation.token_hash is not None


@transaction.atomic
def change_role(*, scan: Scan, person: Invitation, role: Role) -> None:
    scan = _held(scan)
    if not (scan.is_draft or scan.is_open):
        raise NotAnyMore
    _one(changeable(scan), person).update(role=role)


@transaction.atomic
def remove(*, scan: Scan, person: Invitation) -> None:
    _one(changeable(_held(scan)), person).delete()
    transaction.on_commit(leftovers.wipe, robust=True)


@transaction.atomic
def remove_all(*, scan: Scan) -> int:
    """Everybody who can be taken off the list; how many that were."""
    numbers = list(changeable(_held(scan)).values_list("pk", flat=True))
    scan.invitations.filter(pk__in=numbers).delete()
    transaction.on_commit(leftovers.wipe, robust=True)
    return len(numbers)


@transaction.atomic
def switch(*, scan: Scan, person: Invitation, on: bool) -> None:
    """Let the link of somebody lead nowhere, or work again. A used link stays used."""
    scan = _held(scan)
    if not scan.is_open:
        raise NotAnyMore
    token_hash = invitation_tokens.new_hash(person.pk) if on else None
    scan.invitations.filter(pk=person.pk).update(token_hash=token_hash)


def erased_on(scan: Scan) -> date:
    """The day the addresses of a closed scan are destroyed."""
    return scan.closed_on + timedelta(days=settings.INVITATION_RETENTION_DAYS)


@transaction.atomic
def erase(*, scan: Scan) -> int:
    """Destroy every invitation of a closed scan, slips included; how many that were."""
    numbers = list(scan.invitations.values_list("pk", flat=True))
    scan.invitations.all().delete()
    transaction.on_commit(leftovers.wipe, robust=True)
    if numbers:
        audit.note(What.ERASED, organisation=scan.organisation, scan=scan, detail="addresses")
    return len(numbers)


def _held(scan: Scan) -> Scan:
    """The scan as it is now; sending answers and making rounds of mail wait for us."""
    scan = locked(scan)
    list(scan.mailings.select_for_update().values_list("pk", flat=True))
    return scan


def _one(among: QuerySet[Invitation], person: Invitation) -> QuerySet[Invitation]:
    if not among.filter(pk=person.pk).exists():
        raise NotAnyMore
    return person.scan.invitations.filter(pk=person.pk)


def _has_reminders(scan: Scan) -> bool:
    rounds = scan.mailings.filter(kind=Mailing.Kind.REMINDER)
    return rounds.exclude(started_on=None).exists()
