"""What belongs to accounts: where somebody is logged in, and invitations of colleagues."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Store
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scan.models.people import Membership, Organisation


class LoginSession(AbstractBaseSession):
    """Django's session, with whose it is: so that somebody can see and end the own ones.

    Written by `scan.sessions`. No network address and no user agent.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )

    @classmethod
    def get_session_store_class(cls) -> type[Store]:
        from scan.sessions import SessionStore

        return SessionStore


class MemberInvitation(models.Model):
    """Asks a colleague to join. The token itself is sent or shown once; here is its hash."""

    class State(models.TextChoices):
        """What follows from the columns; not a column itself."""

        OPEN = "open", _("wacht op antwoord")
        EXPIRED = "expired", _("verlopen")
        REVOKED = "revoked", _("ingetrokken")
        ACCEPTED = "accepted", _("aangenomen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="member_invitations"
    )
    email = models.EmailField(_("e-mailadres"))
    level = models.CharField(_("rol"), max_length=10, choices=Membership.Level.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    by_mail = models.BooleanField(default=False)  # then who has the link, reads that mailbox
    created_on = models.DateField(auto_now_add=True)
    expires_on = models.DateField(_("geldig tot en met"))
    accepted_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    token = ""  # known only to who makes it; never stored

    unscoped = models.Manager()

    class Meta:
        ordering = ["-created_on", "email"]

    @property
    def state(self) -> State:
        if self.accepted_on is not None:
            return self.State.ACCEPTED
        if self.revoked_on is not None:
            return self.State.REVOKED
        if self.expires_on < timezone.localdate():
            return self.State.EXPIRED
        return self.State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
