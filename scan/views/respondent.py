"""The respondent's pages. A GET stores nothing; the server knows nothing before "Versturen"."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language

from scan import access, apart, drafts, progress, same_device
from scan.drafts import Draft
from scan.instrument.difficult_words import chosen
from scan.instrument.load import load
from scan.instrument.types import Block
from scan.models import OpenLink
from scan.questionnaire_form import BlockForm, RoleForm
from scan.roles import Role
from scan.views.errors import allow
from scan.views.public import remember_choice
from scan.views.steps import FROM_CHECK, go, page, while_open, with_draft


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
        and not link.is_kiosk
        and (drafts.is_unreadable(request, link) or request.GET.get("melding") == "geen-concept"),
        "answered_here": same_device.has_answered(request, link),
        "minutes": progress.minutes_in_total(instrument),
        "statements": len(instrument.items),
        "days": settings.ANSWER_RETENTION_DAYS,
        "unread": get_language() in instrument.unread,
        "words": chosen(("directie", "gemiddelde", "vertrouwelijk"), get_language()),
        "someone_alone": not link.role and 1 in link.scan.invited.values(),
        "apart": apart.may_be_asked(link.role or Role.DIR, link.scan.invited),
    }
    return page(request, link, "welcome", context)


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def role(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if link.role:
        return go(link, "block", 1)
    form = RoleForm(
        instrument=load(link.scan.instrument),
        language=get_language(),
        invited=link.scan.invited,
        data=request.POST if request.method == "POST" else None,
        role=draft.role,
    )
    if not form.is_valid():
        context = {
            "form": form,
            "has_answers": bool(draft.answers),
            "words": chosen(("directie", "hr", "leidinggevende"), get_language()),
        }
        return page(request, link, "role", context, status=422 if form.is_bound else 200)
    response = go(link, "block", 1)
    drafts.write(response, link, draft.with_role(Role(form.cleaned_data["role"])))
    return response


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def block(request: HttpRequest, link: OpenLink, draft: Draft, number: int) -> HttpResponse:
    if draft.role is None:
        return go(link, "role")
    form = _block_form(request, link, draft, number)
    if not form.is_valid():
        return _block_page(request, link, draft, number, form)
    response = _after_block(request, link, number)
    drafts.write(response, link, draft.with_answers(form.codes, form.given))
    return response


@access.respondent
@allow("GET", "POST")
def stop(request: HttpRequest, link: OpenLink) -> HttpResponse:
    if request.method == "POST":
        response = go(link, "stop")
        drafts.erase(response, link)
        return response
    draft = drafts.read(request, link)
    if draft is None:
        return go(link, "welcome") if link.is_kiosk else page(request, link, "stopped", {})
    return page(request, link, "stop", {"draft": draft, "days": drafts.LIFE // 86400})


def _begin(link: OpenLink, draft: Draft | None) -> HttpResponse:
    """A draft that is there is picked up again: pressing twice loses nothing."""
    if draft is None or draft.sent:
        draft = drafts.begin(link)
    response = to_where_it_stopped(link, draft)
    drafts.write(response, link, draft)
    return response


def to_where_it_stopped(link: OpenLink, draft: Draft) -> HttpResponseRedirect:
    if draft.role is None:
        return go(link, "role")
    number = progress.first_unfinished(load(link.scan.instrument), draft.answers)
    return go(link, "block", number) if number else go(link, "check")


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
        "role_is_new": draft.role if number == 1 and not link.role else None,
        "apart": number == 1 and apart.may_be_asked(draft.role, link.scan.invited),
        "from_check": request.GET.get("van") == FROM_CHECK,
    }
    return page(request, link, "block", context, status=422 if form.is_bound else 200)


def _after_block(request: HttpRequest, link: OpenLink, number: int) -> HttpResponseRedirect:
    """Every button on a block page saves first; this is where it leads."""
    again = HttpResponseRedirect(request.get_full_path())
    if remember_choice(request, again):
        return again
    button, last = request.POST.get("naar"), len(load(link.scan.instrument).blocks)
    if button == "stoppen":
        return go(link, "stop")
    if button == "terug":
        return _before_block(link, number)
    if request.GET.get("van") == FROM_CHECK:
        return go(link, "check")
    if number == last:
        return go(link, "own_words" if link.scan.open_questions else "check")
    return go(link, "block", number + 1)


def _before_block(link: OpenLink, number: int) -> HttpResponseRedirect:
    if number > 1:
        return go(link, "block", number - 1)
    return go(link, "welcome" if link.role else "role")
