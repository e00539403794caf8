"""The tables, one file per subject."""

from scan.models.answers import OpenLink, Response
from scan.models.people import Membership, Organisation, User
from scan.models.scan import Scan

__all__ = ["Membership", "OpenLink", "Organisation", "Response", "Scan", "User"]
