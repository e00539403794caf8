"""The logo of an organisation: choosing, looking at and removing it, and the picture itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scan import access
from scan.logo import store
from scan.logo_form import LogoForm, remarks
from scan.models import Membership
from scan.views.errors import allow

TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@access.member("manager")
@allow("GET", "POST")
def logo(request: HttpRequest, member: Membership) -> HttpResponse:
    if request.method == "POST" and "remove" in request.POST:
        store.remove(organisation=member.organisation, by=request.user)
        messages.success(request, _("Het logo is verwijderd. Nieuwe bestanden krijgen geen logo."))
        return redirect("scan:logo", member.organisation.slug)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if request.method == "POST" and form.is_valid():
        return _save(request, member, form)
    found = store.find(member.organisation)
    context = {"member": member, "form": form, "logo": found}
    return render(request, "scan/logo.html", context, status=422 if form.errors else 200)


@access.member("reader")
@allow("GET")
def logo_file(request: HttpRequest, member: Membership, kind: str) -> HttpResponse:
    """Only as a picture: opened by itself it may run, load and open nothing."""
    found = store.find(member.organisation)
    if found is None or found.kind != kind:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=TYPES[kind])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = f'inline; filename="logo.{kind}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _save(request: HttpRequest, member: Membership, form: LogoForm) -> HttpResponse:
    cleaned = form.cleaned_data["file"]
    store.save(organisation=member.organisation, logo=cleaned, by=request.user)
    messages.success(request, _("Het logo is bewaard."))
    for remark in remarks(cleaned):
        messages.warning(request, remark)
    return redirect("scan:logo", member.organisation.slug)
