"""What somebody with a link sees: the results, their figures, the report, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.views.door import for_share
from reports.views.report import send_report, show_report
from reports.views.results import send_figures, show_results
from scan import access, shares
from scan.models import ShareLink, ShareVisit
from scan.share_forms import PasscodeForm
from scan.views.errors import allow


@access.shared()
@allow("GET")
def results(request: HttpRequest, link: ShareLink) -> HttpResponse:
    response = show_results(request, for_share(link))
    shares.note_visit(request, link, ShareVisit.Page.RESULTS)
    return response


@access.shared()
@allow("GET")
def figures(request: HttpRequest, link: ShareLink) -> HttpResponse:
    return send_figures(link.scan)


@access.shared()
@allow("GET", "POST")
def report(request: HttpRequest, link: ShareLink) -> HttpResponse:
    return show_report(request, for_share(link))


@access.shared()
@allow("GET")
def report_pdf(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Only the file itself counts as opening the report, not waiting for it."""
    response = send_report(request, for_share(link))
    if response.status_code == 200:
        shares.note_visit(request, link, ShareVisit.Page.REPORT)
    return response


@access.shared(asks_passcode=False)
@allow("GET", "POST")
def passcode(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Ask for the passcode once; after too many wrong ones the link is locked."""
    page = for_share(link).results
    if not link.passcode:
        return redirect(page)
    form = PasscodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    if not shares.try_passcode(link, form.cleaned_data["passcode"]):
        return _again(request, link, form)
    response = redirect(page)
    shares.remember(response, link, path=page)
    return response


def _again(request: HttpRequest, link: ShareLink, form: PasscodeForm) -> HttpResponse:
    link.refresh_from_db(fields=["wrong_passcodes"])
    if not link.is_open:  # this was the last try: the door says so
        return redirect("reports:share_passcode", link.token)
    form.refuse(link.tries_left)
    return _ask(request, form)


def _ask(request: HttpRequest, form: PasscodeForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "reports/share_passcode.html", {"form": form}, status=status)
