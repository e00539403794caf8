"""Sending the reminders: every manager gets one mail, also when a worker or a mail server dies.

A claim keeps two workers apart and runs out, so that a killed worker leaves nothing behind. Who
has had the mail is noted after each hand-over: the next run goes on with the others. Somebody gets
it twice only when a worker dies, or the connection breaks, between handing over and that note.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from reports.action_plan.mail import Letter, letter
from reports.models import PlanReminder
from scan.mail_server import NotNow, Refused, hand_over

if TYPE_CHECKING:
    from scan.models import Membership

logger = logging.getLogger(__name__)
CLAIM = timedelta(minutes=2)  # longer than one mail may take (settings.EMAIL_TIMEOUT)
HEADERS = {"Auto-Submitted": "auto-generated"}  # no holiday replies


def due() -> list[int]:
    """The reminders of today, and of earlier days that did not come through."""
    return list(_due().order_by("on", "pk").values_list("pk", flat=True))


@task
def send_reminder(reminder_id: int) -> None:
    """Running it again, or twice at the same time, gives nobody a second mail."""
    reminder = _claim(reminder_id)
    if reminder is None:
        return
    try:
        _send(reminder)
    finally:
        _note(reminder, claimed_at=None)


def _due() -> QuerySet[PlanReminder]:
    return PlanReminder.unscoped.filter(sent_on=None, on__lte=timezone.localdate())


def _claim(reminder_id: int) -> PlanReminder | None:
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    if not _due().filter(free, pk=reminder_id).update(claimed_at=now):
        return None
    reminders = PlanReminder.unscoped.select_related("scan__organisation")
    return reminders.filter(pk=reminder_id).first()


def _send(reminder: PlanReminder) -> None:
    """No transaction is open meanwhile: a slow mail server would hold up everyone who writes."""
    words, trouble = letter(reminder.scan), None
    for manager in _waiting(reminder):
        try:
            hand_over(_mail(words, manager), just_before=partial(_hold, reminder))
        except Refused as refused:
            logger.warning("De mail naar lid %s is geweigerd: %s", manager.pk, refused)
        except (NotNow, OSError) as error:
            trouble = error
        else:
            _note(reminder, reached=[*reminder.reached, manager.pk])
    if trouble:
        raise trouble
    if reminder.reached:
        _note(reminder, sent_on=timezone.localdate())


def _hold(reminder: PlanReminder) -> None:
    """With every mail the claim begins anew."""
    _note(reminder, claimed_at=timezone.now())


def _waiting(reminder: PlanReminder) -> list[Membership]:
    members = reminder.scan.organisation.memberships.filter(level="manager", user__is_active=True)
    return list(members.exclude(pk__in=reminder.reached).select_related("user").order_by("pk"))


def _mail(words: Letter, manager: Membership) -> EmailMultiAlternatives:
    to = [manager.user.email]
    mail = EmailMultiAlternatives(words.subject, words.text, to=to, headers=HEADERS)
    mail.attach_alternative(words.html, "text/html")
    return mail


def _note(reminder: PlanReminder, **values: object) -> None:
    """Not when a manager chose another day meanwhile: that is a new reminder."""
    for name, value in values.items():
        setattr(reminder, name, value)
    PlanReminder.unscoped.filter(pk=reminder.pk, on=reminder.on).update(**values)
