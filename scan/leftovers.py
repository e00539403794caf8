"""Takes old copies of answers and addresses out of the database files, which keep them for a while.

SQLite's WAL keeps earlier pages, in order of arrival; PostgreSQL keeps dead rows until a vacuum,
and their bytes even after it. (`secure_delete` in the settings empties SQLite's freed pages.)
"""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult  # a mail task names who had a mail

from scan.models import Delivery, Invitation, OpenAnswer, PaperSheet, Response, StaffListDraft

logger = logging.getLogger(__name__)
PATIENCE = 2000  # milliseconds; people who are sending wait behind us
TABLES = (
    Response,
    OpenAnswer,
    PaperSheet,
    Invitation,
    Delivery,
    DBTaskResult,
    StaffListDraft,
)


def wipe() -> bool:
    """Whether it worked: a reader that goes on for long, such as a backup, keeps old copies alive.

    Only outside a transaction. `manage.py erase_answers` tries again every day.
    """
    done = _wipe_sqlite() if connection.vendor == "sqlite" else _wipe_postgresql()
    if not done:
        logger.warning("oude kopieën van antwoorden staan nog in de bestanden van de database")
    return done


def _wipe_sqlite() -> bool:
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")


def _wipe_postgresql() -> bool:
    """FULL writes the rows that are left to a new file; a plain vacuum keeps the old bytes."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {PATIENCE}")
        try:
            for model in TABLES:
                cursor.execute(f'VACUUM (FULL) "{model._meta.db_table}"')
        except DatabaseError:
            return False
        finally:
            cursor.execute("RESET lock_timeout")
    return True
