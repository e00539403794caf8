"""Inviting a colleague by a link that works once, and accepting it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from scan import audit
from scan.audit import What
from scan.mail_server import NotNow, hand_over
from scan.models import MemberInvitation, Membership, Organisation, User

LIFE = timedelta(days=7)
A_DAY = 30  # mails one account may have sent to others
PATIENCE = 10  # seconds; somebody is waiting for the page
SESSION_KEY = "uitnodiging"  # the number of the invitation that somebody is answering


class TooMany(Exception):
    """This user had enough mails sent today."""


class NotYours(Exception):
    """The account has not confirmed the address that was invited."""


class NotOpen(Exception):
    """Accepted, revoked or expired."""


@transaction.atomic
def invite(
    *, organisation: Organisation, user: User, email: str, level: str, by_mail: bool
) -> MemberInvitation:
    """A new invitation; an earlier one for the same address stops working."""
    token = secrets.token_urlsafe(16)
    waiting(organisation).filter(email__iexact=email).update(revoked_on=timezone.localdate())
    made = organisation.member_invitations.create(
        email=email.lower(),
        level=level,
        token_hash=_hash(token),
        by_mail=by_mail,
        expires_on=timezone.localdate() + LIFE,
    )
    made.token = token
    audit.note(What.MEMBER_INVITED, organisation=organisation, user=user, detail=level)
    return made


def send(invitation: MemberInvitation, *, user: User) -> None:
    """Hand the mail over now. Raises TooMany, `mail_server.NotNow` or `mail_server.Refused`."""
    _count(user)
    values = {"invitation": invitation, "address": address(invitation), "by": user.email}
    message = EmailMultiAlternatives(
        subject=_("Uitnodiging: werk mee aan de scan van %(name)s")
        % {"name": invitation.organisation.name},
        body=render_to_string("emails/member_invitation.txt", values).strip() + "\n",
        to=[invitation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        hand_over(message, just_before=lambda: None, timeout=PATIENCE)
    except OSError as error:
        raise NotNow(type(error).__name__) from None


def address(invitation: MemberInvitation) -> str:
    return settings.SITE_URL + reverse("scan:colleague", args=[invitation.token])


def waiting(organisation: Organisation):
    """Invitations that nobody accepted or revoked; some may have expired."""
    return organisation.member_invitations.filter(accepted_on=None, revoked_on=None)


@transaction.atomic
def revoke(*, invitation: MemberInvitation, user: User) -> None:
    organisation = invitation.organisation
    found = waiting(organisation).filter(pk=invitation.pk)
    if found.update(revoked_on=timezone.localdate()):
        audit.note(What.MEMBER_UNINVITED, organisation=organisation, user=user)


def find(token: str) -> MemberInvitation | None:
    """The invitation this link was made for, in whatever state."""
    found = MemberInvitation.unscoped.select_related("organisation")
    return found.filter(token_hash=_hash(token)).first()


def remember(request: HttpRequest, invitation: MemberInvitation) -> None:
    """For after logging in or signing up, when the link itself is no longer in the address."""
    request.session[SESSION_KEY] = str(invitation.pk)
    if invitation.by_mail:  # the link came from this very mailbox: no need to confirm it again
        request.session["account_verified_email"] = invitation.email


def pending(request: HttpRequest) -> MemberInvitation | None:
    """The open invitation that this browser is answering."""
    number = request.session.get(SESSION_KEY)
    if number is None:
        return None
    found = MemberInvitation.unscoped.select_related("organisation").filter(pk=number).first()
    return found if found and found.is_open else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
    request.session.pop("account_verified_email", None)


def is_for(invitation: MemberInvitation, user: User) -> bool:
    """Only for who showed to own the invited address: a forwarded link opens nothing."""
    own = EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email)
    return own.exists()


@transaction.atomic
def accept(*, invitation: MemberInvitation, user: User) -> Membership:
    """Spend it and join. Somebody who belongs already keeps the highest level.

    Raises NotYours and NotOpen.
    """
    if not is_for(invitation, user):
        raise NotYours
    row = MemberInvitation.unscoped.select_for_update().filter(pk=invitation.pk, accepted_on=None)
    today = timezone.localdate()
    if not row.filter(revoked_on=None, expires_on__gte=today).update(accepted_on=today):
        raise NotOpen
    return _join(invitation, user)


def forget_old() -> int:
    """Addresses of colleagues who never came, and of answered invitations: 30 days later."""
    limit = timezone.localdate() - timedelta(days=30)
    return MemberInvitation.unscoped.filter(expires_on__lt=limit).delete()[0]


def _join(invitation: MemberInvitation, user: User) -> Membership:
    organisation, level = invitation.organisation, invitation.level
    membership, is_new = Membership.unscoped.get_or_create(
        user=user, organisation=organisation, defaults={"level": level}
    )
    if is_new or (level == Membership.Level.MANAGER and not membership.is_manager):
        membership.level = level
        membership.save(update_fields=["level"])
        what = What.MEMBER_ADDED if is_new else What.MEMBER_CHANGED
        detail = f"{user.email}, {level}"
        audit.note(what, organisation=organisation, user=user, detail=detail)
    return membership


def _count(user: User) -> None:
    key = f"colleagues:{user.pk}:{timezone.localdate()}"
    cache.add(key, 0, timeout=24 * 3600)
    if cache.incr(key) > A_DAY:
        raise TooMany


def _hash(token: str) -> str:
    """A plain hash will do: nobody guesses 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
