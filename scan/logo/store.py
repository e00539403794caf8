"""The one logo of an organisation: finding, replacing and removing it."""

from __future__ import annotations

from django.db import transaction

from scan import audit
from scan.audit import What
from scan.logo.types import CleanLogo
from scan.models import Logo, Organisation, User


def find(organisation: Organisation) -> Logo | None:
    """With its content still in the database, until somebody asks for it."""
    return Logo.unscoped.defer("content").filter(organisation=organisation).first()


@transaction.atomic
def save(*, organisation: Organisation, logo: CleanLogo, by: User | None = None) -> None:
    """Only what was cleaned can be stored."""
    values = {"kind": logo.kind, "content": logo.content, "digest": logo.digest}
    Logo.unscoped.update_or_create(organisation=organisation, defaults=values)
    audit.note(What.LOGO, organisation=organisation, user=by)


@transaction.atomic
def remove(*, organisation: Organisation, by: User | None = None) -> None:
    if Logo.unscoped.filter(organisation=organisation).delete()[0]:
        audit.note(What.LOGO, organisation=organisation, user=by)
