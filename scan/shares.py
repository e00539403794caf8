"""Links that show a frozen result without an account: making, using and ending them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from scan import audit, withdrawal
from scan.audit import What
from scan.models import Scan, ShareLink, ShareVisit, User
from scan.models.sharing import WRONG_PASSCODES_ALLOWED

COOKIE = "toegang"
REMEMBERED = 12 * 3600  # seconds that a browser need not give the passcode again
PROPOSED_LIFE = timedelta(days=30)
LONGEST_LIFE = timedelta(days=365)
VISITS_KEPT = timedelta(days=365)
ONE_VISIT = timedelta(minutes=1)  # the same page again within this time is no new visit
PASSCODE_LENGTH = 8
SHORTEST_PASSCODE = 6  # with ten tries in all there is no guessing it


@transaction.atomic
def make(*, scan: Scan, user: User, label: str, expires_on: date, passcode: str = "") -> ShareLink:
    """A new link; without a passcode the address is enough. Only what is returned has the token."""
    token = secrets.token_urlsafe(16)
    link = scan.shares.create(
        token_hash=token_hash(token),
        label=label,
        passcode=make_password(plain(passcode)) if passcode else "",
        created_by=user,
        expires_on=expires_on,
    )
    link.token = token
    audit.note(What.SHARED, organisation=scan.organisation, user=user, scan=scan)
    return link


def token_hash(token: str) -> str:
    """A plain hash will do: nobody guesses 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def proposed_passcode() -> str:
    letters = (secrets.choice(withdrawal.LETTERS) for _ in range(PASSCODE_LENGTH))
    return withdrawal.readable("".join(letters))


def plain(passcode: str) -> str:
    """As it is compared: capitals, spaces and hyphens make no difference."""
    return withdrawal.SEPARATORS.sub("", passcode).upper()


@transaction.atomic
def revoke(link: ShareLink, *, by: User | None = None) -> None:
    """For good. Revoking twice keeps the first day."""
    scan, today = link.scan, timezone.localdate()
    if scan.shares.filter(pk=link.pk, revoked_on=None).update(revoked_on=today):
        audit.note(What.UNSHARED, organisation=scan.organisation, user=by, scan=scan)


def try_passcode(link: ShareLink, text: str) -> bool:
    """Whether this is the passcode. A right one gives the next visitor ten tries again.

    A try is counted before it is looked at: of many that come at once, none slips past the limit.
    """
    row = link.scan.shares.filter(pk=link.pk)
    free = row.filter(wrong_passcodes__lt=WRONG_PASSCODES_ALLOWED)
    if not free.update(wrong_passcodes=F("wrong_passcodes") + 1):
        return False
    if not check_password(plain(text), link.passcode):
        return False
    row.update(wrong_passcodes=0)
    return True


def remember(response: HttpResponse, link: ShareLink, path: str) -> None:
    """This browser gave the passcode; told to pages under `path` only."""
    response.set_cookie(
        COOKIE,
        _signer(link).sign(link.pk.hex),
        max_age=REMEMBERED,
        path=path,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def is_remembered(request: HttpRequest, link: ShareLink) -> bool:
    try:
        value = _signer(link).unsign(request.COOKIES.get(COOKIE, ""), max_age=REMEMBERED)
    except BadSignature:
        return False
    return value == link.pk.hex


def note_visit(request: HttpRequest, link: ShareLink, page: ShareVisit.Page) -> None:
    """Write down that a page was opened. A program that only asks whether it is there, does not."""
    recent = link.visits.filter(page=page, at__gt=timezone.now() - ONE_VISIT)
    if request.method == "GET" and not recent.exists():
        link.visits.create(page=page)


def forget_old_visits() -> int:
    """Delete what was written down more than a year ago; returns how many."""
    old = ShareVisit.unscoped.filter(at__lt=timezone.now() - VISITS_KEPT)
    return old.delete()[0]


def _signer(link: ShareLink) -> TimestampSigner:
    """Bound to the passcode's hash: whoever knew another passcode is not remembered."""
    return TimestampSigner(salt=f"leercultuur share {link.passcode}")
