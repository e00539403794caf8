"""RUNNING.md to the letter, as far as a machine without root, systemd or containers allows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tests.running.places import ROOT, empty_place, rows

MANUAL = (ROOT / "leercultuur" / "RUNNING.md").read_text()
BLOCK = re.compile(r"<!-- (run|not run: [^>]+) -->\n```bash\n(.*?)```", re.S)
UNITS = sorted((ROOT / "script" / "systemd").iterdir())
NAME = "scan.example.nl"
GUNICORN = re.compile(r"\[.*\] \[\d+\] \[INFO\] ")  # of its first process, which has no Django


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """A server after the blocks marked `run`: (folder of the program, its database)."""
    folder = tmp_path_factory.mktemp("server")
    program = folder / "opt"
    skipped = shutil.ignore_patterns(".venv", ".git", "staticfiles", ".env", "db.sqlite3*", "tests")
    shutil.copytree(ROOT, program, ignore=skipped)
    (program / ".venv").symlink_to(ROOT / ".venv")
    (folder / "backups").mkdir()
    with django_db_blocker.unblock(), empty_place(folder, "handleiding") as place:
        lines = "\n".join(block for mark, block in BLOCK.findall(MANUAL) if mark == "run")
        script = _elsewhere(lines, folder, place)
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], env=_bare(), capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout + run.stderr
        yield program, place, run


def _elsewhere(text: str, folder: Path, place: str) -> str:
    """Other folders, another database, and no other user."""
    for old, new in {
        "/opt/leercultuur": str(folder / "opt"),
        "/var/backups/leercultuur": str(folder / "backups"),
        "postgres:///leercultuur": place,
        "runuser -u leercultuur -- ": "",
        "chown root:leercultuur .env": "true",
    }.items():
        assert old in text, f"RUNNING.md no longer says {old}"
        text = text.replace(old, new)
    return text


def _bare() -> dict[str, str]:
    """The environment of an administrator: none of our settings."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


def test_every_block_says_whether_it_is_run():
    assert len(BLOCK.findall(MANUAL)) == MANUAL.count("```bash")


def test_the_steps_end_with_a_site_without_warnings_and_a_backup_that_opens(site):
    program, place, run = site
    assert "System check identified no issues" in run.stdout
    assert "De back-up is heel en past bij deze site." in run.stdout
    assert rows(place)["django_migrations"]
    assert (program / ".env").stat().st_mode & 0o777 == 0o640
    (backup,) = (program.parent / "backups").iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def command_of(unit: str) -> list[str]:
    text = (ROOT / "script" / "systemd" / unit).read_text()
    return shlex.split(re.search(r"^ExecStart=(.*)$", text, re.M)[1])


