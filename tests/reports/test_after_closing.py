"""After closing: pages read the frozen result only, and people of one group are exchangeable."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import pdf
from reports.pipeline import load_report, publish
from reports.publish import close_and_publish
from reports.published_json import canonical, digest, to_json
from scan import actions
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.models import Response
from scan.roles import Role

INSTRUMENT = load("leercultuur_mkb_1")


@pytest.fixture
def closed_scan(open_scan):
    roles = {Role.DIR: 1, Role.HR: 1, Role.LG: 4, Role.MW: 31}
    sheets = make_sheets(INSTRUMENT, roles, CLIMATES["gemengd"], seed=5)
    actions.import_sheets(scan=open_scan, sheets=sheets)
    close_and_publish(open_scan)
    open_scan.refresh_from_db()
    return open_scan


def address(name: str, scan) -> str:
    return reverse(f"reports:{name}", args=[scan.organisation.slug, scan.pk])


@pytest.mark.parametrize("name", ["results", "figures", "report", "follow"])
def test_no_page_reads_answers_any_more(client, alice, closed_scan, name):
    client.force_login(alice)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(name, closed_scan)).status_code == 200
    assert queries.captured_queries
    assert not [q["sql"] for q in queries.captured_queries if "scan_response" in q["sql"]]


def test_the_results_stay_when_the_answers_are_gone(client, alice, closed_scan):
    client.force_login(alice)
    before = page(client, closed_scan)
    actions.erase_answers(scan=closed_scan)
    assert page(client, closed_scan) == before


def page(client, scan) -> str:
    """The results page without the tokens of its forms, which differ at every visit."""
    html = client.get(address("results", scan)).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def exchange(one: Response, other: Response) -> None:
    """Two people trade their answers, each keeping the own role."""
    one.answers, other.answers = other.answers, one.answers
    Response.unscoped.bulk_update([one, other], ["answers"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("DIR", "HR"), ("DIR", "LG"), ("HR", "LG"), ("LG", "LG"), ("MW", "MW")],
)
def test_people_of_one_group_can_trade_answers_unseen(client, alice, closed_scan, one, other):
    """Directie, HR and leidinggevenden are one published group here (6 people)."""
    client.force_login(alice)
    before = everything(client, closed_scan)
    people = Response.unscoped.filter(scan=closed_scan)
    first = people.filter(role=one).first()
    exchange(first, people.filter(role=other).exclude(pk=first.pk).last())
    publish_again(closed_scan)
    assert everything(client, closed_scan) == before


def test_people_of_two_groups_cannot(client, alice, closed_scan):
    """The comparison above can fail."""
    client.force_login(alice)
    before = everything(client, closed_scan)
    people = Response.unscoped.filter(scan=closed_scan)
    exchange(people.filter(role="LG").first(), people.filter(role="MW").first())
    publish_again(closed_scan)
    after = everything(client, closed_scan)
    assert all(one != other for one, other in zip(after, before, strict=True))


def publish_again(scan) -> None:
    published = publish(scan)
    scan.publication.content, scan.publication.digest = to_json(published), digest(published)
    scan.publication.save()


def everything(client, scan) -> tuple:
    """Result, page, figures and the paper report before it is laid out.

    That the same paper always gives the same file is tested in test_pdf.
    """
    report = load_report(scan.publication, "nl")
    figures = client.get(address("figures", scan)).content
    return canonical(report.published), page(client, scan), figures, pdf.to_html(report)
