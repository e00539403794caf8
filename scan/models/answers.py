"""Links and answers. Nothing joins an answer to a person, a link, a time or an order."""

from __future__ import annotations

import secrets
import uuid

from django.db import models

from scan.models.scan import Scan
from scan.roles import Role


def new_token() -> str:
    return secrets.token_urlsafe(16)


class OpenLink(models.Model):
    """A link that many people use: for one role, or (role empty) asking the role."""

    used, invitation = False, None  # many people use it; see Invitation
    door, is_kiosk = "scan", False

    token = models.CharField(primary_key=True, max_length=32, default=new_token)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=3, blank=True, choices=[(r.value, r.value) for r in Role])

    unscoped = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scan", "role"], name="one_link_per_role")]


class Response(models.Model):
    """One person's answers: scan, role and answers; no link, time, address or language.

    `id` comes from the draft on the person's own device, so that sending twice stores once;
    at closing every row gets a new random id and a new place (`scan.actions.close`).
    `unusable` and `shown_apart` are explained in METHOD.md.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="responses")
    role = models.CharField(max_length=3, choices=[(r.value, r.value) for r in Role])
    answers = models.JSONField()
    unusable = models.BooleanField(default=False)
    shown_apart = models.BooleanField(default=False)

    unscoped = models.Manager()


class OpenAnswer(models.Model):
    """One person's own words on one of the two open questions: no role, no answer it belongs to.

    `id` follows from the withdrawal code (`scan.withdrawal`), not from the id of the response.
    Destroyed when the texts are published or withheld (`reports.texts`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="texts")
    question = models.PositiveSmallIntegerField()
    text = models.TextField()
    struck = models.JSONField(default=list)  # numbers of the words that the reviewer takes out
    left_out = models.BooleanField(default=False)  # the reviewer leaves out the whole text

    unscoped = models.Manager()
