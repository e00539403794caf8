"""Making, keeping, checking and restoring backups, on either database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from leercultuur.running.backup import postgresql, seal, sqlite
from scan.models import LoginSession, Organisation, User

NAME = "leercultuur-%Y%m%dT%H%M%SZ.backup"
PART = ".part"  # of a backup that is being made
# Who was logged in, and counters of rate limits: a restored site starts without them.
WITHOUT_ROWS = ("django_session", LoginSession._meta.db_table, "cache")


class Refused(Exception):
    """Its text says why nothing was changed."""


def make(folder: Path) -> Path:
    """A new backup in this folder: there as a whole, or not at all."""
    target = folder / datetime.now(UTC).strftime(NAME)
    part = target.with_name(target.name + PART)
    about = {"engine": connection.vendor, "migrations": _applied()}
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            seal.write(file, about, _engine().dump(_existing(WITHOUT_ROWS)), _key())
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
        _sync(folder)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return target


def remove_old(folder: Path, days: int) -> list[Path]:
    """Deletes what was made more than so many days ago, also what never got finished."""
    limit = timezone.now() - timedelta(days=days)
    old = [path for path, made in _dated(folder) if made < limit]
    for path in old:
        path.unlink()
    return old


def check(file: Path) -> None:
    """Reads it from beginning to end; raises when it cannot be restored here."""
    with file.open("rb") as source:
        about = seal.read_about(source)
    for _ in _content(file):
        pass
    if about["engine"] != connection.vendor:
        raise Refused(
            f"Deze back-up komt van {about['engine']} en deze site gebruikt {connection.vendor}. "
            "Zet DATABASE_URL op dezelfde soort database."
        )
    if newer := {tuple(name) for name in about["migrations"]} - _known():
        raise Refused(
            "Deze back-up komt van een nieuwere versie van het programma "
            f"({', '.join(sorted('.'.join(name) for name in newer))}). Installeer eerst die versie."
        )


def restore(file: Path, *, over: bool = False) -> None:
    """Checks the whole file first, then replaces everything in one transaction."""
    check(file)
    if has_data() and not over:
        raise Refused(
            "In deze database staan al gegevens. Terugzetten wist die allemaal. "
            "Weet je dat zeker, geef dan --over mee."
        )
    connection.close()
    _engine().load(_content(file))


def has_data() -> bool:
    tables = set(connection.introspection.table_names())
    kinds = (User.objects, Organisation.unscoped)
    return any(kind.model._meta.db_table in tables and kind.exists() for kind in kinds)


def _content(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        yield from seal.read(source, _key())


def _key() -> str:
    if len(settings.BACKUP_KEY) < seal.SHORTEST_KEY:
        raise Refused(
            f"BACKUP_KEY ontbreekt of is korter dan {seal.SHORTEST_KEY} tekens. Maak er een met\n"
            '  python3 -c "import secrets; print(secrets.token_urlsafe(50))"\n'
            "zet hem bij de instellingen, en bewaar hem ook buiten deze server."
        )
    return settings.BACKUP_KEY


def _engine():
    return sqlite if connection.vendor == "sqlite" else postgresql


def _existing(tables: tuple[str, ...]) -> tuple[str, ...]:
    there = set(connection.introspection.table_names())
    return tuple(table for table in tables if table in there)


def _applied() -> list[tuple[str, str]]:
    return sorted(MigrationRecorder(connection).applied_migrations())


def _known() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)


def _dated(folder: Path) -> Iterator[tuple[Path, datetime]]:
    for path in folder.iterdir():
        with suppress(ValueError):
            made = datetime.strptime(path.name.removesuffix(PART), NAME)
            yield path, made.replace(tzinfo=UTC)


def _sync(folder: Path) -> None:
    """The new name survives a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
