"""One's own account: where it is logged in, a second step, and deleting it."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from scan import actions, sessions
from scan.models import LoginSession, Organisation, User
from tests.people import PASSWORD, confirmed_user

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PLACES = "scan:places"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.ACCOUNT_RATE_LIMITS = False


def logged_in(email: str, **headers: str) -> Client:
    browser = Client(headers=headers)
    browser.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("account_email")).status_code == 200


class TestPlaces:
    @pytest.fixture
    def three(self, alice):
        confirmed_user(alice.email)
        return [logged_in(alice.email, user_agent=FIREFOX) for _ in range(3)]

    def test_shows_where_one_is_logged_in(self, three):
        page = three[0].get(reverse(PLACES)).content.decode()
        assert page.count("Firefox, Windows</h2>") + page.count("Firefox, Windows <span") == 3
        assert page.count("Daar uitloggen") == 2

    def test_ends_another_place_at_once(self, three):
        page = three[0].get(reverse(PLACES))
        there = next(place for place in page.context["places"] if not place.is_here)
        three[0].post(reverse(PLACES), {"plek": there.number})
        assert is_in(three[0])
        assert sorted(map(is_in, three[1:])) == [False, True]

    def test_ends_all_other_places(self, three):
        three[0].post(reverse(PLACES), {"alle": "ja"})
        assert list(map(is_in, three)) == [True, False, False]

    def test_of_oneself_only(self, three, charlie):
        confirmed_user(charlie.email)
        theirs = logged_in(charlie.email)
        number = theirs.get(reverse(PLACES)).context["places"][0].number
        three[0].post(reverse(PLACES), {"plek": number})
        three[0].post(reverse(PLACES), {"alle": "ja"})
        assert is_in(theirs)

    def test_keeps_no_network_address_and_no_user_agent(self, three):
        kept = "".join(str(row.get_decoded()) for row in LoginSession.objects.all())
        assert "Gecko" not in kept
        assert "127.0.0.1" not in kept

    def test_a_new_password_elsewhere_is_still_found(self, three, alice):
        """Changing it gives the session another key; the list still knows whose it is."""
        new = "een-heel-ander-wachtwoord"
        posted = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        three[0].post(reverse("account_change_password"), posted)
        assert list(map(is_in, three)) == [True, False, False]
        assert [place.is_here for place in sessions_of(three[0])][:1] == [True]

    @pytest.mark.parametrize(
        ("told", "name"),
        [
            (FIREFOX, "Firefox, Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
             "Safari, iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0",
             "Edge, Linux"),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36", "Chrome, Android"),
            ("", ""),
            ("<script>", ""),
        ],
    )  # fmt: skip
    def test_a_coarse_name(self, told, name):
        assert sessions.device(told) == name


def sessions_of(browser: Client):
    return browser.get(reverse(PLACES)).context["places"]


class TestARequiredSecondStep:
    @pytest.fixture
    def strict(self, organisation):
        Organisation.unscoped.update(requires_second_factor=True)
        return organisation

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("name", ["scan:scans", "scan:members", "scan:scan_new"])
    def test_who_has_none_is_told_how(self, client, alice, strict, name, method):
        client.force_login(alice)
        answer = getattr(client, method)(reverse(name, args=[strict.slug]))
        assert answer.status_code == 403
        assert reverse("mfa_index") in answer.content.decode()

    def test_who_has_one_goes_in(self, client, alice, strict):
        TOTP.activate(alice, generate_totp_secret())
        client.force_login(alice)
        assert client.get(reverse("scan:scans", args=[strict.slug])).status_code == 200

    def test_a_stranger_still_learns_nothing(self, client, charlie, strict):
        client.force_login(charlie)
        assert client.get(reverse("scan:scans", args=[strict.slug])).status_code == 404

    def test_other_organisations_stay_open(self, client, alice, strict):
        other = actions.create_organisation(user=alice, name="Zonder")
        client.force_login(alice)
        assert client.get(reverse("scan:scans", args=[other.slug])).status_code == 200

    def test_a_manager_turns_it_on_and_off(self, client, alice, organisation):
        TOTP.activate(alice, generate_totp_secret())
        client.force_login(alice)
        for posted, expected in (("ja", True), ("nee", False)):
            client.post(reverse("scan:second_step", args=[organisation.slug]),
                        {"verplicht": posted})  # fmt: skip
            organisation.refresh_from_db(from_queryset=Organisation.unscoped)
            assert organisation.requires_second_factor is expected


class TestDeleting:
    DELETE = "scan:account_delete"

    def test_looking_deletes_nothing(self, client, alice, organisation):
        client.force_login(alice)
        for method in (client.get, client.head):
            assert method(reverse(self.DELETE)).status_code == 200
        assert User.objects.filter(pk=alice.pk).exists()

    def test_the_last_manager_hands_over_first(self, client, alice, bob, organisation):
        client.force_login(alice)
        answer = client.post(reverse(self.DELETE))
        assert answer.status_code == 409
        assert "Maak eerst iemand anders beheerder" in answer.content.decode()
        assert User.objects.filter(pk=alice.pk).exists()

    def test_an_organisation_of_nobody_else_goes_too(self, client, alice, open_scan):
        client.force_login(alice)
        assert "De Linde" in client.get(reverse(self.DELETE)).content.decode()
        client.post(reverse(self.DELETE))
        assert not User.objects.filter(pk=alice.pk).exists()
        assert not Organisation.unscoped.exists()

    def test_a_reader_just_leaves(self, client, bob, organisation):
        elsewhere = logged_in(confirmed_user(bob.email).email)
        client.force_login(User.objects.get(pk=bob.pk))
        client.post(reverse(self.DELETE))
        assert not is_in(elsewhere)
        assert not LoginSession.objects.filter(user__isnull=False).exists()
        line = organisation.audit.get()
        assert (line.what, line.who, line.user) == ("member_removed", "bob@example.org", None)
