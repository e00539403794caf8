"""Who is invited personally, and the mails about it. Nothing here knows an answer."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from scan.models.scan import Scan
from scan.roles import Role


class Invitation(models.Model):
    """A link or a code that lets one person answer once. It knows whether it was used.

    The token itself is nowhere: it follows from `id` and the key of this site
    (`scan.invitation_tokens`), and only a keyed hash is kept to recognise it. Closing empties
    `token_hash` and sets every `used` to the same; the address goes fourteen days later.
    """

    class Route(models.TextChoices):
        MAIL = "mail", _("e-mail")
        SLIP = "slip", _("strookje")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="invitations")
    route = models.CharField(max_length=4, choices=Route.choices)
    # Empty on slips for several roles together: the questionnaire asks it, as with an open link.
    role = models.CharField(max_length=3, choices=[(r.value, r.value) for r in Role], blank=True)
    language = models.CharField(max_length=5, blank=True)  # of the mail; empty: the site's own
    email = models.CharField(_("e-mailadres"), max_length=254, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (unique)
    used = models.BooleanField(default=False)
    no_mail = models.BooleanField(default=False)  # this person asked for no more mail

    unscoped = models.Manager()

    token = ""  # what somebody came with; `scan.inviting.find` fills it in, it is not stored
    door, is_kiosk = "scan", False

    class Meta:
        indexes = [models.Index(fields=["scan", "id"], name="invitation_neighbours")]
        constraints = [
            models.UniqueConstraint(
                "scan",
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_invitation_per_address",
            )
        ]

    @property
    def invitation(self) -> Invitation:
        """As a link, it is its own invitation; an OpenLink has none."""
        return self


class Mailing(models.Model):
    """One round of mail about a scan: to everybody invited, or to the links not used yet."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("uitnodiging")
        REMINDER = "reminder", _("herinnering")
        THANKS = "thanks", _("bedankje na sluiting")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    introduction = models.TextField(_("jullie eigen inleiding"), max_length=1500, blank=True)
    planned_on = models.DateField(_("versturen op"), null=True, blank=True)
    started_on = models.DateField(null=True, editable=False)
    finished_on = models.DateField(null=True, editable=False)
    # Kept when the deliveries of a reminder are destroyed: who got one had not answered.
    total = models.PositiveIntegerField(default=0, editable=False)
    sent = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)
    uncertain = models.PositiveIntegerField(default=0, editable=False)

    unscoped = models.Manager()


class Delivery(models.Model):
    """One mail to one invited person. One background task each, see `scan.mailing`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"  # a worker is at it and has handed nothing over yet
        HANDED_OVER = "handed"  # between the mail server's last line and our note of it
        SENT = "sent"
        REFUSED = "refused"
        SKIPPED = "skipped"  # the link was used, or the person wants no mail, meanwhile

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    touched_at = models.DateTimeField()  # when the queue or a worker last took it up
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)  # what the mail server said

    unscoped = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "invitation"], name="one_mail_each")
        ]
        indexes = [models.Index(fields=["mailing", "state"], name="delivery_progress")]


class StaffListDraft(models.Model):
    """A list of people that HR is looking through, sealed (`scan.staff_list_drafts`).

    It is deleted when it is used or thrown away, and after a day. `id` is new for every list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.OneToOneField(Scan, on_delete=models.CASCADE, related_name="staff_list")
    made_at = models.DateTimeField()
    content = models.BinaryField()

    unscoped = models.Manager()
