"""The frozen results of the scans before this one, and a name for all of them together."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from reports.logo import logo_digest
from reports.published import Published
from reports.published_json import from_json
from scan.waves import earlier

if TYPE_CHECKING:
    from reports.models import Publication

WAVES_PART, DIGEST_PART = 9, 54  # with the mark in between together as long as a digest
MARK = "~"


def earlier_publications(publication: Publication) -> tuple[Publication, ...]:
    """Of the closed scans that this one follows, in its own organisation; oldest first."""
    scans = earlier(publication.scan)
    return tuple(scan.publication for scan in scans if hasattr(scan, "publication"))


def earlier_results(publication: Publication) -> tuple[Published, ...]:
    return tuple(from_json(each.content) for each in earlier_publications(publication))


def name_of(publication: Publication) -> str:
    """What a file is kept under: the digest, and in front of it a hash of the earlier digests.

    A report shows its trend, so it is another file when an earlier scan is deleted. It shows the
    logo of the firm too. Without earlier scans and logo it is the digest itself.
    """
    before = [each.digest for each in earlier_publications(publication)]
    others = [each for each in (*before, logo_digest(publication)) if each]
    if not others:
        return publication.digest
    hashed = sha256(" ".join(others).encode()).hexdigest()[:WAVES_PART]
    return f"{hashed}{MARK}{publication.digest[:DIGEST_PART]}"
