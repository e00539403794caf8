"""The chain of scans that follow one another: earlier ones, later ones, and the start of a next."""

from __future__ import annotations

from dataclasses import dataclass

from scan.comparable import same_questionnaire
from scan.instrument.load import load
from scan.models import Scan
from scan.models.scan import DEFAULT_INSTRUMENT

MOST_WAVES = 12  # in one comparison; older ones stay where they are
CARRIED = (
    *("contact", "invited_dir", "invited_hr", "invited_lg", "invited_mw"),
    "works_council_informed",
)


@dataclass(frozen=True)
class Neighbours:
    """The scan that this one follows, those that follow it, and whether one more may."""

    before: Scan | None
    later: tuple[Scan, ...]
    may_be_followed: bool


def neighbours(scan: Scan) -> Neighbours:
    """Of the same organisation only; the one before may be anything but deleted."""
    before = scan.follows if scan.follows and _is_ours(scan.follows, scan) else None
    later = tuple(scan.followed_by.filter(organisation=scan.organisation_id))
    return Neighbours(before, later, may_be_followed(scan))


def earlier(scan: Scan) -> tuple[Scan, ...]:
    """The closed scans before this one, oldest first; never more than make MOST_WAVES with it.

    `follows` is only ever set on a new scan, so there is no circle; if somebody makes one by hand
    it ends here. A scan of another organisation ends the chain too.
    """
    found: list[Scan] = []
    known = {scan.pk}
    before = scan.follows
    while before and before.pk not in known and len(known) < MOST_WAVES and _fits(before, scan):
        found.append(before)
        known.add(before.pk)
        before = before.follows
    return tuple(reversed(found))


def may_be_followed(scan: Scan) -> bool:
    """A scan that was closed, with the questionnaire that a new scan would use."""
    now, then = load(DEFAULT_INSTRUMENT), load(scan.instrument)
    names = (scan.instrument, then.version), (DEFAULT_INSTRUMENT, now.version)
    return scan.is_closed and same_questionnaire(*names)


def successor(scan: Scan) -> Scan:
    """A new scan, not stored yet, that follows this one and starts from its facts."""
    carried = {name: getattr(scan, name) for name in CARRIED}
    return Scan(organisation_id=scan.organisation_id, follows=scan, **carried)


def next_title(scan: Scan, year: int) -> str:
    """The title with the new year instead of the one in it; else with the year behind it."""
    then, now = str(scan.closed_on.year), str(year)
    if then in scan.title:
        return scan.title.replace(then, now)
    room = Scan._meta.get_field("title").max_length - len(now) - 1
    return f"{scan.title[:room]} {now}"


def _fits(before: Scan, scan: Scan) -> bool:
    return before.is_closed and _is_ours(before, scan)


def _is_ours(other: Scan, scan: Scan) -> bool:
    return other.organisation_id == scan.organisation_id
