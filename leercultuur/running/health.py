"""Is the site ready for visitors? Four parts, each good or not, without a number."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseTrouble
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scan.mail_queue import somebody_works

logger = logging.getLogger(__name__)
QUEUE_PATIENCE = timedelta(minutes=15)
ROOM = 200_000_000  # bytes: thousands of responses, and time to act
_seen_migrated: list[bool] = []


def parts() -> dict[str, bool]:
    """Database, migrations, queue and disk, in this order."""
    return {name: _holds(check) for name, check in CHECKS.items()}


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def is_migrated() -> bool:
    """Looked up until it is true: what was applied stays applied as long as this process lives."""
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.append(True)
    return True


def queue_moves() -> bool:
    """A long round of mail may wait, as long as somebody works on it."""
    return oldest_wait() < QUEUE_PATIENCE or somebody_works()


def oldest_wait() -> timedelta:
    """How long the longest waiting task has been ready to run."""
    first = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    return timezone.now() - first.enqueued_at if first else timedelta()


def has_room() -> bool:
    return free_bytes() >= ROOM


def free_bytes() -> int:
    """On the disk we can see: that of SQLite's file, or of the program beside PostgreSQL."""
    place = settings.BASE_DIR
    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"]).resolve().parent
    return shutil.disk_usage(place).free


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseTrouble, OSError) as error:
        logger.error("niet gereed: %s (%s)", check.__name__, type(error).__name__)
        return False


CHECKS = {
    "database": database_answers,
    "migraties": is_migrated,
    "wachtrij": queue_moves,
    "schijf": has_room,
}
