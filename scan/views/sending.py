"""The end of the questionnaire: looking it over, sending, and what is shown afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from scan import (
    access,
    actions,
    apart,
    drafts,
    inviting,
    own_words,
    progress,
    quality,
    same_device,
    withdrawal,
)
from scan.drafts import Draft
from scan.end_forms import ApartForm
from scan.instrument.load import load
from scan.models import OpenLink
from scan.views.errors import allow
from scan.views.steps import FROM_CHECK, go, kiosk_closed, page, while_open, with_draft


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def check(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if draft.role is None:
        return go(link, "role")
    form = _apart_form(request, link, draft)
    if request.method == "POST" and draft.answers and (form is None or form.is_valid()):
        return _send(request, link, draft, shown_apart=form is not None and form.agreed)
    return _check_page(request, link, draft, form)


@access.respondent
@allow("GET")
def thanks(request: HttpRequest, link: OpenLink) -> HttpResponse:
    """The own answers and the withdrawal code, once: this page takes them off the device."""
    draft = drafts.read(request, link)
    if draft is not None and not draft.sent:
        return go(link, "check")
    response = page(request, link, "thanks", _shown_once(link, draft) if draft else {})
    drafts.erase(response, link)
    return response


def _apart_form(request: HttpRequest, link: OpenLink, draft: Draft) -> ApartForm | None:
    """Nobody but the directie is asked; what others send along is not even looked at."""
    if not apart.may_be_asked(draft.role, link.scan.invited):
        return None
    return ApartForm(request.POST if request.method == "POST" else None)


def _check_page(
    request: HttpRequest, link: OpenLink, draft: Draft, form: ApartForm | None
) -> HttpResponse:
    refused = request.method == "POST"
    instrument = load(link.scan.instrument)
    scored = sum(isinstance(answer, int) for answer in draft.answers.values())
    context = {
        "blocks": progress.per_block(instrument, draft.answers, get_language()),
        "filled": len(draft.answers),
        "scored": scored,
        "statements": len(instrument.items),
        "minimum": quality.MINIMUM_ANSWERS,
        "too_few": scored < quality.MINIMUM_ANSWERS,
        "nothing_to_send": refused and not draft.answers,
        "form": form,
        "costs_comparison": apart.takes_the_comparison_away(link.scan.invited),
        "from_check": FROM_CHECK,
        "texts": len(own_words.read(request, link, draft.code)),
    }
    return page(request, link, "check", context, status=422 if refused else 200)


def _send(request: HttpRequest, link: OpenLink, draft: Draft, *, shown_apart: bool) -> HttpResponse:
    sheet = actions.Sheet(
        role=draft.role,
        answers=draft.answers,
        shown_apart=shown_apart,
        duration=draft.duration,
        id=draft.id,
        texts=_texts(request, link, draft),
    )
    try:
        actions.submit(scan=link.scan, sheet=sheet, invitation=link.invitation)
    except actions.ScanClosed:
        if link.is_kiosk:
            return kiosk_closed(request, link)
        return page(request, link, "link_closed", {"draft": draft}, status=410)
    except inviting.AlreadyUsed:
        return page(request, link, "link_used", {}, status=410)
    response = go(link, "thanks")
    drafts.write(response, link, draft.as_sent())
    own_words.erase(response, link)
    same_device.remember(response, link)
    return response


def _texts(request: HttpRequest, link: OpenLink, draft: Draft) -> tuple[actions.OpenText, ...]:
    return tuple(
        actions.OpenText(withdrawal.text_id(draft.code, number), number, text)
        for number, text in own_words.read(request, link, draft.code).items()
    )


def _shown_once(link: OpenLink, draft: Draft) -> dict:
    instrument = load(link.scan.instrument)
    return {
        "blocks": progress.own_answers(instrument, draft.role, draft.answers, get_language()),
        "code": withdrawal.groups(draft.code),
        "asked_apart": apart.may_be_asked(draft.role, link.scan.invited),
    }
