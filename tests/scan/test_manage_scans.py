"""Making, checking and opening a scan, and its links. Alice manages A, Bob reads A."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from scan import actions
from scan.manage_forms import ScanForm
from scan.models import OpenLink, Response, Scan


def address(name: str, scan: Scan, *more: str) -> str:
    return reverse(name, args=[scan.organisation.slug, scan.pk, *more])


@pytest.fixture
def filled(today):
    """A scan form as Alice would send it."""
    return {
        "title": "Leercultuur voorjaar",
        "contact": "Noor van HR",
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=14)).isoformat(),
        "invited_dir": "1",
        "invited_hr": "1",
        "invited_lg": "4",
        "invited_mw": "40",
    }


@pytest.fixture
def new_scan_page(organisation):
    return reverse("scan:scan_new", args=[organisation.slug])


def test_an_empty_list_says_what_to_do(client, alice, bob, organisation):
    page = reverse("scan:scans", args=[organisation.slug])
    client.force_login(alice)
    assert "Nieuwe scan" in client.get(page).content.decode()
    client.force_login(bob)
    assert "Nieuwe scan" not in client.get(page).content.decode()


def test_the_list_shows_only_own_scans(client, charlie, draft_scan):
    own = charlie.organisations.get()
    client.force_login(charlie)
    page = client.get(reverse("scan:scans", args=[own.slug])).content.decode()
    assert draft_scan.title not in page


def test_the_form_proposes_a_title_and_two_weeks(client, alice, new_scan_page, today):
    client.force_login(alice)
    page = client.get(new_scan_page).content.decode()
    assert f'value="{today.isoformat()}"' in page
    assert f'value="{(today + timedelta(days=13)).isoformat()}"' in page
    assert f"{today.year}" in page


def test_a_new_scan_goes_on_to_the_forecast(client, alice, new_scan_page, filled):
    client.force_login(alice)
    answer = client.post(new_scan_page, filled)
    scan = Scan.unscoped.get()
    assert answer["Location"] == address("reports:forecast", scan)
    assert scan.is_draft
    assert list(scan.invited.values()) == [1, 1, 4, 40]


def test_days_may_be_typed_the_dutch_way(client, alice, new_scan_page, filled, today):
    last = today + timedelta(days=20)
    client.force_login(alice)
    client.post(new_scan_page, filled | {"last_day": last.strftime("%d-%m-%Y")})
    assert Scan.unscoped.get().last_day == last


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "Dit veld is nog leeg."),
        ({"contact": " "}, "Dit veld is nog leeg."),
        ({"last_day": "morgen"}, "Kies een dag, of typ hem als 23-11-2026."),
        ({"first_day": ""}, "Kies een dag, of typ hem als 23-11-2026."),
        ({"invited_mw": "veertig"}, "Vul een heel getal in."),
        ({"invited_mw": ""}, "Vul een heel getal in."),
        ({"invited_mw": "-1"}, "Vul een heel getal in."),
        ({"invited_mw": "100001"}, "Dit aantal is te hoog. Verwacht: hoogstens 100000."),
        (
            dict.fromkeys(("invited_dir", "invited_hr", "invited_lg", "invited_mw"), "0"),
            "Er doet nu niemand mee.",
        ),
    ],
)
def test_a_wrong_form_says_what_was_expected(
    client, alice, new_scan_page, filled, changed, message
):
    client.force_login(alice)
    page = client.post(new_scan_page, filled | changed).content.decode()
    assert message in page
    assert "Er klopt iets niet" in page
    assert not Scan.unscoped.exists()


def test_the_last_day_comes_after_the_first(client, alice, new_scan_page, filled, today):
    client.force_login(alice)
    late = (today + timedelta(days=30)).isoformat()
    page = client.post(new_scan_page, filled | {"first_day": late}).content.decode()
    assert "ligt voor de eerste dag" in page


def test_the_last_day_is_not_over(client, alice, new_scan_page, filled, today):
    gone = (today - timedelta(days=3)).isoformat()
    client.force_login(alice)
    page = client.post(new_scan_page, filled | {"first_day": gone, "last_day": gone})
    assert "is al voorbij" in page.content.decode()


class TestEditing:
    def test_a_draft_changes_wholly(self, client, alice, draft_scan, filled):
        client.force_login(alice)
        client.post(address("scan:scan_edit", draft_scan), filled | {"invited_lg": "9"})
        draft_scan.refresh_from_db()
        assert (draft_scan.title, draft_scan.invited_lg) == ("Leercultuur voorjaar", 9)

    def test_an_open_scan_can_be_extended_but_keeps_its_headcounts(
        self, client, alice, open_scan, filled, today
    ):
        later = today + timedelta(days=30)
        sent = filled | {"invited_lg": "9", "first_day": later, "last_day": later}
        client.force_login(alice)
        client.post(address("scan:scan_edit", open_scan), sent)
        first_day = open_scan.first_day
        open_scan.refresh_from_db()
        assert (open_scan.last_day, open_scan.first_day) == (later, first_day)
        assert open_scan.invited_lg == 4
        assert open_scan.is_open

    def test_a_scan_that_is_over_keeps_its_last_day_when_only_the_title_changes(
        self, client, alice, open_scan, today
    ):
        gone = today - timedelta(days=2)
        Scan.unscoped.filter(pk=open_scan.pk).update(first_day=gone, last_day=gone)
        sent = {"title": "Anders", "contact": "Noor", "last_day": gone.isoformat()}
        client.force_login(alice)
        client.post(address("scan:scan_edit", open_scan), sent)
        open_scan.refresh_from_db()
        assert open_scan.title == "Anders"

    def test_a_closed_scan_changes_nothing(self, client, alice, open_scan, filled):
        Scan.unscoped.filter(pk=open_scan.pk).update(status="closed")
        client.force_login(alice)
        answer = client.post(address("scan:scan_edit", open_scan), filled)
        open_scan.refresh_from_db()
        assert answer["Location"] == address("reports:follow", open_scan)
        assert open_scan.title == "Scan november"


def test_saving_an_old_copy_does_not_take_an_open_scan_back(draft_scan, filled):
    """Two managers: one has the form open, the other opens the scan."""
    form = ScanForm(filled, instance=Scan.unscoped.get(pk=draft_scan.pk))
    actions.open_scan(scan=draft_scan)
    assert form.is_valid()
    form.save()
    draft_scan.refresh_from_db()
    assert draft_scan.is_open
    assert draft_scan.opened_on


class TestOpening:
    def test_opening_makes_the_links_and_goes_there(self, client, alice, draft_scan):
        client.force_login(alice)
        answer = client.post(address("scan:open", draft_scan))
        draft_scan.refresh_from_db()
        assert draft_scan.is_open
        assert answer["Location"] == address("scan:links", draft_scan)
        assert draft_scan.links.count() == 5

    def test_looking_does_not_open(self, client, alice, draft_scan):
        client.force_login(alice)
        assert client.get(address("scan:open", draft_scan)).status_code == 405
        draft_scan.refresh_from_db()
        assert draft_scan.is_draft

    def test_a_scan_whose_last_day_is_over_does_not_open(self, client, alice, draft_scan, today):
        gone = today - timedelta(days=1)
        Scan.unscoped.filter(pk=draft_scan.pk).update(last_day=gone)
        client.force_login(alice)
        answer = client.post(address("scan:open", draft_scan), follow=True)
        draft_scan.refresh_from_db()
        assert draft_scan.is_draft
        assert "De laatste dag is al voorbij" in answer.content.decode()


class TestLinks:
    def test_one_link_for_everyone_and_one_per_role_with_people(
        self, client, alice, draft_scan, settings
    ):
        Scan.unscoped.filter(pk=draft_scan.pk).update(invited_hr=0)
        settings.SITE_URL = "https://scan.example.nl"
        client.force_login(alice)
        client.post(address("scan:open", draft_scan))
        page = client.get(address("scan:links", draft_scan)).content.decode()
        tokens = dict(OpenLink.unscoped.values_list("role", "token"))
        shown = {role for role, token in tokens.items() if f"scan.example.nl/v/{token}/" in page}
        assert shown == {"", "DIR", "LG", "MW"}

    def test_the_page_is_honest_and_gives_a_text(self, client, alice, open_scan):
        client.force_login(alice)
        page = client.get(address("scan:links", open_scan)).content.decode()
        assert "ook twee keer" in page
        assert "Noor van HR" in page.split("<textarea")[1]

    def test_names_cannot_break_out_of_the_text(self, client, alice, open_scan):
        Scan.unscoped.filter(pk=open_scan.pk).update(contact="</textarea><b>hoi</b>")
        client.force_login(alice)
        page = client.get(address("scan:links", open_scan)).content.decode()
        assert "<b>hoi</b>" not in page

    def test_no_styles_or_scripts_stand_in_the_page(self, client, alice, open_scan):
        client.force_login(alice)
        page = client.get(address("scan:links", open_scan)).content.decode()
        assert "style=" not in page
        assert "onclick" not in page

    @pytest.mark.parametrize("status", ["draft", "closed"])
    def test_only_an_open_scan_has_links(self, client, alice, open_scan, status):
        Scan.unscoped.filter(pk=open_scan.pk).update(status=status)
        client.force_login(alice)
        answer = client.get(address("scan:links", open_scan))
        assert answer.status_code == 302

    @pytest.mark.parametrize("code", ["iedereen", "MW"])
    def test_a_qr_code_can_be_saved(self, client, alice, open_scan, code):
        client.force_login(alice)
        answer = client.get(address("scan:qr", open_scan, code))
        assert answer["Content-Type"] == "image/svg+xml"
        assert "attachment" in answer["Content-Disposition"]
        assert answer.content.startswith(b"<?xml")

    def test_an_unknown_qr_code_is_not_there(self, client, alice, open_scan):
        client.force_login(alice)
        assert client.get(address("scan:qr", open_scan, "OR")).status_code == 404

    def test_a_reader_gets_no_links(self, client, bob, open_scan):
        client.force_login(bob)
        assert client.get(address("scan:links", open_scan)).status_code == 403


class TestPreview:
    def test_each_role_has_its_own_words(self, client, bob, draft_scan):
        client.force_login(bob)
        own, other = (
            client.get(address("scan:preview", draft_scan, role)).content.decode()
            for role in ("MW", "DIR")
        )
        assert "Er wordt niets opgeslagen" in own
        assert own.count("<fieldset") == other.count("<fieldset") == 42
        assert own != other

    def test_it_speaks_the_visitors_language(self, client, alice, draft_scan):
        client.force_login(alice)
        page = client.get(
            address("scan:preview", draft_scan, "MW"), headers={"accept-language": "en"}
        )
        assert "klopt helemaal niet" not in page.content.decode()

    def test_nothing_can_be_sent(self, client, alice, draft_scan):
        client.force_login(alice)
        address_ = address("scan:preview", draft_scan, "MW")
        page = client.get(address_).content.decode()
        assert page.rindex("</form>") < page.index("<fieldset")  # only the language has a form
        client.post(address_, {"IW-AUT-1": "3"})
        assert not Response.unscoped.exists()

    def test_an_unknown_role_is_not_there(self, client, alice, draft_scan):
        client.force_login(alice)
        assert client.get(address("scan:preview", draft_scan, "OR")).status_code == 404
