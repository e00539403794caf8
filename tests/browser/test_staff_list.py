"""A manager pastes a list on a phone, chooses roles with the keyboard and sees who is on it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from scan.models import Invitation
from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = "\n".join(
    ["E-mail;Functie;Taal"]
    + [f"lasser{n}@een-heel-lang-bedrijf-in-nederland.nl;lasser;Pools" for n in range(12)]
    + [f"chef{n}@een-heel-lang-bedrijf-in-nederland.nl;teamleider;" for n in range(3)]
    + ["iemand@een-heel-lang-bedrijf-in-nederland.nl;uitvinder;", "fout@@bedrijf.nl;mdw;"]
)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=lambda s: f"{s[0]}px")
def test_from_a_pasted_list_to_people_on_it(logged_in, alice, open_scan, size, javascript):
    one = logged_in(alice, size, javascript=javascript)
    page = one.page

    def look() -> None:
        one.check_fits()
        if javascript:  # axe is a script
            one.check_accessible()

    page.goto(f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/")
    page.get_by_role("link", name="Mensen uitnodigen").click()
    look()
    page.get_by_role("button", name="Lezen en nakijken").click()
    expect(page.get_by_role("alert")).to_contain_text("Er staat niets in.")
    look()

    page.get_by_label("Plak hier de e-mailadressen").fill(PEOPLE)
    page.get_by_role("button", name="Lezen en nakijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "16 adressen gevonden, 1 overgeslagen"
    )
    look()
    page.get_by_role("button", name="Zet 16 mensen op de lijst").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    look()

    # With the keyboard: from the error to the first role that is missing.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#woord-0$"))
    page.get_by_label("lasser 12 mensen").focus()
    page.keyboard.press("M")  # Medewerker
    page.get_by_label("Rol van iemand@een").focus()
    page.keyboard.press("L")  # Leidinggevende
    page.get_by_role("button", name="Zet 16 mensen op de lijst").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("16 mensen op de lijst voor de mail")
    look()
    page.get_by_label("Zoek een adres").fill("iemand")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="iemand@een-heel-lang").click()
    look()
    page.get_by_role("button", name="Ja, van de lijst halen").click()
    expect(page.get_by_role("status")).to_contain_text("Het adres is van de lijst gehaald.")
    roles = Invitation.unscoped.filter(scan=open_scan).values_list("role", flat=True)
    assert sorted(roles) == ["LG"] * 3 + ["MW"] * 12
