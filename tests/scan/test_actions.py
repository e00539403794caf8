"""Sending, closing and importing: whole or nothing, and each person counts once."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from reports.publish import close_and_publish
from scan import actions
from scan.actions import BadAnswers, ScanClosed, Sheet
from scan.instrument.load import load
from scan.models import OpenLink, Response
from scan.roles import ROLES, Role

CODES = load("leercultuur_mkb_1").codes


def sheet(role=Role.MW, value=4, **fields) -> Sheet:
    return Sheet(role=role, answers=dict.fromkeys(CODES, value), **fields)


def stored(scan) -> int:
    return Response.unscoped.filter(scan=scan).count()


def test_opening_makes_a_link_per_role_and_one_that_asks(open_scan):
    assert {link.role for link in open_scan.links.all()} == {"", *ROLES}
    actions.open_scan(scan=open_scan)
    assert OpenLink.unscoped.filter(scan=open_scan).count() == 5


def test_the_same_draft_sent_twice_counts_once(open_scan):
    key = uuid.uuid4()
    actions.submit(scan=open_scan, sheet=sheet(id=key))
    actions.submit(scan=open_scan, sheet=sheet(id=key, value=1))
    assert stored(open_scan) == 1
    assert set(Response.unscoped.get().answers.values()) == {4}


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"XX-1": 3}, "onbekende vraag: XX-1"),
        ({CODES[0]: 6}, f"{CODES[0]}: verwacht 1, 2, 3, 4, 5 of WN, maar er staat 6"),
        ({CODES[0]: True}, f"{CODES[0]}: verwacht 1, 2, 3, 4, 5 of WN, maar er staat True"),
        ({CODES[0]: "4"}, f"{CODES[0]}: verwacht 1, 2, 3, 4, 5 of WN, maar er staat '4'"),
        ({CODES[0]: None}, f"{CODES[0]}: verwacht 1, 2, 3, 4, 5 of WN, maar er staat None"),
    ],
)
def test_bad_answers_are_refused_whole(open_scan, answers, problem):
    with pytest.raises(BadAnswers) as refused:
        actions.submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers=answers))
    assert refused.value.problems == [problem]
    assert stored(open_scan) == 0


def test_the_order_of_answering_leaves_no_trace(open_scan):
    for order in (CODES, tuple(reversed(CODES))):
        answers = dict.fromkeys(order, 3)
        actions.submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers=answers))
    one, other = (tuple(response.answers) for response in Response.unscoped.all())
    assert one == other


def test_only_a_director_can_be_shown_apart(open_scan):
    actions.submit(scan=open_scan, sheet=sheet(role=Role.HR, shown_apart=True))
    actions.submit(scan=open_scan, sheet=sheet(role=Role.DIR, shown_apart=True))
    apart = dict(Response.unscoped.values_list("role", "shown_apart"))
    assert apart == {"HR": False, "DIR": True}


@pytest.mark.parametrize("days", [(-10, -1), (1, 10)])
def test_outside_its_days_a_scan_takes_no_answers(open_scan, today, days):
    open_scan.first_day, open_scan.last_day = (today + timedelta(days=d) for d in days)
    open_scan.save()
    with pytest.raises(ScanClosed):
        actions.submit(scan=open_scan, sheet=sheet())


def test_a_draft_scan_takes_no_answers(draft_scan):
    with pytest.raises(ScanClosed):
        actions.submit(scan=draft_scan, sheet=sheet())


def test_a_scan_closes_once(open_scan):
    close_and_publish(open_scan)
    with pytest.raises(ScanClosed):
        close_and_publish(open_scan)
    with pytest.raises(ScanClosed):
        actions.submit(scan=open_scan, sheet=sheet())


def test_when_freezing_fails_the_scan_stays_open(open_scan, monkeypatch):
    def fail(scan):
        raise RuntimeError("geen stroom")

    monkeypatch.setattr("reports.pipeline.publish", fail)
    with pytest.raises(RuntimeError):
        close_and_publish(open_scan)
    open_scan.refresh_from_db()
    assert open_scan.is_open


def test_answers_are_erased_only_after_closing(open_scan):
    actions.submit(scan=open_scan, sheet=sheet())
    assert actions.erase_answers(scan=open_scan) == 0
    close_and_publish(open_scan)
    assert actions.erase_answers(scan=open_scan) == 1
    assert stored(open_scan) == 0
    assert open_scan.publication.content


def in_threads(work, count: int, senders: int = 8) -> list:
    def run(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(senders) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.django_db(transaction=True)
def test_firms_of_the_same_name_made_at_once_each_get_an_address(alice):
    def make(number):
        return actions.create_organisation(user=alice, name="De Linde").slug

    assert sorted(in_threads(make, 4, senders=4)) == [
        "de-linde",
        "de-linde-2",
        "de-linde-3",
        "de-linde-4",
    ]


@pytest.mark.django_db(transaction=True)
def test_eight_people_sending_at_once_all_count(open_scan):
    in_threads(lambda number: actions.submit(scan=open_scan, sheet=sheet()), 80)
    assert stored(open_scan) == 80


@pytest.mark.django_db(transaction=True)
def test_eight_times_the_same_draft_at_once_counts_once(open_scan):
    key = uuid.uuid4()
    in_threads(lambda number: actions.submit(scan=open_scan, sheet=sheet(id=key)), 40)
    assert stored(open_scan) == 1


@pytest.mark.django_db(transaction=True)
def test_every_acknowledged_answer_is_in_the_result(open_scan):
    """Someone closes while eight people send: who was thanked, counts; who was refused, doesn't."""

    def send(number):
        if number == 30:
            return close_and_publish(open_scan)
        try:
            actions.submit(scan=open_scan, sheet=sheet())
        except ScanClosed:
            return False
        return True

    outcomes = in_threads(send, 60)
    thanked = outcomes.count(True)
    open_scan.refresh_from_db()
    assert 5 <= thanked < 60
    assert open_scan.publication.content["groups"][0]["n"] == thanked == stored(open_scan)
