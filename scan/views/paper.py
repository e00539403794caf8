"""Paper forms: which to print, and typing in what came back."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from scan import access, paper_batch
from scan.actions import ScanClosed
from scan.instrument.load import load
from scan.links import ROLE_NAMES
from scan.models import Membership, Scan
from scan.paper_form import PaperForm
from scan.roles import ROLES, Role
from scan.views.errors import allow

LAST = "last_sheet"  # in the session: the sheet just typed; it leads nowhere after closing


@access.member("manager")
@allow("GET")
def paper(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """The forms to print, the batch as it stands, and closing it."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    request.session.pop(LAST, None)
    spoken = load(scan.instrument).languages
    context = {
        "member": member,
        "scan": scan,
        "roles": _roles(scan),
        "languages": [each for each in settings.LANGUAGES if each[0] in spoken],
        "sheets": scan.paper_sheets.count(),
        "too_many": _too_many(scan),
    }
    return render(request, "scan/paper.html", context)


@access.member("manager")
@allow("GET", "POST")
def paper_type(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    """One sheet; after keeping it the next empty one."""
    scan, role = _typing(member, pk, role)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    form = _form(scan, role, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _type_page(request, member, scan, role, form)
    number = form.cleaned_data["sheet"] or uuid.uuid4()
    try:
        paper_batch.add(scan=scan, role=role, answers=form.answers, number=number)
    except ScanClosed:
        messages.error(request, _("De scan is net gesloten. Dit blad is niet bewaard."))
        return redirect("reports:follow", member.organisation.slug, pk)
    except paper_batch.BatchFull:
        messages.error(request, _("De stapel is vol. Sluit hem eerst; dit blad is niet bewaard."))
        return redirect("scan:paper", member.organisation.slug, pk)
    request.session[LAST] = str(number)
    return redirect("scan:paper_type", member.organisation.slug, pk, role)


@access.member("manager")
@allow("POST")
def paper_back(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    """The sheet just typed back in the form. It is in the batch again once it is kept again."""
    scan, role = _typing(member, pk, role)
    last = request.session.pop(LAST, "")
    try:
        found = paper_batch.take_back(scan=scan, number=UUID(last)) if last else None
    except ScanClosed:
        return redirect("reports:follow", member.organisation.slug, pk)
    if found is None:
        return redirect("scan:paper_type", member.organisation.slug, pk, role)
    back, answers = found
    form = _form(scan, back, answers=answers)
    return _type_page(request, member, scan, back, form, taken_back=True)


@access.member("manager")
@allow("POST")
def paper_close(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Store the batch, or throw it away: `doe` says which."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    request.session.pop(LAST, None)
    try:
        if request.POST.get("doe") == "weggooien":
            paper_batch.throw_away(scan=scan)
            messages.success(request, _("De ingetypte bladen zijn weg. Er is niets meegeteld."))
        else:
            stored = paper_batch.close(scan=scan)
            text = ngettext(
                "%(n)d blad telt nu mee. De stapel is leeg.",
                "%(n)d bladen tellen nu mee, in willekeurige volgorde. De stapel is leeg.",
                stored,
            )
            messages.success(request, text % {"n": stored})
    except ScanClosed:
        return redirect("reports:follow", member.organisation.slug, pk)
    return redirect("scan:paper", member.organisation.slug, pk)


def _typing(member: Membership, pk: UUID, role: str) -> tuple[Scan, Role]:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if role not in ROLES:
        raise Http404
    return scan, Role(role)


def _form(scan: Scan, role: Role, data=None, answers=None) -> PaperForm:
    instrument = load(scan.instrument)
    return PaperForm(
        data, instrument=instrument, role=role, language=get_language(), answers=answers
    )


def _type_page(
    request: HttpRequest,
    member: Membership,
    scan: Scan,
    role: Role,
    form: PaperForm,
    *,
    taken_back: bool = False,
) -> HttpResponse:
    context = {
        "member": member,
        "scan": scan,
        "role": role,
        "role_name": ROLE_NAMES[role],
        "form": form,
        "sheets": scan.paper_sheets.count(),
        "last": LAST in request.session and not form.is_bound,
        "taken_back": taken_back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "scan/paper_type.html", context, status=status)


def _roles(scan: Scan) -> list[tuple[Role, str]]:
    return [(role, ROLE_NAMES[role]) for role in ROLES if scan.invited[role]]


def _too_many(scan: Scan) -> list[tuple[str, int, int]]:
    """Roles with more sheets in the batch than people, as far as the batch alone can tell."""
    found = paper_batch.per_role(scan)
    return [
        (ROLE_NAMES[role], found[role], scan.invited[role])
        for role in ROLES
        if found.get(role, 0) > scan.invited[role]
    ]
