"""Alive, ready, figures and security.txt: for machines, without a word about people."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from leercultuur.running import health

GOOD = dict.fromkeys(("database", "migraties", "wachtrij", "schijf"), "goed")


@pytest.fixture
def no_database(monkeypatch):
    """As the driver behaves when the server is gone: also a connection that was open fails."""

    def gone(*args, **kwargs):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(connection, "cursor", gone)
    monkeypatch.setattr(connection, "ensure_connection", gone)
    monkeypatch.setattr(connection, "connect", gone)


@pytest.fixture
def task(db):
    def make(minutes: int, **fields) -> DBTaskResult:
        row = DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}},
            task_path="reports.tasks.render",
            backend_name="default",
            run_after=datetime(9999, 1, 1, tzinfo=UTC),
            **fields,
        )
        then = timezone.now() - timedelta(minutes=minutes)
        DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=then)
        return row

    return make


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries, no_database):
    answer = client.get("/gezond/")  # without the fixture db any query would fail
    assert answer.status_code == 200
    assert answer.json() == {"leeft": True}
    assert answer["Cache-Control"] == "no-store"


def test_ready_when_everything_is(client, db):
    answer = client.get("/gezond/klaar/")
    assert answer.status_code == 200
    assert answer.json() == {"gereed": True, **GOOD}


def test_not_ready_without_the_database(client, no_database, monkeypatch):
    monkeypatch.setattr(health, "_seen_migrated", [])
    answer = client.get("/gezond/klaar/")
    assert answer.status_code == 503
    bad = dict.fromkeys(("database", "migraties", "wachtrij"), "niet goed")
    assert answer.json() == {"gereed": False, **GOOD, **bad}


def test_not_ready_before_the_migrations_ran(client, db, monkeypatch):
    from django.db.migrations.recorder import MigrationRecorder

    monkeypatch.setattr(health, "_seen_migrated", [])
    MigrationRecorder.Migration.objects.filter(app="scan").order_by("-id").first().delete()
    answer = client.get("/gezond/klaar/")
    assert answer.status_code == 503
    assert answer.json() == {"gereed": False, **GOOD, "migraties": "niet goed"}


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 503)])
def test_a_task_that_nobody_takes(client, task, minutes, status):
    task(minutes)
    assert client.get("/gezond/klaar/").status_code == status


def test_a_long_queue_that_somebody_works_on_is_fine(client, task):
    task(60)
    task(61, status="RUNNING", started_at=timezone.now())
    assert client.get("/gezond/klaar/").status_code == 200


def test_a_full_disk(client, db, monkeypatch):
    monkeypatch.setattr(health, "ROOM", 10**18)
    answer = client.get("/gezond/klaar/")
    assert (answer.status_code, answer.json()["schijf"]) == (503, "niet goed")


class TestFigures:
    def test_are_off(self, client, db):
        assert client.get("/gezond/cijfers/").status_code == 404
        headers = {"Authorization": "Bearer "}
        assert client.get("/gezond/cijfers/", headers=headers).status_code == 404

    @pytest.fixture
    def figures(self, client, settings):
        settings.METRICS_TOKEN = "geheim-voor-prometheus"

        def get(token="geheim-voor-prometheus"):
            headers = {"Authorization": f"Bearer {token}"}
            return client.get("/gezond/cijfers/", headers=headers)

        return get

    @pytest.mark.parametrize("token", ["", "fout", "geheim-voor-prometheu", "é"])
    def test_need_the_token(self, figures, db, token):
        assert figures(token).status_code == 404

    def test_tell_of_queue_disk_and_readiness(self, figures, task):
        task(10)
        task(5, status="FAILED")
        answer = figures()
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        lines = dict(line.rsplit(" ", 1) for line in samples(answer))
        assert lines['leercultuur_ready{part="database"}'] == "1"
        assert lines['leercultuur_tasks{state="ready"}'] == "1"
        assert lines['leercultuur_tasks{state="running"}'] == "0"
        assert lines['leercultuur_tasks{state="failed"}'] == "1"
        assert 600 <= float(lines["leercultuur_task_oldest_seconds"]) < 700
        assert float(lines["leercultuur_disk_free_bytes"]) > 0

    def test_still_speak_without_the_database(self, figures, no_database):
        assert 'leercultuur_ready{part="database"} 0' in samples(figures())

    def test_do_not_move_when_somebody_answers(self, client, figures, open_scan):
        """Whoever reads them every second would see when each colleague took part."""
        from scan.actions import Sheet, submit
        from scan.roles import Role

        def without_the_disk():
            return [line for line in samples(figures()) if "disk" not in line]

        before = without_the_disk()
        submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers={"IW-AUT-1": 3}))
        assert without_the_disk() == before

    def test_name_no_firm_link_or_address(self, figures, open_scan):
        text = figures().content.decode()
        for link in open_scan.links.all():
            assert link.token not in text
        assert open_scan.organisation.slug not in text


def samples(answer) -> list[str]:
    return [line for line in answer.content.decode().splitlines() if not line.startswith("#")]


def test_security_txt(client, settings):
    settings.SECURITY_CONTACT = ["mailto:lek@example.org", "https://example.org/lek"]
    settings.SITE_URL = "https://scan.example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [value for name, value in fields if name == "Contact"] == settings.SECURITY_CONTACT
    assert ["Canonical", "https://scan.example.org/.well-known/security.txt"] in fields
    expires = datetime.fromisoformat(dict(fields)["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


def test_there_is_no_security_txt_without_an_address(client):
    assert client.get("/.well-known/security.txt").status_code == 404


PAGES = ("/v/geen-token/", "/organisaties/", "/d/geen-token/", "/k/geen-token/", "/c/AB2CD/")


@pytest.mark.parametrize("address", PAGES)
def test_pages_tell_it_in_words_when_the_database_is_gone(client, no_database, address, settings):
    client.raise_request_exception = False
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "Er ging bij ons iets mis" in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_another_fault_is_500(client, db, monkeypatch):
    from scan.views import public

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(public, "load", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "Er ging bij ons iets mis" in answer.content.decode()


def test_the_json_of_readiness_holds_only_words(client, db):
    values = json.loads(client.get("/gezond/klaar/").content).values()
    assert set(values) <= {True, False, "goed", "niet goed"}
