"""The shared tablet: people answer one after another, and nobody finds anything of another."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core.cache import caches
from django.test import Client

from reports.publish import close_and_publish
from scan import actions, drafts, kiosks
from scan.models import Kiosk, OpenAnswer
from scan.models import LoginSession as Session
from tests.scan.respondent import INSTRUMENT, Respondent, stored

KEPT_BY_THE_SITE = {"django_language", "csrftoken", "letters"}  # as everybody starts with


class AtKiosk(Respondent):
    def address(self, page: str = "") -> str:
        return f"/k/{self.link.token}/{page}"

    def choose(self, role: str = "MW"):
        self.begin()
        return self.post("rol/", {"role": role})

    def fill_in_all(self, value: str = "4"):
        self.choose()
        for number in range(1, 7):
            self.fill_in(number, value)
        return self

    def on_the_device(self) -> dict[str, str]:
        return {name: c.value for name, c in self.client.cookies.items() if c.value}


@pytest.fixture
def kiosk(open_scan, today):
    return kiosks.start(scan=open_scan, name="Kantine", last_day=today)


@pytest.fixture
def device(kiosk):
    return AtKiosk(Client(), kiosk)


@pytest.fixture
def manage(client, alice, open_scan):
    client.force_login(alice)
    return client, f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/kiosk/"


class Ways(HTMLParser):
    """Every address that a page leads to, or gets something from."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in {"a", "form"}:
            self.found += [v for n in ("href", "action") if (v := values.get(n))]
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.found.append(values["content"].partition("url=")[2])


def pages_of(device) -> list[str]:
    """Every page that somebody at the tablet can come to."""
    texts = [device.get(page).content.decode() for page in ("", "privacy/", "stoppen/")]
    device.choose()
    for page in ("", "rol/", "blok/1/", "blok/6/", "versturen/", "stoppen/", "nog-daar/"):
        texts.append(device.get(page).content.decode())
    texts.append(device.post("versturen/").content.decode())  # nothing filled in: 422
    for number in range(1, 7):
        device.fill_in(number)
    device.send()
    return [
        *texts,
        device.get("bedankt/").content.decode(),
        device.get("bedankt/").content.decode(),
    ]


def test_people_answer_one_after_another(device, open_scan):
    for value in "253":
        device.fill_in_all(value)
        assert device.goes_to(device.send(), "bedankt/")
        assert "Bedankt" in device.get("bedankt/").content.decode()
        assert device.goes_to(device.post("volgende/"), "")
    assert sorted(r.answers["IW-AUT-1"] for r in stored(open_scan)) == [2, 3, 5]


def test_the_role_question_comes_first(device):
    assert device.goes_to(device.post(), "rol/")
    assert device.goes_to(device.post("rol/", {"role": "LG"}), "blok/1/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_left_for_the_next_person(device, method):
    device.client.cookies["django_language"] = "en"
    device.fill_in_all()
    assert drafts.COOKIE in device.on_the_device()
    answer = getattr(device, method)("volgende/")
    assert set(device.on_the_device()) <= KEPT_BY_THE_SITE
    assert device.on_the_device()["django_language"] == "nl"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert device.goes_to(device.get("blok/1/"), "?melding=geen-concept")
    page = device.get("?melding=geen-concept").content.decode()
    assert "Je was al begonnen" not in page
    assert "Er staat geen concept" not in page


def test_the_forms_of_the_person_before_work_no_more(kiosk):
    """Back to a page and "send again" would show or store what somebody else had filled in."""
    device = AtKiosk(Client(enforce_csrf_checks=True), kiosk)

    def token() -> str:
        found = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', device.get().content.decode()
        )
        return found[1]

    old = token()
    assert device.post("", {"csrfmiddlewaretoken": old}).status_code == 302
    device.get("volgende/")
    assert device.post("", {"csrfmiddlewaretoken": old}).status_code == 403
    assert device.post("", {"csrfmiddlewaretoken": token()}).status_code == 302


