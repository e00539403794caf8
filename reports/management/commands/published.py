"""Print the frozen result of a closed scan as JSON (fields: reports/published.py)."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand

from reports.management.publication import find_publication


class Command(BaseCommand):
    help = "Toon de bevroren uitkomsten van een gesloten scan als JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("scan", help="het nummer (uuid) van de scan")

    def handle(self, *, scan: str, **options) -> None:
        content = find_publication(scan).content
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True))
