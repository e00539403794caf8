"""Rounds of mail by a real worker process against a real SMTP server, killed several times."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scan import inviting, mailing
from scan.inviting import Invitee
from scan.models import Delivery, Mailing, Scan
from scan.roles import Role
from tests.scan.mail_worker import open_worker
from tests.scan.post_office import open_post_office

State = Delivery.State
PEOPLE, KILLS = 60, 3
UNKNOWN, BROKEN = "p7@example.org", "kapot@@example.org"


@pytest.fixture
def office(settings):
    with open_post_office(settings) as found:
        yield found


@pytest.fixture
def worker(transactional_db, office, settings):
    with open_worker(settings.EMAIL_PORT) as found:
        yield found


def invite(scan: Scan, *addresses: str) -> None:
    inviting.invite(scan=scan, people=[Invitee(address, Role.MW) for address in addresses])


def round_of(scan: Scan, kind: str) -> Mailing:
    return Mailing.unscoped.create(scan=scan, kind=kind, planned_on=timezone.localdate())


def as_if_an_hour_passed(found: Mailing) -> None:
    found.deliveries.update(touched_at=timezone.now() - timedelta(hours=1))
    long_ago = timezone.now() - timedelta(hours=1)
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=long_ago)


def test_a_worker_that_is_killed_again_and_again_doubles_and_forgets_nobody(
    worker, office, open_scan
):
    invite(open_scan, *(f"p{n}@example.org" for n in range(PEOPLE - 1)), BROKEN)
    office.refuses[UNKNOWN] = f"550 5.1.1 <{UNKNOWN}>: no such user"
    found = round_of(open_scan, Mailing.Kind.INVITATION)
    worker.command("send_reminders")
    for part in range(1, KILLS + 1):
        worker.run_until(lambda part=part: len(office.taken) >= part * PEOPLE // 5)
    assert len(office.taken) < PEOPLE - 2
    as_if_an_hour_passed(found)
    worker.command("send_reminders")  # the daily command repairs what dead workers left
    worker.run()
    found.refresh_from_db()

    taken = Counter(office.addresses)
    assert set(taken.values()) == {1}
    by_state = dict(found.deliveries.values_list("invitation__email", "state"))
    assert len(by_state) == PEOPLE
    assert by_state.pop(UNKNOWN) == by_state.pop(BROKEN) == State.REFUSED
    assert {address for address, state in by_state.items() if state == State.SENT} <= set(taken)
    uncertain = [address for address, state in by_state.items() if state == State.HANDED_OVER]
    assert len(uncertain) <= KILLS
    assert set(by_state.values()) <= {State.SENT, State.HANDED_OVER}
    assert set(taken) | set(uncertain) == set(by_state)
    assert (found.sent, found.refused, found.uncertain) == (
        PEOPLE - 2 - len(uncertain), 2, len(uncertain),
    )  # fmt: skip
    assert set(mailing.uncertain(found).values_list("invitation__email", flat=True)) == set(
        uncertain
    )
    assert not DBTaskResult.objects.filter(task_path__startswith="scan.mailing.").exists()
    assert "scan.mailing.deliver" in worker.said
    assert "example.org" not in worker.said
    assert "state=FAILED" not in worker.said


def test_after_a_reminder_nothing_in_the_queue_tells_who_got_one(worker, office, open_scan):
    invite(open_scan, "a@example.org", "b@example.org", UNKNOWN)
    invitations = round_of(open_scan, Mailing.Kind.INVITATION)
    worker.command("send_reminders")
    worker.run()
    office.taken.clear()
    office.refuses["b@example.org"] = "550 <b@example.org> gone"
    reminder = round_of(open_scan, Mailing.Kind.REMINDER)
    open_scan.invitations.filter(email=UNKNOWN).update(used=True)
    worker.command("send_reminders")
    worker.run()
    assert office.addresses == ["a@example.org"]
    reminder.refresh_from_db()
    assert reminder.finished_on
    assert not reminder.deliveries.exists()
    assert not DBTaskResult.objects.exists()
    assert invitations.deliveries.count() == 3
    assert "example.org" not in worker.said
    assert "state=FAILED" not in worker.said
