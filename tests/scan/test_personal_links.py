"""Personal links in the browser: a visit spends nothing, sending spends once, and kindly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from reports.publish import close_and_publish
from scan import actions, invitation_tokens, inviting
from scan.inviting import Invitee
from scan.models import Invitation, Response
from scan.roles import Role
from tests.scan.respondent import Respondent, stored


def person(scan, name: str = "a", role: Role = Role.MW) -> Respondent:
    """Somebody with a link of their own, on a device of their own."""
    email = f"{name}@example.org"
    inviting.invite(scan=scan, people=[Invitee(email, role)])
    link = Invitation.unscoped.get(scan=scan, email=email)
    link.token = invitation_tokens.token_of(link)
    return Respondent(Client(), link)


def used(scan) -> int:
    return Invitation.unscoped.filter(scan=scan, used=True).count()


def test_a_mail_scanner_opens_every_link_and_spends_none(open_scan):
    someone = person(open_scan)
    for page in ("", "rol/", "blok/1/", "versturen/", "bedankt/", "stoppen/"):
        for _ in range(3):
            assert someone.get(page).status_code in {200, 302}
            assert someone.client.head(someone.address(page)).status_code in {200, 302, 405}
    assert used(open_scan) == 0
    assert someone.fill_in_all().send()["Location"].endswith("/bedankt/")
    assert used(open_scan) == 1


def test_the_role_comes_with_the_link(open_scan):
    leader = person(open_scan, role=Role.LG).fill_in_all()
    leader.send()
    assert [response.role for response in stored(open_scan)] == [Role.LG]


def test_a_second_use_says_kindly_that_it_was_used(open_scan):
    first = person(open_scan)
    first.fill_in_all().send()
    second = Respondent(Client(), first.link)
    answer = second.get()
    assert answer.status_code == 410
    assert "Met deze link is al meegedaan" in answer.content.decode()
    assert second.post().status_code == 410
    assert len(stored(open_scan)) == 1


def test_two_people_filling_in_with_one_link_the_first_to_send_counts(open_scan):
    first = person(open_scan)
    second = Respondent(Client(), first.link)
    first.fill_in_all("2")
    second.fill_in_all("5")
    first.send()
    assert second.send().status_code == 410
    assert [set(response.answers.values()) for response in stored(open_scan)] == [{2}]


def test_whoever_lost_our_answer_still_reaches_the_thanks(open_scan):
    """The connection broke after storing: the device still has the draft, unsent."""
    someone = person(open_scan).fill_in_all()
    draft = someone.client.cookies["concept"].value
    someone.send()
    someone.client.cookies["concept"] = draft
    assert someone.goes_to(someone.get("versturen/"), "bedankt/")
    someone.client.cookies["concept"] = draft
    assert someone.goes_to(someone.send(), "bedankt/")
    assert "intrekcode" in someone.get("bedankt/").content.decode().lower()
    assert len(stored(open_scan)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_clients_with_one_link_at_once_exactly_one_answer(open_scan):
    someone = person(open_scan)
    crowd = [Respondent(Client(), someone.link) for _ in range(8)]
    for number, each in enumerate(crowd):
        each.fill_in_all(str(number % 5 + 1))

    def send(each: Respondent) -> int:
        try:
            return each.send().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(send, crowd))
    assert found == [302] + [410] * 7
    assert len(stored(open_scan)) == used(open_scan) == 1


def test_a_refused_answer_leaves_the_link_unused(open_scan, monkeypatch):
    """Spending and storing are one transaction: both or neither."""
    someone = person(open_scan).fill_in_all()

    def refuse(*args, **kwargs):
        raise actions.NotStored("IntegrityError")

    monkeypatch.setattr(actions, "_store", refuse)
    with pytest.raises(actions.NotStored):
        someone.send()
    assert used(open_scan) == 0


def test_after_closing_the_link_is_not_known_any_more(open_scan):
    someone = person(open_scan)
    close_and_publish(open_scan)
    assert someone.get().status_code == 404
    assert "gesloten" in someone.get().content.decode()


def test_nothing_stored_joins_an_answer_to_an_invitation(open_scan):
    """Every value of the two rows that could be a key, compared with every other."""
    for name in "abcdef":
        person(open_scan, name).fill_in_all().send()
    invitations = list(Invitation.unscoped.values())
    for response in Response.unscoped.values():
        parts = {str(response["id"]), response["id"].hex}
        for invitation in invitations:
            told = {str(value) for key, value in invitation.items() if key != "scan_id"}
            assert not {p for p in parts for t in told if p in t}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL keeps xmin")
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_database_does_not_tell_whose_answer_it_is(open_scan):
    """All invitations carry the number of the last transaction, whoever sent in it."""
    for name in "abcdef":
        person(open_scan, name)
    for link in Invitation.unscoped.all()[:3]:
        link.token = invitation_tokens.token_of(link)
        Respondent(Client(), link).fill_in_all().send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM scan_invitation")
        assert cursor.fetchone() == (1,)
