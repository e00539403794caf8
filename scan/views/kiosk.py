"""A shared tablet: the manager starts and stops it, people answer on it one after another."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from scan import access, drafts, own_words
from scan import kiosks as devices
from scan.kiosk_form import KioskForm
from scan.models import Kiosk, Membership
from scan.views.errors import allow
from scan.views.public import notice
from scan.views.respondent import to_where_it_stopped
from scan.views.steps import go, page, while_open, wiped


@access.member("manager")
@allow("GET", "POST")
def kiosks(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """All kiosks of a scan, and the button that makes one of this device."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    form = KioskForm(request.POST if request.method == "POST" else None, scan=scan)
    if form.is_valid():
        return _from_manager_to_kiosk(request, devices.start(scan=scan, **form.cleaned_data))
    context = {
        "member": member,
        "scan": scan,
        "form": form,
        "kiosks": scan.kiosks.all(),
        "minutes": round(settings.KIOSK_IDLE_SECONDS / 60),
    }
    return render(request, "scan/kiosks.html", context, status=422 if form.is_bound else 200)


@access.member("manager")
@allow("POST")
def kiosk_stop(request: HttpRequest, member: Membership, pk: UUID, kiosk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    found = get_object_or_404(scan.kiosks, pk=kiosk)
    devices.stop(scan=scan, number=found.pk)
    text = _("Het apparaat ‘%(name)s’ is gestopt. Er kan niemand meer op antwoorden.")
    messages.success(request, text % {"name": found.name})
    return redirect("scan:kiosks", member.organisation.slug, pk)


@access.respondent
@allow("GET", "POST")
def next_person(request: HttpRequest, link: Kiosk) -> HttpResponse:
    """Everything of this person off the device. A GET too: where no script runs, the page that
    waited too long can only go to an address."""
    return wiped(request, go(link, "welcome"), link)


@access.respondent
@allow("GET", "POST")
@while_open
def still_there(request: HttpRequest, link: Kiosk) -> HttpResponse:
    """GET asks, for browsers without scripts; POST gives what was filled in its time again."""
    draft = drafts.read(request, link)
    if draft is None:
        return wiped(request, go(link, "welcome"), link)
    if request.method == "GET":
        return page(request, link, "still_there", {})
    response = to_where_it_stopped(link, draft)
    drafts.write(response, link, draft)
    own_words.write_again(request, response, link, draft.code)
    return response


@access.respondent
@allow("GET")
def privacy(request: HttpRequest, link: Kiosk) -> HttpResponse:
    """The notice of the site, without its ways out."""
    return page(request, link, "privacy", notice())


def _from_manager_to_kiosk(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Logged out first: whoever comes next must not find the manager's pages."""
    logout(request)
    return wiped(request, go(kiosk, "welcome"), kiosk)
