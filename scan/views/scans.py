"""Pages to make, check and open a scan, and to hand out its links."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from scan import access, actions, qr
from scan.instrument.load import load
from scan.links import ROLE_NAMES, find, links_of
from scan.manage_forms import OpenScanForm, ScanForm, proposal
from scan.models import Membership, Scan
from scan.preview import questionnaire
from scan.roles import ROLES, Role
from scan.views.errors import allow


@access.member("reader")
@allow("GET")
def scans(request: HttpRequest, member: Membership) -> HttpResponse:
    found = member.organisation.scans.all()
    context = {"member": member, "scans": found, "today": timezone.localdate()}
    return render(request, "scan/scans.html", context)


@access.member("manager")
@allow("GET", "POST")
def scan_new(request: HttpRequest, member: Membership) -> HttpResponse:
    scan = Scan(organisation=member.organisation)
    form = ScanForm(request.POST or None, instance=scan, initial=proposal())
    if form.is_valid():
        return redirect("reports:forecast", member.organisation.slug, form.save().pk)
    return render(request, "scan/scan_form.html", {"member": member, "form": form})


@access.member("manager")
@allow("GET", "POST")
def scan_edit(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if scan.is_closed or scan.is_in_review:
        messages.info(request, _("Deze scan is gesloten. Er valt niets meer te wijzigen."))
        return redirect("reports:follow", member.organisation.slug, pk)
    form = (ScanForm if scan.is_draft else OpenScanForm)(request.POST or None, instance=scan)
    if form.is_valid():
        form.save()
        messages.success(request, _("De wijzigingen zijn bewaard."))
        page = "reports:forecast" if scan.is_draft else "reports:follow"
        return redirect(page, member.organisation.slug, pk)
    return render(request, "scan/scan_form.html", {"member": member, "form": form, "scan": scan})


@access.member("manager")
@allow("POST")
def open_scan(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if scan.last_day < timezone.localdate():
        messages.error(request, _("De laatste dag is al voorbij. Kies eerst een latere dag."))
        return redirect("scan:scan_edit", member.organisation.slug, pk)
    actions.open_scan(scan=scan, by=request.user)
    return redirect("scan:links", member.organisation.slug, pk)


@access.member("reader")
@allow("GET")
def preview(request: HttpRequest, member: Membership, pk, role: str) -> HttpResponse:
    """The questionnaire as a role sees it; it stores nothing, and there is nothing to send."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if role not in ROLES:
        raise Http404
    instrument, asked = load(scan.instrument), request.GET.get("taal")
    language = asked if asked in instrument.languages else get_language()
    context = {
        "member": member,
        "scan": scan,
        "role": role,
        "roles": ROLE_NAMES,
        "seen": questionnaire(instrument, Role(role), language, scan.open_questions),
        "shown": language,
        "is_bidi": get_language_info(language)["bidi"],
        "languages": settings.LANGUAGES,
        "unread": instrument.unread,
    }
    return render(request, "scan/preview.html", context)


@access.member("manager")
@allow("GET")
def links(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    context = {
        "member": member,
        "scan": scan,
        "links": links_of(scan),
        "languages": settings.LANGUAGES,
        "unread": load(scan.instrument).unread,
    }
    return render(request, "scan/links.html", context)


@access.member("manager")
@allow("GET")
def qr_code(request: HttpRequest, member: Membership, pk, role: str) -> HttpResponse:
    """The QR code of one link as a file."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    link = find(links_of(scan), role)
    if link is None:
        raise Http404
    response = HttpResponse(qr.svg_file(link.address, link.title), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="qr-{link.code.lower()}.svg"'
    return response
