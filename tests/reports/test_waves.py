"""Follow-ups in the database: which earlier results a report shows, its files, and its pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import files, tasks
from reports.models import Publication, RenderedReport
from reports.pipeline import load_report
from reports.published import Published
from reports.published_json import digest, to_json
from reports.waves import earlier_results, name_of
from scan.models import Scan
from tests.reports import factories, waves


def closed(organisation, result: Published, follows: Scan | None = None, **changes) -> Scan:
    """A closed scan with this frozen result, as `close_and_publish` leaves it."""
    facts = result.facts
    opened, ended = (date.fromisoformat(day) for day in (facts.opened_on, facts.closed_on))
    scan = Scan.unscoped.create(
        organisation=organisation,
        title=facts.title,
        contact="Noor van HR",
        first_day=opened,
        last_day=ended,
        opened_on=opened,
        closed_on=ended,
        follows=follows,
        **{"status": Scan.Status.CLOSED, "invited_mw": 140} | changes,
    )
    Publication.unscoped.create(scan=scan, digest=digest(result), content=to_json(result))
    return scan


@pytest.fixture
def before(organisation):
    return closed(organisation, waves.typical_before())


@pytest.fixture
def now(organisation, before):
    return closed(organisation, factories.typical(), before)


def fresh(scan: Scan) -> Publication:
    return Scan.unscoped.get(pk=scan.pk).publication


def page(name: str, scan: Scan, app: str = "reports") -> str:
    return reverse(f"{app}:{name}", args=[scan.organisation.slug, scan.pk])


def test_the_report_shows_the_frozen_results_of_the_scans_before(before, now):
    assert load_report(fresh(before), "nl").trend is None
    found = load_report(fresh(now), "nl").trend
    assert [wave.title for wave in found.waves] == ["Leercultuur 2025", "Leercultuur 2026"]
    assert earlier_results(fresh(now)) == (waves.typical_before(),)


def test_no_answer_of_an_earlier_scan_is_read(before, now):
    with CaptureQueriesContext(connection) as queries:
        load_report(fresh(now), "nl")
    assert not [q["sql"] for q in queries.captured_queries if "scan_response" in q["sql"]]


def test_a_scan_of_another_organisation_or_in_review_is_not_read(organisation, charlie, before):
    own = charlie.organisations.get()
    stolen = closed(own, factories.typical(), before)
    assert load_report(fresh(stolen), "nl").trend is None
    Scan.unscoped.filter(pk=before.pk).update(status=Scan.Status.REVIEW)
    follower = closed(organisation, factories.typical(), before)
    assert load_report(fresh(follower), "nl").trend is None


def test_the_key_of_a_file_tells_which_earlier_results_it_shows(organisation, before, now):
    alone, follows = fresh(before), fresh(now)
    assert name_of(alone) == alone.digest
    assert tasks.key_of(alone, "nl").startswith(alone.digest)
    assert len(name_of(follows)) == len(follows.digest)
    other = closed(organisation, factories.low(**waves.YEAR_AGO))
    another = closed(organisation, factories.typical(title="Andere titel"), other)
    keys = {tasks.key_of(each, "nl") for each in (alone, follows, fresh(another))}
    assert len(keys) == 3
    longest = RenderedReport._meta.get_field("key").max_length
    assert all(len(key) <= longest for key in keys)
    assert len(files.key_of(name_of(follows), "nl", "blad-leidinggevende")) <= longest
    assert files.key_of(name_of(follows), "nl", "xlsx") != files.key_of(
        follows.digest, "nl", "xlsx"
    )


def test_when_an_earlier_scan_goes_the_report_is_made_anew_without_it(before, now):
    old, digest_ = tasks.key_of(fresh(now), "nl"), fresh(now).digest
    before.delete()
    assert tasks.key_of(fresh(now), "nl") != old
    assert name_of(fresh(now)) == fresh(now).digest == digest_
    assert load_report(fresh(now), "nl").trend is None


def test_three_waves_are_all_there(organisation, before, now):
    last = closed(
        organisation,
        factories.typical(title="Leercultuur 2027", opened_on="2027-11-01", closed_on="2027-11-19"),
        now,
    )
    assert len(load_report(fresh(last), "nl").trend.waves) == 3


def test_the_results_page_says_what_changed(client, bob, before, now):
    client.force_login(bob)
    told = client.get(page("results", now)).content.decode()
    assert "Hoger dan in november 2025: inhoud van werk en leiderschap. Lager:" in told
    assert 'id="veranderd"' in told
    assert "Waardoor iets veranderde, kan deze scan niet zeggen." in told
    first = client.get(page("results", before)).content.decode()
    assert "veranderd" not in first.split("<main")[1].split("Opnieuw meten")[0]


def test_the_files_tell_it_too(client, bob, now):
    client.force_login(bob)
    for name in ("excel", "slides"):
        assert client.get(page(name, now)).status_code == 200
    kept = RenderedReport.unscoped.values_list("key", flat=True)
    assert all(key.startswith(name_of(fresh(now))[:40]) for key in kept)


def test_both_scans_lead_to_each_other(client, alice, bob, before, now):
    client.force_login(bob)
    later = client.get(page("follow", now)).content.decode()
    assert f'href="{page("follow", before)}">Leercultuur 2025</a>' in later
    earlier = client.get(page("follow", before)).content.decode()
    assert f'href="{page("follow", now)}">Leercultuur 2026</a>' in earlier
    button = f'href="{page("follow_up", now, "scan")}"'
    assert button not in later  # a reader makes nothing
    client.force_login(alice)
    assert button in client.get(page("follow", now)).content.decode()
    assert button in client.get(page("results", now)).content.decode()
    assert "vervolg/" not in client.get(page("follow", before)).content.decode()  # it has one


def test_a_draft_says_what_it_follows(client, alice, organisation, now, today):
    draft = Scan.unscoped.create(
        organisation=organisation, title="Volgende", contact="x", follows=now,
        first_day=today, last_day=today + timedelta(days=13), invited_mw=140,
    )  # fmt: skip
    client.force_login(alice)
    told = client.get(page("follow", draft)).content.decode()
    assert f'href="{page("follow", now)}">Leercultuur 2026</a>' in told
    now.delete()
    assert client.get(page("follow", draft)).status_code == 200


def test_a_later_scan_of_another_organisation_is_not_named(client, alice, charlie, before):
    own = charlie.organisations.get()
    closed(own, factories.typical(title="Geheim van B"), before)
    client.force_login(alice)
    assert "Geheim van B" not in client.get(page("follow", before)).content.decode()
