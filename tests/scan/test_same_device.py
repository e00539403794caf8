"""An open link remembers that somebody answered on this device, kindly and without knowing who."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from scan import kiosks
from scan.same_device import COOKIE
from tests.scan.respondent import Respondent, respondent_of, stored
from tests.scan.test_personal_links import person

SAID = "Vanaf dit apparaat is al geantwoord"


def sent(someone: Respondent) -> Respondent:
    someone.fill_in_all().send()
    someone.get("bedankt/")
    return someone


def text(response) -> str:
    return response.content.decode()


def test_it_says_so_and_lets_somebody_else_begin(open_scan):
    device = respondent_of(open_scan, "MW")
    assert SAID not in text(device.get())
    sent(device)
    shown = text(device.get())
    assert SAID in shown
    assert "Beginnen voor iemand anders" in shown
    device.fill_in_all("2").send()
    assert sorted({r.answers["IW-AUT-1"] for r in stored(open_scan)}) == [2, 4]


def test_only_sending_counts(open_scan):
    device = respondent_of(open_scan, "MW").fill_in_all()
    assert COOKIE not in device.client.cookies
    assert SAID not in text(device.get())


def test_the_cookie_tells_nothing_and_stays_with_its_link(open_scan):
    device = sent(respondent_of(open_scan, "MW"))
    cookie = device.client.cookies[COOKIE]
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("ja", device.address(), True)
    days = (open_scan.last_day - open_scan.first_day + timedelta(days=1)).days
    assert cookie["max-age"] == days * 24 * 3600
    assert SAID not in text(respondent_of(open_scan, "LG").get())
    others = [sent(respondent_of(open_scan, "MW")) for _ in range(2)]
    assert {other.client.cookies[COOKIE].value for other in others} == {"ja"}


def test_a_draft_of_the_next_one_goes_first(open_scan):
    device = sent(respondent_of(open_scan, "MW"))
    device.begin()
    assert "Je was al begonnen" in text(device.get())
    assert SAID not in text(device.get())


def test_a_personal_link_needs_none(open_scan):
    assert COOKIE not in sent(person(open_scan)).client.cookies


def test_a_shared_tablet_gets_none(open_scan):
    kiosk = kiosks.start(scan=open_scan, name="Kantine", last_day=open_scan.last_day)
    client = Client()
    client.post(f"/k/{kiosk.token}/")
    client.post(f"/k/{kiosk.token}/rol/", {"role": "MW"})
    from tests.scan.respondent import INSTRUMENT

    for number, block in enumerate(INSTRUMENT.blocks, start=1):
        answers = {item.code: "4" for item in block.items}
        client.post(f"/k/{kiosk.token}/blok/{number}/", answers)
    client.post(f"/k/{kiosk.token}/versturen/")
    assert len(stored(open_scan)) == 1
    assert COOKIE not in client.cookies
