"""The tables, one file per subject."""

from scan.models.answers import OpenAnswer, OpenLink, Response
from scan.models.people import Logo, Membership, Organisation, User
from scan.models.scan import Scan
from scan.models.sharing import ShareLink, ShareVisit

__all__ = [
    "Logo",
    "Membership",
    "OpenAnswer",
    "OpenLink",
    "Organisation",
    "Response",
    "Scan",
    "ShareLink",
    "ShareVisit",
    "User",
]