def test_texts_on_open_questions_are_wiped_too(device, open_scan):
    open_scan.open_questions = True
    open_scan.save()
    caches["links"].clear()
    device.fill_in_all()
    device.post("eigen-woorden/", {"woorden1": "Meer tijd", "woorden2": ""})
    kept = set(device.on_the_device())
    assert {"woorden1", "woorden2"} <= kept
    device.post("nog-daar/")
    assert set(device.on_the_device()) == kept
    device.send()
    assert OpenAnswer.unscoped.count() <= 1
    device.post("volgende/")
    assert set(device.on_the_device()) <= KEPT_BY_THE_SITE


def test_what_is_filled_in_lives_minutes_only_also_for_the_server(device, settings, monkeypatch):
    device.fill_in_all()
    kept = device.client.cookies[drafts.COOKIE]
    assert kept["max-age"] == settings.KIOSK_DRAFT_SECONDS == 300
    assert kept["path"] == device.address()
    now = drafts.time.time()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now + 301)
    assert device.goes_to(device.get("blok/2/"), "?melding=geen-concept")


def test_being_there_still_gives_it_its_time_again(device, monkeypatch):
    device.fill_in_all()
    now = drafts.time.time()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now + 200)
    assert device.goes_to(device.post("nog-daar/"), "versturen/")
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now + 400)
    assert device.get("versturen/").status_code == 200


def test_without_scripts_the_browser_itself_asks_and_then_wipes(device):
    device.choose()
    page = device.get("blok/1/").content.decode()
    assert f'<meta http-equiv="refresh" content="180;url={device.address("nog-daar/")}">' in page
    page = device.get("nog-daar/").content.decode()
    assert f'<meta http-equiv="refresh" content="60;url={device.address("volgende/")}">' in page
    assert "Ja, ik ben er nog" in page


def test_no_page_leads_out(device):
    pages = pages_of(device)
    assert len(pages) == 13
    for page in pages:
        ways = Ways(page).found
        assert {way for way in ways if not way.startswith(("/k/", "?", "#"))} == set()


def test_no_page_is_kept_by_the_browser(device):
    device.choose()
    for name in ("", "rol/", "blok/1/", "versturen/", "stoppen/", "privacy/", "volgende/"):
        assert "no-store" in device.get(name)["Cache-Control"]


def test_own_answers_are_not_shown_but_the_code_is(device):
    device.fill_in_all()
    device.send()
    page = device.get("bedankt/").content.decode()
    assert "Jouw intrekcode" in page
    assert "testserver/intrekken/" in page
    assert INSTRUMENT.items[0].texts["own"]["nl"] not in page
    assert "intrekcode</h2>" not in device.get("bedankt/").content.decode()
    assert drafts.COOKIE not in device.on_the_device()


def test_the_code_has_no_button_to_copy_it(device):
    """What is on a clipboard stays there for the next person."""
    device.fill_in_all().send()
    assert "data-copies" not in device.get("bedankt/").content.decode()


def test_the_device_does_not_remember_that_somebody_answered(device):
    device.fill_in_all().send()
    device.get("bedankt/")
    device.post("volgende/")
    page = device.get().content.decode()
    assert "van dit apparaat" not in page
    assert set(device.on_the_device()) <= KEPT_BY_THE_SITE


def test_stopping_wipes_and_promises_no_later(device):
    device.fill_in_all()
    page = device.get("stoppen/").content.decode()
    assert "Later verder" not in page
    assert device.address("volgende/") in page
    assert device.goes_to(device.post("stoppen/"), "stoppen/")
    assert device.goes_to(device.get("stoppen/"), "")
    assert drafts.COOKIE not in device.on_the_device()


def test_the_database_knows_a_hash_and_no_visitor(device, kiosk):
    device.fill_in_all().send()
    row = Kiosk.unscoped.get()
    assert kiosk.token not in str(row.__dict__)
    assert len(row.token_hash) == 64
    assert not Session.objects.exists()


