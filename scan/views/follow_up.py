"""Making a scan that follows an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from scan import access
from scan.follow_up_form import FollowUpForm
from scan.models import Membership
from scan.views.errors import allow
from scan.waves import may_be_followed

if TYPE_CHECKING:
    from uuid import UUID


@access.member("manager")
@allow("GET", "POST")
def follow_up(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """The form of a new scan, filled in from the closed scan that it follows."""
    before = get_object_or_404(member.organisation.scans, pk=pk)
    if not may_be_followed(before):
        messages.info(request, _("Een vervolgscan maak je van een scan die gesloten is."))
        return redirect("reports:follow", member.organisation.slug, pk)
    form = FollowUpForm(request.POST or None, before=before)
    if form.is_valid():
        return redirect("reports:forecast", member.organisation.slug, form.save().pk)
    context = {"member": member, "form": form, "before": before}
    status = 422 if form.is_bound else 200
    return render(request, "scan/scan_form.html", context, status=status)
