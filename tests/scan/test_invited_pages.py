"""The list of invited people: what a manager sees and may change, and when it is destroyed."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from scan import invitation_tokens, invited, inviting
from scan.actions import Sheet, submit
from scan.inviting import AlreadyUsed, Invitee
from scan.models import Delivery, Invitation, Mailing, Response, Scan
from scan.roles import Role

State = Delivery.State


def invite(scan, *names: str) -> list[Invitation]:
    people = [Invitee(f"{name}@bedrijf.nl", Role.MW) for name in names]
    inviting.invite(scan=scan, people=people)
    return list(Invitation.unscoped.filter(scan=scan).order_by("email"))


def mail(person: Invitation, state: str, kind: str = "invitation", reason: str = "") -> None:
    sent, _new = Mailing.unscoped.get_or_create(
        scan=person.scan, kind=kind, defaults={"started_on": timezone.localdate()}
    )
    Delivery.unscoped.create(
        mailing=sent, invitation=person, state=state, reason=reason, touched_at=timezone.now()
    )


def used(person: Invitation) -> None:
    with transaction.atomic():
        inviting.spend(person)


@pytest.fixture
def address(open_scan):
    def make(name: str = "people_invited", *more) -> str:
        return reverse(f"scan:{name}", args=[open_scan.organisation.slug, open_scan.pk, *more])

    return make


@pytest.fixture
def alice_in(client, alice):
    client.force_login(alice)
    return client


def without_token(page: bytes) -> str:
    """The CSRF token is another one on every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())


def change(client, address, person, wish: str, **more) -> str:
    answer = client.post(address("person", person.pk), {"wat": wish} | more, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.WAITING, "wordt verstuurd"),
        (State.CLAIMED, "wordt verstuurd"),
        (State.HANDED_OVER, "misschien verstuurd"),
        (State.SENT, "verstuurd"),
        (State.REFUSED, "geweigerd"),
        (State.SKIPPED, "niet verstuurd"),
    ],
)
def test_the_list_says_what_became_of_the_invitation(alice_in, open_scan, address, state, said):
    (person,) = invite(open_scan, "anna")
    mail(person, state, reason="550 no such user")
    page = alice_in.get(address()).content.decode()
    assert f"<td>{said}" in page
    assert ("550 no such user" in page) == (state == State.REFUSED)


def test_every_state_has_a_word():
    from scan.invited_text import STATES

    assert set(STATES) == {None, *State}


def test_nothing_tells_who_answered_or_was_reminded(alice_in, open_scan, address):
    """Of two people one answers and the other is reminded: every page stays as it was."""
    anna, bas = invite(open_scan, "anna", "bas")
    for person in (anna, bas):
        mail(person, State.SENT)
    pages = [address(), address("person", anna.pk), address("person", bas.pk)]
    before = [without_token(alice_in.get(page).content) for page in pages]
    found = without_token(alice_in.post(address(), {"zoek": "anna"}).content)
    used(anna)
    mail(bas, State.SENT, kind="reminder")
    assert [without_token(alice_in.get(page).content) for page in pages] == before
    assert without_token(alice_in.post(address(), {"zoek": "anna"}).content) == found


def test_pages_ask_the_same_queries_whether_people_answered_or_not(alice_in, open_scan, address):
    people = invite(open_scan, "anna", "bas", "cor")
    counts = []
    alice_in.get(address())  # the first visit also stores the session
    for person in people:
        with CaptureQueriesContext(connection) as queries:
            alice_in.get(address())
            alice_in.get(address("person", people[0].pk))
        assert not [q for q in queries.captured_queries if '"used" =' in q["sql"]]
        counts.append(len(queries))
        used(person)
    assert len(set(counts)) == 1


class TestBeforeTheMail:
    def test_the_role_can_be_changed(self, alice_in, open_scan, address):
        (person,) = invite(open_scan, "anna")
        assert "De rol is gewijzigd." in change(alice_in, address, person, "rol", role="LG")
        assert Invitation.unscoped.get().role == "LG"
        change(alice_in, address, person, "rol", role="BAAS")
        assert Invitation.unscoped.get().role == "LG"

    def test_somebody_can_be_taken_off_the_list_and_come_back(self, alice_in, open_scan, address):
        (person,) = invite(open_scan, "anna")
        assert "van de lijst gehaald" in change(alice_in, address, person, "weg")
        assert not Invitation.unscoped.exists()
        assert len(invite(open_scan, "anna")) == 1

    def test_all_at_once(self, alice_in, open_scan, address):
        invite(open_scan, "anna", "bas")
        answer = alice_in.post(address("people_remove"), follow=True)
        assert "2 adressen zijn verwijderd." in answer.content.decode()
        assert not Invitation.unscoped.exists()

    def test_slips_stay(self, alice_in, open_scan, address):
        inviting.add_slips(scan=open_scan, role=Role.MW, number=3)
        invite(open_scan, "anna")
        alice_in.post(address("people_remove"))
        assert set(Invitation.unscoped.values_list("route", flat=True)) == {"slip"}
        slip = Invitation.unscoped.first()
        assert alice_in.get(address("person", slip.pk)).status_code == 404


