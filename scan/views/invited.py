"""The list of people invited by mail, and what a manager may change about one of them.

An address of a person is never in the address of a page: those end up in logs. So searching is a
POST, and the page about somebody is found by the number of the invitation.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scan import access, invited, staff_list_drafts
from scan.invited_text import person as shown
from scan.models import Delivery, Invitation, Membership, Scan
from scan.roles import Role
from scan.staff_list_form import RoleForm, StaffListForm
from scan.views.errors import allow

PEOPLE = 100  # on one page
LONGEST_SEARCH = 100
REFUSED = "geweigerd"


@access.member("manager")
@allow("GET", "POST")
def people(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    everybody = invited.people(scan)
    refused = everybody.filter(state=Delivery.State.REFUSED)
    search = request.POST.get("zoek", "").strip()[:LONGEST_SEARCH]
    only_refused = request.GET.get("toon") == REFUSED
    listed = everybody.filter(email__icontains=search) if search else everybody
    found = Paginator(refused if only_refused and not search else listed, PEOPLE)
    page = found.get_page(1 if search else request.GET.get("blad"))
    context = {
        "member": member,
        "scan": scan,
        "total": everybody.count(),
        "refused": refused.count(),
        "removable": invited.changeable(scan).count(),
        "search": search,
        "only_refused": only_refused,
        "page": page,
        "people": [shown(scan, row) for row in page],
        "unfinished": staff_list_drafts.find(scan) if _takes_people(scan) else None,
        "takes_people": _takes_people(scan),
        "erased_on": invited.erased_on(scan) if scan.closed_on else None,
        "days": settings.INVITATION_RETENTION_DAYS,
        "form": StaffListForm(),
    }
    return render(request, "scan/people.html", context)


@access.member("manager")
@allow("GET", "POST")
def person(request: HttpRequest, member: Membership, pk, person) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    row = get_object_or_404(invited.people(scan), pk=person)
    if request.method == "POST":
        return _change(request, member, scan, row)
    may_change = invited.changeable(scan).filter(pk=row.pk).exists()
    context = {
        "member": member,
        "scan": scan,
        "person": shown(scan, row),
        "form": RoleForm(initial={"role": row.role}) if may_change and not scan.closed_on else None,
        "may_remove": may_change,
        "may_switch": scan.is_open and not may_change,
        "is_on": invited.is_on(row),
    }
    return render(request, "scan/person.html", context)


@access.member("manager")
@allow("POST")
def remove_people(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    number = invited.remove_all(scan=scan)
    text = ngettext("%(n)s adres is verwijderd.", "%(n)s adressen zijn verwijderd.", number)
    messages.success(request, text % {"n": number})
    return redirect("scan:people_invited", member.organisation.slug, pk)


def _change(request: HttpRequest, member: Membership, scan: Scan, row: Invitation) -> HttpResponse:
    try:
        messages.success(request, _do(request.POST.get("wat", ""), request, scan, row))
    except invited.NotAnyMore:
        text = _("Dat kan niet meer: de uitnodiging is intussen verstuurd of de scan is gesloten.")
        messages.error(request, text)
    return redirect("scan:people_invited", member.organisation.slug, scan.pk)


def _do(wish: str, request: HttpRequest, scan: Scan, row: Invitation) -> str:
    """Does it and says so, without the address: messages may be kept in a cookie."""
    if wish == "weg":
        invited.remove(scan=scan, person=row)
        return _("Het adres is van de lijst gehaald.")
    if wish in ("uit", "aan"):
        invited.switch(scan=scan, person=row, on=wish == "aan")
        return _("De link is uitgezet.") if wish == "uit" else _("De link werkt weer.")
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _("Er is niets veranderd. Kies een van de vier rollen.")
    invited.change_role(scan=scan, person=row, role=Role(form.cleaned_data["role"]))
    return _("De rol is gewijzigd.")


def _takes_people(scan: Scan) -> bool:
    return scan.is_draft or scan.is_open
