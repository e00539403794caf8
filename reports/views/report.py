"""The report as PDF: asking for it, watching it being made, downloading it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.models import Publication, RenderedReport
from reports.tasks import STEPS, ask_for_report, find_report, is_stuck, is_working
from reports.views.door import Door, for_member
from reports.views.downloads import note_download
from scan import access
from scan.models import Membership, Scan
from scan.views.errors import allow

STEP_TEXTS = {
    "reading": _("Uitkomsten lezen"),
    "composing": _("Zinnen en grafieken maken"),
    "laying_out": _("Bladzijden opmaken"),
}


@dataclass(frozen=True)
class Step:
    text: str
    state: str  # "done", "now" or "later"


@dataclass(frozen=True)
class Version:
    """The report in one language, and where the work on it stands."""

    language: str
    name: str
    rendered: RenderedReport | None

    @property
    def state(self) -> str:
        """ "none", "stuck", or the state of the file."""
        if self.rendered is None:
            return "none"
        return "stuck" if is_stuck(self.rendered) else self.rendered.state

    @property
    def is_working(self) -> bool:
        return is_working(self.rendered) and self.state != "stuck"

    @property
    def steps(self) -> list[Step]:
        done = STEPS.index(self.rendered.step) if self.rendered.step else -1
        states = ["done" if n < done else "now" if n == done else "later" for n in range(3)]
        texts = [STEP_TEXTS[step] for step in STEPS]
        return [Step(text, state) for text, state in zip(texts, states, strict=True)]


@access.member("reader")
@allow("GET", "POST")
def report(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return redirect("reports:follow", member.organisation.slug, pk)
    return show_report(request, for_member(member, scan))


@access.member("reader")
@allow("GET")
def report_pdf(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    response = send_report(request, for_member(member, scan))
    if response.status_code == 200:
        note_download(request, scan, "report")
    return response


def show_report(request: HttpRequest, door: Door) -> HttpResponse:
    """GET shows where the work stands, POST asks for the file in one language."""
    if request.method == "POST":
        ask_for_report(door.scan.publication, _language(request.POST.get("taal")))
        return redirect(door.report)
    context = {"door": door, "member": door.member, "share": door.share, "scan": door.scan}
    return render(request, "reports/report.html", context | _state(door.scan))


def send_report(request: HttpRequest, door: Door) -> HttpResponse:
    """The file itself; not made yet, then the page where it can be asked for."""
    scan, language = door.scan, _language(request.GET.get("taal"))
    rendered = find_report(scan.publication, language) if scan.is_closed else None
    if rendered is None or rendered.state != RenderedReport.State.READY:
        return redirect(door.report)
    name = _file_name(scan.organisation.slug, scan, language)
    return _download(bytes(rendered.pdf), name)


def _state(scan: Scan) -> dict:
    versions = [_version(scan.publication, *each) for each in settings.MANAGER_LANGUAGES]
    own = get_language()
    versions.sort(key=lambda version: version.language != own)
    return {"versions": versions, "is_working": any(each.is_working for each in versions)}


def _version(publication: Publication, language: str, name: str) -> Version:
    return Version(language, name, find_report(publication, language))


def _language(asked: str | None) -> str:
    known = dict(settings.MANAGER_LANGUAGES)
    return asked if asked in known else settings.LANGUAGE_CODE


def _file_name(slug: str, scan: Scan, language: str) -> str:
    suffix = "" if language == settings.LANGUAGE_CODE else f"-{language}"
    return f"leercultuur-{slug}-{scan.closed_on.isoformat()}{suffix}.pdf"


def _download(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
