"""A scan that follows an earlier one: what is taken over, when it is too soon, and the chain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from scan.comparable import advised_from, is_too_soon, months_later, same_questionnaire
from scan.models import Scan
from scan.waves import MOST_WAVES, earlier, may_be_followed, next_title


def make(organisation, closed_on: date, follows: Scan | None = None, **changes) -> Scan:
    facts = {
        "title": "Leercultuur 2026",
        "contact": "Noor van HR",
        "first_day": closed_on - timedelta(days=14),
        "last_day": closed_on,
        "opened_on": closed_on - timedelta(days=14),
        "closed_on": closed_on,
        "status": Scan.Status.CLOSED,
        "invited_dir": 1,
        "invited_lg": 4,
        "invited_mw": 40,
        "works_council_informed": True,
    }
    return Scan.unscoped.create(organisation=organisation, follows=follows, **facts | changes)


@pytest.fixture
def closed(organisation, today):
    """Closed seven months ago, on the first of a month."""
    return make(organisation, months_later(today.replace(day=1), -7))


def page(scan: Scan) -> str:
    return reverse("scan:follow_up", args=[scan.organisation.slug, scan.pk])


def sent(first: date, **changes: str) -> dict[str, str]:
    return {
        "title": "Leercultuur 2027",
        "contact": "Noor van HR",
        "first_day": first.isoformat(),
        "last_day": (first + timedelta(days=13)).isoformat(),
        "invited_dir": "1",
        "invited_hr": "0",
        "invited_lg": "4",
        "invited_mw": "42",
    } | changes


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-05-20", 6, "2026-11-20"),
        ("2026-11-20", 6, "2027-05-20"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),  # a leap year
        ("2026-01-31", -2, "2025-11-30"),
    ],
)
def test_months_later(day, months, later):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_six_months_to_the_day_is_not_too_soon():
    closed, later = date(2026, 5, 20), date(2026, 11, 20)
    assert advised_from(closed) == later
    assert not is_too_soon(closed, later)
    assert is_too_soon(closed, later - timedelta(days=1))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("leercultuur_mkb_1", "1.0.0"), ("leercultuur_mkb_1", "1.0.0"), True),
        (("leercultuur_mkb_1", "1.0.0"), ("leercultuur_mkb_1_1", "1.1.0"), True),
        (("leercultuur_mkb_1", "1.0.0"), ("leercultuur_mkb_2", "2.0.0"), False),
        (("leercultuur_mkb_1", "1.0.0"), ("leercultuur_zorg_1", "1.0.0"), False),
        (("leercultuur_mkb_1", "1.0.0"), ("leercultuur_mkb_10", "10.0.0"), False),
    ],
)
def test_the_same_questionnaire(first, second, same):
    assert same_questionnaire(first, second) is same
    assert same_questionnaire(second, first) is same


def test_the_form_starts_from_the_scan_before(client, alice, closed):
    client.force_login(alice)
    found = client.get(page(closed)).context["form"]
    assert found["contact"].value() == "Noor van HR"
    assert [found[name].value() for name in ("invited_dir", "invited_hr", "invited_lg")] == [
        1,
        0,
        4,
    ]
    assert found["works_council_informed"].value() is True
    assert not found["first_day"].value() < advised_from(closed.closed_on)


def test_a_scan_that_closed_today_proposes_a_day_in_six_months(client, alice, organisation, today):
    client.force_login(alice)
    found = client.get(page(make(organisation, today))).context["form"]
    assert found["first_day"].value() == months_later(today, 6)


@pytest.mark.parametrize(
    ("title", "told"),
    [("Leercultuur 2026", "Leercultuur 2027"), ("Onze scan", "Onze scan 2027")],
)
def test_the_title_gets_the_new_year(title, told):
    assert next_title(Scan(title=title, closed_on=date(2026, 11, 20)), 2027) == told
    assert len(next_title(Scan(title="x" * 80, closed_on=date(2026, 11, 20)), 2027)) == 80


def test_sending_it_makes_a_draft_that_follows(client, alice, closed, today):
    client.force_login(alice)
    answer = client.post(page(closed), sent(today))
    made = Scan.unscoped.get(status="draft")
    assert answer["Location"] == reverse(
        "reports:forecast", args=[closed.organisation.slug, made.pk]
    )
    assert made.follows == closed
    assert made.organisation == closed.organisation
    assert made.invited_mw == 42
    closed.refresh_from_db()
    assert closed.title == "Leercultuur 2026"  # the earlier one stays as it was


def test_too_soon_is_asked_once_and_then_taken(client, alice, organisation, today):
    scan = make(organisation, today - timedelta(days=30))
    client.force_login(alice)
    assert "soon_on_purpose" not in client.get(page(scan)).content.decode()
    answer = client.post(page(scan), sent(today))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "minder dan zes maanden" in told
    assert 'name="soon_on_purpose"' in told
    assert 'value="42"' in told  # nothing typed is lost
    assert not Scan.unscoped.filter(follows=scan)
    client.post(page(scan), sent(today, soon_on_purpose="on"))
    assert Scan.unscoped.get(follows=scan).first_day == today


def test_a_mistake_keeps_what_was_typed(client, alice, closed, today):
    client.force_login(alice)
    answer = client.post(page(closed), sent(today, invited_mw="veel"))
    assert answer.status_code == 422
    assert "Vul een heel getal in" in answer.content.decode()
    assert not Scan.unscoped.filter(follows=closed)


def test_only_a_closed_scan_is_followed(client, alice, open_scan):
    client.force_login(alice)
    for answer in (client.get(page(open_scan)), client.post(page(open_scan), {})):
        assert answer.status_code == 302
    assert Scan.unscoped.count() == 1
    open_scan.status = Scan.Status.REVIEW
    assert not may_be_followed(open_scan)


def test_a_reader_makes_none_and_a_stranger_finds_none(client, bob, charlie, closed, today):
    client.force_login(bob)
    assert client.post(page(closed), sent(today)).status_code == 403
    client.force_login(charlie)
    own = charlie.organisations.get()
    theirs = reverse("scan:follow_up", args=[own.slug, closed.pk])
    assert client.get(theirs).status_code == 404
    assert client.post(theirs, sent(today)).status_code == 404
    assert not Scan.unscoped.filter(follows=closed)


def test_the_chain_is_oldest_first_and_ends_in_time(organisation):
    scan, days = None, []
    for number in range(MOST_WAVES + 3):
        scan = make(organisation, months_later(date(2010, 1, 15), 6 * number), follows=scan)
        days.append(scan.closed_on)
    found = earlier(scan)
    assert [each.closed_on for each in found] == days[-MOST_WAVES:-1]
    assert earlier(found[0])  # it starts somewhere in the middle, not at the end


def test_without_the_earlier_scan_the_rest_goes_on(organisation):
    first = make(organisation, date(2025, 1, 15))
    second = make(organisation, date(2025, 9, 15), follows=first)
    third = make(organisation, date(2026, 5, 15), follows=second)
    assert earlier(third) == (first, second)
    first.delete()
    third = Scan.unscoped.get(pk=third.pk)
    assert earlier(third) == (second,)
    second.delete()
    assert earlier(Scan.unscoped.get(pk=third.pk)) == ()


def test_a_circle_or_another_organisation_ends_the_chain(organisation, charlie):
    first = make(organisation, date(2025, 1, 15))
    second = make(organisation, date(2025, 9, 15), follows=first)
    Scan.unscoped.filter(pk=first.pk).update(follows=second)
    assert earlier(Scan.unscoped.get(pk=second.pk)) == (first,)
    own = charlie.organisations.get()
    stolen = make(own, date(2026, 5, 15), follows=second)
    assert earlier(stolen) == ()


def test_a_scan_that_is_not_closed_ends_the_chain(organisation):
    first = make(organisation, date(2025, 1, 15), status=Scan.Status.REVIEW)
    assert earlier(make(organisation, date(2025, 9, 15), follows=first)) == ()
