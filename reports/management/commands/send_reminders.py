"""Send the reminders of action plans whose day has come. Meant to run every day."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from reports.action_plan.reminders import due, send_reminder


class Command(BaseCommand):
    help = "Zet de herinneringen aan actieplannen klaar voor de worker. Laat dit elke dag draaien."

    def handle(self, **options) -> None:
        """One task each, so that one that fails holds up no other."""
        found = due()
        for reminder_id in found:
            send_reminder.enqueue(reminder_id)
        self.stdout.write(f"Herinneringen klaargezet: {len(found)}")