@pytest.mark.parametrize("door", ["v", "k"])
def test_a_token_opens_only_its_own_door(device, kiosk, open_scan, door):
    caches["links"].clear()
    tokens = {"v": kiosk.token, "k": open_scan.links.get(role="MW").token}
    answer = device.client.get(f"/{door}/{tokens[door]}/")
    assert answer.status_code == 404
    assert "Deze link werkt niet" in answer.content.decode()


@pytest.mark.parametrize("state", ["stopped", "expired", "over", "closed", "draft"])
def test_a_kiosk_that_takes_no_answers_says_so_and_forgets(device, kiosk, open_scan, today, state):
    device.fill_in_all()
    if state == "stopped":
        kiosks.stop(scan=open_scan, number=kiosk.pk)
    elif state == "expired":
        Kiosk.unscoped.update(last_day=today - timedelta(days=1))
    elif state == "over":
        open_scan.last_day = today - timedelta(days=1)
    elif state == "closed":
        close_and_publish(open_scan)
    else:
        open_scan.status = "draft"
    if state in {"over", "draft"}:
        open_scan.save()
    caches["links"].clear()
    for answer in (device.get("blok/2/"), device.send(), device.get()):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "Hier kun je nu niet antwoorden" in page
        assert {w for w in Ways(page).found if not w.startswith("/k/")} == set()
    assert drafts.COOKIE not in device.on_the_device()
    assert stored(open_scan) == []


def test_before_the_first_day_it_says_when(device, open_scan, today):
    open_scan.first_day = today + timedelta(days=2)
    open_scan.save()
    caches["links"].clear()
    answer = device.get()
    assert answer.status_code == 403
    assert "De scan begint op" in answer.content.decode()


def test_closing_while_somebody_sends(device, open_scan, monkeypatch):
    device.fill_in_all()

    def closed(**_):
        raise actions.ScanClosed

    monkeypatch.setattr(actions, "submit", closed)
    answer = device.send()
    assert answer.status_code == 410
    assert "Hier kun je nu niet antwoorden" in answer.content.decode()


def test_starting_logs_the_manager_out(manage, open_scan):
    client, address = manage
    answer = client.post(address, {"name": "Kantine", "last_day": open_scan.last_day.isoformat()})
    assert re.fullmatch(r"/k/[\w-]{22}/", answer["Location"])
    assert "_auth_user_id" not in client.session
    assert client.get(address).status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert Kiosk.unscoped.get().name == "Kantine"


@pytest.mark.parametrize(
    ("days", "says"),
    [(-1, "is al voorbij"), (15, "De scan loopt tot en met"), (None, "Kies een dag")],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(manage, today, days, says):
    client, address = manage
    day = "" if days is None else (today + timedelta(days=days)).isoformat()
    answer = client.post(address, {"name": "Kantine", "last_day": day})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Kiosk.unscoped.exists()
    assert "_auth_user_id" in client.session


def test_not_more_devices_than_a_firm_can_have(manage, open_scan, today, monkeypatch):
    monkeypatch.setattr(kiosks, "MOST", 1)
    kiosks.start(scan=open_scan, name="Kantine", last_day=today)
    client, address = manage
    answer = client.post(address, {"name": "Hal", "last_day": today.isoformat()})
    assert answer.status_code == 422
    assert "Stop er eerst een" in answer.content.decode()


def test_the_manager_sees_and_stops_every_kiosk(manage, kiosk, today):
    client, address = manage
    page = client.get(address).content.decode()
    assert "Kantine" in page
    assert kiosk.token not in page
    client.post(f"{address}{kiosk.pk}/")
    assert Kiosk.unscoped.get().stopped_on == today
    assert "gestopt" in client.get(address).content.decode()


def test_a_kiosk_of_another_organisation_is_not_there(client, charlie, kiosk, open_scan, today):
    client.force_login(charlie)
    own = charlie.memberships.get().organisation
    other = own.scans.create(title="B", contact="b", first_day=today, last_day=today, invited_mw=9)
    actions.open_scan(scan=other)
    answer = client.post(f"/o/{own.slug}/scans/{other.pk}/kiosk/{kiosk.pk}/")
    assert answer.status_code == 404
    assert Kiosk.unscoped.get().stopped_on is None
