"""Organisations and their members. Alice manages A, Bob reads A, Charlie manages B."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from scan import actions
from scan.models import Membership, Organisation, User

MEMBERS, CHANGE = "scan:members", "scan:member_change"


def address(name: str, organisation: Organisation) -> str:
    return reverse(name, args=[organisation.slug])


def level_of(user: User, organisation: Organisation) -> str | None:
    return (
        Membership.unscoped.filter(user=user, organisation=organisation)
        .values_list("level", flat=True)
        .first()
    )


def change(client, organisation, user: User, level: str):
    person = Membership.unscoped.get(user=user, organisation=organisation)
    return client.post(address(CHANGE, organisation), {"person": person.pk, "level": level})


def test_without_an_organisation_you_are_asked_for_one(client, db):
    client.force_login(User.objects.create_user("new@example.org"))
    answer = client.get(reverse("scan:organisations"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("scan:organisation_new")
    assert "Voor welke organisatie is de scan?" in answer.content.decode()


def test_with_one_organisation_you_go_straight_to_its_scans(client, alice, organisation):
    client.force_login(alice)
    answer = client.get(reverse("scan:organisations"))
    assert answer["Location"] == address("scan:scans", organisation)


def test_with_more_organisations_you_choose(client, alice, organisation):
    actions.create_organisation(user=alice, name="Bakkerij Smit")
    client.force_login(alice)
    page = client.get(reverse("scan:organisations")).content.decode()
    assert "Machinefabriek De Linde" in page
    assert "Bakkerij Smit" in page


def test_a_new_organisation_has_a_readable_address_and_its_maker_as_manager(client, alice):
    client.force_login(alice)
    for expected in ("cafe-de-kroon", "cafe-de-kroon-2"):
        client.post(reverse("scan:organisation_new"), {"name": "Café De Kroon"})
        made = Organisation.unscoped.get(slug=expected)
        assert level_of(alice, made) == "manager"


def test_an_organisation_needs_a_name(client, alice):
    client.force_login(alice)
    page = client.post(reverse("scan:organisation_new"), {"name": " "}).content.decode()
    assert "Vul de naam van de organisatie in." in page
    assert "Er klopt iets niet" in page
    assert 'href="#id_name"' in page
    assert not Organisation.unscoped.exists()


def test_a_manager_sees_who_is_who_and_can_change_it(client, alice, bob, organisation):
    client.force_login(alice)
    page = client.get(address(MEMBERS, organisation)).content.decode()
    assert "bob@example.org" in page
    change(client, organisation, bob, "manager")
    assert level_of(bob, organisation) == "manager"


def test_a_reader_sees_no_buttons_and_can_change_nothing(client, alice, bob, organisation):
    client.force_login(bob)
    page = client.get(address(MEMBERS, organisation)).content.decode()
    assert "alice@example.org" in page
    assert "Verwijderen" not in page
    assert change(client, organisation, bob, "manager").status_code == 403
    assert level_of(bob, organisation) == "reader"


@pytest.mark.parametrize("level", ["reader", ""])
def test_the_last_manager_stays(client, alice, bob, organisation, level):
    client.force_login(alice)
    change(client, organisation, alice, level)
    assert level_of(alice, organisation) == "manager"
    page = client.get(address(MEMBERS, organisation)).content.decode()
    assert "Er moet minstens één beheerder blijven" in page


def test_a_manager_removes_someone(client, alice, bob, organisation):
    client.force_login(alice)
    change(client, organisation, bob, "")
    assert level_of(bob, organisation) is None
    assert User.objects.filter(pk=bob.pk).exists()


def test_who_leaves_an_organisation_lands_outside_it(client, alice, bob, organisation):
    client.force_login(alice)
    change(client, organisation, bob, "manager")
    answer = change(client, organisation, alice, "")
    assert answer["Location"] == reverse("scan:organisations")


def test_members_of_another_organisation_cannot_be_changed(client, alice, charlie, organisation):
    theirs = Membership.unscoped.get(user=charlie)
    client.force_login(alice)
    answer = client.post(address(CHANGE, organisation), {"person": theirs.pk, "level": "reader"})
    assert answer.status_code == 404
    assert Membership.unscoped.get(pk=theirs.pk).level == "manager"


@pytest.mark.parametrize("posted", [{}, {"person": "x"}, {"person": "1", "level": "owner"}])
def test_a_strange_change_is_refused(client, alice, organisation, posted):
    client.force_login(alice)
    assert client.post(address(CHANGE, organisation), posted).status_code == 400
    assert level_of(alice, organisation) == "manager"


def test_looking_changes_nothing(client, alice, bob, organisation):
    client.force_login(alice)
    person = Membership.unscoped.get(user=bob)
    query = {"person": person.pk, "level": "manager"}
    answer = client.get(address(CHANGE, organisation), query)
    assert answer["Location"] == address(MEMBERS, organisation)
    assert level_of(bob, organisation) == "reader"


class TestLeaving:
    def test_a_reader_may_leave(self, client, bob, organisation):
        client.force_login(bob)
        assert "Weggaan bij" in client.get(address("scan:leave", organisation)).content.decode()
        assert level_of(bob, organisation) == "reader"
        answer = client.post(address("scan:leave", organisation))
        assert answer["Location"] == reverse("scan:organisations")
        assert level_of(bob, organisation) is None

    def test_the_last_manager_hands_over_first(self, client, alice, bob, organisation):
        client.force_login(alice)
        answer = client.post(address("scan:leave", organisation))
        assert answer.status_code == 409
        assert "Draag het beheer eerst over" in answer.content.decode()
        change(client, organisation, bob, "manager")
        assert client.post(address("scan:leave", organisation)).status_code == 302
        assert level_of(alice, organisation) is None


class TestAnAdviser:
    """Works for many organisations."""

    @pytest.fixture
    def adviser(self, client, db):
        user = User.objects.create_user("adviseur@example.org")
        for number in range(60):
            actions.create_organisation(user=user, name=f"Klant {number:02}")
        client.force_login(user)
        return user

    def test_sees_them_page_by_page(self, client, adviser):
        page = client.get(reverse("scan:organisations")).content.decode()
        assert "Zoek in 60 organisaties" in page
        assert ("Klant 49" in page, "Klant 50" in page) == (True, False)
        assert "Klant 50" in client.get(reverse("scan:organisations"), {"blad": 2}).content.decode()

    def test_finds_one_by_a_part_of_its_name(self, client, adviser):
        page = client.get(reverse("scan:organisations"), {"zoek": "klant 07"}).content.decode()
        assert "Klant 07" in page
        assert "Klant 08" not in page

    def test_never_finds_somebody_elses(self, client, adviser, organisation):
        page = client.get(reverse("scan:organisations"), {"zoek": "Linde"}).content.decode()
        assert "Geen organisatie met" in page
        assert "Machinefabriek" not in page

    @pytest.mark.parametrize("query", [{"blad": "x"}, {"blad": "999"}, {"zoek": "x" * 5000}])
    def test_strange_queries_do_no_harm(self, client, adviser, query):
        assert client.get(reverse("scan:organisations"), query).status_code == 200


class TestAddMember:
    def test_a_reader_by_default(self, charlie, organisation, capsys):
        call_command("add_member", organisation.slug, "Charlie@example.org")
        assert level_of(charlie, organisation) == "reader"
        assert "hoort nu bij Machinefabriek De Linde, als lezer" in capsys.readouterr().out

    def test_again_changes_the_level(self, bob, organisation):
        call_command("add_member", organisation.slug, "bob@example.org", "--level", "manager")
        assert level_of(bob, organisation) == "manager"

    def test_an_unknown_address_helps(self, organisation):
        with pytest.raises(CommandError, match="--create"):
            call_command("add_member", organisation.slug, "dora@example.org")

    def test_the_account_can_be_made(self, organisation):
        call_command("add_member", organisation.slug, "Dora@example.org", "--create")
        dora = User.objects.get(email="dora@example.org")
        assert not dora.has_usable_password()
        assert level_of(dora, organisation) == "reader"

    def test_an_unknown_organisation_names_the_known(self, organisation):
        with pytest.raises(CommandError, match="machinefabriek-de-linde"):
            call_command("add_member", "lindenhof", "bob@example.org")
