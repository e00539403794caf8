"""Destroy answers and addresses whose retention has ended, and old logs. Meant to run every day."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.texts import publish_without_texts
from scan import audit, colleagues, invited, leftovers, shares, staff_list_drafts
from scan.actions import erase_answers
from scan.models import Scan
from scan.sessions import SessionStore


class Command(BaseCommand):
    help = "Wis antwoorden en adressen waarvan de bewaartijd om is. Laat dit elke dag draaien."

    def handle(self, **options) -> None:
        limit = timezone.localdate() - timedelta(days=settings.ANSWER_RETENTION_DAYS)
        for scan in Scan.unscoped.filter(closed_on__lte=limit, status=Scan.Status.REVIEW):
            publish_without_texts(scan)
            self.stdout.write(f"{scan.pk}: teksten vernietigd, uitkomsten zonder teksten bevroren")
        for scan in Scan.unscoped.filter(closed_on__lte=limit, responses__isnull=False).distinct():
            self.stdout.write(f"{scan.pk}: {erase_answers(scan=scan)} antwoorden gewist")
        self._erase_addresses()
        shares.forget_old_visits()
        audit.forget_old()
        colleagues.forget_old()
        SessionStore.clear_expired()
        staff_list_drafts.forget_old()
        leftovers.wipe()  # also what could not be wiped when a scan closed

    def _erase_addresses(self) -> None:
        limit = timezone.localdate() - timedelta(days=settings.INVITATION_RETENTION_DAYS)
        scans = Scan.unscoped.filter(closed_on__lte=limit, invitations__isnull=False)
        for scan in scans.distinct():
            self.stdout.write(f"{scan.pk}: {invited.erase(scan=scan)} uitnodigingen gewist")
