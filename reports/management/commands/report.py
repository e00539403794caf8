"""Write the report of a closed scan to a PDF file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.management.publication import find_publication


class Command(BaseCommand):
    help = "Schrijf het rapport van een gesloten scan naar een PDF-bestand."

    def add_arguments(self, parser) -> None:
        parser.add_argument("scan", help="het nummer (uuid) van de scan")
        parser.add_argument("--pdf", type=Path, required=True, help="waar het bestand komt")
        parser.add_argument("--language", choices=dict(settings.MANAGER_LANGUAGES), default="nl")

    def handle(self, *, scan: str, pdf: Path, language: str, **options) -> None:
        from reports.pdf import render_pdf
        from reports.pipeline import load_report

        content = render_pdf(load_report(find_publication(scan), language))
        try:
            pdf.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Ik kan niet schrijven naar {pdf}: {error.strerror}.") from error
        self.stdout.write(f"Rapport geschreven: {pdf}")
