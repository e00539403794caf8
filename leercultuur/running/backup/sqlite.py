"""SQLite in and out, through its online backup: consistent while others write, whole or not at all.

The copy is made in memory, so that no readable copy of the answers is left behind on a disk.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from django.db import connection

PIECE = 1024 * 1024
PATIENCE = 20  # seconds that a restore waits for who is writing


class Broken(Exception):
    """The content is no sound database, or the database is in use."""


def dump(without_rows: tuple[str, ...]) -> Iterator[bytes]:
    with closing(_open()) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        for table in without_rows:
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608  (our own names)
        copy.commit()
        copy.execute("VACUUM")
        content = copy.serialize()
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]


def load(content: Iterable[bytes]) -> None:
    """Replaces everything, in one transaction of the database itself."""
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(b"".join(content))
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError as error:
            raise Broken from error
        if not sound:
            raise Broken
        with closing(_open()) as target:
            target.execute("PRAGMA secure_delete=ON")
            copy.backup(target, progress=_give_up_after(PATIENCE))
            target.execute("PRAGMA journal_mode=WAL")


def _give_up_after(seconds: float) -> Callable[[int, int, int], None]:
    """Python would wait for ever for whoever holds the file."""
    limit = time.monotonic() + seconds

    def progress(status: int, remaining: int, total: int) -> None:
        if remaining and time.monotonic() > limit:
            raise Broken("De database is in gebruik. Stop de website en de worker.")

    return progress


def _open() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)
