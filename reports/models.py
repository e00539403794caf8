"""What is kept after closing: the frozen result, the files made from it, and the action plan."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from scan.models import Scan


class Publication(models.Model):
    """The frozen `Published` of a scan as canonical JSON, with its hash.

    Written once, at closing. While the scan is in review (`Scan.is_in_review`) the texts are
    still to be added, nobody may see it, and its hash is not final.
    """

    scan = models.OneToOneField(Scan, on_delete=models.CASCADE, related_name="publication")
    digest = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()

    unscoped = models.Manager()


class RenderedReport(models.Model):
    """A PDF made from a publication, or the work of making it; found by the result's hash."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=80, unique=True)  # digest, language and renderer version
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    pdf = models.BinaryField(null=True)

    unscoped = models.Manager()


class PlanAction(models.Model):
    """Something the organisation is going to do: an advice taken over, or its own idea."""

    class Status(models.TextChoices):
        TODO = "todo", _("nog niet begonnen")
        DOING = "doing", _("bezig")
        DONE = "done", _("gedaan")
        DROPPED = "dropped", _("niet meer nodig")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="plan")
    advice = models.CharField(max_length=40, blank=True, editable=False)  # code; empty: own idea
    block = models.CharField(max_length=10, blank=True)  # code of the building block
    text = models.TextField(_("wat gaan jullie doen?"), max_length=600)
    owner = models.CharField(_("wie pakt dit op?"), max_length=120, blank=True)
    due_on = models.DateField(_("wanneer is het klaar?"), null=True, blank=True)
    sign = models.CharField(_("hoe merken jullie het?"), max_length=300, blank=True)
    status = models.CharField(
        _("hoe staat het ervoor?"), max_length=10, choices=Status.choices, default=Status.TODO
    )
    created_on = models.DateField(auto_now_add=True)
    place = models.PositiveIntegerField(default=0)  # in the list, in the order of adding

    unscoped = models.Manager()

    class Meta:
        ordering = ["place", "created_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "advice"], condition=~models.Q(advice=""), name="one_per_advice"
            )
        ]


class PlanReminder(models.Model):
    """The day on which the managers get a mail about the plan of a scan.

    `reached` and `claimed_at` belong to the sending (`reports.action_plan.reminders`).
    """

    scan = models.OneToOneField(Scan, on_delete=models.CASCADE, related_name="plan_reminder")
    on = models.DateField(_("stuur een herinnering op"))
    sent_on = models.DateField(null=True, editable=False)
    reached = models.JSONField(default=list, editable=False)  # memberships that have had the mail
    claimed_at = models.DateTimeField(null=True, editable=False)  # somebody is sending

    unscoped = models.Manager()
