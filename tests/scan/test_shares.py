"""Links to a result: what is stored, how the passcode guards, and what is forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from scan import shares
from scan.models import ShareLink, ShareVisit
from scan.models.sharing import WRONG_PASSCODES_ALLOWED
from scan.withdrawal import LETTERS

CODE = "KLEI-ZAND"


@pytest.fixture
def make(open_scan, alice, today):
    def make(passcode=CODE, **columns):
        until = today + timedelta(30)
        return shares.make(
            scan=open_scan, user=alice, label="Directie", expires_on=until, passcode=passcode
        )

    return make


def stored(link) -> ShareLink:
    return ShareLink.unscoped.get(pk=link.pk)


def test_the_token_is_long_and_not_in_the_database(make):
    link = make()
    assert len(link.token) == 22  # 128 bits
    assert make().token != link.token
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM scan_sharelink")
        rows = repr(cursor.fetchall())
    assert link.token not in rows
    assert CODE not in rows
    assert shares.plain(CODE) not in rows
    assert stored(link).token == ""


@pytest.mark.parametrize("text", ["KLEI-ZAND", "kleizand", " klei zand ", "Klei–Zand"])
def test_capitals_and_hyphens_make_no_difference(make, text):
    assert shares.try_passcode(make(), text)


@pytest.mark.parametrize("text", ["", "KLEI-ZANDE", "LEIZAND", "zandklei"])
def test_another_code_is_wrong(make, text):
    assert not shares.try_passcode(make(), text)


def test_a_proposed_code_can_be_read_aloud():
    code = shares.proposed_passcode()
    assert len(code) == 9
    assert set(code) - {"-"} <= set(LETTERS)
    assert shares.proposed_passcode() != code


def test_after_ten_wrong_codes_the_right_one_is_too_late(make):
    link = make()
    for _ in range(WRONG_PASSCODES_ALLOWED):
        assert stored(link).is_open
        assert not shares.try_passcode(link, "FOUT-FOUT")
    assert stored(link).state == ShareLink.State.LOCKED
    assert not shares.try_passcode(link, CODE)
    assert stored(link).state == ShareLink.State.LOCKED


def test_the_tenth_try_may_still_be_right(make):
    link = make()
    for _ in range(WRONG_PASSCODES_ALLOWED - 1):
        shares.try_passcode(link, "FOUT-FOUT")
    assert shares.try_passcode(link, CODE)
    assert stored(link).tries_left == WRONG_PASSCODES_ALLOWED


@pytest.mark.django_db(transaction=True)
def test_of_forty_wrong_codes_at_once_ten_are_looked_at(make, monkeypatch):
    looked_at = []

    def look(*args):
        looked_at.append(args)
        return False

    monkeypatch.setattr("scan.shares.check_password", look)
    link = make()

    def guess(number):
        try:
            return shares.try_passcode(ShareLink.unscoped.get(pk=link.pk), f"GOK-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(guess, range(40)))
    assert len(looked_at) == WRONG_PASSCODES_ALLOWED
    assert stored(link).wrong_passcodes == WRONG_PASSCODES_ALLOWED


@pytest.mark.parametrize(
    ("days", "state"), [(1, "open"), (0, "open"), (-1, "expired"), (-400, "expired")]
)
def test_a_link_works_up_to_and_including_its_last_day(make, today, days, state):
    link = make()
    link.expires_on = today + timedelta(days)
    assert link.state == state


def test_revoking_twice_keeps_the_first_day(make, today):
    link = make()
    ShareLink.unscoped.filter(pk=link.pk).update(revoked_on=today - timedelta(3))
    shares.revoke(link)
    assert stored(link).revoked_on == today - timedelta(3)
    assert stored(link).state == ShareLink.State.REVOKED


def visited(link, *, days_ago: int) -> ShareVisit:
    visit = link.visits.create(page="results")
    at = timezone.now() - timedelta(days_ago)
    ShareVisit.unscoped.filter(pk=visit.pk).update(at=at)
    return visit


def test_visits_are_forgotten_after_a_year_by_the_daily_command(make, monkeypatch):
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)
    link = make()
    old, recent = visited(link, days_ago=366), visited(link, days_ago=364)
    call_command("erase_answers", verbosity=0)
    assert list(link.visits.all()) == [recent]
    assert old.pk != recent.pk
    assert ShareLink.unscoped.filter(pk=link.pk).exists()


def test_deleting_the_scan_deletes_links_and_visits(make, open_scan):
    visited(make(), days_ago=1)
    open_scan.delete()
    assert not ShareLink.unscoped.exists()
    assert not ShareVisit.unscoped.exists()


def test_deleting_the_account_of_the_maker_keeps_the_link(make, alice):
    link = make()
    alice.memberships.all().delete()
    alice.delete()
    assert stored(link).created_by is None
