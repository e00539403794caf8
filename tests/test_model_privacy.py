"""Watchdog: every column is classified, and nothing joins an answer to a person, time or order."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from reports.publish import close_and_publish
from scan import withdrawal
from scan.actions import Sheet, close, erase_answers, shuffle_responses, submit
from scan.models import LoginSession as Session
from scan.models import Response
from scan.roles import Role
from scan.withdrawing import withdraw

# account: of someone who logs in. firm: of an organisation. scan: set by the manager.
# link: an open link. answer: of a respondent. result: released numbers. share: a link to a result
# and its use. log: what managers did, not respondents. invited: who gets a mail or slip.
# plan: what the organisation is going to do.
COLUMNS = {
    "scan.User": {
        "account": {"id", "password", "last_login", "is_superuser", "email", "is_active",
                    "is_staff", "date_joined"},
    },
    "scan.Organisation": {"firm": {"id", "slug", "name", "created_on", "requires_second_factor"}},
    "scan.Logo": {"firm": {"id", "organisation", "kind", "content", "digest"}},
    "scan.Membership": {"account": {"id", "user", "organisation", "level"}},
    "scan.LoginSession": {"account": {"session_key", "session_data", "expire_date", "user"}},
    "scan.MemberInvitation": {
        "account": {"id", "organisation", "email", "level", "token_hash", "by_mail", "created_on",
                    "expires_on", "accepted_on", "revoked_on"},
    },
    "scan.AuditEntry": {
        "log": {"id", "organisation", "scan", "scan_title", "user", "who", "what", "detail", "at"},
    },
    "scan.Scan": {
        "scan": {"id", "organisation", "title", "instrument", "status", "contact", "created_on",
                 "opened_on", "first_day", "last_day", "closed_on", "works_council_informed",
                 "open_questions", "follows",
                 "invited_dir", "invited_hr", "invited_lg", "invited_mw"},
    },
    "scan.OpenLink": {"link": {"token", "scan", "role"}},
    "scan.Invitation": {
        "invited": {"id", "scan", "route", "role", "language", "email", "token_hash", "used",
                    "no_mail"},
    },
    "scan.Mailing": {
        "invited": {"id", "scan", "kind", "introduction", "planned_on", "started_on",
                    "finished_on", "total", "sent", "refused", "uncertain"},
    },
    "scan.Delivery": {
        "invited": {"id", "mailing", "invitation", "state", "touched_at", "tries", "reason"},
    },
    "scan.StaffListDraft": {"invited": {"id", "scan", "made_at", "content"}},
    "scan.Kiosk": {
        "link": {"id", "scan", "token_hash", "name", "created_on", "last_day", "stopped_on"},
    },
    "scan.PaperSheet": {"answer": {"id", "scan", "role", "answers"}},
    "scan.Response": {"answer": {"id", "scan", "role", "answers", "unusable", "shown_apart"}},
    "scan.OpenAnswer": {"answer": {"id", "scan", "question", "text", "struck", "left_out"}},
    "scan.ShareLink": {
        "share": {"id", "scan", "token_hash", "label", "passcode", "wrong_passcodes",
                  "created_by", "created_on", "expires_on", "revoked_on"},
    },
    "scan.ShareVisit": {"share": {"id", "link", "page", "at"}},
    "reports.PlanAction": {
        "plan": {"id", "scan", "advice", "block", "text", "owner", "due_on", "sign", "status",
                 "created_on", "place"},
    },
    "reports.PlanReminder": {"plan": {"id", "scan", "on", "sent_on", "reached", "claimed_at"}},
    "reports.Publication": {"result": {"id", "scan", "digest", "content"}},
    "reports.RenderedReport": {
        "result": {"id", "publication", "key", "language", "state", "step", "changed_at", "pdf"},
    },
}  # fmt: skip
# Of installed packages: they serve accounts and tasks and never see a respondent.
PACKAGES = {"auth", "contenttypes", "sessions", "account", "mfa", "django_tasks_database"}


def our_models():
    return {m._meta.label: m for m in apps.get_models() if m._meta.app_label in {"scan", "reports"}}


def test_every_column_of_every_model_is_classified():
    found = {
        label: {field.name for field in model._meta.get_fields() if field.concrete}
        for label, model in our_models().items()
        if not model._meta.auto_created
    }
    found["scan.User"] -= {"groups", "user_permissions"}
    found["scan.Organisation"] -= {"members"}
    assert found == {label: set().union(*kinds.values()) for label, kinds in COLUMNS.items()}


def test_no_unknown_package_brings_tables():
    labels = {model._meta.app_label for model in apps.get_models()}
    assert labels <= PACKAGES | {"scan", "reports"}


def test_a_response_has_no_time_and_only_points_at_its_scan():
    times = (models.DateField, models.TimeField, models.DurationField, models.GenericIPAddressField)
    fields = Response._meta.get_fields()
    assert not [field for field in fields if isinstance(field, times)]
    assert [field.related_model._meta.label for field in fields if field.is_relation] == [
        "scan.Scan"
    ]


def test_nothing_points_at_a_response():
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Response
    ]
    assert pointing == []


@pytest.fixture
def answered(open_scan):
    """Thirty people who can be told apart by their answers, in order of arrival."""
    for number in range(30):
        answers = {
            "IW-AUT-1": number % 5 + 1,
            "IW-COM-1": number // 5 % 5 + 1,
            "IW-VAR-1": number // 25 + 1,
        }
        submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers=answers, id=uuid.uuid4()))
    return open_scan


def stored_order(scan) -> list[tuple]:
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, answers FROM scan_response ORDER BY {place}")
        return cursor.fetchall()


def test_closing_rewrites_the_rows_in_another_order_under_new_ids(answered):
    """SQLite keeps a hidden rowid, PostgreSQL a ctid: read them as an attacker would."""
    before = stored_order(answered)
    close(scan=answered)
    shuffle_responses(scan=answered)
    after = stored_order(answered)
    assert sorted(map(str, (a for _, a in before))) == sorted(map(str, (a for _, a in after)))
    assert [a for _, a in before] != [a for _, a in after]  # equal once in 30! times
    assert not {i for i, _ in before} & {i for i, _ in after}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL keeps xmin")
def test_after_closing_all_rows_come_from_one_transaction(answered):
    close(scan=answered)
    shuffle_responses(scan=answered)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM scan_response")
        assert cursor.fetchone() == (1,)


def on_disk() -> bytes:
    """What the files of the database hold of the answers, freed pages and the WAL included."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{suffix}") for suffix in ("", "-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relname LIKE 'scan_response%' AND relkind IN ('r', 'i')"
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


def found_on_disk(ids) -> set[uuid.UUID]:
    content = on_disk()
    return {
        i for i in ids if (i.hex.encode() if connection.vendor == "sqlite" else i.bytes) in content
    }


def ids_of(scan) -> set[uuid.UUID]:
    return set(Response.unscoped.filter(scan=scan).values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_after_closing_the_files_hold_no_row_in_order_of_arrival(answered):
    """The WAL of SQLite and the dead rows of PostgreSQL keep the old order under the old ids."""
    arrived = ids_of(answered)
    assert found_on_disk(arrived) == arrived  # this is how an attacker would look
    close_and_publish(answered)
    assert found_on_disk(arrived) == set()
    assert found_on_disk(ids_of(answered)) == ids_of(answered)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_answer_is_gone_from_the_files(answered):
    code = withdrawal.new_code()
    mine = {withdrawal.response_id(code)}
    submit(scan=answered, sheet=Sheet(role=Role.MW, answers={"IW-AUT-1": 2}, id=min(mine)))
    assert found_on_disk(mine) == mine
    withdraw(code=code)
    assert found_on_disk(mine) == set()
    assert found_on_disk(ids_of(answered)) == ids_of(answered)


@pytest.mark.django_db(transaction=True)
def test_erased_answers_are_gone_from_the_files(answered):
    close_and_publish(answered)
    kept = ids_of(answered)
    assert erase_answers(scan=answered) == len(kept) == 30
    assert found_on_disk(kept) == set()


@pytest.mark.django_db(transaction=True)
def test_closing_does_not_wait_for_a_reader_of_the_files(answered, caplog):
    """A backup that is being made keeps old copies alive; the daily erasing tries again."""
    arrived = ids_of(answered)
    with another_reader():
        close_and_publish(answered)
        assert "oude kopieën" in caplog.text
    call_command("erase_answers")
    assert found_on_disk(arrived) == set()


@contextmanager
def another_reader():
    """A second connection in the middle of reading the answers."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM scan_response")
            yield
    finally:
        other.close()


def test_a_respondent_makes_no_session(client, open_scan):
    client.get(f"/v/{open_scan.links(manager='unscoped').get(role='MW').token}/")
    assert not Session.objects.exists()