class TestAfterTheMail:
    @pytest.mark.parametrize("state", [State.WAITING, State.CLAIMED, State.HANDED_OVER, State.SENT])
    def test_nothing_is_deleted_and_the_role_is_fixed(self, alice_in, open_scan, address, state):
        """Whoever came back on the list could answer twice, or in another role."""
        anna, _bas = invite(open_scan, "anna", "bas")
        mail(anna, state)
        for wish in ("weg", "rol"):
            assert "Dat kan niet meer" in change(alice_in, address, anna, wish, role="LG")
        alice_in.post(address("people_remove"))
        assert set(Invitation.unscoped.values_list("email", "role")) == {(anna.email, "MW")}

    @pytest.mark.parametrize("state", [State.REFUSED, State.SKIPPED])
    def test_who_never_got_it_can_go(self, alice_in, open_scan, address, state):
        (person,) = invite(open_scan, "anna")
        mail(person, state)
        assert "van de lijst gehaald" in change(alice_in, address, person, "weg")
        assert not Delivery.unscoped.exists()

    def test_but_not_once_there_are_reminders(self, alice_in, open_scan, address):
        """A reminder may reach an address that was refused before."""
        (person,) = invite(open_scan, "anna")
        mail(person, State.REFUSED)
        Mailing.unscoped.create(scan=open_scan, kind="reminder", started_on=timezone.localdate())
        assert "Dat kan niet meer" in change(alice_in, address, person, "weg")

    def test_a_link_that_is_off_leads_nowhere_and_can_be_on_again(
        self, alice_in, open_scan, address
    ):
        (person,) = invite(open_scan, "anna")
        mail(person, State.SENT)
        token = invitation_tokens.token_of(person)
        assert "De link is uitgezet." in change(alice_in, address, person, "uit")
        assert "link uitgezet" in alice_in.get(address()).content.decode()
        assert alice_in.get(f"/v/{token}/").status_code == 404
        assert "De link werkt weer." in change(alice_in, address, person, "aan")
        assert alice_in.get(f"/v/{token}/").status_code == 200

    def test_who_had_the_page_open_cannot_send_any_more(self, alice_in, open_scan, address):
        (person,) = invite(open_scan, "anna")
        mail(person, State.SENT)
        change(alice_in, address, person, "uit")
        with pytest.raises(AlreadyUsed):
            submit(
                scan=open_scan,
                sheet=Sheet(role=Role.MW, answers={"IW-AUT-1": 3}, id=uuid.uuid4()),
                invitation=person,
            )
        assert not Response.unscoped.exists()

    def test_an_answer_stays_and_a_used_link_stays_used(self, alice_in, open_scan, address):
        (person,) = invite(open_scan, "anna")
        mail(person, State.SENT)
        sheet = Sheet(role=Role.MW, answers={"IW-AUT-1": 3}, id=uuid.uuid4())
        submit(scan=open_scan, sheet=sheet, invitation=person)
        change(alice_in, address, person, "uit")
        change(alice_in, address, person, "aan")
        assert Response.unscoped.count() == 1
        with pytest.raises(AlreadyUsed), transaction.atomic():
            inviting.spend(person)

    def test_off_and_on_looks_the_same_for_who_answered(self, alice_in, open_scan, address):
        anna, bas = invite(open_scan, "anna", "bas")
        for person in (anna, bas):
            mail(person, State.SENT)
        used(anna)
        pages = []
        for person in (anna, bas):
            off = change(alice_in, address, person, "uit")
            page = without_token(alice_in.get(address("person", person.pk)).content)
            change(alice_in, address, person, "aan")
            pages.append([text.replace(person.email, "X") for text in (page,)])
            assert "De link is uitgezet." in off
        assert pages[0] == [text.replace(str(bas.pk), str(anna.pk)) for text in pages[1]]


def test_searching_and_pages(alice_in, open_scan, address, monkeypatch):
    monkeypatch.setattr("scan.views.invited.PEOPLE", 10)
    invite(open_scan, *(f"p{n:02}" for n in range(25)))
    page = alice_in.get(address()).content.decode()
    assert "25 mensen op de lijst" in page
    assert "Blad 1 van 3." in page
    assert page.count("@bedrijf.nl</a>") == 10
    assert alice_in.get(address(), {"blad": "3"}).content.count(b"@bedrijf.nl</a>") == 5
    assert alice_in.get(address(), {"blad": "x"}).status_code == 200
    page = alice_in.post(address(), {"zoek": "P1"}).content.decode()
    assert "Gevonden: 10." in page
    page = alice_in.post(address(), {"zoek": "nergens"}).content.decode()
    assert "Gevonden: 0." in page


