"""A real `manage.py db_worker` on the database of the test, to be killed and started again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """`said` is what it wrote, with everything it would log."""

    def __init__(self, port: int, log: Path, pace: float = 40):
        self.environment = {
            **os.environ,
            "DATABASE_URL": _database_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
            "MAILS_PER_SECOND": str(pace),
            "LOG_LEVEL": "DEBUG",
        }
        self.log = log

    def command(self, *words: str) -> None:
        with self.log.open("ab") as output:
            done = subprocess.run(self._line(*words), check=False, **self._where(output))
        assert done.returncode == 0, self.said[-2000:]

    def run(self) -> None:
        """Until nothing is left to do."""
        self.command("db_worker", "--batch", "--no-startup-delay", "--interval", "0.05", "-v", "3")

    def run_until(self, has_come_so_far: Callable[[], bool], seconds: float = 30) -> None:
        """And then kill -9, in the middle of whatever it does."""
        line = self._line("db_worker", "--no-startup-delay", "--interval", "0.05", "-v", "3")
        with self.log.open("ab") as output:
            process = subprocess.Popen(line, **self._where(output))
            try:
                wait_for(has_come_so_far, seconds)
            finally:
                process.kill()
                process.wait()

    @property
    def said(self) -> str:
        return self.log.read_text()

    def _line(self, *words: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *words]

    def _where(self, output) -> dict[str, object]:
        return {"env": self.environment, "stdout": output, "stderr": output, "cwd": ROOT}


def wait_for(happens: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.005)


@contextmanager
def open_worker(port: int, pace: float = 40) -> Iterator[Worker]:
    with tempfile.TemporaryDirectory() as folder:
        yield Worker(port, Path(folder) / "log", pace)


def _database_url() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    account = f"{found['USER']}:{found['PASSWORD']}" if found["PASSWORD"] else found["USER"]
    return f"postgres://{account}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
