"""Switching open questions on: off unless asked for, only before opening, and said everywhere."""

from __future__ import annotations

import pytest
from django.urls import reverse

from scan.models import Scan


def page(client, user, name: str, scan, *more) -> str:
    client.force_login(user)
    return client.get(reverse(name, args=[scan.organisation.slug, scan.pk, *more])).content.decode()


def save(client, user, scan, **changes):
    values = {
        "title": scan.title,
        "contact": scan.contact,
        "first_day": scan.first_day,
        "last_day": scan.last_day,
        **{name: getattr(scan, name) for name in scan_headcounts()},
    }
    client.force_login(user)
    url = reverse("scan:scan_edit", args=[scan.organisation.slug, scan.pk])
    answer = client.post(url, values | changes)
    scan.refresh_from_db()
    return answer


def scan_headcounts() -> tuple[str, ...]:
    return ("invited_dir", "invited_hr", "invited_lg", "invited_mw")


@pytest.fixture
def asking(draft_scan) -> Scan:
    draft_scan.open_questions = True
    draft_scan.save()
    return draft_scan


def test_off_unless_asked_for(client, alice, draft_scan):
    assert not draft_scan.open_questions
    save(client, alice, draft_scan)
    assert not draft_scan.open_questions
    save(client, alice, draft_scan, open_questions="on")
    assert draft_scan.open_questions


@pytest.mark.parametrize("asked", [True, False])
def test_fixed_from_the_opening(client, alice, open_scan, asked):
    Scan.unscoped.filter(pk=open_scan.pk).update(open_questions=asked)
    posted = {} if asked else {"open_questions": "on"}
    assert save(client, alice, open_scan, **posted).status_code == 302
    assert open_scan.open_questions == asked
    told = page(client, alice, "scan:scan_edit", open_scan)
    assert 'name="open_questions"' not in told
    assert ("De twee open vragen horen bij deze scan" in told) == asked


def test_the_form_says_what_it_means_for_privacy(client, alice, draft_scan):
    told = page(client, alice, "scan:scan_edit", draft_scan)
    for said in ("letterlijk", "tien deelnemers", "vijf teksten", "lezen de beheerders", "DPIA"):
        assert said in told


def test_the_preview_shows_the_questions_and_who_reads_them(client, alice, asking):
    told = page(client, alice, "scan:preview", asking, "MW")
    assert "Wat helpt hier het meest" in told
    assert "kan letterlijk in het rapport komen" in told
    Scan.unscoped.filter(pk=asking.pk).update(open_questions=False)
    assert "Wat helpt hier het meest" not in page(client, alice, "scan:preview", asking, "MW")


@pytest.mark.parametrize(
    ("people", "said"), [(9, "Zet de open vragen liever uit"), (10, "om namen weg te halen")]
)
def test_the_forecast_says_whether_texts_can_be_shown(client, alice, asking, people, said):
    Scan.unscoped.filter(pk=asking.pk).update(
        invited_dir=0, invited_hr=0, invited_lg=0, invited_mw=people
    )
    assert said in page(client, alice, "reports:forecast", asking)


@pytest.mark.parametrize("asked", [True, False])
def test_closing_says_beforehand_what_happens(client, alice, open_scan, asked):
    Scan.unscoped.filter(pk=open_scan.pk).update(open_questions=asked)
    told = page(client, alice, "reports:close", open_scan)
    assert ("Daarna lees je de open antwoorden" in told) == asked
    assert ("Ja, sluiten en uitkomsten maken" in told) != asked


@pytest.mark.parametrize("asked", [True, False])
def test_who_takes_part_reads_it_on_the_first_page(client, open_scan, asked):
    Scan.unscoped.filter(pk=open_scan.pk).update(open_questions=asked)
    told = client.get(f"/v/{open_scan.links.get(role='MW').token}/").content.decode()
    assert ("wat je schrijft op twee open vragen" in told) == asked
