"""Changing who belongs to an organisation; there is always somebody left who manages it."""

from __future__ import annotations

from django.db import transaction

from scan.models import Membership

MANAGER = Membership.Level.MANAGER


class LastManager(Exception):
    """Without this person nobody could manage the organisation."""


@transaction.atomic
def change_level(*, membership: Membership, level: str) -> None:
    """Make someone a manager or a reader; raises LastManager."""
    if level != MANAGER:
        _keep_a_manager(membership)
    membership.level = level
    membership.save(update_fields=["level"])


@transaction.atomic
def remove(*, membership: Membership) -> None:
    """End a membership; the account stays. Raises LastManager."""
    _keep_a_manager(membership)
    membership.delete()


def _keep_a_manager(leaving: Membership) -> None:
    # The lock makes two managers who demote each other at the same moment take turns.
    managers = leaving.organisation.memberships.select_for_update().filter(level=MANAGER)
    if not any(manager.pk != leaving.pk for manager in managers):
        raise LastManager
