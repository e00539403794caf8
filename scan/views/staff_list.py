"""Adding people to invite by mail: giving a list, and looking at what was understood of it."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scan import access, staff_list_drafts
from scan.actions import ScanClosed
from scan.models import Membership, Scan
from scan.staff_list_check import Page, check_page
from scan.staff_list_drafts import Kept, ListGone, RolesMissing
from scan.staff_list_form import StaffListForm, read_choices
from scan.views.errors import allow


@access.member("manager")
@allow("GET", "POST")
def add(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not _takes_people(scan):
        return _closed(request, member, scan)
    form = StaffListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        staff_list_drafts.keep(scan=scan, draft=form.cleaned_data["draft"])
        return redirect("scan:people_check", member.organisation.slug, pk)
    context = {"member": member, "scan": scan, "form": form}
    context["days"] = settings.INVITATION_RETENTION_DAYS
    return render(request, "scan/people_add.html", context, status=422 if form.is_bound else 200)


@access.member("manager")
@allow("GET", "POST")
def check(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not _takes_people(scan):
        return _closed(request, member, scan)
    kept = staff_list_drafts.find(scan)
    if kept is None:
        return _gone(request, member, scan)
    if request.method == "POST":
        return _choose(request, member, scan, kept)
    page = check_page(scan, kept, request.GET.get("toon", ""), request.GET.get("blad", ""))
    return _show(request, member, page)


def _choose(request: HttpRequest, member: Membership, scan: Scan, kept: Kept) -> HttpResponse:
    """Every button keeps what was chosen on the page first."""
    number = _number(request.POST.get("lijst", ""))
    wish = request.POST.get("naar", "")
    try:
        if wish == "weg":
            return _throw_away(request, member, scan)
        choices = read_choices(request.POST, kept.draft)
        staff_list_drafts.correct(scan=scan, number=number, choices=choices)
        if wish == "klaar":
            return _invite(request, member, scan, number)
    except ListGone:
        return _gone(request, member, scan)
    part, _sign, blad = wish.partition(":")
    query = urlencode({"toon": part, "blad": blad})
    return redirect(f"{_address('people_check', member, scan)}?{query}")


def _invite(
    request: HttpRequest, member: Membership, scan: Scan, number: uuid.UUID
) -> HttpResponse:
    try:
        added = staff_list_drafts.use(scan=scan, number=number, by=request.user)
    except ScanClosed:
        return _closed(request, member, scan)
    except RolesMissing:
        kept = staff_list_drafts.find(scan)
        if kept is None:
            return _gone(request, member, scan)
        return _show(request, member, check_page(scan, kept, "kiezen", ""), incomplete=True)
    text = ngettext("%(n)s persoon staat op de lijst.", "%(n)s mensen staan op de lijst.", added)
    messages.success(request, text % {"n": added})
    return redirect("scan:people_invited", member.organisation.slug, scan.pk)


def _show(
    request: HttpRequest, member: Membership, page: Page, incomplete: bool = False
) -> HttpResponse:
    context = {"member": member, "scan": page.scan, "page": page, "incomplete": incomplete}
    return render(request, "scan/people_check.html", context, status=422 if incomplete else 200)


def _throw_away(request: HttpRequest, member: Membership, scan: Scan) -> HttpResponse:
    staff_list_drafts.forget(scan=scan)
    messages.success(request, _("De lijst is weggegooid. Er is niemand toegevoegd."))
    return redirect("scan:people_invited", member.organisation.slug, scan.pk)


def _gone(request: HttpRequest, member: Membership, scan: Scan) -> HttpResponse:
    text = _("Deze lijst is er niet meer: gebruikt, vervangen of ouder dan een dag.")
    messages.warning(request, text)
    return redirect("scan:people_invited", member.organisation.slug, scan.pk)


def _closed(request: HttpRequest, member: Membership, scan: Scan) -> HttpResponse:
    messages.info(request, _("Deze scan is gesloten. Er kan niemand meer bij."))
    return redirect("scan:people_invited", member.organisation.slug, scan.pk)


def _takes_people(scan: Scan) -> bool:
    return scan.is_draft or scan.is_open


def _number(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadRequest from error


def _address(name: str, member: Membership, scan: Scan) -> str:
    return reverse(f"scan:{name}", args=[member.organisation.slug, scan.pk])
