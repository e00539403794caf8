"""The tables, one file per subject."""

from scan.models.accounts import LoginSession, MemberInvitation
from scan.models.answers import OpenAnswer, OpenLink, Response
from scan.models.audit import AuditEntry
from scan.models.inviting import Delivery, Invitation, Mailing, StaffListDraft
from scan.models.people import Logo, Membership, Organisation, User
from scan.models.routes import Kiosk, PaperSheet
from scan.models.scan import Scan
from scan.models.sharing import ShareLink, ShareVisit

__all__ = [
    "AuditEntry",
    "Delivery",
    "Invitation",
    "Kiosk",
    "LoginSession",
    "Logo",
    "Mailing",
    "MemberInvitation",
    "Membership",
    "OpenAnswer",
    "OpenLink",
    "Organisation",
    "PaperSheet",
    "Response",
    "Scan",
    "ShareLink",
    "ShareVisit",
    "StaffListDraft",
    "User",
]
