"""The scan's own page in every state, the forecast of its report, and closing it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from reports import outlook_text
from reports.action_plan.page import earlier_plan
from reports.follow import Progress, progress, stage
from reports.outlook import outlook
from reports.publish import close_and_publish
from reports.published import TOTAL
from reports.published_json import from_json
from reports.thresholds import K
from reports.wording import Words
from scan import access, apart
from scan.actions import ScanClosed, answers_erased_on
from scan.confirming import confirmed
from scan.instrument.load import load
from scan.models import Membership, Scan
from scan.roles import Role
from scan.views.errors import allow
from scan.waves import neighbours

Context = dict[str, Any]


@access.member("reader")
@allow("GET")
def follow(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    part = _part_for(scan)
    context = {"member": member, "scan": scan, "earlier": earlier_plan(member, scan)}
    context["waves"] = neighbours(scan)
    return render(request, "reports/follow.html", context | part(scan))


@access.member("reader")
@allow("GET")
def forecast(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    return render(
        request, "reports/forecast.html", {"member": member, "scan": scan} | _outlook(scan)
    )


@access.member("manager")
@allow("GET", "POST")
@confirmed
def close(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    """Ask once, then close and publish. A second click finds the scan closed and goes on."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    address = (member.organisation.slug, pk)
    if scan.is_draft:
        return redirect("reports:follow", *address)
    if request.method == "POST":
        with suppress(ScanClosed):  # somebody else was a moment earlier: the result is there
            close_and_publish(scan, by=request.user)
        scan.refresh_from_db()
    if scan.is_in_review:
        return redirect("reports:review", *address)
    if request.method == "POST" or scan.is_closed:
        return redirect("reports:results", *address)
    context = {"member": member, "scan": scan, "days": settings.ANSWER_RETENTION_DAYS}
    return render(request, "reports/close.html", context | _before_closing(scan))


def _part_for(scan: Scan) -> Callable[[Scan], Context]:
    if scan.is_in_review:
        return _in_review
    return _after_closing if scan.is_closed else _before_closing


def _before_closing(scan: Scan) -> Context:
    today = timezone.localdate()
    found = progress(_answered(scan), scan.invited)
    return _outlook(scan) | {
        "stage": stage(scan.status, scan.first_day, scan.last_day, today),
        "days_left": (scan.last_day - today).days,
        "progress": found,
        "response_heading": outlook_text.response_heading(found),
        "parts": _named(found, _words(scan)),
        "sheets": scan.paper_sheets.count(),
        "few_beside_directie": _few_beside_directie(found, scan),
    }


def _few_beside_directie(found: Progress, scan: Scan) -> bool:
    """The others may be too few, if the directie agreed to stand apart: nobody knows yet."""
    asked = apart.may_be_asked(Role.DIR, scan.invited)
    total = found.total.answered if found.total else 0
    return asked and K <= total < K + scan.invited[Role.DIR]


def _in_review(scan: Scan) -> Context:
    """No counts and no result: only what has to be done, and by when."""
    return {"stage": "review", "texts": scan.texts.count(), "deadline": answers_erased_on(scan)}


def _after_closing(scan: Scan) -> Context:
    published = from_json(scan.publication.content)
    return {
        "stage": "closed",
        "total": published.group(TOTAL),
        "erased_on": answers_erased_on(scan),
    }


def _outlook(scan: Scan) -> Context:
    found, words = outlook(scan.invited), _words(scan)
    return {
        "outlook": found,
        "heading": outlook_text.heading(found, words),
        "lines": outlook_text.lines(found, words),
        "limits": outlook_text.limits(found, words),
    }


def _answered(scan: Scan) -> dict[str, int]:
    return dict(scan.responses.values_list("role").annotate(Count("pk")))


def _named(found: Progress, words: Words) -> list[tuple[str, Any]]:
    return [(words.roles_together(part.roles), part) for part in found.parts]


def _words(scan: Scan) -> Words:
    return Words(load(scan.instrument), get_language())
