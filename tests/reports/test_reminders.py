"""The reminder: every manager gets one mail on the day, whatever breaks on the way."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from reports.action_plan import actions, reminders
from reports.models import PlanReminder
from scan.models import Membership, User


@pytest.fixture
def closed_scan(open_scan):
    open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
    open_scan.save()
    return open_scan


@pytest.fixture
def carol(organisation):
    """The second manager of organisation A."""
    carol = User.objects.create_user("carol@example.org", "een-lang-wachtwoord")
    Membership.unscoped.create(user=carol, organisation=organisation, level="manager")
    return carol


@pytest.fixture
def reminder(closed_scan, today):
    actions.remind_on(scan=closed_scan, day=today)
    return closed_scan.plan_reminder


def run() -> None:
    call_command("send_reminders", stdout=StringIO())


def receivers() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def state(reminder) -> PlanReminder:
    return PlanReminder.unscoped.get(pk=reminder.pk)


class Dead(EmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError


class Dying(EmailBackend):
    """Breaks off after the first mail."""

    def send_messages(self, messages):
        if mail.outbox:
            raise smtplib.SMTPServerDisconnected("weg")
        return super().send_messages(messages)


class Refusing(EmailBackend):
    """Does not know Alice; `code` says whether that is for good."""

    code = 550

    def send_messages(self, messages):
        to = messages[0].to[0]
        if to.startswith("alice"):
            raise smtplib.SMTPRecipientsRefused({to: (self.code, b"nee")})
        return super().send_messages(messages)


class Busy(Refusing):
    code = 450


@pytest.fixture
def server(settings):
    def use(backend: type | None) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}" if backend else LOCAL

    return use


LOCAL = "django.core.mail.backends.locmem.EmailBackend"


def test_every_manager_gets_an_own_mail_and_no_reader(reminder, alice, bob, carol, today):
    run()
    assert [message.to for message in mail.outbox] == [[alice.email], [carol.email]]
    assert not any(message.cc or message.bcc for message in mail.outbox)
    assert state(reminder).sent_on == today


def test_running_again_sends_nothing_again(reminder, carol):
    run()
    run()
    reminders.send_reminder.call(reminder.pk)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("days", "mails"), [(-30, 1), (-1, 1), (0, 1), (1, 0)])
def test_it_goes_out_from_its_day_on(closed_scan, alice, today, days, mails):
    """A day on which the command did not run is made up for."""
    actions.remind_on(scan=closed_scan, day=today + timedelta(days=days))
    run()
    assert len(mail.outbox) == mails


def test_a_dead_mail_server_forgets_nothing(reminder, alice, server):
    server(Dead)
    run()
    assert state(reminder).sent_on is None
    server(None)
    run()
    assert receivers() == [alice.email]


def test_a_mail_server_that_breaks_off_gives_nobody_a_second_mail(reminder, alice, carol, server):
    server(Dying)
    run()
    assert (receivers(), state(reminder).sent_on) == ([alice.email], None)
    server(None)
    run()
    assert receivers() == [alice.email, carol.email]


def test_a_refused_address_does_not_hold_up_the_others(reminder, alice, carol, server, today):
    server(Refusing)
    run()
    run()
    assert (receivers(), state(reminder).sent_on) == ([carol.email], today)


def test_when_every_address_is_refused_it_is_not_called_sent(reminder, alice, server):
    """The fault may be ours: a sender that the mail server does not allow."""
    server(Refusing)
    run()
    assert state(reminder).sent_on is None
    server(None)
    run()
    assert receivers() == [alice.email]


def test_an_address_that_is_refused_for_now_is_tried_again(reminder, alice, carol, server):
    server(Busy)
    run()
    assert (receivers(), state(reminder).sent_on) == ([carol.email], None)
    server(None)
    run()
    assert receivers() == [carol.email, alice.email]


def test_a_killed_worker_is_followed_up_by_another(reminder, alice, monkeypatch):
    """It dies while sending and tidies nothing up: the claim ends by itself."""
    assert reminders._claim(reminder.pk) is not None
    run()
    assert receivers() == []  # it may still be sending
    later = timezone.now() + reminders.CLAIM + timedelta(seconds=1)
    monkeypatch.setattr(reminders.timezone, "now", lambda: later)
    run()
    assert receivers() == [alice.email]


def test_a_worker_killed_halfway_leaves_who_had_the_mail(reminder, alice, carol, monkeypatch):
    """Killed right after the first hand-over was noted: only the second is left."""
    send, sent = reminders._mail, []

    def first_only(words, manager):
        if sent:
            raise SystemExit
        sent.append(manager)
        return send(words, manager)

    monkeypatch.setattr(reminders, "_mail", first_only)
    with pytest.raises(SystemExit):
        reminders._send(reminders._claim(reminder.pk))
    monkeypatch.setattr(reminders, "_mail", send)
    PlanReminder.unscoped.update(claimed_at=None)
    run()
    assert receivers() == [alice.email, carol.email]


def test_two_workers_at_once_send_once(reminder, alice, monkeypatch):
    """The second begins while the first is between claiming and sending."""
    send = reminders._send

    def slowly(found):
        reminders.send_reminder.call(found.pk)
        send(found)

    monkeypatch.setattr(reminders, "_send", slowly)
    reminders.send_reminder.call(reminder.pk)
    assert receivers() == [alice.email]


def test_another_day_chosen_while_sending_stays(reminder, closed_scan, today, monkeypatch):
    send = reminders._send

    def meanwhile(found):
        actions.remind_on(scan=closed_scan, day=today + timedelta(days=30))
        send(found)

    monkeypatch.setattr(reminders, "_send", meanwhile)
    reminders.send_reminder.call(reminder.pk)
    found = state(reminder)
    assert (found.on, found.sent_on, found.reached) == (today + timedelta(days=30), None, [])


def test_the_same_day_again_is_no_new_reminder(reminder, closed_scan, today):
    run()
    actions.remind_on(scan=closed_scan, day=today)
    run()
    assert len(mail.outbox) == 1


def test_another_day_is_a_new_reminder(reminder, closed_scan, today):
    run()
    actions.remind_on(scan=closed_scan, day=today - timedelta(days=1))
    run()
    assert len(mail.outbox) == 2


def test_a_forgotten_reminder_is_not_sent(reminder, closed_scan):
    actions.forget_reminder(scan=closed_scan)
    run()
    reminders.send_reminder.call(reminder.pk)
    assert mail.outbox == []


def test_who_becomes_manager_later_gets_no_old_mail(reminder, alice, organisation):
    run()
    dirk = User.objects.create_user("dirk@example.org", "een-lang-wachtwoord")
    Membership.unscoped.create(user=dirk, organisation=organisation, level="manager")
    run()
    reminders.send_reminder.call(reminder.pk)
    assert receivers() == [alice.email]


def test_who_no_longer_works_there_gets_nothing(reminder, alice, carol):
    alice.is_active = False
    alice.save()
    run()
    assert receivers() == [carol.email]


@pytest.fixture
def message(reminder, closed_scan, settings, today):
    """The example: three actions, one of them done, one late."""
    settings.SITE_URL = "https://scan.example.nl"
    late = today - timedelta(days=3)
    for text, values in {
        "Bespreek fouten in de dagstart": {"owner": "Noor", "due_on": late, "status": "doing"},
        "Maak <tijd> & ruimte": {"owner": "", "due_on": None},
        "Koop een bord": {"owner": "Bas", "status": "done"},
    }.items():
        actions.add_own(scan=closed_scan, text=text, **values)
    run()
    return mail.outbox[0]


def test_the_mail_says_what_is_open_who_and_when(message, settings, closed_scan):
    address = f"https://scan.example.nl/o/{closed_scan.organisation.slug}/scans/{closed_scan.pk}/"
    assert message.subject == "Actieplan van Machinefabriek De Linde: nog 2 acties open"
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    for said in (
        "Nog open: 2 acties. Gedaan: 1.",
        "- Bespreek fouten in de dagstart\n  Wie: Noor\n  Wanneer: ",
        "- Maak <tijd> & ruimte\n  Wanneer: nog geen datum",
        f"{address}plan/",
    ):
        assert said in message.body
    assert "Koop een bord" not in message.body


def test_the_html_says_the_same_and_escapes(message):
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "Maak &lt;tijd&gt; &amp; ruimte" in html
    assert "Bespreek fouten in de dagstart" in html
    assert "<img" not in html


def test_the_mail_is_dutch_whatever_the_worker_speaks(reminder, settings):
    from django.utils import translation

    with translation.override("en"):
        run()
    assert mail.outbox[0].subject == "Het actieplan van Machinefabriek De Linde is nog leeg"
    assert mail.outbox[0].body.startswith("Hallo,")


def test_a_plan_that_is_done_is_called_done(reminder, closed_scan):
    actions.add_own(scan=closed_scan, text="Koop een bord", status="done")
    run()
    assert mail.outbox[0].subject == "Het actieplan van Machinefabriek De Linde is klaar"
