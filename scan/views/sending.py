"""The end of the questionnaire: looking it over, sending, and what is shown afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from scan import access, actions, drafts, own_words, progress, quality, withdrawal
from scan.drafts import Draft
from scan.instrument.load import load
from scan.models import OpenLink
from scan.views.errors import allow
from scan.views.steps import FROM_CHECK, go, page, while_open, with_draft


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def check(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if draft.role is None:
        return go(link, "role")
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
        return go(link, "check")
    response = page(request, link, "thanks", {"blocks": draft and _own_answers(link, draft)})
    drafts.erase(response, link)
    return response


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
        "texts": len(own_words.read(request, link, draft.code)),
    }
    return page(request, link, "check", context, status=422 if nothing_to_send else 200)


def _send(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    sheet = actions.Sheet(
        role=draft.role,
        answers=draft.answers,
        duration=draft.duration,
        id=draft.id,
        texts=_texts(request, link, draft),
    )
    try:
        actions.submit(scan=link.scan, sheet=sheet)
    except actions.ScanClosed:
        return page(request, link, "link_closed", {"draft": draft}, status=410)
    response = go(link, "thanks")
    drafts.write(response, link, draft.as_sent())
    own_words.erase(response, link)
    return response


def _texts(request: HttpRequest, link: OpenLink, draft: Draft) -> tuple[actions.OpenText, ...]:
    return tuple(
        actions.OpenText(withdrawal.text_id(draft.code, number), number, text)
        for number, text in own_words.read(request, link, draft.code).items()
    )


def _own_answers(link: OpenLink, draft: Draft) -> list[progress.OwnAnswers]:
    instrument = load(link.scan.instrument)
    return progress.own_answers(instrument, draft.role, draft.answers, get_language())
