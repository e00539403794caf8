"""The manager's side of links to a result: making, looking over, revoking."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from scan import access, shares
from scan.confirming import confirmed
from scan.models import Membership, Scan
from scan.share_forms import ShareForm, proposal
from scan.views.errors import allow

VISITS_SHOWN = 200


@access.member("manager")
@allow("GET", "POST")
@confirmed
def sharing(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """All links of a scan. Making one shows its address in the answer, and never again."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return redirect("reports:follow", member.organisation.slug, pk)
    form = ShareForm(request.POST or None, initial=proposal())
    if form.is_valid():
        return _made(request, member, scan, form.cleaned_data)
    links = scan.shares.annotate(opened=Count("visits"), last=Max("visits__at"))
    context = {"member": member, "scan": scan, "form": form, "links": links}
    status = 422 if form.is_bound else 200
    return render(request, "reports/sharing.html", context, status=status)


@access.member("manager")
@allow("GET", "POST")
def share(request: HttpRequest, member: Membership, pk: UUID, share: UUID) -> HttpResponse:
    """GET shows when a link was opened, POST revokes it."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return redirect("reports:follow", member.organisation.slug, pk)
    link = get_object_or_404(scan.shares, pk=share)
    if request.method == "POST":
        shares.revoke(link, by=request.user)
        text = _("De link voor %(label)s is ingetrokken. Hij werkt niet meer.")
        messages.success(request, text % {"label": link.label})
        return redirect("reports:sharing", member.organisation.slug, pk)
    context = {
        "member": member,
        "scan": scan,
        "link": link,
        "opened": link.visits.count(),
        "visits": link.visits.all()[:VISITS_SHOWN],
    }
    return render(request, "reports/share.html", context)


def _made(request: HttpRequest, member: Membership, scan: Scan, values: dict) -> HttpResponse:
    link = shares.make(scan=scan, user=request.user, **values)
    context = {
        "member": member,
        "scan": scan,
        "link": link,
        "address": settings.SITE_URL + reverse("reports:shared", args=[link.token]),
        "passcode": values["passcode"],
    }
    return render(request, "reports/share_made.html", context)
