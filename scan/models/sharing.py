"""Links that show a result without an account, and the log of their use."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scan.models.scan import Scan

WRONG_PASSCODES_ALLOWED = 10  # in total; then the link is locked


class ShareLink(models.Model):
    """Shows one result until a day. The token itself is shown once; the database has its hash."""

    class State(models.TextChoices):
        """What follows from the columns; not a column itself."""

        OPEN = "open", _("werkt")
        LOCKED = "locked", _("op slot")
        EXPIRED = "expired", _("verlopen")
        REVOKED = "revoked", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="shares")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("voor wie"), max_length=80)
    passcode = models.CharField(max_length=128, blank=True)  # hashed like a password
    wrong_passcodes = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_on = models.DateField(auto_now_add=True)
    expires_on = models.DateField(_("te zien tot en met"))
    revoked_on = models.DateField(null=True)

    token = ""  # known only to who makes or uses the link; never stored

    unscoped = models.Manager()

    class Meta:
        ordering = ["-created_on", "label"]

    @property
    def state(self) -> State:
        if self.revoked_on is not None:
            return self.State.REVOKED
        if self.expires_on < timezone.localdate():
            return self.State.EXPIRED
        return self.State.LOCKED if self.tries_left == 0 else self.State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def tries_left(self) -> int:
        return max(0, WRONG_PASSCODES_ALLOWED - self.wrong_passcodes)


class ShareVisit(models.Model):
    """Somebody with the link opened a page: which and when, never from where."""

    class Page(models.TextChoices):
        RESULTS = "results", _("resultaten")
        REPORT = "report", _("rapport")

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    page = models.CharField(max_length=10, choices=Page.choices)
    at = models.DateTimeField(auto_now_add=True)

    unscoped = models.Manager()

    class Meta:
        ordering = ["-at"]
