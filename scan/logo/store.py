"""The one logo of an organisation: finding, replacing and removing it."""

from __future__ import annotations

from scan.logo.types import CleanLogo
from scan.models import Logo, Organisation


def find(organisation: Organisation) -> Logo | None:
    """With its content still in the database, until somebody asks for it."""
    return Logo.unscoped.defer("content").filter(organisation=organisation).first()


def save(*, organisation: Organisation, logo: CleanLogo) -> None:
    """Only what was cleaned can be stored."""
    values = {"kind": logo.kind, "content": logo.content, "digest": logo.digest}
    Logo.unscoped.update_or_create(organisation=organisation, defaults=values)


def remove(*, organisation: Organisation) -> None:
    Logo.unscoped.filter(organisation=organisation).delete()
