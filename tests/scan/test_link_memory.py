"""A respondent's link is remembered for a moment; what counts is checked anew when sending."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from scan import actions
from scan.models import Scan


@pytest.fixture
def remembering(settings):
    settings.CACHES = {
        **settings.CACHES,
        "links": {**settings.CACHES["links"], "LOCATION": "test-links", "TIMEOUT": 60},
    }
    caches["links"].clear()


def test_a_second_look_at_a_link_costs_no_query(
    client, open_scan, remembering, django_assert_num_queries
):
    address = f"/v/{open_scan.links.get(role='MW').token}/"
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


def test_nobody_sends_to_a_closed_scan_by_an_old_memory(client, open_scan, remembering):
    address = f"/v/{open_scan.links.get(role='MW').token}/"
    client.post(address)
    client.post(f"{address}blok/1/", {"IW-AUT-1": "4"})
    actions.close(scan=Scan.unscoped.get(pk=open_scan.pk))
    answer = client.post(f"{address}versturen/")
    assert answer.status_code == 410
    assert open_scan.responses.count() == 0


@pytest.mark.parametrize("token", ["bestaat niet", "x" * 300, "é", "..", "%00"])
def test_a_strange_token_is_an_unknown_link(client, db, remembering, token):
    assert client.get(f"/v/{token}/").status_code == 404
