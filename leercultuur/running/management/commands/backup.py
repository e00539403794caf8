"""Make an encrypted backup of everything, while the site runs."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from leercultuur.running.backup import postgresql, store


def days(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("verwacht een aantal dagen van 1 of meer")
    return int(text)


class Command(BaseCommand):
    help = "Maak een versleutelde back-up van alles, terwijl de site draait."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, help="de map waar de back-up komt")
        parser.add_argument(
            "--keep", type=days, default=settings.BACKUP_KEEP_DAYS, metavar="DAGEN",
            help="wis back-ups die ouder zijn; standaard %(default)s dagen",
        )  # fmt: skip

    def handle(self, *, folder: Path, keep: int, **options) -> None:
        try:
            made = store.make(folder)
            removed = store.remove_old(folder, keep)
        except store.Refused as error:
            raise CommandError(str(error)) from error
        except (postgresql.ToolFailed, sqlite3.Error) as error:
            raise CommandError(f"De back-up is niet gemaakt. {error}") from error
        except OSError as error:
            raise CommandError(f"Ik kan niet schrijven in {folder}: {error.strerror}.") from error
        self.stdout.write(f"Back-up gemaakt: {made} ({made.stat().st_size // 1000} kB)")
        if removed:
            self.stdout.write(f"Ouder dan {keep} dagen en gewist: {len(removed)}")
