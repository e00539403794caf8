"""Pages about organisations and who belongs to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from scan import access, actions
from scan.manage_forms import MemberForm, OrganisationForm
from scan.members import LastManager, change_level, remove
from scan.models import Membership
from scan.views.errors import allow


@access.user
@allow("GET")
def organisations(request: HttpRequest) -> HttpResponse:
    """Straight on when there is nothing to choose."""
    memberships = request.user.memberships.select_related("organisation")
    found = list(memberships.order_by("organisation__name"))
    if not found:
        return redirect("scan:organisation_new")
    if len(found) == 1:
        return redirect("scan:scans", found[0].organisation.slug)
    return render(request, "scan/organisations.html", {"memberships": found})


@access.user
@allow("GET", "POST")
def organisation_new(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        made = actions.create_organisation(user=request.user, name=form.cleaned_data["name"])
        return redirect("scan:scans", made.slug)
    first = not request.user.memberships.exists()
    return render(request, "scan/organisation_new.html", {"form": form, "first": first})


@access.member("reader")
@allow("GET")
def members(request: HttpRequest, member: Membership) -> HttpResponse:
    people = member.organisation.memberships.select_related("user").order_by("user__email")
    context = {"member": member, "people": people, "levels": Membership.Level.choices}
    return render(request, "scan/members.html", context)


@access.member("manager")
@allow("POST")
def member_change(request: HttpRequest, member: Membership) -> HttpResponse:
    """Another level for a member, or no membership any more."""
    form = MemberForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    person = get_object_or_404(member.organisation.memberships, pk=form.cleaned_data["person"])
    try:
        messages.success(request, _change(person, form.cleaned_data["level"]))
    except LastManager:
        messages.error(request, _("Er moet minstens één beheerder blijven. Er is niets veranderd."))
    if request.user.memberships.filter(pk=member.pk).exists():
        return redirect("scan:members", member.organisation.slug)
    return redirect("scan:organisations")


def _change(person: Membership, level: str) -> str:
    """Returns what happened, as a sentence."""
    if level:
        change_level(membership=person, level=level)
        text = _("%(email)s is nu %(level)s.")
    else:
        remove(membership=person)
        text = _("%(email)s hoort niet meer bij deze organisatie.")
    return text % {"email": person.user.email, "level": person.get_level_display()}
