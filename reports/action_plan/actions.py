"""Every change of a plan: wholly or not at all, and only after the scan has closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from reports.action_plan.offers import offers
from reports.models import PlanAction, PlanReminder
from reports.pipeline import load_report
from scan.models import Scan

MOST = 100  # actions in a plan: more is no plan, and the list has to stay readable
FIELDS = ("text", "block", "owner", "due_on", "sign", "status")


class NotClosed(Exception):
    """There is no plan before there are results."""


class UnknownAdvice(Exception):
    """The report of this scan does not give this advice."""


class PlanFull(Exception):
    """There are MOST actions already."""


@transaction.atomic
def add_advice(*, scan: Scan, code: str, language: str) -> bool:
    """Copies an advice of the report into the plan, in this language; False: it was there."""
    scan = _locked(scan)
    if scan.plan.filter(advice=code).exists():
        return False
    offer = offers(load_report(scan.publication, language)).get(code)
    if offer is None:
        raise UnknownAdvice
    _add(
        scan,
        advice=code,
        text=offer.text,
        block=offer.block,
        owner=offer.role,
        sign=offer.sign,
    )
    return True


@transaction.atomic
def add_own(*, scan: Scan, text: str, **values: str | date | None) -> bool:
    """Adds an idea of their own; False: these words are in the plan (a second click)."""
    scan = _locked(scan)
    if scan.plan.filter(text=text).exists():
        return False
    _add(scan, text=text, **values)
    return True


def change(*, action: PlanAction, **values: str | date | None) -> bool:
    """Writes these values; False: somebody removed the action meanwhile."""
    unknown = values.keys() - set(FIELDS)
    if unknown:
        raise ValueError(f"Alleen {FIELDS} zijn te wijzigen, niet {sorted(unknown)}")
    return bool(action.scan.plan.filter(pk=action.pk).update(**values))


def remove(*, action: PlanAction) -> None:
    """Twice is as good as once."""
    action.scan.plan.filter(pk=action.pk).delete()


@transaction.atomic
def remind_on(*, scan: Scan, day: date) -> None:
    """The managers get a mail on this day; a reminder for another day makes place for it."""
    scan = _locked(scan)
    fresh = {"on": day, "sent_on": None, "reached": [], "claimed_at": None}
    if _reminder_on(scan) != day:
        PlanReminder.unscoped.update_or_create(scan=scan, defaults=fresh)


@transaction.atomic
def forget_reminder(*, scan: Scan) -> None:
    PlanReminder.unscoped.filter(scan=_locked(scan)).delete()


def _reminder_on(scan: Scan) -> date | None:
    return PlanReminder.unscoped.filter(scan=scan).values_list("on", flat=True).first()


def _add(scan: Scan, **values: str | date | None) -> None:
    if scan.plan.count() >= MOST:
        raise PlanFull
    last = scan.plan.aggregate(Max("place"))["place__max"] or 0
    scan.plan.create(place=last + 1, **values)


def _locked(scan: Scan) -> Scan:
    """Two managers who add at the same moment take turns."""
    locked = scan.organisation.scans.select_for_update().get(pk=scan.pk)
    if not locked.is_closed:
        raise NotClosed
    return locked
