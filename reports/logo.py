"""The logo of the organisation as files need it: as a picture inside the file itself."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scan.logo import store

if TYPE_CHECKING:
    from reports.models import Publication

TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    kind: str
    content: bytes = field(repr=False)
    digest: str

    @property
    def source(self) -> str:
        """As a data URL: nothing is fetched."""
        return f"data:{TYPES[self.kind]};base64,{b64encode(self.content).decode()}"


def logo_of(publication: Publication) -> Picture | None:
    found = store.find(publication.scan.organisation)
    return Picture(found.kind, bytes(found.content), found.digest) if found else None


def logo_digest(publication: Publication) -> str:
    """What files are kept apart by; empty without a logo."""
    found = store.find(publication.scan.organisation)
    return found.digest if found else ""
