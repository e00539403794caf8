"""The page of a plan as values: the lines, what can be taken from the advice, and last time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from reports.action_plan.lines import Counted, Group, Line, count, groups, lines
from reports.action_plan.offers import Offer, planned

if TYPE_CHECKING:
    from reports.pipeline import Report
    from scan.models import Membership, Scan


@dataclass(frozen=True)
class Plan:
    scan: Scan
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    count: Counted


@dataclass(frozen=True)
class OfferGroup:
    number: int
    name: str
    offers: tuple[Offer, ...]


def plan_of(scan: Scan) -> Plan:
    found = lines(scan, get_language())
    return Plan(scan, found, groups(found), count(found))


def earlier_plan(member: Membership, scan: Scan) -> Plan | None:
    """The plan of the scan that this one follows, as it stands now; None without actions."""
    earlier = member.organisation.scans.filter(pk=scan.follows_id).first()
    found = plan_of(earlier) if earlier else None
    return found if found and found.lines else None


def taken(scan: Scan) -> frozenset[str]:
    """Codes of the advice that is in the plan."""
    return frozenset(scan.plan.exclude(advice="").values_list("advice", flat=True))


def offered(report: Report) -> tuple[OfferGroup, ...]:
    """The plan that the report proposes, per block."""
    return tuple(
        OfferGroup(report.findings.block(code).number, report.words.block(code), found)
        for code, found in planned(report)
    )


def first_three(report: Report) -> frozenset[str]:
    """Codes of "als je maar drie dingen doet"."""
    return frozenset(each.advice.id for each in report.advice.three)
