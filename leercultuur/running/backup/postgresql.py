"""PostgreSQL in and out, through its own pg_dump and psql: one snapshot out, one transaction in."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

PIECE = 1024 * 1024
PATIENCE = "20s"  # that a restore waits for who still uses the tables
EMPTY = b"""
SET client_min_messages = warning;
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', found.tablename);
  END LOOP;
END $$;
"""


class ToolFailed(Exception):
    """Its text is what the tool said."""


def dump(without_rows: tuple[str, ...]) -> Iterator[bytes]:
    """A plain dump, so that no readable copy is ever on a disk: it streams."""
    skipped = [f"--exclude-table-data={table}" for table in without_rows]
    tool = _start("pg_dump", "--no-owner", "--no-privileges", *skipped)
    assert tool.stdout
    while piece := tool.stdout.read(PIECE):
        yield piece
    _finish(tool)


def load(content: Iterable[bytes]) -> None:
    """Replaces every table, or changes nothing: psql stops at the first fault and rolls back."""
    tool = _start(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        "--output=/dev/null", "--file=-", takes_input=True,
    )  # fmt: skip
    assert tool.stdin
    try:
        tool.stdin.write(EMPTY)
        for piece in content:
            tool.stdin.write(piece)
    except BrokenPipeError:
        pass  # it stopped; what it said is read below
    except BaseException:
        tool.kill()  # before its input ends: else it would commit half
        raise
    _finish(tool)


def _start(name: str, *options: str, takes_input: bool = False) -> subprocess.Popen[bytes]:
    """With the address of our settings; the password never stands in the list of processes."""
    command, variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    environment = {**os.environ, **(variables or {}), "PGOPTIONS": f"-c lock_timeout={PATIENCE}"}
    try:
        return subprocess.Popen(  # noqa: S603  (fixed names, no shell)
            [name, *options, *command[1:]],
            env=environment,
            stdin=subprocess.PIPE if takes_input else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise ToolFailed(f"{name} ontbreekt (Debian: apt install postgresql-client)") from error


def _finish(tool: subprocess.Popen[bytes]) -> None:
    _, said = tool.communicate()
    if tool.returncode:
        raise ToolFailed(said.decode(errors="replace").strip().splitlines()[0] if said else "")
