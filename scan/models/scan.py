"""One scan of one organisation: what is asked, of how many people, and until when."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scan.models.people import Organisation
from scan.roles import Role

DEFAULT_INSTRUMENT = "leercultuur_mkb_1"


class Scan(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        OPEN = "open", _("open")
        REVIEW = "review", _("open antwoorden nalopen")  # closed, nothing published yet
        CLOSED = "closed", _("gesloten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="scans")
    title = models.CharField(_("titel"), max_length=80)
    instrument = models.CharField(max_length=60, default=DEFAULT_INSTRUMENT, editable=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    contact = models.CharField(_("contactpersoon"), max_length=120)
    created_on = models.DateField(auto_now_add=True)
    opened_on = models.DateField(null=True, editable=False)
    first_day = models.DateField(_("eerste dag om mee te doen"))
    last_day = models.DateField(_("laatste dag om mee te doen"))
    closed_on = models.DateField(null=True, editable=False)
    works_council_informed = models.BooleanField(
        _("de OR, de PVT of de personeelsvergadering is betrokken"), default=False
    )
    # db_default: while it is being upgraded, the release before this column adds rows too.
    open_questions = models.BooleanField(
        _("stel ook twee open vragen"), default=False, db_default=False
    )
    follows = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="followed_by"
    )
    invited_dir = models.PositiveIntegerField(
        _("directie"), default=0, validators=[MaxValueValidator(100_000)]
    )
    invited_hr = models.PositiveIntegerField(
        _("HR"), default=0, validators=[MaxValueValidator(100_000)]
    )
    invited_lg = models.PositiveIntegerField(
        _("leidinggevenden"), default=0, validators=[MaxValueValidator(100_000)]
    )
    invited_mw = models.PositiveIntegerField(
        _("medewerkers"), default=0, validators=[MaxValueValidator(100_000)]
    )

    unscoped = models.Manager()

    class Meta:
        ordering = ["-created_on", "title"]

    @property
    def invited(self) -> dict[Role, int]:
        return {
            Role.DIR: self.invited_dir,
            Role.HR: self.invited_hr,
            Role.LG: self.invited_lg,
            Role.MW: self.invited_mw,
        }

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_in_review(self) -> bool:
        """Closed for answers; the texts are being read before anything is published."""
        return self.status == self.Status.REVIEW

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def takes_answers(self) -> bool:
        return self.is_open and self.first_day <= timezone.localdate() <= self.last_day
