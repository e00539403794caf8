"""Ways to answer without a link of one's own: the shared tablet and the paper form."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scan.models.scan import Scan
from scan.roles import Role


class Kiosk(models.Model):
    """A shared device on which people answer one after another, until a day or until stopped.

    For the respondent's pages it is a link like the others, behind a door of its own (/k/).
    """

    role, used, invitation = "", False, None  # everybody uses it; see Invitation
    door, is_kiosk = "kiosk", True
    token = ""  # what the device came with; `scan.kiosks.find` fills it in, it is not stored

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="kiosks")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("waar staat het apparaat?"), max_length=80)
    created_on = models.DateField(auto_now_add=True)
    last_day = models.DateField(_("te gebruiken tot en met"))
    stopped_on = models.DateField(null=True, editable=False)

    unscoped = models.Manager()

    class Meta:
        ordering = ["-created_on", "name"]

    @property
    def is_open(self) -> bool:
        return self.stopped_on is None and timezone.localdate() <= self.last_day


class PaperSheet(models.Model):
    """A paper form that was typed in and waits for its batch to be closed.

    Closing the batch stores all sheets as responses in random order and deletes these rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="paper_sheets")
    role = models.CharField(max_length=3, choices=[(r.value, r.value) for r in Role])
    answers = models.JSONField()

    unscoped = models.Manager()