def test_refused_addresses_are_named_on_top(alice_in, open_scan, address):
    anna, bas = invite(open_scan, "anna", "bas")
    mail(anna, State.REFUSED, reason="550 no such user")
    mail(bas, State.SENT)
    assert "1 adres werd geweigerd" in alice_in.get(address()).content.decode()
    page = alice_in.get(address(), {"toon": "geweigerd"}).content.decode()
    assert "anna@bedrijf.nl" in page
    assert "bas@bedrijf.nl" not in page


def test_somebody_of_another_organisation_is_not_there(client, charlie, open_scan, today):
    (person,) = invite(open_scan, "anna")
    own = charlie.organisations.get()
    scan = own.scans.create(title="x", contact="x", first_day=today, last_day=today)
    client.force_login(charlie)
    url = reverse("scan:person", args=[own.slug, scan.pk, person.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"wat": "weg"}).status_code == 404
    assert Invitation.unscoped.exists()


@pytest.mark.parametrize("name", ["people_invited", "people_remove"])
def test_a_reader_may_not(client, bob, open_scan, address, name):
    invite(open_scan, "anna")
    client.force_login(bob)
    assert client.get(address(name)).status_code == 403
    assert client.post(address(name)).status_code == 403
    assert Invitation.unscoped.exists()


# After closing -----------------------------------------------------------------------------------


@pytest.fixture
def closed(open_scan, monkeypatch):
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)  # a test has no end of a transaction
    anna, _bas = invite(open_scan, "anna", "bas")
    mail(anna, State.SENT)
    inviting.add_slips(scan=open_scan, role=Role.MW, number=2)
    close(open_scan, days_ago=0)
    return open_scan


def close(scan, days_ago: int) -> None:
    closed_on = timezone.localdate() - timedelta(days_ago)
    Scan.unscoped.filter(pk=scan.pk).update(status="closed", closed_on=closed_on)
    inviting.destroy_tokens(scan=scan)
    scan.refresh_from_db()


@pytest.mark.parametrize("status", ["closed", "review"])
def test_addresses_are_destroyed_fourteen_days_after_closing(closed, settings, status):
    assert settings.INVITATION_RETENTION_DAYS == 14
    for days, left in ((13, 4), (14, 0)):
        close(closed, days_ago=days)
        Scan.unscoped.update(status=status, instrument="leercultuur_mkb_1")
        call_command("erase_answers", verbosity=0)
        assert Invitation.unscoped.count() == left
    assert not Delivery.unscoped.exists()


def test_an_open_scan_keeps_its_list(open_scan, monkeypatch):
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)
    invite(open_scan, "anna")
    Scan.unscoped.update(last_day="2020-01-01")
    call_command("erase_answers", verbosity=0)
    assert Invitation.unscoped.exists()


def test_the_page_says_when(closed, alice_in, address, today):
    page = alice_in.get(address()).content.decode()
    assert "De scan is gesloten. De links werken niet meer." in page
    day = invited.erased_on(closed)
    assert day == today + timedelta(14)
    assert f"Op {day.day} " in page
    assert "Mensen toevoegen" not in page


def test_after_closing_addresses_can_go_at_once(closed, alice_in, address):
    person = Invitation.unscoped.get(email="anna@bedrijf.nl")
    for wish in ("uit", "aan", "rol"):
        assert "Dat kan niet meer" in change(alice_in, address, person, wish, role="LG")
    alice_in.post(address("people_remove"))
    assert not Invitation.unscoped.exclude(email="").exists()
    assert "Er staan geen adressen meer." in alice_in.get(address()).content.decode()


def on_disk(*tables: str) -> bytes:
    """What the files of the database hold, freed pages and the WAL included."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{suffix}") for suffix in ("", "-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relname LIKE ANY (%s) AND relkind IN ('r', 'i')",
            [[f"{table}%" for table in tables]],
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["one", "all", "retention"])
def test_a_removed_address_is_gone_from_the_files(open_scan, how):
    people = invite(open_scan, *(f"heel-bijzonder-{n}" for n in range(20)))
    tables = ("scan_invitation", "scan_delivery")
    assert b"heel-bijzonder-7@" in on_disk(*tables)  # this is how an attacker would look
    if how == "one":
        invited.remove(scan=open_scan, person=next(p for p in people if "-7@" in p.email))
        assert b"heel-bijzonder-8@" in on_disk(*tables)
    elif how == "all":
        invited.remove_all(scan=open_scan)
    else:
        close(open_scan, days_ago=14)
        call_command("erase_answers", verbosity=0)
    assert b"heel-bijzonder-7@" not in on_disk(*tables)
