"""The results of a closed scan as a page, and the same charts as interactive figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from reports.action_plan.page import taken
from reports.pipeline import Report, load_report
from reports.results.page import interactive, page
from reports.views.door import Door, for_member
from scan import access
from scan.models import Membership, Scan
from scan.views.errors import allow


@access.member("reader")
@allow("GET")
def results(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    """Before closing it says when; with too few answers it says why and what now."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    return show_results(request, for_member(member, scan))


@access.member("reader")
@allow("GET")
def figures(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    return send_figures(get_object_or_404(member.organisation.scans, pk=pk))


def show_results(request: HttpRequest, door: Door) -> HttpResponse:
    report = _report(door.scan)
    context = {
        "door": door,
        "member": door.member,
        "share": door.share,
        "scan": door.scan,
        "report": report,
        "page": page(report) if report and report.published.has_results else None,
        "taken": taken(door.scan) if door.member and door.member.is_manager else (),
    }
    return render(request, "reports/results.html", context)


def send_figures(scan: Scan) -> HttpResponse:
    """Plotly figures by key; nothing before there are results."""
    report = _report(scan)
    if report is None or not report.published.has_results:
        return JsonResponse({}, status=404)
    from reports.charts.html import figure  # plotly: only where figures are made

    return JsonResponse({key: figure(spec) for key, spec in interactive(report).items()})


def _report(scan: Scan) -> Report | None:
    """Read from what was frozen at closing; the answers themselves play no part any more."""
    return load_report(scan.publication, get_language()) if scan.is_closed else None
