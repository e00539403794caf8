"""A backup put back in an empty place is the same, row by row; a bad one changes nothing."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from leercultuur.running.backup import seal, store
from scan.actions import Sheet, submit
from scan.models import OpenLink, Organisation, Response
from scan.roles import Role
from tests.running.places import KEY, empty_place, here, manage, rows

pytestmark = pytest.mark.django_db(transaction=True)
LEFT_OUT = {"django_session", "scan_loginsession", "cache"}


@pytest.fixture(autouse=True)
def key(settings):
    settings.BACKUP_KEY = KEY


@pytest.fixture
def filled(open_scan, client, alice):
    """Answers, links, an account, a frozen result with its file, and somebody who is logged in."""
    from reports.models import RenderedReport
    from reports.publish import close_and_publish

    for number in range(12):
        answers = {"IW-AUT-1": number % 5 + 1, "IW-COM-1": 5}
        submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers=answers))
    publication = close_and_publish(open_scan)
    RenderedReport.unscoped.create(
        publication=publication, key="k", language="nl", pdf=bytes(range(256)) * 9
    )
    client.force_login(alice)
    open_scan.refresh_from_db()
    return open_scan


@pytest.fixture
def made(filled, tmp_path):
    call_command("backup", tmp_path)
    (file,) = tmp_path.glob("*.backup")
    return file


def test_everything_comes_back_row_by_row(made, tmp_path):
    before = rows(here())
    assert before["scan_loginsession"]  # somebody is logged in
    with empty_place(tmp_path) as place:
        run = manage(place, "restore", str(made))
        assert run.returncode == 0, run.stderr
        after = rows(place)
    assert set(before) - {"cache"} <= set(after)
    assert {t: r for t, r in after.items() if t in before and t not in LEFT_OUT} == {
        t: r for t, r in before.items() if t not in LEFT_OUT
    }
    assert len(after["scan_response"]) == 12
    assert after["scan_loginsession"] == []  # whoever was logged in logs in again


def test_the_restored_site_works_and_counts_on(made, tmp_path):
    """Sequences came along: a new row takes a new number."""
    with empty_place(tmp_path) as place:
        manage(place, "restore", str(made))
        code = (
            "from scan.models import *; from scan import actions;"
            "u = User.objects.create_user('nieuw@example.org', 'x');"
            "actions.create_organisation(user=u, name='Nieuw');"
            "print(User.objects.count(), Organisation.unscoped.count())"
        )
        assert manage(place, "shell", "-v0", "-c", code).stdout.split() == ["2", "2"]
        assert manage(place, "migrate", "--check").returncode == 0


def test_nobody_reads_it_without_the_key(made, filled):
    content = made.read_bytes()
    for secret in ("IW-AUT-1", "De Linde", "alice@example.org"):
        assert secret.encode() not in content
    assert made.stat().st_mode & 0o777 == 0o600


def test_it_is_consistent_while_others_write(organisation, tmp_path):
    """Two rows are always written together; no backup may hold one of a pair."""
    stop = threading.Event()
    written = []

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    for half in ("a", "b"):
                        slug = f"{half}-{len(written)}"
                        Organisation.unscoped.create(name=half, slug=slug)
                written.append(1)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 20:
            pass
        files = []
        for number in range(3):
            folder = tmp_path / str(number)
            folder.mkdir()
            files.append(store.make(folder))
    finally:
        stop.set()
        writer.join()
    with empty_place(tmp_path) as place:
        for file in files:
            assert manage(place, "restore", str(file), "--over").returncode == 0
            firms = rows(place)["scan_organisation"]
            halves = [sum(f"'{half}'" in row for row in firms) for half in ("a", "b")]
            assert halves[0] == halves[1] >= 20


def refused(*words: str, match: str) -> None:
    before = rows(here())
    with pytest.raises(CommandError, match=match):
        call_command("restore", *words)
    assert rows(here()) == before


def test_it_refuses_to_go_over_data(made):
    refused(str(made), match="staan al gegevens")


def test_it_goes_over_data_when_asked(made, filled):
    Response.unscoped.all().delete()
    OpenLink.unscoped.all().delete()
    Organisation.unscoped.create(name="Later gemaakt", slug="later")
    call_command("restore", str(made), over=True, stdout=io.StringIO())
    assert Response.unscoped.count() == 12
    assert not Organisation.unscoped.filter(slug="later").exists()


def test_what_has_expired_since_does_not_come_back(filled, tmp_path, settings):
    settings.ANSWER_RETENTION_DAYS = 400
    filled.closed_on -= timedelta(days=31)
    filled.save()
    file = store.make(tmp_path)
    settings.ANSWER_RETENTION_DAYS = 30
    call_command("restore", str(file), over=True, stdout=io.StringIO())
    assert Response.unscoped.count() == 0
    assert filled.publication


def test_a_wrong_key(made, settings):
    settings.BACKUP_KEY = "x" * 40
    refused(str(made), "--over", match="hoort niet bij deze back-up")


@pytest.mark.parametrize("short", ["", "kort"])
def test_no_key_no_backup(made, settings, short, tmp_path):
    settings.BACKUP_KEY = short
    refused(str(made), "--over", match="BACKUP_KEY ontbreekt of is korter dan 32 tekens")
    with pytest.raises(CommandError, match="BACKUP_KEY ontbreekt"):
        call_command("backup", tmp_path)
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_that_was_cut_off_or_changed(made):
    whole = made.read_bytes()
    first_line = whole.index(b"\n")
    cuts = [0, 1, first_line, first_line + 1, first_line + 3, len(whole) // 2, len(whole) - 1]
    changed = [
        *(whole[:cut] for cut in cuts),
        whole + b"x",
        whole.replace(b'"engine": "', b'"engine": "x', 1),
        *(_flipped(whole, place) for place in (3, first_line + 2, first_line + 40, len(whole) - 2)),
    ]
    for content in changed:
        made.write_bytes(content)
        refused(str(made), "--over", match="Er is niets veranderd")


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_something_else_than_a_backup(tmp_path):
    file = tmp_path / "foto.backup"
    file.write_bytes(b"\x89PNG" * 1000)
    refused(str(file), match="geen back-up van deze site")
    refused(str(tmp_path / "weg.backup"), match="niet lezen")


def test_a_backup_of_a_newer_release(made, monkeypatch):
    known = {name for name in store._known() if name[0] != "reports"}
    monkeypatch.setattr(store, "_known", lambda: known)
    refused(str(made), "--over", match=r"nieuwere versie.*reports\.0001_initial")


def test_a_backup_of_the_other_database(filled, tmp_path):
    file = tmp_path / "x.backup"
    with file.open("wb") as target:
        seal.write(target, {"engine": "oracle", "migrations": []}, [b"x"], KEY)
    refused(str(file), "--over", match="komt van oracle")


def test_content_that_is_no_database_changes_nothing(filled, tmp_path):
    file = tmp_path / "x.backup"
    with file.open("wb") as target:
        content = [b"CREATE TABLE half (x int);\nDROP TABLE bestaat_niet;\n" * 50]
        seal.write(target, {"engine": connection.vendor, "migrations": []}, content, KEY)
    refused(str(file), "--over", match="niet gelukt; er is niets veranderd")


@pytest.mark.parametrize("size", [0, 1, seal.PIECE - 1, seal.PIECE, 3 * seal.PIECE + 5])
def test_sealing_keeps_every_byte(size):
    import random

    content = random.Random(size).randbytes(size)
    file = io.BytesIO()
    seal.write(file, {}, [content[:100], content[100:]], KEY)
    file.seek(0)
    assert b"".join(seal.read(file, KEY)) == content


def test_pieces_cannot_be_left_out_or_swapped():
    import random

    file = io.BytesIO()
    seal.write(file, {}, [random.Random(1).randbytes(3 * seal.PIECE)], KEY)
    whole = file.getvalue()
    start = whole.index(b"\n") + 1
    size = 4 + seal.PIECE + seal.TAG
    one, two, rest = (
        whole[start : start + size],
        whole[start + size :][:size],
        whole[start + 2 * size :],
    )
    for pieces in (two + one + rest, one + rest, one + two, one + one + two + rest):
        with pytest.raises(seal.CannotOpen):
            list(seal.read(io.BytesIO(whole[:start] + pieces), KEY))


def test_two_backups_of_the_same_are_sealed_differently():
    files = []
    for _ in range(2):
        file = io.BytesIO()
        seal.write(file, {}, [b"hetzelfde" * 100], KEY)
        files.append(file.getvalue().split(b"\n", 1)[1])
    assert files[0] != files[1]


def test_old_ones_are_removed_after_a_new_one(organisation, tmp_path):
    now = datetime.now(UTC)
    for days in (1, 13, 15, 400):
        (tmp_path / (now - timedelta(days=days)).strftime(store.NAME)).touch()
    (tmp_path / ((now - timedelta(days=20)).strftime(store.NAME) + ".part")).touch()
    (tmp_path / "eigen-bestand.backup").touch()
    call_command("backup", tmp_path, keep=14, stdout=io.StringIO())
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 4
    assert "eigen-bestand.backup" in left


def test_a_backup_that_fails_leaves_nothing_and_removes_nothing(
    organisation, tmp_path, monkeypatch
):
    old = tmp_path / (datetime.now(UTC) - timedelta(days=99)).strftime(store.NAME)
    old.touch()

    def breaks(without_rows):
        yield b"een deel"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store._engine(), "dump", breaks)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path)
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_that_is_not_there(organisation, tmp_path):
    with pytest.raises(CommandError, match="niet schrijven"):
        call_command("backup", tmp_path / "weg")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite needs no tools")
def test_a_tool_that_is_not_there(organisation, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="postgresql-client"):
        call_command("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []
