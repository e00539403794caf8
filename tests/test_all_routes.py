"""A scan with every route mixed: mail, slips, open link, tablet and paper. Nobody is found back."""

from __future__ import annotations

import logging
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from scan import invitation_tokens, inviting, kiosks, paper_batch
from scan.inviting import Invitee
from scan.models import Invitation, Response
from scan.roles import Role
from tests.addresses import values_for
from tests.scan.respondent import INSTRUMENT, Respondent, respondent_of
from tests.scan.test_kiosk import AtKiosk

CODES = INSTRUMENT.codes
PEOPLE = tuple(f"{name}@example.org" for name in "abcdef")
# What differs from one showing to the next of any page.
RESTLESS = re.compile(r'csrfmiddlewaretoken" value="\w+"|type="hidden"[^>]*value="[0-9a-f-]{36}"')


def by_link(scan, invitation: Invitation) -> None:
    invitation.token = invitation_tokens.token_of(invitation)
    Respondent(Client(), invitation).fill_in_all("4").send()


@pytest.fixture
def answered(open_scan, today):
    """Three of six people by mail, one of five slips, two on the open link, one tablet, paper."""
    inviting.invite(scan=open_scan, people=[Invitee(email, Role.MW) for email in PEOPLE])
    slips = inviting.add_slips(scan=open_scan, role=Role.MW, number=5)
    for email in PEOPLE[:3]:
        by_link(open_scan, Invitation.unscoped.get(email=email))
    by_link(open_scan, slips[0])
    for _ in range(2):
        respondent_of(open_scan).fill_in_all("2").send()
    device = AtKiosk(Client(), kiosks.start(scan=open_scan, name="Kantine", last_day=today))
    device.fill_in_all("3").send()
    for number in range(2):
        sheet = dict.fromkeys(CODES, number + 4)
        paper_batch.add(scan=open_scan, role=Role.MW, answers=sheet, number=uuid.uuid4())
    paper_batch.close(scan=open_scan)
    return open_scan


def rows() -> dict[str, list[tuple]]:
    with connection.cursor() as cursor:
        found = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            found[name] = cursor.fetchall()
        return found


def told(row: tuple) -> str:
    return " ".join(str(value).replace("-", "") for value in row).lower()


def member_pages(scan) -> list[str]:
    """Every page of a manager about this scan and its organisation."""
    found = []
    for space in ("scan", "reports"):
        for pattern in get_resolver().namespace_dict[space][1].url_patterns:
            if pattern.callback.access.who in {"reader", "manager"}:
                values = values_for(pattern.pattern.converters, scan)
                found.append(reverse(f"{space}:{pattern.name}", kwargs=values))
    return [page for page in found if not re.search(r"\.\w+$", page)]  # files are in the log


def shown(client, pages: list[str]) -> dict[str, str]:
    return {
        page: RESTLESS.sub("", answer.content.decode(errors="replace"))
        for page in pages
        if (answer := client.get(page)).get("Content-Type", "").startswith("text/html")
    }


def test_every_route_counts(answered):
    assert Response.unscoped.filter(scan=answered).count() == 3 + 1 + 2 + 1 + 2
    assert Invitation.unscoped.filter(used=True).count() == 3 + 1


def test_no_row_of_any_table_knows_an_answer_or_which_invitation_it_came_by(answered):
    tables = rows()
    answers = tables.pop("scan_response")
    invitations = tables["scan_invitation"]
    keys = [str(Response._meta.pk.to_python(row[0])).replace("-", "") for row in answers]
    for name, found in tables.items():
        for row in found:
            assert not [key for key in keys if key in told(row)], name
            assert "iw-aut-1" not in told(row).replace("iwaut1", "iw-aut-1"), name
    people = [str(row[0]).replace("-", "") for row in invitations]
    for row in answers:
        assert not [person for person in people if person in told(row)]
        assert "@" not in told(row)


def test_no_page_of_a_manager_tells_who_took_part(client, alice, answered):
    """Had three others answered, every page would look the same."""
    client.force_login(alice)
    pages = member_pages(answered)
    before = shown(client, pages)
    used = Invitation.unscoped.filter(email__in=PEOPLE)
    used.update(used=False)
    used.filter(email__in=PEOPLE[3:]).update(used=True)
    after = shown(client, pages)
    assert len(before) > 20
    assert [page for page in pages if before.get(page) != after.get(page)] == []


def test_no_log_line_knows_a_link_an_address_or_an_answer(open_scan, request, caplog):
    caplog.set_level(logging.DEBUG)
    request.getfixturevalue("answered")
    lines = caplog.text
    tokens = [invitation_tokens.token_of(i) for i in Invitation.unscoped.filter(used=True)]
    assert tokens
    # The SQL of tests names its rows; the settings keep that logger silent on a site.
    lines = "\n".join(line for line in lines.splitlines() if "django.db.backends" not in line)
    assert not [token for token in tokens if token in lines]
    assert not [email for email in PEOPLE if email in lines]
    assert "IW-AUT-1" not in lines
