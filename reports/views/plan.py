"""The action plan: reading it, filling it, keeping it up to date, and taking it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.action_plan import actions, page
from reports.action_plan.forms import ActionForm, ReminderForm
from reports.models import PlanAction, PlanReminder
from reports.pipeline import load_report
from reports.views.downloads import note_download
from scan import access
from scan.models import Membership, Scan
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import ModelForm

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Status = PlanAction.Status


@access.member("reader")
@allow("GET")
def plan(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return redirect("reports:follow", member.organisation.slug, pk)
    return _page(request, member, scan)


@access.member("manager")
@allow("GET", "POST")
def plan_advice(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Takes an advice into the plan, and goes back to where it was read."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if request.method != "POST" or not scan.is_closed:
        return _to_plan(scan)
    code = request.POST.get("advies", "")
    try:
        actions.add_advice(scan=scan, code=code, language=get_language())
    except actions.UnknownAdvice:
        raise Http404 from None
    except actions.PlanFull:
        return _full(request, scan)
    return redirect(_back(scan, code, request.POST.get("van", "")))


@access.member("manager")
@allow("GET", "POST")
def plan_own(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Adds an action of their own; what is wrong is said on the page of the plan."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if request.method != "POST" or not scan.is_closed:
        return _to_plan(scan)
    form = ActionForm(request.POST, scan=scan)
    if not form.is_valid():
        return _page(request, member, scan, own_form=form)
    try:
        is_new = actions.add_own(scan=scan, **form.cleaned_data)
    except actions.PlanFull:
        return _full(request, scan)
    was_there = _("Deze actie staat al in het plan. Wijzig hem in de lijst.")
    messages.success(request, _("De actie staat in het plan.") if is_new else was_there)
    return _to_plan(scan)


@access.member("manager")
@allow("GET", "POST")
def plan_edit(request: HttpRequest, member: Membership, pk: UUID, action: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_plan(scan)
    row = get_object_or_404(scan.plan, pk=action)
    form = ActionForm(request.POST or None, instance=row, scan=scan)
    if form.is_valid():
        return _changed(request, scan, row, form.cleaned_data)
    context = {"member": member, "scan": scan, "form": form, "action": row}
    return render(request, "reports/plan_edit.html", context, status=_status(form))


@access.member("manager")
@allow("GET", "POST")
def plan_status(request: HttpRequest, member: Membership, pk: UUID, action: UUID) -> HttpResponse:
    """One click for what happens most: it has begun, or it is done."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if request.method != "POST" or not scan.is_closed:
        return _to_plan(scan)
    row = get_object_or_404(scan.plan, pk=action)
    status = request.POST.get("stand")
    if status not in Status.values:
        raise Http404
    return _changed(request, scan, row, {"status": status})


@access.member("manager")
@allow("GET", "POST")
def plan_remove(request: HttpRequest, member: Membership, pk: UUID, action: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if request.method != "POST" or not scan.is_closed:
        return _to_plan(scan)
    actions.remove(action=get_object_or_404(scan.plan, pk=action))
    messages.success(request, _("De actie is uit het plan verwijderd."))
    return _to_plan(scan)


@access.member("manager")
@allow("GET", "POST")
def plan_reminder(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Another day, or (button "niet") no mail."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if request.method != "POST" or not scan.is_closed:
        return _to_plan(scan)
    if "niet" in request.POST:
        actions.forget_reminder(scan=scan)
        messages.success(request, _("Er gaat geen mail uit."))
        return _to_plan(scan)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, member, scan, reminder_form=form)
    day = form.cleaned_data["on"]
    actions.remind_on(scan=scan, day=day)
    text = _("Op %(day)s krijgen de beheerders een mail.")
    messages.success(request, text % {"day": date_format(day, "j F Y")})
    return _to_plan(scan)


@access.member("reader")
@allow("GET")
def plan_pdf(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_plan(scan)
    from reports.action_plan.paper import plan_pdf  # WeasyPrint: only where it is needed

    return _file(request, scan, plan_pdf, PDF, "pdf")


@access.member("reader")
@allow("GET")
def plan_excel(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_plan(scan)
    from reports.action_plan.excel import plan_workbook

    return _file(request, scan, plan_workbook, XLSX, "xlsx")


def _page(
    request: HttpRequest,
    member: Membership,
    scan: Scan,
    own_form: ModelForm | None = None,
    reminder_form: ModelForm | None = None,
) -> HttpResponse:
    report = load_report(scan.publication, get_language())
    reminder = _reminder(scan)
    context = {
        "member": member,
        "scan": scan,
        "plan": page.plan_of(scan),
        "earlier": page.earlier_plan(member, scan),
        "offered": page.offered(report),
        "first_three": page.first_three(report),
        "taken": page.taken(scan),
        "own_form": own_form or ActionForm(scan=scan),
        "reminder": reminder,
        "reminder_form": reminder_form or ReminderForm(instance=reminder),
    }
    return render(request, "reports/plan.html", context, status=_status(own_form, reminder_form))


def _status(*forms: ModelForm | None) -> int:
    return 422 if any(form is not None and form.errors for form in forms) else 200


def _reminder(scan: Scan) -> PlanReminder | None:
    return getattr(scan, "plan_reminder", None)


def _changed(request: HttpRequest, scan: Scan, row: PlanAction, values: dict) -> HttpResponse:
    if not actions.change(action=row, **values):
        raise Http404  # somebody removed it meanwhile
    messages.success(request, _("De actie is bijgewerkt."))
    return _to_plan(scan)


def _full(request: HttpRequest, scan: Scan) -> HttpResponse:
    text = _("Het plan is vol: er passen %(most)d acties in. Verwijder er eerst een.")
    messages.error(request, text % {"most": actions.MOST})
    return _to_plan(scan)


def _to_plan(scan: Scan) -> HttpResponse:
    """The page itself knows what to do with a scan that is not closed."""
    return redirect("reports:plan", scan.organisation.slug, scan.pk)


def _back(scan: Scan, code: str, origin: str) -> str:
    """To the advice on the page where it was taken; only known places."""
    anchors = {"uitkomsten": f"#advies-{code}", "drie": "#drie"}
    name = "results" if origin in anchors else "plan"
    address = reverse(f"reports:{name}", args=[scan.organisation.slug, scan.pk])
    return address + anchors.get(origin, f"#advies-{code}")


def _file(request: HttpRequest, scan: Scan, make, content_type: str, suffix: str) -> HttpResponse:
    """Made at once, and named after today: a plan changes."""
    asked, today = request.GET.get("taal"), timezone.localdate()
    language = asked if asked in dict(settings.MANAGER_LANGUAGES) else settings.LANGUAGE_CODE
    other = "" if language == settings.LANGUAGE_CODE else f"-{language}"
    name = f"leercultuur-{scan.organisation.slug}-{today.isoformat()}-actieplan{other}.{suffix}"
    response = HttpResponse(make(scan, language), content_type=content_type)
    note_download(request, scan, "plan")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
