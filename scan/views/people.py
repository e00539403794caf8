"""Pages about organisations and who belongs to them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from scan import access, actions, colleagues, confirming
from scan.confirming import confirmed
from scan.manage_forms import MemberForm, OrganisationForm
from scan.members import LastManager, change_level, remove, require_second_step
from scan.models import Membership, User
from scan.views.errors import allow

ON_A_PAGE = 50  # organisations of an adviser
SEARCH_FROM = 8  # fewer are seen at a glance
LONGEST_SEARCH = 100


@access.user
@allow("GET")
def organisations(request: HttpRequest) -> HttpResponse:
    """Straight on when there is nothing to choose; a search for advisers with many."""
    if colleagues.pending(request):
        return redirect("scan:colleague_answer")
    memberships = request.user.memberships.select_related("organisation")
    mine = memberships.order_by("organisation__name", "pk")
    total = mine.count()
    if total == 0:
        return redirect("scan:organisation_new")
    if total == 1:
        return redirect("scan:scans", mine[0].organisation.slug)
    search = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    found = mine.filter(organisation__name__icontains=search) if search else mine
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("blad"))
    context = {"page": page, "total": total, "search": search}
    context["may_search"] = total >= SEARCH_FROM
    return render(request, "scan/organisations.html", context)


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
    context = {
        "member": member,
        "people": people,
        "invitations": colleagues.waiting(member.organisation) if member.is_manager else (),
        "may_change": member.is_manager and confirming.is_recent(request),
    }
    return render(request, "scan/members.html", context)


@access.member("manager")
@allow("GET", "POST")
@confirmed
def member_change(request: HttpRequest, member: Membership) -> HttpResponse:
    """Another level for a member, or no membership any more. GET opens the page for changes."""
    if request.method != "POST":
        return redirect("scan:members", member.organisation.slug)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    person = get_object_or_404(member.organisation.memberships, pk=form.cleaned_data["person"])
    try:
        messages.success(request, _change(person, form.cleaned_data["level"], request.user))
    except LastManager:
        messages.error(request, _("Er moet minstens één beheerder blijven. Er is niets veranderd."))
    if request.user.memberships.filter(pk=member.pk).exists():
        return redirect("scan:members", member.organisation.slug)
    return redirect("scan:organisations")


@access.member("reader")
@allow("GET", "POST")
@confirmed
def leave(request: HttpRequest, member: Membership) -> HttpResponse:
    """Ask once, then end one's own membership; the last manager makes another one first."""
    is_last = False
    if request.method == "POST":
        try:
            remove(membership=member, by=request.user)
        except LastManager:
            is_last = True
        else:
            text = _("Je hoort niet meer bij %(name)s.")
            messages.success(request, text % {"name": member.organisation.name})
            return redirect("scan:organisations")
    context = {"member": member, "is_last": is_last}
    return render(request, "scan/leave.html", context, status=409 if is_last else 200)


@access.member("manager")
@allow("GET", "POST")
@confirmed
def second_step(request: HttpRequest, member: Membership) -> HttpResponse:
    """Whether everybody here needs a second step at login."""
    if request.method == "POST":
        on = request.POST.get("verplicht") == "ja"
        require_second_step(organisation=member.organisation, on=on, by=request.user)
        told = (
            _("De tweede stap is nu verplicht.") if on else _("De tweede stap is niet verplicht.")
        )
        messages.success(request, told)
    return redirect("scan:members", member.organisation.slug)


def _change(person: Membership, level: str, by: User) -> str:
    """Returns what happened, as a sentence."""
    if level:
        change_level(membership=person, level=level, by=by)
        text = _("%(email)s is nu %(level)s.")
    else:
        remove(membership=person, by=by)
        text = _("%(email)s hoort niet meer bij deze organisatie.")
    return text % {"email": person.user.email, "level": person.get_level_display()}
