"""Rounds of mail through a real SMTP conversation: everybody once, whatever breaks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from scan import actions, invitation_tokens, inviting, mailing
from scan.inviting import Invitee
from scan.models import Delivery, Invitation, Mailing
from scan.roles import Role
from tests.scan.post_office import PostOffice, open_post_office

State = Delivery.State
LINK = re.compile(r"/v/([A-Za-z0-9_-]{22})/")


@pytest.fixture
def office(settings):
    with open_post_office(settings) as found:
        yield found


@pytest.fixture
def people(open_scan) -> list[Invitation]:
    return invite(open_scan, "a", "b", "c")


def invite(scan, *names: str) -> list[Invitation]:
    inviting.invite(scan=scan, people=[Invitee(f"{name}@example.org", Role.MW) for name in names])
    return list(scan.invitations.order_by("email"))


def round_of(scan, kind=Mailing.Kind.INVITATION, **values) -> Mailing:
    day = {"planned_on": timezone.localdate()}
    return Mailing.unscoped.create(scan=scan, kind=kind, **(day | values))


def run(scan_mailing: Mailing) -> Mailing:
    """As a worker does: make the deliveries, then each of them."""
    mailing.start.call(str(scan_mailing.pk))
    for number in list(scan_mailing.deliveries.values_list("pk", flat=True)):
        mailing.deliver.call(str(number))
    scan_mailing.refresh_from_db()
    return scan_mailing


@pytest.fixture
def resume(django_capture_on_commit_callbacks):
    """The page that follows the work does this, and the daily command; tasks run at once here."""

    def resume(scan_mailing: Mailing) -> Mailing:
        scan_mailing.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            mailing.resume(scan_mailing)
        scan_mailing.refresh_from_db()
        return scan_mailing

    return resume


def spend(invitation: Invitation) -> None:
    with transaction.atomic():
        inviting.spend(invitation)


def test_everybody_gets_one_mail_with_a_link_of_their_own(open_scan, people, office):
    found = run(round_of(open_scan, introduction="Doe je mee? Groet, Noor"))
    assert office.addresses == ["a@example.org", "b@example.org", "c@example.org"]
    for address, message in office.taken:
        plain = message.get_body(("plain",)).get_content()
        html = message.get_body(("html",)).get_content()
        tokens = {*LINK.findall(plain), *LINK.findall(html)}
        assert len(tokens) == 1
        assert inviting.find(tokens.pop()).email == address
        assert "Doe je mee? Groet, Noor" in plain
        assert "Machinefabriek De Linde" in message["From"]
        assert message["To"] == address
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (found.sent, found.refused, found.finished_on) == (3, 0, timezone.localdate())


def test_running_anything_again_sends_nothing_again(open_scan, people, office, resume):
    found = run(round_of(open_scan))
    run(found)
    resume(found)
    assert len(office.taken) == 3


def test_two_hundred_and_fifty_people(open_scan, office):
    invite(open_scan, *(f"p{n}" for n in range(250)))
    found = run(round_of(open_scan))
    assert len(set(office.addresses)) == len(office.addresses) == found.sent == 250


def test_a_second_invitation_goes_to_who_was_added_since(open_scan, people, office):
    run(round_of(open_scan))
    invite(open_scan, "d")
    office.taken.clear()
    run(round_of(open_scan))
    assert office.addresses == ["d@example.org"]


def test_a_refused_address_is_reported_without_stopping_the_rest(open_scan, people, office):
    office.refuses["b@example.org"] = "550 5.1.1 <b@example.org> no such user"
    found = run(round_of(open_scan))
    assert office.addresses == ["a@example.org", "c@example.org"]
    refused = found.deliveries.get(state=State.REFUSED)
    assert refused.invitation.email == "b@example.org"
    assert refused.reason == "550 5.1.1 no such user"
    assert (found.sent, found.refused) == (2, 1)


def test_a_refused_address_can_be_tried_again(open_scan, people, office):
    office.refuses["b@example.org"] = "550 no such user"
    found = run(round_of(open_scan))
    office.refuses.clear()
    assert mailing.try_again(found, State.REFUSED) == 1
    run(found)
    assert office.addresses == ["a@example.org", "b@example.org", "c@example.org"]
    assert (found.sent, found.refused) == (3, 0)


def test_not_now_is_tried_again_and_then_given_up(open_scan, office, monkeypatch):
    (person,) = invite(open_scan, "a")
    office.refuses[person.email] = "451 try later"
    found = round_of(open_scan)
    mailing.start.call(str(found.pk))
    delivery = found.deliveries.get()
    for _ in range(mailing.TRIES + 2):
        mailing.deliver.call(str(delivery.pk))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.REFUSED, mailing.TRIES)
    assert delivery.reason == "451 try later"


def test_no_mail_server_loses_nobody(open_scan, people, office, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # nobody listens there
    settings.EMAIL_TIMEOUT = 2
    found = round_of(open_scan)
    mailing.start.call(str(found.pk))
    numbers = list(found.deliveries.values_list("pk", flat=True))
    Delivery.unscoped.update(tries=0)
    states = set(found.deliveries.values_list("state", flat=True))
    assert states <= {State.WAITING, State.REFUSED}
    settings.EMAIL_PORT = port
    Delivery.unscoped.filter(state=State.REFUSED).update(state=State.WAITING)
    for number in numbers:
        mailing.deliver.call(str(number))
    assert len(set(office.addresses)) == 3


def test_a_server_that_dies_halfway_doubles_and_forgets_nobody(open_scan, office, resume):
    invite(open_scan, *(f"p{n}" for n in range(10)))
    office.dies_after = 4
    found = round_of(open_scan)
    run(found)
    states = list(found.deliveries.values_list("state", flat=True))
    assert states.count(State.SENT) == len(office.taken) == 4
    assert states.count(State.HANDED_OVER) == 6  # broke off while on its way: nobody knows
    resume(found)
    assert len(office.taken) == 4
    office.dies_after = None
    assert mailing.try_again(found, State.HANDED_OVER) == 6
    run(found)
    assert len(set(office.addresses)) == len(office.addresses) == 10


@pytest.mark.parametrize(
    ("state", "sent_again"), [(State.CLAIMED, True), (State.HANDED_OVER, False)]
)
def test_a_killed_worker_never_sends_twice_and_never_forgets(
    open_scan, people, office, resume, state, sent_again
):
    """Killed before handing over: somebody else does it. Killed after: the page says so."""
    found = round_of(open_scan)
    mailing.start.call(str(found.pk))
    office.taken.clear()
    long_ago = timezone.now() - mailing.CLAIM - timedelta(minutes=1)
    Delivery.unscoped.update(state=state, touched_at=long_ago, reason="")
    Mailing.unscoped.update(finished_on=None)
    resume(found)
    assert len(office.taken) == (3 if sent_again else 0)
    assert (found.sent, found.uncertain) == ((3, 0) if sent_again else (0, 3))


def test_a_worker_that_was_too_slow_does_not_send_after_another_did(
    open_scan, people, office, monkeypatch
):
    """It was on its way to the server when its claim ran out and somebody else took over."""
    found = round_of(open_scan)
    monkeypatch.setattr(type(mailing.deliver), "enqueue", lambda self, number: None)
    mailing.start.call(str(found.pk))
    delivery = found.deliveries.first()
    slow = mailing._claim(str(delivery.pk))
    Delivery.unscoped.filter(pk=delivery.pk).update(state=State.WAITING)
    mailing.deliver.call(str(delivery.pk))
    mailing._send(slow)
    assert len(office.taken) == 1


def test_a_worker_that_is_busy_is_left_alone(open_scan, people, office, resume):
    found = round_of(open_scan)
    mailing.start.call(str(found.pk))
    office.taken.clear()
    Delivery.unscoped.update(state=State.CLAIMED, touched_at=timezone.now())
    Mailing.unscoped.update(finished_on=None)
    resume(found)
    assert office.taken == []


def test_reminders_go_to_unused_links_only_and_leave_no_trace(open_scan, people, office):
    run(round_of(open_scan))
    office.taken.clear()
    spend(people[1])
    found = run(round_of(open_scan, Mailing.Kind.REMINDER))
    assert office.addresses == ["a@example.org", "c@example.org"]
    assert found.finished_on
    assert not found.deliveries.exists()
    assert (found.total, found.sent, found.refused, found.uncertain) == (0, 0, 0, 0)


def test_who_answers_while_reminders_go_out_gets_none(open_scan, people, office, monkeypatch):
    run(round_of(open_scan))
    office.taken.clear()
    found = round_of(open_scan, Mailing.Kind.REMINDER)
    monkeypatch.setattr(type(mailing.deliver), "enqueue", lambda self, number: None)
    mailing.start.call(str(found.pk))
    spend(people[0])
    run(found)
    assert office.addresses == ["b@example.org", "c@example.org"]


def test_somebody_who_wants_no_mail_gets_none(open_scan, people, office):
    inviting.send_no_more(people[0].pk)
    run(round_of(open_scan))
    run(round_of(open_scan, Mailing.Kind.REMINDER))
    assert "a@example.org" not in office.addresses


def test_thanks_go_to_everybody_because_nobody_knows_who_answered(open_scan, people, office):
    run(round_of(open_scan))
    spend(people[0])
    early = round_of(open_scan, Mailing.Kind.THANKS)
    office.taken.clear()
    run(early)
    assert office.taken == []  # not before closing
    actions.close(scan=open_scan)
    run(Mailing.unscoped.get(pk=early.pk))
    assert office.addresses == ["a@example.org", "b@example.org", "c@example.org"]
    assert not LINK.search(office.taken[0][1].get_body(("plain",)).get_content())


def test_nothing_goes_out_after_closing(open_scan, people, office):
    actions.close(scan=open_scan)
    run(round_of(open_scan))
    run(round_of(open_scan, Mailing.Kind.REMINDER))
    assert office.taken == []


def test_english_for_who_reads_no_dutch(open_scan, office):
    inviting.invite(
        scan=open_scan,
        people=[Invitee("a@example.org", Role.MW, "en"), Invitee("b@example.org", Role.MW, "pl")],
    )
    run(round_of(open_scan))
    assert {message["Content-Language"] for _, message in office.taken} == {"en"}
    assert "questionnaire" in office.taken[0][1]["Subject"]


def test_no_table_and_no_task_holds_a_token(open_scan, people, office):
    run(round_of(open_scan))
    tokens = [invitation_tokens.token_of(person) for person in people]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = repr(cursor.fetchall())
            assert not [token for token in tokens if token in rows], table


def test_the_link_for_no_more_mail_asks_first_and_takes_one_click_of_a_mail_program(
    client, open_scan, people, office
):
    run(round_of(open_scan))
    address, message = office.taken[0]
    link = message["List-Unsubscribe"].strip(" <>").replace("http://127.0.0.1:8000", "")
    assert client.get(link).status_code == 200
    assert not Invitation.unscoped.filter(no_mail=True).exists()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Invitation.unscoped.get(no_mail=True).email == address
    assert client.post(link[:-3] + "xx/").status_code == 404


def test_the_post_office_is_a_real_one(office):
    assert isinstance(office, PostOffice)
    from django.core.mail import send_mail

    send_mail("x", "y", "a@example.org", ["b@example.org"])
    assert office.addresses == ["b@example.org"]
