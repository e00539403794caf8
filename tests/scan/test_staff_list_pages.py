"""The pages on which HR gives a list of people, looks it through and puts them on the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

from scan.models import Invitation, StaffListDraft

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
