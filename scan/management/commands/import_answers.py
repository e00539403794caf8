"""Store filled-in questionnaires from a CSV file in an open scan."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scan.actions import ScanClosed, import_sheets
from scan.instrument.load import load
from scan.management.lookup import find_scan
from scan.sheet_file import BadFile, read_sheets

SHOWN_PROBLEMS = 50


class Command(BaseCommand):
    help = (
        "Lees antwoorden uit een CSV-bestand in een open scan: kolom rol (DIR, HR, LG, MW), de 42 "
        "codes (1-5, WN of leeg) en eventueel toestemming (0 of 1). Alles of niets."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("scan", help="het nummer (uuid) van de scan")
        parser.add_argument("file", type=Path, help="het CSV-bestand")

    def handle(self, *, scan: str, file: Path, **options) -> None:
        found = find_scan(scan)
        try:
            sheets = read_sheets(_bytes(file), load(found.instrument))
            stored = import_sheets(scan=found, sheets=sheets)
        except BadFile as error:
            raise CommandError(_refusal(file, error.problems)) from error
        except ScanClosed as error:
            raise CommandError("Deze scan is niet open; er is niets opgeslagen.") from error
        self.stdout.write(f"{stored} ingevulde vragenlijsten opgeslagen, in willekeurige volgorde.")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"Kan {file} niet lezen: {error.strerror}.") from error


def _refusal(file: Path, problems: list[str]) -> str:
    shown = problems[:SHOWN_PROBLEMS]
    rest = len(problems) - len(shown)
    more = [f"... en nog {rest} andere"] if rest else []
    return "\n".join([f"{file} is niet opgeslagen, want:", *shown, *more])
