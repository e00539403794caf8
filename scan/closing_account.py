"""Deleting one's own account, without leaving an organisation that nobody manages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from scan import leftovers
from scan.members import MANAGER, LastManager, remove
from scan.models import Membership, Organisation, User


@dataclass(frozen=True)
class Outlook:
    """What deleting an account means: where somebody else has to be made manager first, which
    organisations go with it because nobody else belongs to them, and which ones are just left."""

    stuck: tuple[Organisation, ...]
    lost: tuple[Organisation, ...]
    left: tuple[Organisation, ...]

    @property
    def is_possible(self) -> bool:
        return not self.stuck


@transaction.atomic  # looks under a lock, as deleting does
def outlook(user: User) -> Outlook:
    found: dict[str, list[Organisation]] = {"stuck": [], "lost": [], "left": []}
    for membership in user.memberships.select_related("organisation").order_by("pk"):
        found[_fate(membership)].append(membership.organisation)
    return Outlook(**{fate: tuple(organisations) for fate, organisations in found.items()})


@transaction.atomic
def delete(*, user: User) -> None:
    """The account, its sessions, and what only this person belongs to. Raises LastManager."""
    for membership in user.memberships.select_related("organisation", "user").order_by("pk"):
        if _fate(membership) == "lost":
            membership.organisation.delete()
        else:
            remove(membership=membership, by=user, why="account")
    user.delete()
    transaction.on_commit(leftovers.wipe, robust=True)


def _fate(membership: Membership) -> str:
    others = membership.organisation.memberships.select_for_update().exclude(pk=membership.pk)
    levels = [other.level for other in others]
    if not levels:
        return "lost"
    return "left" if MANAGER in levels or not membership.is_manager else "stuck"


__all__ = ["LastManager", "Outlook", "delete", "outlook"]
