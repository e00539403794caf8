"""1,000 invitations by one real worker to a local mail server, and the page that starts them.

.venv/bin/python -m tests.bench.mailing
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import psutil
from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, BUDGET = 1000, 60  # seconds, with the pace of the settings
ON_THE_PAGE = 0.1  # CPU seconds for the click that starts it


class Counting:
    """The handler of the mail server: counts, and notes when the first and the last came."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.first = self.last = 0.0

    async def handle_DATA(self, server, session, envelope) -> str:
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.addresses += envelope.rcpt_tos
        return "250 OK"


def prepare(folder: str, port: int) -> None:
    os.environ |= {
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3"),
        "SECRET_KEY": "bench-" + "x" * 50,
        "HTTPS": "false",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "leercultuur.settings",
        "TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
        "STATIC_MANIFEST": "false",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable")


def click() -> tuple[float, float]:
    """CPU and real seconds of looking at the mail, and of the click that sends it."""
    from django.test import Client
    from django.utils import timezone

    from scan import actions, inviting, mail_rounds
    from scan.models import Mailing, User
    from scan.roles import Role

    user = User.objects.create_user("hr@example.org", "een-lang-wachtwoord")
    organisation = actions.create_organisation(user=user, name="Bench")
    today = timezone.localdate()
    scan = organisation.scans.create(
        title="Bench",
        contact="x",
        first_day=today,
        last_day=today + timedelta(9),
        invited_mw=PEOPLE,
    )
    actions.open_scan(scan=scan)
    people = [inviting.Invitee(f"p{n}@example.org", Role.MW) for n in range(PEOPLE)]
    inviting.invite(scan=scan, people=people)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    base = f"/o/{organisation.slug}/scans/{scan.pk}/mail/uitnodiging/"
    client.get(base)  # the first page of a process loads everything
    began = time.process_time()
    client.get(base + "bekijken/")
    looked = time.process_time() - began
    began = time.process_time()
    data = {"day": today.isoformat(), "gezien": mail_rounds.seen(Mailing())}
    answer = client.post(base + "versturen/", data)
    clicked = time.process_time() - began
    assert answer.status_code == 302, answer.status_code
    return looked, clicked


def work(office: Counting) -> tuple[float, float, float]:
    """Real and CPU seconds, and megabytes, of the worker."""
    command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay"]
    began = time.monotonic()
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    process, cpu, memory = psutil.Process(worker.pid), 0.0, 0.0
    while worker.poll() is None:
        try:
            times = process.cpu_times()
            cpu, memory = times.user + times.system, process.memory_info().rss / 1e6
        except psutil.NoSuchProcess:
            break
        time.sleep(0.2)
    assert len(set(office.addresses)) == len(office.addresses) == PEOPLE, len(office.addresses)
    return time.monotonic() - began, cpu, memory


def main() -> None:
    from tests.bench.server import free_port

    office, port = Counting(), free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, port)
        looked, clicked = click()
        seconds, cpu, memory = work(office)
    controller.stop()
    from django.conf import settings

    print(f"looking at the mail        {looked * 1000:6.0f} CPU ms")
    print(f"the click that sends it    {clicked * 1000:6.0f} CPU ms   (budget 100)")
    print(f"{PEOPLE} mails, one worker    {seconds:6.1f} s        (budget {BUDGET})")
    print(
        f"  at most                  {settings.MAILS_PER_SECOND:6.0f} a second (MAILS_PER_SECOND)"
    )
    print(f"  CPU of the worker        {cpu:6.1f} s, {memory:.0f} MB")
    print(f"  first to last            {office.last - office.first:6.1f} s")
    ok = seconds <= BUDGET and clicked <= ON_THE_PAGE
    print("within budget" if ok else "OVER BUDGET")
    sys.exit(not ok)


if __name__ == "__main__":
    main()
