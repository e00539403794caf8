"""Send what has to go out today: rounds of mail about a scan, and reminders of action plans."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from reports.action_plan.reminders import due, send_reminder
from scan import mailing


class Command(BaseCommand):
    help = (
        "Zet de geplande mail van scans en de herinneringen aan actieplannen klaar voor de worker, "
        "en neem op wat is blijven liggen. Laat dit elke dag draaien."
    )

    def handle(self, **options) -> None:
        """One task each, so that one that fails holds up no other. Twice a day is no harm."""
        rounds = mailing.unfinished()
        for each in rounds:
            mailing.resume(each)
        found = due()
        for reminder_id in found:
            send_reminder.enqueue(reminder_id)
        self.stdout.write(f"Mailrondes nagekeken: {len(rounds)}")
        self.stdout.write(f"Herinneringen klaargezet: {len(found)}")
