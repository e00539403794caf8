"""Databases to restore and upgrade in, apart from that of the tests; reading them row by row."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KEY = "een-sleutel-alleen-voor-de-tests-van-back-ups"


@contextmanager
def empty_place(folder: Path, name: str = "leeg"):
    """The address of a new database of the kind the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    import psycopg

    where = connection.settings_dict
    database = f"leercultuur_{name}_{os.getpid()}"
    with psycopg.connect(**_server("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{database}"')
        try:
            user = f"{quote(where['USER'])}:{quote(where['PASSWORD'] or '')}"
            yield f"postgres://{user}@{where['HOST']}:{where['PORT'] or 5432}/{database}"
        finally:
            server.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


def _server(database: str) -> dict[str, object]:
    where = connection.settings_dict
    return {
        "host": where["HOST"], "port": where["PORT"] or 5432, "user": where["USER"],
        "password": where["PASSWORD"] or None, "dbname": database,
    }  # fmt: skip


def manage(address: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as an administrator gives it, on the database at this address."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "BACKUP_KEY": KEY, "DATABASE_URL": address, **environment},
        capture_output=True,
        text=True,
    )


def rows(address: str) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own; as the database has it, not as Django."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as place:
            names = place.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return _sorted(place, [name for (name,) in names if name != "sqlite_sequence"])
    import psycopg

    with psycopg.connect(address) as place:
        names = place.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return _sorted(place, [name for (name,) in names.fetchall()])


def _sorted(place, tables: list[str]) -> dict[str, list[str]]:
    return {
        table: sorted(map(repr, place.execute(f'SELECT * FROM "{table}"').fetchall()))
        for table in tables
    }


def here() -> str:
    """The address of the database that the tests run on."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    where = connection.settings_dict
    user = f"{quote(where['USER'])}:{quote(where['PASSWORD'] or '')}"
    return f"postgres://{user}@{where['HOST']}:{where['PORT'] or 5432}/{where['NAME']}"
