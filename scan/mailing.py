"""Rounds of mail: who gets one, one background task each, never twice and never forgotten.

A delivery goes WAITING -> CLAIMED -> HANDED_OVER -> SENT. A worker that dies before handing over
leaves a claim that runs out, and another takes it up. One that dies between handing over and our
note leaves HANDED_OVER: nobody knows whether that mail left, so it is not sent again by itself,
and the page says so. Reminders leave no trace of who got one: that is who had not answered.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from scan import mail_queue, mail_server, mail_texts
from scan.invitation_tokens import TokenLost
from scan.mail_server import NotNow, Refused
from scan.models import Delivery, Invitation, Mailing

State = Delivery.State
CLAIM = timedelta(minutes=2)  # longer than a mail server may take (settings.EMAIL_TIMEOUT)
STUCK = timedelta(minutes=45)  # longer than the longest pause: nobody is coming for this one
TRIES = 6
LINK_LOST = "link"  # in the place of a mail server's words
PAUSES = (10, 60, 300, 900, 1800)  # seconds before trying again
LATER_THAN_REPORTS = -10  # a thousand mails in the queue keep nobody waiting for a report


class ClaimLost(Exception):
    """Another worker has taken this delivery over."""


@transaction.atomic
def plan(mailing: Mailing) -> None:
    """Have this round made and sent in the background. Asking again changes nothing."""
    if not mail_queue.is_waiting(start, mailing.pk):
        mail_queue.enqueue(start, [mailing.pk])


@task
def start(mailing_id: str) -> None:
    """A delivery for everybody this round is for, and a task for each. Twice is once."""
    with transaction.atomic():
        mailing = Mailing.unscoped.select_for_update().filter(pk=mailing_id).first()
        if mailing is None or not is_due(mailing) or not may_start(mailing):
            return
        numbers = _make_deliveries(mailing)
        mailing.started_on = timezone.localdate()
        mailing.total = 0 if mailing.kind == Mailing.Kind.REMINDER else len(numbers)
        mailing.save(update_fields=["started_on", "total"])
        mail_queue.enqueue(deliver, numbers)
    _finish(mailing_id)


def is_due(mailing: Mailing) -> bool:
    """Somebody asked for it, its day has come, and it has not begun."""
    day = mailing.planned_on
    return day is not None and day <= timezone.localdate() and not mailing.started_on


def may_start(mailing: Mailing) -> bool:
    """Invitations and reminders while the scan takes answers, thanks after closing."""
    if mailing.kind == Mailing.Kind.THANKS:
        return mailing.scan.is_closed or mailing.scan.is_in_review
    return mailing.scan.takes_answers


def recipients(mailing: Mailing) -> QuerySet[Invitation]:
    """Whom the round is for. Invitations: who had none yet. Reminders: unused links.

    Thanks: everybody invited, also who wants no mail: they get none (`_is_still_wanted`), but
    leaving them out here would show in the number of mails who asked for that.
    """
    people = mailing.scan.invitations.filter(route=Invitation.Route.MAIL).exclude(email="")
    rounds = Delivery.unscoped.filter(mailing__scan_id=mailing.scan_id)
    rounds = rounds.filter(mailing__kind=Mailing.Kind.INVITATION)
    if mailing.kind == Mailing.Kind.INVITATION:
        return _with_link(people).exclude(pk__in=rounds.values("invitation"))
    reached = rounds.filter(state__in=(State.SENT, State.HANDED_OVER))
    people = people.filter(pk__in=reached.values("invitation"))
    if mailing.kind == Mailing.Kind.THANKS:
        return people
    return _with_link(people).filter(used=False)


def _with_link(people: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return people.filter(no_mail=False).exclude(token_hash=None)


@task(priority=LATER_THAN_REPORTS)
def deliver(delivery_id: str) -> None:
    """Send one mail. Running it again, or twice at the same time, sends one."""
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    if not _is_still_wanted(delivery):
        _note(delivery, _left_out(delivery))
    else:
        _send(delivery)
    _finish(delivery.mailing_id)


def resume(mailing: Mailing) -> None:
    """Queue again what a dead worker left; for the page that follows the work, and every day."""
    mail_queue.forget_dead_tasks()
    if not mailing.started_on:
        if is_due(mailing) and may_start(mailing):
            plan(mailing)
        return
    with transaction.atomic():
        left = _left_behind(mailing).select_for_update(of=("self",))
        _queue_again(list(left.values_list("pk", flat=True)))
    _finish(mailing.pk)


def unfinished() -> list[Mailing]:
    """Every round that should be going on, of all organisations; for the daily command."""
    found = Mailing.unscoped.select_related("scan").filter(finished_on=None)
    return list(found.filter(planned_on__lte=timezone.localdate()))


def try_again(mailing: Mailing, state: str) -> int:
    """What was refused, or is uncertain, gets one more chance, because somebody asked for it."""
    if mailing.kind != Mailing.Kind.INVITATION or not may_start(mailing):
        return 0
    found = {State.REFUSED: refused, State.HANDED_OVER: uncertain}[State(state)](mailing)
    with transaction.atomic():
        numbers = list(found.select_for_update(of=("self",)).values_list("pk", flat=True))
        _queue_again(numbers, tries=0, reason="")
        Mailing.unscoped.filter(pk=mailing.pk).update(finished_on=None)
    return len(numbers)


def refused(mailing: Mailing) -> QuerySet[Delivery]:
    """What the mail server did not take, with the addresses. Of invitations only."""
    return _of_invitations(mailing).filter(state=State.REFUSED)


def uncertain(mailing: Mailing) -> QuerySet[Delivery]:
    """What broke off while it was handed over, and nobody is busy with any more."""
    busy = Q(reason="", touched_at__gte=timezone.now() - CLAIM)
    return _of_invitations(mailing).filter(state=State.HANDED_OVER).exclude(busy)


def counts(mailing: Mailing) -> dict[str, int]:
    """How many mails are in which state; never shown for a reminder."""
    found = mailing.deliveries.order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(found)


def _of_invitations(mailing: Mailing) -> QuerySet[Delivery]:
    found = mailing.deliveries.select_related("invitation").order_by("invitation__email")
    return found.filter(mailing__kind=Mailing.Kind.INVITATION)


def _queue_again(numbers: list[uuid.UUID], **values: object) -> None:
    again = {"state": State.WAITING, "touched_at": timezone.now(), **values}
    Delivery.unscoped.filter(pk__in=numbers).update(**again)
    mail_queue.enqueue(deliver, numbers)


def _make_deliveries(mailing: Mailing) -> list[uuid.UUID]:
    people = list(recipients(mailing))
    secrets.SystemRandom().shuffle(people)
    now = timezone.now()
    rows = [Delivery(mailing=mailing, invitation=person, touched_at=now) for person in people]
    Delivery.unscoped.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return [row.pk for row in rows]


@transaction.atomic
def _claim(delivery_id: str) -> Delivery | None:
    rows = Delivery.unscoped.select_related("mailing__scan__organisation", "invitation")
    waiting = rows.select_for_update(of=("self",)).filter(pk=delivery_id, state=State.WAITING)
    delivery = waiting.first()
    if delivery is None:
        return None
    delivery.tries += 1
    Delivery.unscoped.filter(pk=delivery_id).update(tries=delivery.tries)
    _note(delivery, State.CLAIMED)
    return delivery


def _left_behind(mailing: Mailing) -> QuerySet[Delivery]:
    """Nobody has touched these for so long that the task must be gone."""
    now = timezone.now()
    waiting = Q(state=State.WAITING, touched_at__lt=now - STUCK)
    claimed = Q(state=State.CLAIMED, touched_at__lt=now - CLAIM)
    return Delivery.unscoped.filter(waiting | claimed, mailing=mailing)


def _is_still_wanted(delivery: Delivery) -> bool:
    return recipients_now(delivery.mailing).filter(pk=delivery.invitation_id).exists()


def _left_out(delivery: Delivery) -> str:
    """Who asked for no more mail had the invitation: it stood there. So nobody sees who asked."""
    had_it = delivery.mailing.kind == Mailing.Kind.INVITATION and delivery.invitation.no_mail
    return State.SENT if had_it else State.SKIPPED


def recipients_now(mailing: Mailing) -> QuerySet[Invitation]:
    """As `recipients`, for somebody who is already on the list of this round."""
    people = mailing.scan.invitations.filter(no_mail=False).exclude(email="")
    if mailing.kind == Mailing.Kind.THANKS:
        return people
    if not may_start(mailing):
        return people.none()
    people = people.exclude(token_hash=None)
    return people.filter(used=False) if mailing.kind == Mailing.Kind.REMINDER else people


def _send(delivery: Delivery) -> None:
    try:
        message = mail_texts.message(delivery.mailing, delivery.invitation)
        mail_server.hand_over(message, just_before=partial(_keep_claim, delivery))
    except ClaimLost:
        return
    except TokenLost:
        _note(delivery, State.REFUSED, LINK_LOST)
    except NotNow as trouble:
        _later(delivery, str(trouble))
    except Refused as refusal:
        _note(delivery, State.REFUSED, str(refusal))
    except OSError as trouble:  # the connection broke while the mail was on its way
        _note(delivery, State.HANDED_OVER, type(trouble).__name__)
    else:
        _note(delivery, State.SENT)


def _keep_claim(delivery: Delivery) -> None:
    """From here on nobody may send this mail again; a worker that was too slow stops here."""
    mine = Delivery.unscoped.filter(pk=delivery.pk, state=State.CLAIMED, tries=delivery.tries)
    if not mine.update(state=State.HANDED_OVER, touched_at=timezone.now()):
        raise ClaimLost


def _later(delivery: Delivery, reason: str) -> None:
    if delivery.tries >= TRIES:
        _note(delivery, State.REFUSED, reason)
        return
    _note(delivery, State.WAITING, reason)
    pause = timedelta(seconds=PAUSES[min(delivery.tries, len(PAUSES)) - 1])
    again = deliver.using(run_after=timezone.now() + pause) if _may_wait() else deliver
    mail_queue.enqueue(again, [delivery.pk])


def _may_wait() -> bool:
    return deliver.get_backend().supports_defer


def _note(delivery: Delivery, state: str, reason: str = "") -> None:
    """Nothing happens when the delivery is gone: closing forgets those of reminders."""
    values = {"state": state, "reason": reason[:200], "touched_at": timezone.now()}
    Delivery.unscoped.filter(pk=delivery.pk).update(**values)


@transaction.atomic
def _finish(mailing_id: uuid.UUID | str) -> None:
    """Note the end of a round, once nothing waits any more. A reminder forgets who got one."""
    mailing = Mailing.unscoped.select_for_update().filter(pk=mailing_id).first()
    if mailing is None or mailing.finished_on or not mailing.started_on:
        return
    found = counts(mailing)
    if found[State.WAITING] or found[State.CLAIMED] or _somebody_is_handing_over(mailing):
        return
    mailing.finished_on = timezone.localdate()
    if mailing.kind == Mailing.Kind.REMINDER:
        mailing.deliveries.all().delete()
        mail_queue.forget_dead_tasks()
    else:
        mailing.sent, mailing.refused = found[State.SENT], found[State.REFUSED]
        mailing.uncertain = found[State.HANDED_OVER]
    mailing.save(update_fields=["finished_on", "sent", "refused", "uncertain"])


def _somebody_is_handing_over(mailing: Mailing) -> bool:
    """A broken connection is noted with a reason; without one a worker may be busy with it."""
    recent = timezone.now() - CLAIM
    handed = mailing.deliveries.filter(state=State.HANDED_OVER, reason="")
    return handed.filter(touched_at__gte=recent).exists()
