"""CPU seconds per complete response, beside a bare-Django floor of the same eight steps.

Run: python -m tests.bench.respond [responses [language]]
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.client import Client
from tests.bench.server import ROOT, Server, gunicorn

SENDERS = 8
SETUP = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable")
from django.utils import timezone
from scan import actions
from scan.models import Scan, User
user = User.objects.create_user("a@example.org", "x")
today = timezone.localdate()
scan = Scan.unscoped.create(organisation=actions.create_organisation(user=user, name="Bench"),
    title="Bench", contact="HR", first_day=today, last_day=today + timedelta(9), invited_mw=100)
actions.open_scan(scan=scan)
print(scan.links.get(role="MW").token)
"""


def ours(client: Client, token: str) -> None:
    """Welcome, six screens, check and send, as someone in the browser does it."""
    expect(client.get(f"/v/{token}/"), client)
    expect(client.post({}), client)
    for _ in range(6):
        expect(client.post(dict.fromkeys(client.radios(), "4")), client)
    expect(client.post({}), client)
    if not client.address.endswith("/bedankt/"):
        raise RuntimeError(f"ended at {client.address}")


def floor(client: Client, _: str) -> None:
    expect(client.get("/0/"), client)
    for _ in range(8):
        expect(client.post(dict.fromkeys(client.radios(), "4")), client)


def expect(status: int, client: Client) -> None:
    if status != 200:
        raise RuntimeError(f"{client.address}: {status}\n{client.body[:500]}")


def measure(
    server: Server,
    work: Callable[[Client, str], None],
    token: str,
    count: int,
    language: str = "nl",
) -> dict:
    def one(_) -> int:
        client = Client(server.port, cookies={"django_language": language})
        work(client, token)
        client.connection.close()
        return client.requests

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(one, range(SENDERS * 2)))  # warm: imports, templates, caches
        before = server.cpu_seconds()
        requests = list(pool.map(one, range(count)))
    return {
        "cpu": (server.cpu_seconds() - before) / count,
        "requests": requests[0],
        "memory": server.memory_mb(),
    }


def main(count: int = 160, language: str = "nl") -> None:
    folder = Path(tempfile.mkdtemp(prefix="leercultuur-bench-"))
    environment = {
        "SECRET_KEY": "bench" * 12, "HTTPS": "false", "DEBUG": "false", "STATIC_MANIFEST": "false",
        "DATABASE_URL": f"sqlite:///{folder / 'ours.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "leercultuur.settings",
        "FLOOR_DATABASE": str(folder / "floor.sqlite3"),
    }  # fmt: skip
    token = subprocess.run(
        [sys.executable, "-c", SETUP], cwd=ROOT, env={**os.environ, **environment},
        capture_output=True, text=True, check=True,
    ).stdout.split()[-1]  # fmt: skip
    with sqlite3.connect(folder / "floor.sqlite3") as database:
        database.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, answers TEXT)")
    with gunicorn("tests.bench.floor:application", environment) as server:
        bare = measure(server, floor, "", count)
    with gunicorn("leercultuur.wsgi:application", environment) as server:
        full = measure(server, ours, token, count, language)
    print(f"{count} complete responses, {SENDERS} at once, gunicorn with 2 workers\n")
    print(f"{'':14}{'requests':>10}{'CPU ms':>10}{'ratio':>8}{'worker MB':>11}")
    for name, row in (("bare Django", bare), ("leercultuur", full)):
        cpu, memory = row["cpu"] * 1000, row["memory"]
        ratio = row["cpu"] / bare["cpu"]
        print(f"{name:14}{row['requests']:>10}{cpu:>10.1f}{ratio:>8.2f}{memory:>11.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:3])
