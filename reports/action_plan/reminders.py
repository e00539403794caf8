"""Sending the reminders: every manager gets one mail, also when a worker or a mail server dies.

A claim keeps two workers apart and ends by itself, so that a killed worker leaves nothing behind.
Who has had the mail is noted after each hand-over: the next run goes on with the others.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from reports.action_plan.mail import Letter, letter
from reports.models import PlanReminder

if TYPE_CHECKING:
    from scan.models import Membership

logger = logging.getLogger(__name__)
CLAIM = timedelta(minutes=10)  # longer than sending takes; then another worker may try
FOR_GOOD = 500  # from this SMTP code on, trying again does not help
HEADERS = {"Auto-Submitted": "auto-generated"}  # no holiday replies


def due() -> list[int]:
    """The reminders of today, and of earlier days that did not come through."""
    waiting = PlanReminder.unscoped.filter(sent_on=None, on__lte=timezone.localdate())
    return list(waiting.order_by("on", "pk").values_list("pk", flat=True))


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


def _claim(reminder_id: int) -> PlanReminder | None:
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    found = PlanReminder.unscoped.filter(free, pk=reminder_id, pk__in=due())
    if not found.update(claimed_at=now):
        return None
    reminders = PlanReminder.unscoped.select_related("scan__organisation")
    return reminders.filter(pk=reminder_id).first()


def _send(reminder: PlanReminder) -> None:
    """No transaction is open meanwhile: a slow mail server would hold up everyone who writes."""
    words, later = letter(reminder.scan), []
    with get_connection() as connection:
        for manager in _waiting(reminder):
            try:
                _mail(words, manager, connection).send()
            except SMTPRecipientsRefused as refused:
                if not _is_for_good(refused):
                    later.append(manager)
                    continue
                logger.warning("De mail naar lid %s is geweigerd", manager.pk)
            _note(reminder, reached=[*reminder.reached, manager.pk])
    if reminder.reached and not later:
        _note(reminder, sent_on=timezone.localdate())


def _waiting(reminder: PlanReminder) -> list[Membership]:
    members = reminder.scan.organisation.memberships.filter(level="manager", user__is_active=True)
    return list(members.exclude(pk__in=reminder.reached).select_related("user").order_by("pk"))


def _mail(words: Letter, manager: Membership, connection) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        words.subject, words.text, to=[manager.user.email], headers=HEADERS, connection=connection
    )
    mail.attach_alternative(words.html, "text/html")
    return mail


def _is_for_good(refused: SMTPRecipientsRefused) -> bool:
    return all(code >= FOR_GOOD for code, _text in refused.recipients.values())


def _note(reminder: PlanReminder, **values: object) -> None:
    """Not when a manager chose another day meanwhile: that is a new reminder."""
    for name, value in values.items():
        setattr(reminder, name, value)
    PlanReminder.unscoped.filter(pk=reminder.pk, on=reminder.on).update(**values)
