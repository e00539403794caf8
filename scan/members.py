"""Changing who belongs to an organisation; there is always somebody left who manages it.

Every change is in the log, with who made it (`by`).
"""

from __future__ import annotations

from django.db import transaction

from scan import audit
from scan.audit import What
from scan.models import Membership, Organisation, User

MANAGER = Membership.Level.MANAGER


class LastManager(Exception):
    """Without this person nobody could manage the organisation."""


@transaction.atomic
def change_level(*, membership: Membership, level: str, by: User | None = None) -> None:
    """Make someone a manager or a reader; raises LastManager."""
    if level != MANAGER:
        _keep_a_manager(membership)
    membership.level = level
    membership.save(update_fields=["level"])
    _note(What.MEMBER_CHANGED, membership, by, level)


@transaction.atomic
def remove(*, membership: Membership, by: User | None = None, why: str = "") -> None:
    """End a membership; the account stays. Raises LastManager."""
    _keep_a_manager(membership)
    _note(What.MEMBER_REMOVED, membership, by, why)
    membership.delete()


@transaction.atomic
def require_second_step(*, organisation: Organisation, on: bool, by: User) -> None:
    """From now on members need a second step at login, or not any more."""
    organisation.requires_second_factor = on
    organisation.save(update_fields=["requires_second_factor"])
    audit.note(What.SECOND_STEP, organisation=organisation, user=by, detail="on" if on else "off")


def _note(what: What, membership: Membership, by: User | None, more: str) -> None:
    detail = ", ".join(part for part in (membership.user.email, more) if part)
    audit.note(what, organisation=membership.organisation, user=by, detail=detail)


def _keep_a_manager(leaving: Membership) -> None:
    # The lock makes two managers who demote each other at the same moment take turns.
    managers = leaving.organisation.memberships.select_for_update().filter(level=MANAGER)
    if not any(manager.pk != leaving.pk for manager in managers):
        raise LastManager