def started(site, unit: str, *options: str) -> subprocess.Popen[str]:
    program, *_ = site
    words = [w.replace("/opt/leercultuur", str(program)) for w in command_of(unit)]
    return subprocess.Popen(
        [*words, *options], cwd=program, env=_bare(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def ask(port: int, path: str, **headers: str):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    return urllib.request.urlopen(request, timeout=10)


def test_the_website_of_the_unit_answers_and_stops(site, port):
    web = started(site, "leercultuur-web.service", "--bind", f"127.0.0.1:{port}")
    environment = {
        **_bare(),
        "ALLOWED_HOSTS": NAME,
        "HEALTH_ADDRESS": f"http://127.0.0.1:{port}/gezond/",
    }
    try:
        for _ in range(100):
            script = [ROOT / "script" / "healthy"]
            healthy = subprocess.run(script, env=environment, capture_output=True, text=True)
            if healthy.returncode == 0:
                break
            time.sleep(0.2)
        assert '"leeft": true' in healthy.stdout, healthy.stderr
        assert b'"gereed": true' in ask(port, "/gezond/klaar/", Host=NAME).read()
        page = ask(port, "/", Host=NAME, **{"X-Forwarded-Proto": "https"})
        assert page.headers["Strict-Transport-Security"]
        style = re.search(r'href="(/static/css/[^"]+)"', page.read().decode())[1]
        ask(port, style, Host=NAME, **{"X-Forwarded-Proto": "https"}).close()
    finally:
        web.send_signal(signal.SIGTERM)
        said, _ = web.communicate(timeout=40)
    assert web.returncode == 0, said
    ours = [line for line in said.splitlines() if not GUNICORN.match(line)]
    assert all(line.startswith('{"time": ') for line in ours), said
    assert subprocess.run(script, env=environment, capture_output=True).returncode == 1


def test_the_worker_of_the_unit_works_and_stops(site):
    worker = started(site, "leercultuur-worker.service", "--batch")
    said, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0, said


def test_the_daily_run_goes_on_after_a_failure_and_tells(site):
    program, *_ = site
    words = [str(program / "script" / "daily"), str(program / "geen-map")]
    run = subprocess.run(words, env=_bare(), capture_output=True, text=True)
    assert run.returncode == 1
    assert "Herinneringen klaargezet" in run.stdout
    assert "niet schrijven" in run.stderr


@pytest.mark.parametrize("word", sorted(set(re.findall(r"manage(?:\.py|) ([a-z_]+)", MANUAL))))
def test_every_command_exists(word):
    assert word in get_commands()


def test_every_variable_in_the_manual_is_a_setting():
    settings = (ROOT / "leercultuur" / "settings.py").read_text()
    known = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', settings))
    block = next(block for _, block in BLOCK.findall(MANUAL) if "cat > .env" in block)
    named = set(re.findall(r"^([A-Z_]+)=", block.split("EOF")[1], re.M))
    assert named
    assert named <= known


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_reads_the_units(tmp_path):
    """With the program in a place that exists; `verify` looks for the commands."""
    for unit in UNITS:
        text = unit.read_text().replace("/opt/leercultuur", str(ROOT))
        (tmp_path / unit.name).write_text(text)
    names = [str(tmp_path / unit.name) for unit in UNITS]
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True
    )
    said = [line for line in run.stderr.splitlines() if "leercultuur" in line]
    assert said == []
    assert run.returncode == 0 or "leercultuur" not in run.stderr


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda u: u.name)
def test_the_units_have_few_rights(unit):
    lines = set(unit.read_text().splitlines())
    assert {
        "User=leercultuur", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
        "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=", "UMask=0077",
        "SystemCallFilter=@system-service",
    } <= lines  # fmt: skip


class TestContainers:
    """Read, not run: there may be no engine."""

    file = (ROOT / "Containerfile").read_text()
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]

    def test_what_the_manual_promises(self):
        assert set(self.services) == {"migrate", "web", "worker", "daily", "database", "caddy"}

    @pytest.mark.parametrize("name", sorted(services))
    def test_few_rights(self, name):
        service = self.services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "privileged" not in service

    def test_nobody_is_root_and_somebody_asks_after_its_health(self):
        last_stage = self.file.rsplit("FROM ", 1)[1]
        assert re.search(r"^USER 10001$", last_stage, re.M)
        assert re.search(r"^HEALTHCHECK .*script/healthy", last_stage, re.M)

    def test_the_same_system_packages_everywhere(self):
        bootstrap = (ROOT / "script" / "bootstrap").read_text()
        packages = re.search(r"Linux\) apt_install (.*?) \|\|", bootstrap)[1].split()
        assert packages
        for text in (self.file, MANUAL):
            assert [p for p in packages if p not in text] == []

    def test_the_same_web_command_as_the_unit(self):
        words = yaml.safe_load(re.search(r"^CMD (\[.*\])$", self.file, re.M)[1])
        extra = {"--bind", "0.0.0.0:8000"}
        assert [w for w in words[1:] if w not in extra] == command_of("leercultuur-web.service")[1:]

    def test_no_secret_stands_in_it(self):
        text = (ROOT / "compose.yaml").read_text()
        values = re.findall(r"(?:PASSWORD|KEY|SECRET)\w*: (.*)", text)
        assert all(value.startswith("${") for value in values)
