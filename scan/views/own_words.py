"""The open questions: after the six blocks, for scans that ask them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language

from scan import access, own_words
from scan.drafts import Draft
from scan.instrument.load import load
from scan.instrument.open_questions import MAX_LENGTH
from scan.models import OpenLink
from scan.own_words_form import OwnWordsForm
from scan.views.errors import allow
from scan.views.public import remember_choice
from scan.views.steps import go, page, while_open, with_draft


@access.respondent
@allow("GET", "POST")
@while_open
@with_draft
def words(request: HttpRequest, link: OpenLink, draft: Draft) -> HttpResponse:
    if not link.scan.open_questions:
        raise Http404
    if draft.role is None:
        return go(link, "role")
    form = OwnWordsForm(
        request.POST if request.method == "POST" else None,
        language=get_language(),
        texts=own_words.read(request, link, draft.code),
    )
    if not form.is_valid():
        context = {"form": form, "longest": MAX_LENGTH}
        return page(request, link, "own_words", context, status=422 if form.is_bound else 200)
    response = _after(request, link)
    own_words.write(response, link, draft.code, form.texts)
    return response


def _after(request: HttpRequest, link: OpenLink) -> HttpResponseRedirect:
    """Every button saves first; this is where it leads."""
    again = go(link, "own_words")
    if remember_choice(request, again):
        return again
    button = request.POST.get("naar")
    if button == "terug":
        return go(link, "block", len(load(link.scan.instrument).blocks))
    return go(link, "stop" if button == "stoppen" else "check")
