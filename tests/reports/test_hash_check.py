"""The public page that tells whether a hash is of a result that was frozen here."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from django.urls import reverse

from reports.models import Publication
from reports.published_json import digest, to_json
from tests.reports import factories

PAGE = "/controle/"


@pytest.fixture
def publication(open_scan):
    open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
    open_scan.save()
    published = factories.typical()
    return Publication.unscoped.create(
        scan=open_scan, digest=digest(published), content=to_json(published)
    )


@pytest.fixture
def ask(client):
    return lambda text: client.get(PAGE, {"kenmerk": text}).content.decode()


def test_the_address_stays_the_same():
    """It is printed in reports that lie in drawers."""
    assert reverse("reports:check") == PAGE


def test_without_a_question_it_asks_one(client, db):
    content = client.get(PAGE).content.decode()
    assert "Controlecode" in content
    assert "echte uitkomst" not in content
    assert "aria-invalid" not in content


def in_groups(text: str) -> str:
    return " ".join(text[at : at + 8] for at in range(0, 64, 8))


@pytest.mark.parametrize(
    "written",
    [str, str.upper, in_groups, lambda text: f"  {text[:32]}\r\n{text[32:]}\n"],
    ids=["plain", "upper case", "groups", "two lines"],
)
def test_a_hash_of_ours_is_known_however_it_is_written(publication, ask, written):
    content = ask(written(publication.digest))
    assert "Ja, deze code is van een echte uitkomst" in content
    assert "20 november 2026" in content


def test_a_stranger_learns_the_day_and_nothing_else(publication, ask, organisation):
    content = ask(publication.digest)
    facts = publication.content["facts"]
    for secret in (organisation.name, organisation.slug, facts["organisation"], facts["title"]):
        assert secret not in content
    assert str(publication.scan_id) not in content


def test_another_hash_is_not_ours(publication, ask):
    changed = ("0" if publication.digest[0] != "0" else "1") + publication.digest[1:]
    content = ask(changed)
    assert "kennen we hier niet" in content
    assert "20 november 2026" not in content


def test_part_of_a_hash_finds_nothing(publication, ask):
    content = ask(publication.digest[:63])
    assert "We kregen er 63" in content
    assert "aria-invalid" in content
    assert "20 november 2026" not in content


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "we kregen 1 teken."),
        ("geen kenmerk", "We kregen er 11"),
        ("z" * 64, "andere tekens"),
        ("%" * 64, "andere tekens"),
        ("0" * 4000, "We kregen er 400"),
    ],
)
def test_what_is_no_hash_gets_told_what_was_expected(ask, db, text, says):
    assert says in ask(text)


def test_what_was_typed_is_shown_as_text(ask, db):
    content = ask('"></textarea><script>alert(1)</script>')
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert" in content


def test_it_takes_one_look_in_the_index(publication, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(PAGE, {"kenmerk": publication.digest})


def test_it_asks_the_database_nothing_for_nonsense(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(PAGE, {"kenmerk": "nonsens"})


def test_nothing_is_logged(publication, client, caplog):
    caplog.set_level(logging.DEBUG)
    client.get(PAGE, {"kenmerk": publication.digest})
    ours = [r for r in caplog.records if r.name.startswith(("reports", "scan", "django.request"))]
    assert ours == []


def test_it_can_only_be_read(client, db):
    assert client.post(PAGE, {"kenmerk": "a" * 64}).status_code == 405
