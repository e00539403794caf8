"""The respondent's pages. A GET stores nothing; the server knows nothing before "Versturen"."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from scan import access, actions, drafts, progress, quality
from scan.drafts import Draft
from scan.instrument.load import load
from scan.instrument.types import Block
from scan.models import OpenLink, Scan
from scan.questionnaire_form import BlockForm, RoleForm
from scan.roles import Role
from scan.views.errors import allow
from scan.views.public import remember_language

View = Callable[..., HttpResponse]
# In the address of a block that was opened from the check page: go back there afterwards.
FROM_CHECK = "controle"


def while_open(view: View) -> View:
    """Before the first day and after the last there is a page that says so."""

    @wraps(view)
    def checked(request: HttpRequest, link: OpenLink, **kwargs) -> HttpResponse:
        if link.scan.takes_answers:
            return view(request, link, **kwargs)
        return _refusal(request, link)

    return checked


def with_draft(view: View) -> View:
    """Puts the draft in; without one people start at the welcome page, which says why."""

    @wraps(view)
    def checked(request: HttpRequest, link: OpenLink, **kwargs) -> HttpResponse:
        draft = drafts.read(request, link)
        if draft is None:
            return _go(link, "welcome", query="melding=geen-concept")
        if draft.sent:
            return _go(link, "thanks")
        return view(request, link, draft, **kwargs)

    return checked


@access.respondent
@allow("GET", "POST")
@while_open
def welcome(request: HttpRequest, link: OpenLink) -> HttpResponse:
    draft = drafts.read(request, link)
    if request.method == "POST":
        return _begin(link, draft)
    instrument = load(link.scan.instrument)
    context = {
        "draft": draft,
        "lost": draft is None
        and (drafts.is_unreadable(request, link) or request.GET.get("melding") == "geen-concept"),
        "minutes": progress.minutes_in_total(instrument),
        "statements": len(instrument.items),
        "days": settings.ANSWER_RETENTION_DAYS,
        "alone": _may_be_alone(link.scan, link.role),
        "someone_alone": not link.role and 1 in link.scan.invited.values(),
    }
    return _page(request, link, "welcome", context)


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def role(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if link.role:
        return _go(link, "block", 1)
    form = RoleForm(
        instrument=load(link.scan.instrument),
        language=get_language(),
        invited=link.scan.invited,
        data=request.POST if request.method == "POST" else None,
        role=draft.role,
    )
    if not form.is_valid():
        context = {"form": form, "has_answers": bool(draft.answers)}
        return _page(request, link, "role", context, status=422 if form.is_bound else 200)
    response = _go(link, "block", 1)
    drafts.write(response, link, draft.with_role(Role(form.cleaned_data["role"])))
    return response


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def block(request: HttpRequest, link: OpenLink, draft: Draft, number: int) -> HttpResponse:
    if draft.role is None:
        return _go(link, "role")
    form = _block_form(request, link, draft, number)
    if not form.is_valid():
        return _block_page(request, link, draft, number, form)
    response = _after_block(request, link, number)
    drafts.write(response, link, draft.with_answers(form.codes, form.given))
    return response


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def check(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if draft.role is None:
        return _go(link, "role")
    if request.method != "POST":
        return _check_page(request, link, draft)
    if not draft.answers:
        return _check_page(request, link, draft, nothing_to_send=True)
    return _send(request, link, draft)


@access.respondent
@allow("GET")
def thanks(request: HttpRequest, link: OpenLink) -> HttpResponse:
    """The own answers, once: this page also takes them off the device."""
    draft = drafts.read(request, link)
    if draft is not None and not draft.sent:
        return _go(link, "check")
    response = _page(request, link, "thanks", {"blocks": draft and _own_answers(link, draft)})
    drafts.erase(response, link)
    return response


@access.respondent
@allow("GET", "POST")
def stop(request: HttpRequest, link: OpenLink) -> HttpResponse:
    if request.method == "POST":
        response = _go(link, "stop")
        drafts.erase(response, link)
        return response
    draft = drafts.read(request, link)
    if draft is None:
        return _page(request, link, "stopped", {})
    return _page(request, link, "stop", {"draft": draft, "days": drafts.LIFE // 86400})


def _begin(link: OpenLink, draft: Draft | None) -> HttpResponse:
    """A draft that is there is picked up again: pressing twice loses nothing."""
    if draft is None or draft.sent:
        draft = drafts.begin(link)
    response = _to_where_it_stopped(link, draft)
    drafts.write(response, link, draft)
    return response


def _to_where_it_stopped(link: OpenLink, draft: Draft) -> HttpResponseRedirect:
    if draft.role is None:
        return _go(link, "role")
    number = progress.first_unfinished(load(link.scan.instrument), draft.answers)
    return _go(link, "block", number) if number else _go(link, "check")


def _block(link: OpenLink, number: int) -> Block:
    blocks = load(link.scan.instrument).blocks
    if not 1 <= number <= len(blocks):
        raise Http404
    return blocks[number - 1]


def _block_form(request: HttpRequest, link: OpenLink, draft: Draft, number: int) -> BlockForm:
    return BlockForm(
        instrument=load(link.scan.instrument),
        block=_block(link, number),
        role=draft.role,
        language=get_language(),
        data=request.POST if request.method == "POST" else None,
        answers=draft.answers,
    )


def _block_page(
    request: HttpRequest, link: OpenLink, draft: Draft, number: int, form: BlockForm
) -> HttpResponse:
    instrument, language = load(link.scan.instrument), get_language()
    context = {
        "form": form,
        "number": number,
        "total": len(instrument.blocks),
        "minutes": progress.minutes_left(instrument, number),
        "name": _block(link, number).short[language],
        "instruction": instrument.roles[draft.role].instruction[language],
        "help": instrument.help_with_dont_know(draft.role, language),
        "alone": number == 1 and not link.role and _may_be_alone(link.scan, draft.role),
        "from_check": request.GET.get("van") == FROM_CHECK,
    }
    return _page(request, link, "block", context, status=422 if form.is_bound else 200)


def _after_block(request: HttpRequest, link: OpenLink, number: int) -> HttpResponseRedirect:
    """Every button on a block page saves first; this is where it leads."""
    if language := request.POST.get("taal"):
        response = HttpResponseRedirect(request.get_full_path())
        remember_language(response, language)
        return response
    button, last = request.POST.get("naar"), len(load(link.scan.instrument).blocks)
    if button == "stoppen":
        return _go(link, "stop")
    if button == "terug":
        return _before_block(link, number)
    if number == last or request.GET.get("van") == FROM_CHECK:
        return _go(link, "check")
    return _go(link, "block", number + 1)


def _before_block(link: OpenLink, number: int) -> HttpResponseRedirect:
    if number > 1:
        return _go(link, "block", number - 1)
    return _go(link, "welcome" if link.role else "role")


def _check_page(
    request: HttpRequest, link: OpenLink, draft: Draft, nothing_to_send: bool = False
) -> HttpResponse:
    instrument = load(link.scan.instrument)
    scored = sum(isinstance(answer, int) for answer in draft.answers.values())
    context = {
        "blocks": progress.per_block(instrument, draft.answers, get_language()),
        "filled": len(draft.answers),
        "scored": scored,
        "statements": len(instrument.items),
        "minimum": quality.MINIMUM_ANSWERS,
        "too_few": scored < quality.MINIMUM_ANSWERS,
        "nothing_to_send": nothing_to_send,
        "from_check": FROM_CHECK,
    }
    return _page(request, link, "check", context, status=422 if nothing_to_send else 200)


def _send(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    sheet = actions.Sheet(
        role=draft.role, answers=draft.answers, duration=draft.duration, id=draft.id
    )
    try:
        actions.submit(scan=link.scan, sheet=sheet)
    except actions.ScanClosed:
        return _page(request, link, "link_closed", {"draft": draft}, status=410)
    response = _go(link, "thanks")
    drafts.write(response, link, draft.as_sent())
    return response


def _own_answers(link: OpenLink, draft: Draft) -> list[progress.OwnAnswers]:
    instrument = load(link.scan.instrument)
    return progress.own_answers(instrument, draft.role, draft.answers, get_language())


def _may_be_alone(scan: Scan, role: str) -> bool:
    return bool(role) and scan.invited[Role(role)] <= 1


def _refusal(request: HttpRequest, link: OpenLink) -> HttpResponse:
    scan = link.scan
    if scan.is_draft or (scan.is_open and timezone.localdate() < scan.first_day):
        return _page(request, link, "link_early", {}, status=403)
    context = {"draft": drafts.read(request, link)}
    return _page(request, link, "link_closed", context, status=410)


def _go(link: OpenLink, page: str, *args: int, query: str = "") -> HttpResponseRedirect:
    address = reverse(f"scan:{page}", args=[link.token, *args])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _page(
    request: HttpRequest, link: OpenLink, name: str, context: dict, status: int = 200
) -> HttpResponse:
    context |= {"link": link, "scan": link.scan}
    return render(request, f"scan/{name}.html", context, status=status)
