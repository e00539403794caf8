"""Answers are destroyed on the day that was promised: not a day earlier, not a day later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from reports.pipeline import load_report
from reports.publish import close_and_publish
from scan import actions
from scan.instrument.load import load
from scan.models import Response, Scan

CODES = load("leercultuur_mkb_1").codes


@pytest.fixture
def closed_scan(open_scan):
    sheets = [actions.Sheet(role="MW", answers=dict.fromkeys(CODES, 4)) for _ in range(6)]
    actions.import_sheets(scan=open_scan, sheets=sheets)
    close_and_publish(open_scan)
    open_scan.refresh_from_db()
    return open_scan


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch):
    """Cleaning the files of the database waits for the end of a transaction; a test has none."""
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)


def answers_left(scan, *, days_after_closing: int) -> int:
    closed_on = timezone.localdate() - timedelta(days_after_closing)
    Scan.unscoped.filter(pk=scan.pk).update(closed_on=closed_on)
    call_command("erase_answers", verbosity=0)
    return Response.unscoped.filter(scan=scan).count()


def test_the_promised_day_is_thirty_days_after_closing(closed_scan, today):
    assert actions.answers_erased_on(closed_scan) == today + timedelta(30)
    report = load_report(closed_scan.publication, "nl")
    assert report.published.facts.answers_erased_on == (today + timedelta(30)).isoformat()


def test_the_command_erases_on_that_day(closed_scan):
    assert answers_left(closed_scan, days_after_closing=29) == 6
    assert answers_left(closed_scan, days_after_closing=30) == 0


def test_a_day_without_the_command_is_made_up_for(closed_scan):
    assert answers_left(closed_scan, days_after_closing=45) == 0


def test_an_open_scan_keeps_its_answers(open_scan):
    sheet = actions.Sheet(role="MW", answers=dict.fromkeys(CODES, 4))
    actions.submit(scan=open_scan, sheet=sheet)
    Scan.unscoped.filter(pk=open_scan.pk).update(first_day="2020-01-01", last_day="2020-02-01")
    call_command("erase_answers", verbosity=0)
    assert Response.unscoped.filter(scan=open_scan).count() == 1
