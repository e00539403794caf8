"""The pages about mail: what may be sent when, by whom, and what is told about it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.publish import close_and_publish
from scan import actions, inviting, mail_rounds, mailing
from scan.inviting import Invitee
from scan.models import Delivery, Mailing, Scan
from scan.roles import Role
from tests.scan.test_invited_pages import on_disk

Kind, State = Mailing.Kind, Delivery.State
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def people(open_scan):
    invitees = [Invitee(f"{name}@example.org", Role.MW) for name in "abc"]
    inviting.invite(scan=open_scan, people=invitees)
    return list(open_scan.invitations.order_by("email"))


@pytest.fixture
def invited(open_scan, people, today) -> Mailing:
    """Everybody has had an invitation."""
    return sent_round(open_scan, people, today)


def sent_round(scan, people, day, state=State.SENT, reason="") -> Mailing:
    dates = {"planned_on": day, "started_on": day, "finished_on": day}
    found = Mailing.unscoped.create(scan=scan, kind=Kind.INVITATION, total=len(people), **dates)
    for person in people:
        Delivery.unscoped.create(
            mailing=found,
            invitation=person,
            state=state,
            reason=reason,
            touched_at=timezone.now() - timedelta(hours=1),
        )
    return found


@pytest.fixture
def as_alice(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def address(open_scan):
    def make(name: str, *args) -> str:
        return reverse(f"scan:{name}", args=[open_scan.organisation.slug, open_scan.pk, *args])

    return make


@pytest.fixture
def write(as_alice, address):
    def write(letter: str = "uitnodiging", introduction: str = ""):
        return as_alice.post(address("mail_write", letter), {"introduction": introduction})

    return write


@pytest.fixture
def send(as_alice, address, open_scan, today, django_capture_on_commit_callbacks):
    """Looks at the mail and confirms it, as the button on the page does."""

    def send(letter: str = "uitnodiging", day=today, seen: str | None = None):
        page = as_alice.get(address("mail_check", letter))
        if seen is None and page.context:
            seen = page.context["seen"]
        data = {"day": day.isoformat(), "gezien": seen or ""}
        with django_capture_on_commit_callbacks(execute=True):
            return as_alice.post(address("mail_send", letter), data)

    return send


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def daily() -> str:
    out = StringIO()
    call_command("send_reminders", stdout=out)
    return out.getvalue()


# What can be done when -------------------------------------------------------------------------


def test_an_empty_list_leads_to_the_page_with_people(as_alice, address):
    page = text(as_alice.get(address("mail")))
    assert "Er staat nog niemand op de lijst." in page
    assert address("people_invited") in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"status": "draft"}, "Open eerst de scan."),
        ({"status": "closed"}, "De scan is gesloten."),
        ({"last_day": timezone.localdate() - timedelta(1)}, "De laatste dag is voorbij."),
    ],
)
@pytest.mark.parametrize("letter", ["uitnodiging", "herinnering"])
def test_outside_the_time_to_answer_nothing_can_be_sent(
    as_alice, address, open_scan, invited, change, sentence, letter
):
    Scan.unscoped.filter(pk=open_scan.pk).update(**change)
    if change.get("status") == "closed":
        Scan.unscoped.filter(pk=open_scan.pk).update(closed_on=timezone.localdate())
    assert sentence in text(as_alice.get(address("mail")))
    for name, data in [("mail_write", {"introduction": "x"}), ("mail_send", {"day": "2026-11-23"})]:
        assert as_alice.post(address(name, letter), data).url == address("mail")
    assert sentence in text(as_alice.get(address("mail")))
    assert Mailing.unscoped.filter(planned_on__isnull=False).count() == 1


def test_before_the_first_day_it_can_only_be_planned(as_alice, address, open_scan, people, today):
    Scan.unscoped.filter(pk=open_scan.pk).update(first_day=today + timedelta(3))
    data = {"day": today.isoformat(), "gezien": mail_rounds.seen(Mailing())}
    answer = as_alice.post(address("mail_send", "uitnodiging"), data)
    assert answer.status_code == 422
    data["day"] = (today + timedelta(3)).isoformat()
    assert as_alice.post(address("mail_send", "uitnodiging"), data).url == address("mail")
    assert "Gaat op" in text(as_alice.get(address("mail")))


def test_thanks_only_after_closing(as_alice, address, open_scan, invited, send):
    assert as_alice.get(address("mail_write", "bedankje")).url == address("mail")
    actions.close(scan=open_scan)
    outbox.outbox.clear()
    assert send("bedankje").status_code == 302
    assert len(outbox.outbox) == 3
    send("bedankje")
    assert len(outbox.outbox) == 3
    assert "Het bedankje is al verstuurd." in text(as_alice.get(address("mail")))


# Writing ---------------------------------------------------------------------------------------


def test_the_introduction_is_in_the_preview_in_both_languages_and_in_the_html(
    as_alice, address, people, write
):
    answer = write(introduction="Doe je <mee>?\r\n\r\nGroet, Noor")
    assert answer.url == address("mail_check", "uitnodiging")
    page = text(as_alice.get(answer.url))
    assert page.count("Doe je &lt;mee&gt;?") == 2
    assert "Hoe leren we bij Machinefabriek De Linde?" in page
    assert "How do we learn at Machinefabriek De Linde?" in page
    html = as_alice.get(address("mail_html", "uitnodiging", "nl"))
    assert "Doe je &lt;mee&gt;?</p>" in html.content.decode()
    assert "Er gaan 3 uitnodigingen uit." in page


def test_the_html_runs_and_loads_nothing(as_alice, address, people):
    policy = as_alice.get(address("mail_html", "uitnodiging", "en"))["Content-Security-Policy"]
    for rule in ("default-src 'none'", "sandbox", "frame-ancestors 'none'", "form-action 'none'"):
        assert rule in policy
    assert "allow-" not in policy


@pytest.mark.parametrize(("length", "status"), [(1500, 302), (1501, 422)])
def test_an_introduction_has_at_most_1500_characters(write, people, length, status):
    lines = "\r\n".join(["x" * 99] * 15) + "\r\n" + "y" * (length - 15 * 100)
    assert write(introduction=lines).status_code == status


def test_what_was_typed_is_not_lost_when_it_is_too_long(write, people):
    answer = write(introduction="Te lang. " * 200)
    assert "Te lang. Te lang." in text(answer)
    assert "De inleiding is te lang: 1799 tekens" in text(answer)


def test_a_test_mail_goes_to_oneself_with_a_link_that_leads_nowhere(
    as_alice, address, people, write, client
):
    write(introduction="Groet, Noor")
    for language, subject in [("nl", "Proef: Hoe leren we"), ("en", "Test: How do we learn")]:
        outbox.outbox.clear()
        as_alice.post(address("mail_test", "uitnodiging"), {"taal": language})
        (found,) = outbox.outbox
        assert found.to == ["alice@example.org"]
        assert found.subject.startswith(subject)
        assert "Groet, Noor" in found.body
        links = set(re.findall(r"/v/([^/\s]+)/", found.body))
        assert links == {"voorbeeld"}
    page = as_alice.get("/v/voorbeeld/")
    assert page.status_code == 200
    assert "Deze link staat in een voorbeeld" in text(page)


def test_test_mails_are_not_endless(as_alice, address, people):
    for _ in range(25):
        as_alice.post(address("mail_test", "uitnodiging"), {"taal": "nl"})
    assert len(outbox.outbox) == 20


def test_a_test_mail_that_fails_says_why(as_alice, address, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = as_alice.post(address("mail_test", "uitnodiging"), {"taal": "nl"}, follow=True)
    assert "De mailserver was niet te bereiken." in text(answer)


# Sending ---------------------------------------------------------------------------------------


def test_invitations_go_out_once_however_often_it_is_asked(
    as_alice, address, people, write, send, open_scan
):
    write(introduction="Groet, Noor")
    answer = send()
    assert "/mail/rondes/" in answer.url
    assert sorted(m.to[0] for m in outbox.outbox) == [f"{n}@example.org" for n in "abc"]
    assert "3 mails verstuurd" in text(as_alice.get(answer.url))
    send()
    assert len(outbox.outbox) == 3


def test_a_text_that_was_changed_meanwhile_is_not_sent_unread(
    as_alice, address, people, write, send
):
    write(introduction="Eerste tekst")
    seen = as_alice.get(address("mail_check", "uitnodiging")).context["seen"]
    write(introduction="Andere tekst")
    assert send(seen=seen).url == address("mail_check", "uitnodiging")
    assert outbox.outbox == []
    assert "De tekst is intussen veranderd." in text(as_alice.get(address("mail")))


def test_two_reminders_at_most_and_not_two_on_a_day(
    as_alice, address, invited, send, today, open_scan
):
    reminders = open_scan.mailings.filter(kind=Kind.REMINDER, planned_on__isnull=False)
    send("herinnering")
    send("herinnering")  # a double click, or another manager
    assert reminders.count() == 1
    assert send("herinnering", day=today + timedelta(4)).url == address("mail")
    assert reminders.count() == 2
    assert send("herinnering", day=today + timedelta(6)).url == address("mail")
    assert reminders.count() == 2
    assert "Twee herinneringen is het hoogste aantal." in text(as_alice.get(address("mail")))


@pytest.mark.parametrize("days", [-1, 15, 400])
def test_a_reminder_goes_out_on_a_day_to_answer(send, invited, today, open_scan, days):
    answer = send("herinnering", day=today + timedelta(days))
    assert answer.status_code == 422
    assert "Kies een dag van" in text(answer)
    assert not open_scan.mailings.filter(kind=Kind.REMINDER).exists()


@pytest.mark.parametrize("day", ["", "morgen", "2026-02-30"])
def test_a_day_that_is_none_is_explained(as_alice, address, invited, day):
    answer = as_alice.post(address("mail_send", "herinnering"), {"day": day})
    assert answer.status_code == 422
    assert "Kies een dag, of typ hem als 23-11-2026." in text(answer)


def test_a_planned_reminder_goes_out_on_its_day_and_once(
    send, invited, today, open_scan, django_capture_on_commit_callbacks
):
    send("herinnering", day=today + timedelta(4))
    with django_capture_on_commit_callbacks(execute=True):
        daily()
    assert outbox.outbox == []
    Mailing.unscoped.filter(kind=Kind.REMINDER).update(planned_on=today)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            daily()
    assert sorted(m.to[0] for m in outbox.outbox) == [f"{n}@example.org" for n in "abc"]


def test_a_planned_round_can_be_taken_back_and_keeps_its_text(
    as_alice, address, write, send, invited, today, open_scan
):
    write("herinnering", "Nog een week")
    send("herinnering", day=today + timedelta(4))
    planned = open_scan.mailings.get(kind=Kind.REMINDER)
    as_alice.post(address("mail_cancel", planned.pk))
    Mailing.unscoped.filter(pk=planned.pk, planned_on=today + timedelta(4)).update(planned_on=today)
    daily()
    assert outbox.outbox == []
    assert "Nog een week" in text(as_alice.get(address("mail_write", "herinnering")))


def test_what_has_begun_cannot_be_taken_back(as_alice, address, invited):
    answer = as_alice.post(address("mail_cancel", invited.pk), follow=True)
    assert "het versturen is al begonnen" in text(answer)
    assert Mailing.unscoped.get(pk=invited.pk).planned_on


def test_closing_forgets_reminders_that_are_on_their_way(open_scan, people, invited, today):
    reminder = Mailing.unscoped.create(
        scan=open_scan, kind=Kind.REMINDER, planned_on=today, started_on=today
    )
    Delivery.unscoped.create(
        mailing=reminder, invitation=people[0], state=State.WAITING, touched_at=timezone.now()
    )
    actions.close(scan=open_scan)
    assert not reminder.deliveries.exists()
    reminder.refresh_from_db()
    assert reminder.finished_on


# Following -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("550 5.1.1 no such user", "kent dit adres niet"),
        ("550 no such user", "kent dit adres niet"),
        ("553 5.1.3 bad syntax", "kent dit adres niet"),
        ("552 5.2.2 full", "mailbox is vol"),
        ("452 4.2.2 full", "mailbox is vol"),
        ("554 5.7.1 blocked", "houdt onze mail tegen"),
        ("550 5.7.26 not authenticated", "houdt onze mail tegen"),
        ("550 5.2.1 disabled", "mailbox staat uit"),
        ("451 4.7.1 greylisted", "na een paar pogingen"),
        ("530 5.7.0 authentication required", "EMAIL_URL"),
        ("SMTPAuthenticationError", "EMAIL_URL"),
        ("ConnectionRefusedError", "niet te bereiken"),
        ("address", "Naar dit adres kan geen mail."),
        ("link", "kan niet meer gemaakt worden"),
        ("599 5.9.9 <script>", "nam de mail niet aan"),
    ],
)
def test_a_refusal_is_told_per_address_in_plain_words(
    as_alice, address, open_scan, people, today, reason, sentence
):
    found = sent_round(open_scan, people[:1], today, State.REFUSED, reason)
    page = text(as_alice.get(address("mail_round", found.pk)))
    assert "a@example.org" in page
    assert sentence in page
    assert "<script>" not in page.split("De mailserver zei:")[-1].split("</td>")[0]


def test_refused_addresses_can_be_tried_again(
    as_alice, address, open_scan, people, today, django_capture_on_commit_callbacks
):
    found = sent_round(open_scan, people, today, State.REFUSED, "550 no")
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_alice.post(address("mail_again", found.pk), {"wat": "geweigerd"}, follow=True)
    assert "3 mails worden opnieuw geprobeerd" in text(answer)
    assert len(outbox.outbox) == 3
    again = as_alice.post(address("mail_again", found.pk), {"wat": "geweigerd"}, follow=True)
    assert "Er was niets om opnieuw te proberen." in text(again)


def test_uncertain_ones_are_named_and_only_sent_again_when_asked(
    as_alice, address, open_scan, people, today, django_capture_on_commit_callbacks
):
    found = sent_round(open_scan, people, today, State.HANDED_OVER, "SMTPServerDisconnected")
    page = text(as_alice.get(address("mail_round", found.pk)))
    assert "a@example.org" in page
    assert "3 onzeker" in page
    as_alice.post(address("mail_again", found.pk), {"wat": "geweigerd"})
    assert outbox.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        as_alice.post(address("mail_again", found.pk), {"wat": "onzeker"})
    assert len(outbox.outbox) == 3


def test_a_mail_that_is_being_handed_over_is_not_sent_again(open_scan, people, today):
    found = sent_round(open_scan, people, today, State.HANDED_OVER)
    found.deliveries.update(touched_at=timezone.now())
    assert mailing.try_again(found, State.HANDED_OVER) == 0


def test_progress_is_shown_and_the_page_follows_it(as_alice, address, open_scan, people, today):
    found = sent_round(open_scan, people, today)
    Mailing.unscoped.filter(pk=found.pk).update(finished_on=None)
    found.deliveries.filter(invitation=people[2]).update(
        state=State.WAITING, touched_at=timezone.now()
    )
    page = text(as_alice.get(address("mail_round", found.pk)))
    assert "2 van de 3 verstuurd." in page
    assert 'http-equiv="refresh"' in page
    assert "data-bezig" in page


def test_a_worker_that_does_not_run_is_told(as_alice, address, open_scan, people, today):
    found = sent_round(open_scan, people, today, State.WAITING)
    Mailing.unscoped.filter(pk=found.pk).update(finished_on=None)
    found.deliveries.update(touched_at=timezone.now() - timedelta(minutes=1))
    assert "db_worker" not in text(as_alice.get(address("mail")))
    found.deliveries.update(touched_at=timezone.now() - timedelta(minutes=3))
    for page in (address("mail"), address("mail_round", found.pk)):
        assert "db_worker" in text(as_alice.get(page))
    DBTaskResult.objects.create(
        status="RUNNING", started_at=timezone.now(), run_after=timezone.now(), args_kwargs={},
        task_path="reports.tasks.make_report", backend_name="default", exception_class_path="",
        traceback="",
    )  # fmt: skip
    assert "db_worker" not in text(as_alice.get(address("mail")))


# Nobody sees who answered ----------------------------------------------------------------------


def pages_of(client, scan) -> dict[str, str]:
    """Every page about the scan that a manager can open, without what is new on every visit."""
    from tests.test_access import addresses

    values = {"slug": scan.organisation.slug, "pk": scan.pk}
    found = {}
    for name, pattern in addresses():
        if set(pattern.pattern.converters) - {"slug", "pk"} or name == "reports:dossier":
            continue
        if "pk" in pattern.pattern.converters:
            answer = client.get(reverse(name, kwargs=values))
            found[name] = CSRF.sub("", answer.content.decode()) + str(answer.status_code)
    for each in scan.mailings.order_by("kind", "planned_on"):
        answer = client.get(reverse("scan:mail_round", kwargs={**values, "mailing": each.pk}))
        found[f"round {each.kind}"] = CSRF.sub("", answer.content.decode())
    for person in scan.invitations.all():
        answer = client.get(reverse("scan:person", kwargs={**values, "person": person.pk}))
        found[f"person {person.email}"] = CSRF.sub("", answer.content.decode())
    return found


@pytest.mark.parametrize("trouble", ["none", "refused", "waiting"])
def test_with_one_person_invited_no_page_tells_whether_a_reminder_was_sent(
    as_alice, open_scan, today, send, monkeypatch, trouble
):
    """The same pages for a link that was used and one that was not, whatever befalls the mail."""
    inviting.invite(scan=open_scan, people=[Invitee("a@example.org", Role.MW)])
    (person,) = open_scan.invitations.all()
    sent_round(open_scan, [person], today)
    if trouble == "refused":
        monkeypatch.setattr("scan.mail_server.hand_over", refuse)
    if trouble == "waiting":  # no worker, or a mail server that asks to come back
        monkeypatch.setattr("scan.mailing.deliver", NoWorker())
    seen = []
    for used in (True, False):
        open_scan.invitations.update(used=used)
        send("herinnering")
        reminder = open_scan.mailings.get(kind=Kind.REMINDER)
        assert reminder.started_on
        assert reminder.deliveries.exists() == (trouble == "waiting" and not used)
        Delivery.unscoped.filter(mailing=reminder).update(
            touched_at=timezone.now() - timedelta(minutes=30)
        )
        pages = pages_of(as_alice, open_scan)
        seen.append({n: p.replace(str(reminder.pk), "") for n, p in pages.items()})
        assert len(seen[-1]) > 12
        reminder.delete()
    assert seen[0] == seen[1]


def refuse(message, **kwargs):
    from scan.mail_server import Refused

    kwargs["just_before"]()
    raise Refused("550 no such user")


class NoWorker:
    """A queue that nobody empties."""

    module_path = "scan.mailing.deliver"

    def get_backend(self):
        return self

    def enqueue(self, number: str) -> None:
        pass


def test_asking_for_no_more_mail_shows_nowhere(as_alice, open_scan, people, today, invited, send):
    before = pages_of(as_alice, open_scan)
    inviting.send_no_more(people[0].pk)
    assert pages_of(as_alice, open_scan) == before
    actions.close(scan=open_scan)
    send("bedankje")
    thanks = open_scan.mailings.get(kind=Kind.THANKS)
    assert sorted(m.to[0] for m in outbox.outbox) == ["b@example.org", "c@example.org"]
    assert (
        "3 mails"
        in as_alice.get(
            reverse("scan:mail_round", args=[open_scan.organisation.slug, open_scan.pk, thanks.pk])
        ).content.decode()
    )


# Two managers at once --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "most"), [(Kind.INVITATION, 1), (Kind.REMINDER, 2)])
def test_eight_managers_at_once_send_no_more_than_allowed(open_scan, today, kind, most):
    invitees = [Invitee(f"{name}@example.org", Role.MW) for name in "abc"]
    inviting.invite(scan=open_scan, people=invitees)
    if kind == Kind.REMINDER:
        sent_round(open_scan, list(open_scan.invitations.all()), today)
    together = Barrier(8)

    def ask(number: int) -> bool:
        together.wait()
        day, text = today + timedelta(number), mail_rounds.seen(Mailing())
        try:
            mail_rounds.send(scan=open_scan, kind=kind, day=day, looked_at=text)
        except (mail_rounds.NotAllowed, mail_rounds.BadDay):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as managers:
        said_yes = list(managers.map(ask, range(1, 9)))
    asked = open_scan.mailings.filter(kind=kind, planned_on__isnull=False)
    assert sum(said_yes) == asked.count() == most


@pytest.mark.django_db(transaction=True)
def test_a_double_click_sends_one_round(open_scan, today):
    invitees = [Invitee(f"{name}@example.org", Role.MW) for name in "abc"]
    inviting.invite(scan=open_scan, people=invitees)
    sent_round(open_scan, list(open_scan.invitations.all()), today)

    def click(_number: int) -> None:
        text = mail_rounds.seen(Mailing())
        with suppress(mail_rounds.NotAllowed, mail_rounds.BadDay):
            mail_rounds.send(scan=open_scan, kind=Kind.REMINDER, day=today, looked_at=text)
        connection.close()

    with ThreadPoolExecutor(4) as clicks:
        list(clicks.map(click, range(4)))
    assert open_scan.mailings.filter(kind=Kind.REMINDER).count() == 1
    assert len(outbox.outbox) == 3


# The files of the database ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_after_closing_no_file_of_the_database_tells_who_was_reminded(open_scan, today):
    inviting.invite(scan=open_scan, people=[Invitee("a@example.org", Role.MW)])
    reminder = Mailing.unscoped.create(
        scan=open_scan, kind=Kind.REMINDER, planned_on=today, started_on=today
    )
    mail = Delivery.unscoped.create(
        mailing=reminder, invitation=open_scan.invitations.get(), touched_at=timezone.now()
    )
    queued = DBTaskResult.objects.create(
        args_kwargs={"args": [str(mail.pk)], "kwargs": {}}, run_after=timezone.now(),
        task_path="scan.mailing.deliver", backend_name="default", exception_class_path="",
        traceback="",
    )  # fmt: skip
    in_any_shape = (mail.pk.hex.encode(), str(mail.pk).encode(), mail.pk.bytes)
    tables = ("scan_delivery", "django_tasks_database")

    def found() -> list[bytes]:
        return [shape for shape in in_any_shape if shape in on_disk(*tables)]

    assert found()  # this is how an attacker would look
    queued.delete()  # as the end of a task does
    close_and_publish(open_scan)
    assert found() == []
