"""Put a backup back: everything or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from leercultuur.running.backup import postgresql, seal, sqlite, store


class Command(BaseCommand):
    help = "Zet een back-up terug in een lege database. Stop eerst de website en de worker."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="de back-up")
        parser.add_argument("--over", action="store_true", help="wis wat er nu in staat")
        parser.add_argument("--check", action="store_true", help="kijk alleen of hij heel is")

    def handle(self, *, file: Path, over: bool, check: bool, **options) -> None:
        try:
            if check:
                store.check(file)
            else:
                store.restore(file, over=over)
        except (store.Refused, seal.CannotOpen) as error:
            raise CommandError(f"{error} Er is niets veranderd.") from error
        except (postgresql.ToolFailed, sqlite.Broken, sqlite3.Error) as error:
            text = "Het terugzetten is niet gelukt; er is niets veranderd."
            raise CommandError(f"{text} {error}") from error
        except OSError as error:
            raise CommandError(f"Ik kan {file} niet lezen: {error.strerror}.") from error
        if check:
            self.stdout.write("De back-up is heel en past bij deze site.")
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        """To the tables of this release; and what has expired since does not come back."""
        connection.close()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("erase_answers", stdout=self.stdout)
        self.stdout.write("Teruggezet. Wie ingelogd was, logt opnieuw in.")
