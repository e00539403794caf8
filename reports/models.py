"""What is kept after closing: the frozen result, and the files made from it."""

from __future__ import annotations

from django.db import models

from scan.models import Scan


class Publication(models.Model):
    """The frozen `Published` of a scan as canonical JSON, with its hash. Written once."""

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
