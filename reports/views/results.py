"""The results of a closed scan as a page, and the same charts as interactive figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from reports.pipeline import Report, load_report
from reports.results.page import interactive, page
from scan import access
from scan.models import Membership, Scan
from scan.views.errors import allow


@access.member("reader")
@allow("GET")
def results(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    """Before closing it says when; with too few answers it says why and what now."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    report = _report(scan)
    context = {
        "member": member,
        "scan": scan,
        "report": report,
        "page": page(report) if report and report.published.has_results else None,
    }
    return render(request, "reports/results.html", context)


@access.member("reader")
@allow("GET")
def figures(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    """Plotly figures by key; nothing before there are results."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    report = _report(scan)
    if report is None or not report.published.has_results:
        raise Http404
    from reports.charts.html import figure  # plotly: only where figures are made

    return JsonResponse({key: figure(spec) for key, spec in interactive(report).items()})


def _report(scan: Scan) -> Report | None:
    """Read from what was frozen at closing; the answers themselves play no part any more."""
    return load_report(scan.publication, get_language()) if scan.is_closed else None
