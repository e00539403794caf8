"""The rounds of mail of a scan: what may be sent now, asking for it, and where each stands.

What a page shows of a reminder follows from the day somebody chose and the day it began, never
from how many mails there were or how it went: with one invited person that would be an answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from scan import audit, mail_queue, mailing
from scan.actions import locked
from scan.audit import What
from scan.models import Delivery, Mailing, Scan, User

Kind = Mailing.Kind
State = Delivery.State
MAX_REMINDERS = 2


class No(StrEnum):
    """Why a round cannot be sent; the sentences stand in `scan.mail_sentences`."""

    DRAFT = "draft"
    CLOSED = "closed"
    OVER = "over"
    NOT_CLOSED = "not closed"
    NOBODY_LISTED = "nobody listed"
    NOBODY_NEW = "nobody new"
    NOT_INVITED = "not invited"
    BUSY = "busy"
    ENOUGH = "enough"
    DONE = "done"


class Stage(StrEnum):
    """Where a round stands."""

    PLANNED = "planned"
    QUEUED = "queued"
    BUSY = "busy"
    DONE = "done"
    MISSED = "missed"


class NotAllowed(Exception):
    """This round cannot be sent, for this reason."""

    def __init__(self, reason: No):
        super().__init__(reason)
        self.reason = reason


class TextChanged(Exception):
    """Somebody changed the introduction after it was looked at."""


class BadDay(Exception):
    """The round cannot go out on this day."""


@dataclass(frozen=True)
class Round:
    """One round for a page. The numbers are zero for a reminder."""

    mailing: Mailing
    stage: Stage
    number: int  # the first, the second ... of its kind
    total: int = 0
    handled: int = 0  # sent, or left out for who wants no mail: nobody sees that difference
    refused: int = 0
    uncertain: int = 0
    waiting: int = 0
    postponed: int = 0  # waiting because the mail server asked to come back later
    is_stalled: bool = False

    @property
    def is_reminder(self) -> bool:
        return self.mailing.kind == Kind.REMINDER


def rounds(scan: Scan) -> list[Round]:
    """Everything that was asked for, the first one first."""
    order = ("planned_on", "started_on", "pk")
    asked = list(scan.mailings.exclude(planned_on=None).select_related("scan").order_by(*order))
    kinds = [each.kind for each in asked]
    return [describe(each, kinds[: n + 1].count(each.kind)) for n, each in enumerate(asked)]


def describe(found: Mailing, number: int = 1) -> Round:
    where = _stage(found)
    stalled = where in (Stage.QUEUED, Stage.BUSY) and _is_stalled(found)
    if found.kind == Kind.REMINDER:
        return Round(found, where, number, is_stalled=stalled)
    states = mailing.counts(found)
    return Round(
        found,
        where,
        number,
        total=found.total,
        handled=states[State.SENT] + states[State.SKIPPED],
        refused=states[State.REFUSED],
        uncertain=mailing.uncertain(found).count(),
        waiting=states[State.WAITING] + states[State.CLAIMED],
        postponed=found.deliveries.filter(state=State.WAITING).exclude(reason="").count(),
        is_stalled=stalled,
    )


def why_not(scan: Scan, kind: str) -> No | None:
    """Why this kind of round cannot be asked for now; None when it can."""
    checks = {Kind.INVITATION: _why_no_invitation, Kind.REMINDER: _why_no_reminder}
    return checks.get(Kind(kind), _why_no_thanks)(scan)


def newly_invited(scan: Scan) -> int:
    """How many people would get an invitation."""
    return mailing.recipients(Mailing(scan=scan, kind=Kind.INVITATION)).count()


def days(scan: Scan, kind: str) -> tuple[date, date]:
    """The first and the last day on which this round can go out."""
    today = timezone.localdate()
    if kind == Kind.THANKS:
        return today, today
    first = max(today, scan.first_day)
    if kind == Kind.REMINDER:
        first = max(first, *_asked(scan, Kind.INVITATION).values_list("planned_on", flat=True)[:1])
    return first, scan.last_day


def taken_days(scan: Scan) -> list[date]:
    """Days on which a reminder goes out, or went out: nobody wants two on one day."""
    return list(_asked(scan, Kind.REMINDER).values_list("planned_on", flat=True))


def draft(scan: Scan, kind: str) -> Mailing:
    """The round of this kind that is being written, stored or not."""
    return scan.mailings.filter(kind=kind, planned_on=None).first() or Mailing(scan=scan, kind=kind)


@transaction.atomic
def write(*, scan: Scan, kind: str, introduction: str) -> None:
    found = draft(locked(scan), kind)
    found.introduction = introduction
    found.save()


def seen(found: Mailing) -> str:
    """What a page that shows this text sends along, so that nobody sends a text unread."""
    return hashlib.sha256(found.introduction.encode()).hexdigest()[:16]


@transaction.atomic
def send(*, scan: Scan, kind: str, day: date, looked_at: str, by: User | None = None) -> Mailing:
    """Ask for the round that was written. The lock makes two managers, or two clicks, take turns.

    Raises NotAllowed, BadDay or TextChanged.
    """
    scan = locked(scan)
    if reason := why_not(scan, kind):
        raise NotAllowed(reason)
    first, last = days(scan, kind)
    if not first <= day <= last or (kind == Kind.REMINDER and day in taken_days(scan)):
        raise BadDay
    found = draft(scan, kind)
    if seen(found) != looked_at:
        raise TextChanged
    found.planned_on = day
    found.save()
    audit.note(What.MAILED, organisation=scan.organisation, user=by, scan=scan, detail=found.kind)
    if mailing.is_due(found):
        mailing.plan(found)
    return found


@transaction.atomic
def cancel(*, scan: Scan, found: Mailing) -> bool:
    """Take back a round that has not begun; its text is kept for the next time."""
    scan = locked(scan)
    waiting = scan.mailings.select_for_update().filter(pk=found.pk, started_on=None)
    if not waiting.exclude(planned_on=None).exists():
        return False
    scan.mailings.filter(kind=found.kind, planned_on=None).delete()
    return bool(waiting.update(planned_on=None))


def _why_closed(scan: Scan) -> No | None:
    if scan.is_draft:
        return No.DRAFT
    if not scan.is_open:
        return No.CLOSED
    return No.OVER if scan.last_day < timezone.localdate() else None


def _why_no_invitation(scan: Scan) -> No | None:
    if reason := _why_closed(scan):
        return reason
    if any(_stage(each) != Stage.DONE for each in _asked(scan, Kind.INVITATION)):
        return No.BUSY
    if newly_invited(scan):
        return None
    return No.NOBODY_NEW if _asked(scan, Kind.INVITATION).exists() else No.NOBODY_LISTED


def _why_no_reminder(scan: Scan) -> No | None:
    if reason := _why_closed(scan):
        return reason
    if not _asked(scan, Kind.INVITATION).exists():
        return No.NOT_INVITED
    return No.ENOUGH if _asked(scan, Kind.REMINDER).count() >= MAX_REMINDERS else None


def _why_no_thanks(scan: Scan) -> No | None:
    if scan.is_draft or scan.is_open:
        return No.NOT_CLOSED
    if _asked(scan, Kind.THANKS).exists():
        return No.DONE
    thanks = Mailing(scan=scan, kind=Kind.THANKS)
    return None if mailing.recipients(thanks).exists() else No.NOT_INVITED


def _asked(scan: Scan, kind: str) -> QuerySet[Mailing]:
    found = scan.mailings.filter(kind=kind).exclude(planned_on=None)
    return found.select_related("scan").order_by("planned_on")


def _stage(found: Mailing) -> Stage:
    today = timezone.localdate()
    if not found.started_on:
        return _stage_before(found, today)
    if found.kind == Kind.REMINDER:
        return Stage.BUSY if found.scan.is_open and found.started_on == today else Stage.DONE
    return Stage.DONE if found.finished_on else Stage.BUSY


def _stage_before(found: Mailing, today: date) -> Stage:
    over = found.kind != Kind.THANKS and (
        not found.scan.is_open or found.scan.last_day < max(today, found.planned_on)
    )
    if over:
        return Stage.MISSED
    return Stage.PLANNED if found.planned_on > today else Stage.QUEUED


def _is_stalled(found: Mailing) -> bool:
    """There has been something to do for two minutes, and no worker does anything.

    Of a reminder only the start counts: what comes after depends on who had not answered.
    """
    if mail_queue.somebody_works():
        return False
    if not found.started_on:
        return mail_queue.waits_too_long(mailing.start, found.pk)
    if found.kind == Kind.REMINDER:
        return False
    limit = timezone.now() - mail_queue.PATIENCE
    waiting = found.deliveries.filter(state=State.WAITING, reason="", touched_at__lt=limit)
    moving = found.deliveries.exclude(state=State.WAITING).filter(touched_at__gte=limit)
    return waiting.exists() and not moving.exists()
