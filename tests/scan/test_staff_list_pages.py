"""The pages on which HR gives a list of people, looks it through and puts them on the list."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from scan import inviting
from scan.inviting import Invitee
from scan.models import Invitation, Scan, StaffListDraft
from scan.models import LoginSession as Session
from scan.roles import Role
from scan.staff_list_check import ROWS

LISTS = Path(__file__).parent / "staff_lists"
PASTED = """E-mail;Functie;Taal
anna@bedrijf.nl;teamleider;
piotr@bedrijf.nl;lasser;Pools
jan@bedrijf.nl;lasser;
kim@bedrijf.nl;uitvinder;
dga@bedrijf.nl;DGA;
kapot@@bedrijf.nl;mdw;
"""


def address(name: str, scan) -> str:
    return reverse(f"scan:{name}", args=[scan.organisation.slug, scan.pk])


class Manager:
    """Alice at the pages of one scan."""

    def __init__(self, client, scan):
        self.client, self.scan = client, scan

    def get(self, name: str, **query):
        return self.client.get(address(name, self.scan), query)

    def post(self, name: str, **values):
        return self.client.post(address(name, self.scan), values)

    def give(self, text: str = PASTED, **more):
        return self.post("people_add", text=text, role="", **more)

    def choose(self, wish: str = "klaar", **values):
        number = StaffListDraft.unscoped.get(scan=self.scan).pk
        values = {name.replace("_", "-"): value for name, value in values.items()}
        return self.client.post(
            address("people_check", self.scan), values | {"lijst": str(number), "naar": wish}
        )

    def page(self, name: str = "people_check", **query) -> str:
        answer = self.get(name, **query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def invited(self) -> dict[str, tuple[str, str]]:
        rows = Invitation.unscoped.filter(scan=self.scan)
        return {row.email: (row.role, row.language) for row in rows}


@pytest.fixture
def manager(client, alice, open_scan) -> Manager:
    client.force_login(alice)
    return Manager(client, open_scan)


def chosen(page: str) -> dict[int, str]:
    """Of every row on the page: what its select says."""
    found = {}
    for place, options in re.findall(r'<select name="rol-(\d+)".*?>(.*?)</select>', page):
        selected = re.search(r'<option value="([^"]*)" selected>', options)
        found[int(place)] = selected[1] if selected else ""
    return found


def test_from_an_empty_list_to_people_on_it(manager):
    assert "Nog niemand op de lijst" in manager.page("people_invited")
    assert manager.give()["Location"] == address("people_check", manager.scan)
    page = manager.page()
    assert "5 adressen gevonden, 1 overgeslagen" in page
    assert "er staat meer dan één @ in" in page
    assert chosen(page) == {1: "", 2: "", 3: ""}
    manager.choose("alles", woord_1="MW", rol_1="", rol_2="", rol_3="HR")
    assert chosen(manager.page(toon="alles")) == {0: "LG", 1: "MW", 2: "MW", 3: "HR", 4: "DIR"}
    assert manager.choose()["Location"] == address("people_invited", manager.scan)
    assert manager.invited() == {
        "anna@bedrijf.nl": ("LG", ""),
        "piotr@bedrijf.nl": ("MW", "pl"),
        "jan@bedrijf.nl": ("MW", ""),
        "kim@bedrijf.nl": ("HR", ""),
        "dga@bedrijf.nl": ("DIR", ""),
    }
    assert not StaffListDraft.unscoped.exists()
    page = manager.page("people_invited")
    assert "5 mensen op de lijst" in page
    assert page.count("nog niet verstuurd") == 5


def test_in_a_draft_the_list_is_made_ready(client, alice, draft_scan):
    client.force_login(alice)
    manager = Manager(client, draft_scan)
    manager.give("anna@bedrijf.nl")
    assert "Mailen kan zodra de scan open is." in manager.page()
    manager.choose(rol_0="MW")
    assert "De scan is nog niet open." in manager.page("people_invited")
    assert manager.invited() == {"anna@bedrijf.nl": ("MW", "")}


@pytest.mark.parametrize("name", sorted(p.name for p in LISTS.iterdir() if p.suffix != ".md"))
def test_a_file_from_libreoffice(manager, name):
    file = SimpleUploadedFile(name, (LISTS / name).read_bytes())
    assert manager.post("people_add", text="", file=file, role="MW").status_code == 302
    page = manager.page(toon="alles")
    assert "ina@voorbeeld.nl" in page
    assert "Engels" in page
    manager.choose("kiezen", **{f"rol_{n}": "MW" for n, role in chosen(page).items() if not role})
    manager.choose()
    assert manager.invited()["ina@voorbeeld.nl"] == ("MW", "en")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Er staat niets in."),
        ({"text": " \n "}, "Er staat niets in."),
        ({"text": "Beste mensen"}, "Er staat geen e-mailadres in."),
        ({"text": "anna@@bedrijf.nl\nbas@bedrijf"}, "Rij 2: Dit is geen e-mailadres:"),
        ({"text": "a@b.nl", "file": b"b@b.nl"}, "niet allebei"),
        ({"file": b""}, "Er staat niets in."),
        ({"file": b"%PDF-1.7"}, "Dit is geen lijst."),
        ({"file": b"PK\x03\x04 kapot"}, "Dit bestand is beschadigd."),
        ({"file": b"a@b.nl\n" * 300_000}, "Dit is meer dan 2 MB."),
        ({"text": "a@b.nl", "role": "BAAS"}, "role"),
    ],
)
def test_what_cannot_be_read_is_explained_and_the_text_stays(manager, sent, said):
    sent = {"text": "", "role": ""} | sent
    if "file" in sent:
        sent["file"] = SimpleUploadedFile("lijst.xlsx", sent["file"])
    answer = manager.post("people_add", **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Er klopt iets niet" in page
    assert sent["text"].strip() in page
    assert not StaffListDraft.unscoped.exists()


def test_too_many_rows_are_refused(manager):
    answer = manager.give("\n".join(f"p{n}@bedrijf.nl" for n in range(5001)))
    assert answer.status_code == 422
    assert "meer dan 5000 rijen" in answer.content.decode()


def test_five_thousand_people_with_all_their_columns_can_be_pasted(manager):
    extra = "\t".join(f"waarde van kolom {n}" for n in range(12))
    rows = [f"voornaam.achternaam{n}@bedrijf.nl\tmdw\t{extra}" for n in range(5000)]
    assert manager.give("\n".join(rows)).status_code == 302
    page = manager.page()
    assert len(chosen(page)) == ROWS
    assert f"Blad 1 van {-(-5000 // ROWS)}." in page
    assert len(page) < 150_000
    manager.choose()
    assert Invitation.unscoped.count() == 5000
    page = manager.page("people_invited")
    assert "Blad 1 van 50." in page
    assert "achternaam999@bedrijf.nl" in manager.page("people_invited", blad="50")


def test_something_much_too_large_is_refused_at_the_door(manager):
    file = SimpleUploadedFile("lijst.csv", bytes(3_100_000))
    answer = manager.post("people_add", text="", file=file, role="")
    assert answer.status_code == 413
    assert "Hoogstens 2 MB past." in answer.content.decode()


def test_choices_travel_from_page_to_page(manager):
    """Two hundred and fifty people, none with a role, on several pages."""
    manager.give("\n".join(f"p{n:03}@bedrijf.nl" for n in range(250)))
    for blad in range(1, 6):
        page = manager.page(toon="alles", blad=str(blad))
        values = {f"rol_{n}": ("LG", "MW", "-")[n % 3] for n in chosen(page)}
        wish = f"alles:{blad + 1}" if blad < 5 else "klaar"
        answer = manager.choose(wish, **values)
        assert answer.status_code == 302
    people = manager.invited()
    assert len(people) == 250 - 83
    assert {n: people[f"p{n:03}@bedrijf.nl"][0] for n in (0, 1, 60, 249)} == {
        0: "LG", 1: "MW", 60: "LG", 249: "LG"
    }  # fmt: skip
    assert "p002@bedrijf.nl" not in people


def test_the_largest_page_stays_under_the_limit_of_fields(manager, settings):
    """Of every row a role and a tick, and of every word a role."""
    from scan.staff_list_check import WORDS

    assert ROWS * 2 + WORDS + 5 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_nobody_is_invited_without_a_role(manager):
    manager.give()
    answer = manager.choose(rol_1="", rol_2="MW", rol_3="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies nog een rol voor 2 mensen" in page
    assert not Invitation.unscoped.exists()
    assert chosen(manager.page(toon="alles"))[2] == "MW"  # and what was chosen is kept


def test_the_error_leads_to_a_field_that_is_there(manager):
    for text in (PASTED, "anna@bedrijf.nl", "a@b.nl;uitvinder\nc@b.nl;mdw"):
        manager.give(text)
        page = manager.choose().content.decode()
        target = re.search(r'<li><a href="#([^"]+)">Kies nog', page)[1]
        assert f'id="{target}"' in page


def test_a_proposal_is_marked_and_seen_once(manager):
    manager.give("E-mail;Functie\nanna@bedrijf.nl;medwerker\nbas@bedrijf.nl;mdw")
    page = manager.page()
    assert "Nakijken <span>(1)" in page
    assert "klopt dit?" in page
    assert chosen(page) == {0: "MW"}
    manager.choose("alles", rol_0="MW")  # only looking elsewhere is not agreeing
    assert "Nakijken <span>(1)" in manager.page()
    manager.choose("nakijken:1", rol_0="MW")
    assert "Nakijken <span>(0)" in manager.page()


def test_a_probable_typing_error_can_be_put_right(manager):
    people = [f"p{n}@bedrijf.nl;mdw" for n in range(6)]
    manager.give("\n".join([*people, "tik@bedirjf.nl;mdw"]))
    assert "Neem tik@bedrijf.nl" in manager.page()
    manager.choose("klaar", rol_6="MW", adres_6="1")
    assert "tik@bedrijf.nl" in manager.invited()


def test_who_is_invited_already_is_left_as_it_is(manager):
    inviting.invite(scan=manager.scan, people=[Invitee("Jan@Bedrijf.nl", Role.HR)])
    manager.give("jan@bedrijf.nl;mdw\nkim@bedrijf.nl;mdw")
    assert "staat al op de lijst" in manager.page(toon="alles")
    answer = manager.client.get(manager.choose()["Location"])
    assert "1 persoon staat op de lijst." in answer.content.decode()
    assert manager.invited() == {"Jan@Bedrijf.nl": ("HR", ""), "kim@bedrijf.nl": ("MW", "")}


def test_more_people_than_the_headcount_is_said(manager, draft_scan):
    manager.give("a@b.nl;directeur\nc@b.nl;directeur")  # the scan has one
    page = manager.page()
    assert "te veel" in page
    assert "liggen vast sinds het openen" in page
    Scan.unscoped.filter(pk=draft_scan.pk).update(status="draft")
    page = manager.page()
    assert "Deze lijst blijft bewaard." in page
    assert address("scan_edit", draft_scan) in page
    Scan.unscoped.filter(pk=draft_scan.pk).update(invited_dir=2)
    assert "te veel" not in manager.page()


@pytest.mark.parametrize(
    "sent",
    [
        {"rol-0": "BAAS"},
        {"rol-5": "MW"},
        {"rol-9999": "MW"},
        {"woord-77": "MW"},
        {"zonder": "x"},
        {"lijst": "geen-nummer"},
        {"lijst": ""},
    ],
)
def test_what_the_page_does_not_send_is_refused(manager, sent):
    manager.give()
    before = bytes(StaffListDraft.unscoped.get().content)
    number = str(StaffListDraft.unscoped.get().pk)
    values = {"lijst": number, "naar": "klaar", "rol-1": "MW"} | sent
    assert manager.client.post(address("people_check", manager.scan), values).status_code == 400
    assert bytes(StaffListDraft.unscoped.get().content) == before
    assert not Invitation.unscoped.exists()


def test_a_page_of_an_earlier_list_changes_nothing(manager):
    manager.give("oud@bedrijf.nl")
    number = str(StaffListDraft.unscoped.get().pk)
    manager.give("nieuw@bedrijf.nl")
    values = {"lijst": number, "naar": "klaar", "rol-0": "MW"}
    answer = manager.client.post(address("people_check", manager.scan), values, follow=True)
    assert "Deze lijst is er niet meer" in answer.content.decode()
    assert chosen(manager.page()) == {0: ""}
    assert not Invitation.unscoped.exists()


def test_sending_twice_invites_once(manager):
    manager.give("anna@bedrijf.nl;mdw")
    number = str(StaffListDraft.unscoped.get().pk)
    values = {"lijst": number, "naar": "klaar"}
    for _ in range(2):
        answer = manager.client.post(address("people_check", manager.scan), values)
        assert answer["Location"] == address("people_invited", manager.scan)
    assert len(manager.invited()) == 1


def test_throwing_the_list_away(manager):
    manager.give()
    assert "Er ligt nog een lijst om na te kijken" in manager.page("people_invited")
    manager.choose("weg")
    assert not StaffListDraft.unscoped.exists()
    assert "Nog niemand op de lijst" in manager.page("people_invited")


def test_a_list_is_kept_for_a_day_at_most(manager, monkeypatch):
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)  # a test has no end of a transaction
    manager.give()
    yesterday = timezone.now() - timedelta(hours=25)
    StaffListDraft.unscoped.update(made_at=yesterday)
    answer = manager.client.get(address("people_check", manager.scan), follow=True)
    assert "ouder dan een dag" in answer.content.decode()
    assert manager.choose().status_code == 302
    assert not Invitation.unscoped.exists()
    call_command("erase_answers", verbosity=0)
    assert not StaffListDraft.unscoped.exists()


def test_with_another_key_of_the_site_the_list_is_gone(manager, alice, settings):
    manager.give()
    settings.SECRET_KEY = "another-key-of-this-site-that-is-long-enough"
    manager.client.force_login(alice)
    assert manager.get("people_check").status_code == 302
    assert "Nog niemand op de lijst" in manager.page("people_invited")


def test_a_closed_scan_takes_nobody(manager):
    manager.give()
    Scan.unscoped.filter(pk=manager.scan.pk).update(status="closed", closed_on=timezone.localdate())
    for answer in (
        manager.give(),
        manager.get("people_add"),
        manager.choose(),
        manager.get("people_check"),
    ):
        assert answer["Location"] == address("people_invited", manager.scan)
    assert not Invitation.unscoped.exists()


@pytest.mark.parametrize("name", ["people_invited", "people_add", "people_check"])
def test_only_managers_of_the_organisation_come_in(client, manager, bob, charlie, name):
    manager.give()
    client.force_login(bob)
    assert manager.get(name).status_code == 403
    assert manager.post(name, text="x@y.nl").status_code == 403
    client.force_login(charlie)
    assert manager.get(name).status_code == 404
    assert manager.post(name, text="x@y.nl").status_code == 404


def test_a_list_belongs_to_one_scan(manager, charlie, today):
    manager.give()
    own = charlie.organisations.get().scans.create(
        title="x", contact="x", first_day=today, last_day=today
    )
    number = str(StaffListDraft.unscoped.get().pk)
    manager.client.force_login(charlie)
    values = {"lijst": number, "naar": "klaar", "rol-0": "MW"}
    manager.client.post(address("people_check", own), values)
    assert StaffListDraft.unscoped.get().scan_id == manager.scan.pk
    assert not Invitation.unscoped.exists()


def test_nothing_is_left_of_an_address_outside_its_own_tables(manager, caplog):
    """Not in a session, a message in a cookie, a log line or the stored list itself."""
    caplog.set_level(logging.DEBUG)
    secret = "heel.bijzonder"
    manager.give(f"{secret}@bedrijf.nl;mdw\nkapot@@{secret}.nl")
    assert secret.encode() not in bytes(StaffListDraft.unscoped.get().content)
    manager.choose("alles:1", rol_0="HR")
    manager.post("people_add", text=f"{secret}@@x", role="")
    manager.choose()
    assert manager.post("people_invited", zoek=secret).status_code == 200
    assert f"{secret}@bedrijf.nl" in manager.invited()
    assert secret not in caplog.text
    assert secret not in repr([row.get_decoded() for row in Session.objects.all()])
    assert secret not in repr(manager.client.cookies)
