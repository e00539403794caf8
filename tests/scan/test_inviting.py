"""Personal links: made once per address, spent once, and recognised without being stored."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction

from scan import invitation_tokens, inviting
from scan.inviting import AlreadyUsed, Invitee
from scan.models import Invitation
from scan.roles import Role


def invite(scan, number: int) -> list[Invitation]:
    people = [Invitee(f"persoon{n}@example.org", Role.MW) for n in range(number)]
    inviting.invite(scan=scan, people=people)
    return list(Invitation.unscoped.filter(scan=scan).order_by("email"))


def test_an_address_is_invited_once_whatever_its_capitals(open_scan):
    people = [Invitee("Noor@Example.org", Role.HR), Invitee("noor@example.org", Role.MW)]
    assert inviting.invite(scan=open_scan, people=people) == 1
    assert inviting.invite(scan=open_scan, people=people[::-1]) == 0
    assert Invitation.unscoped.count() == 1


def test_the_token_can_be_made_again_and_is_nowhere_in_the_database(open_scan):
    (invitation,) = invite(open_scan, 1)
    token = invitation_tokens.token_of(invitation)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)  # 128 bits
    assert token == invitation_tokens.token_of(Invitation.unscoped.get())
    assert inviting.find(token) == invitation
    assert inviting.find(token[:-1] + ("A" if token[-1] != "A" else "Q")) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM scan_invitation")
        assert token not in repr(cursor.fetchall())


def test_links_survive_a_change_of_the_sites_key_as_long_as_the_old_one_is_kept(
    open_scan, settings
):
    (invitation,) = invite(open_scan, 1)
    token = invitation_tokens.token_of(invitation)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-of-this-site-that-is-long-enough-to-use"
    assert inviting.find(token) == invitation
    assert invitation_tokens.token_of(invitation) == token
    settings.SECRET_KEY_FALLBACKS = []
    assert inviting.find(token) is None
    with pytest.raises(invitation_tokens.TokenLost):
        invitation_tokens.token_of(invitation)


def test_a_link_is_spent_once(open_scan):
    first, second = invite(open_scan, 2)
    with transaction.atomic():
        inviting.spend(first)
    with pytest.raises(AlreadyUsed), transaction.atomic():
        inviting.spend(first)
    second.refresh_from_db()
    assert not second.used


@pytest.mark.parametrize("crowd", [4, 300])
def test_spending_changes_nothing_but_the_one(open_scan, monkeypatch, crowd):
    monkeypatch.setattr(inviting, "CROWD", crowd)
    people = invite(open_scan, 12)
    for person in people[::3]:
        with transaction.atomic():
            inviting.spend(person)
    used = set(Invitation.unscoped.filter(used=True).values_list("email", flat=True))
    assert used == {person.email for person in people[::3]}


@pytest.mark.parametrize("place", range(9))
def test_a_spent_link_stands_in_a_crowd_wherever_its_number_falls(open_scan, monkeypatch, place):
    monkeypatch.setattr(inviting, "CROWD", 4)
    person = sorted(invite(open_scan, 9), key=lambda invitation: invitation.pk)[place]
    crowd = inviting._crowd(person)
    assert len(set(crowd)) == 4
    assert person.pk not in crowd


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL keeps xmin")
def test_the_transaction_number_does_not_tell_which_link_was_spent(open_scan):
    person, *_ = invite(open_scan, 20)
    with transaction.atomic():
        inviting.spend(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM scan_invitation")
        assert cursor.fetchone() == (1,)


def test_closing_leaves_no_token_and_nothing_about_who_answered(open_scan):
    people = invite(open_scan, 3)
    token = invitation_tokens.token_of(people[0])
    with transaction.atomic():
        inviting.spend(people[0])
    inviting.destroy_tokens(scan=open_scan)
    assert inviting.find(token) is None
    assert set(Invitation.unscoped.values_list("token_hash", "used")) == {(None, False)}
    assert inviting.find("") is None
    with pytest.raises(invitation_tokens.TokenLost):
        invitation_tokens.token_of(Invitation.unscoped.first())
