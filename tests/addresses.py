"""Values for every place in an address, so that tests can visit them all."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from scan.models import Scan

WORDS = {"role": "MW", "kind": "hr", "letter": "uitnodiging", "language": "nl", "size": "A4"}


def values_for(names: Iterable[str], scan: Scan, slug: str = "") -> dict[str, object]:
    """Of this scan; whatever else has a number gets one that exists nowhere in its table."""
    known = {"slug": slug or scan.organisation.slug, "pk": scan.pk, **WORDS}
    return {name: known.get(name, _number(name, scan)) for name in names}


def _number(name: str, scan: Scan) -> uuid.UUID | str:
    return scan.organisation.pk if name == "organisation" else scan.pk
