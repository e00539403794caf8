"""Close a scan and freeze its result."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from reports.publish import close_and_publish
from scan.actions import ScanClosed
from scan.management.lookup import find_scan


class Command(BaseCommand):
    help = "Sluit een scan en bevries de uitkomsten. Daarna kan niemand meer antwoorden."

    def add_arguments(self, parser) -> None:
        parser.add_argument("scan", help="het nummer (uuid) van de scan")

    def handle(self, *, scan: str, **options) -> None:
        try:
            publication = close_and_publish(find_scan(scan))
        except ScanClosed as error:
            raise CommandError("Deze scan is niet open, dus valt er niets te sluiten.") from error
        if publication.scan.is_in_review:
            self.stdout.write("Gesloten. Een beheerder loopt nu eerst de open antwoorden na.")
        else:
            self.stdout.write(f"Gesloten. Controlecode: {publication.digest}")
