"""The results page: what is shown after closing, to whom, and what is not."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from reports.models import Publication
from reports.published_json import digest, to_json
from tests.reports.factories import FIRMS

DAY = datetime.date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(organisation):
    """Makes a closed scan with the frozen result of a firm."""

    def make(firm):
        published = FIRMS[firm]()
        scan = organisation.scans.model.unscoped.create(
            organisation=organisation,
            title="Scan november",
            contact="Noor",
            status="closed",
            first_day=DAY,
            last_day=DAY,
            opened_on=DAY,
            closed_on=DAY,
        )
        Publication.unscoped.create(scan=scan, digest=digest(published), content=to_json(published))
        return scan

    return make


def address(scan, name="results"):
    return reverse(f"reports:{name}", args=[scan.organisation.slug, scan.pk])


@pytest.fixture
def show(client, bob, closed):
    """The page of a firm, as a reader sees it."""
    client.force_login(bob)
    return lambda firm: client.get(address(closed(firm))).content.decode()


@pytest.mark.parametrize("firm", FIRMS)
def test_every_firm_has_a_page_without_inline_code(show, firm):
    page = show(firm)
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=", page)
    assert "{{" not in page
    assert "None" not in page


def test_the_heading_is_the_finding_and_actions_come_along(show):
    page = show("typical")
    heading = "Samenwerken is jullie kracht. Leiderschap gericht op ontwikkeling is"
    assert f"<h1>{heading} nog weinig aanwezig.</h1>" in page
    assert "101 van de 152 mensen" in page
    assert "Als je maar drie dingen doet" in page
    assert page.count('class="bouwsteen"') == 6
    assert "Advies, gebaseerd op:" in page  # each advice says it is one, and whence


def test_each_chart_has_a_table_and_two_sizes(show):
    page = show("typical")
    charts = page.count('<figure class="grafiek"')
    assert charts == 4 + 6
    assert page.count('<details class="als-tabel">') == charts
    assert page.count('<div class="breed">') == page.count('<div class="smal">') == charts


def test_roles_are_compared_only_where_both_sides_are_published(show):
    assert 'id="rollen"' in show("typical")
    assert 'id="groepen"' in show("typical")
    for firm in ("total_only", "only_leading", "exactly_five"):
        assert 'id="rollen"' not in show(firm)
        assert 'id="groepen"' not in show(firm)


def test_a_doubt_about_the_wording_is_said_beside_the_gap(show):
    assert "Het verschil kan deels door de vraagstelling komen." in show("typical")
    assert "Het verschil kan deels door de vraagstelling komen." not in show("low")


def test_with_only_management_there_is_no_advice_for_employees(show):
    page = show("only_leading")
    assert "Geen medewerker deed mee." in page
    assert "<h4>Medewerker</h4>" not in page
    assert "<h4>Leidinggevende</h4>" in page


def test_a_hidden_block_has_words_and_no_chart(show):
    block = show("hidden_block").split('id="blok-EO"')[1]
    assert "te klein om te tonen" in block.split("</summary>")[0]
    assert "<figure" not in block


def test_too_few_answers_say_why_and_what_now(show):
    page = show("too_small")
    assert "Te weinig antwoorden om cijfers te tonen" in page
    assert "Wat kun je nu doen?" in page
    assert "<figure" not in page
    assert "plotly" not in page


def test_before_closing_nobody_sees_results(client, alice, open_scan):
    client.force_login(alice)
    page = client.get(address(open_scan))
    assert "De uitkomsten zijn er nog niet" in page.content.decode()
    assert "<figure" not in page.content.decode()
    assert client.get(address(open_scan, "figures")).status_code == 404


def test_figures_are_those_of_the_page(client, bob, closed):
    client.force_login(bob)
    for firm, keys in (("typical", {"totals", "groups", "gaps"}), ("total_only", {"totals"})):
        scan = closed(firm)
        page = client.get(address(scan)).content.decode()
        assert set(re.findall(r'data-grafiek="(\w+)"', page)) == keys
        figures = client.get(address(scan, "figures")).json()
        assert set(figures) == keys
        assert all(set(each) >= {"data", "layout", "config"} for each in figures.values())


def test_no_figures_without_numbers(client, bob, closed):
    client.force_login(bob)
    assert client.get(address(closed("too_small"), "figures")).status_code == 404


def test_a_stranger_finds_nothing(client, charlie, closed):
    client.force_login(charlie)
    scan = closed("typical")
    assert client.get(address(scan)).status_code == 404
    assert client.get(address(scan, "figures")).status_code == 404


def test_answers_play_no_part(client, bob, closed, django_assert_max_num_queries):
    """Session, user, membership, scan, publication: however many people answered."""
    client.force_login(bob)
    scan = closed("large")
    with django_assert_max_num_queries(6):
        client.get(address(scan))


def test_the_page_speaks_the_language_of_the_reader(client, bob, closed):
    client.force_login(bob)
    page = client.get(address(closed("typical")), headers={"accept-language": "en"})
    assert '<html lang="en">' in page.content.decode()
    assert "Leadership" in page.content.decode()


def test_names_cannot_become_markup(client, bob, closed):
    client.force_login(bob)
    scan = closed("typical")
    scan.title = "<script>alert(1)</script>"
    scan.save()
    assert "<script>alert" not in client.get(address(scan)).content.decode()
