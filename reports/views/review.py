"""Between closing and publishing: looking for names in the open answers, then publishing all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import texts
from reports.published import NoTexts, Texts
from reports.review_form import ShortenForm
from reports.sentences.own_words import Answers, in_words
from reports.wording import Words
from scan import access, actions
from scan.confirming import confirmed
from scan.instrument.load import load
from scan.instrument.open_questions import CURRENT, questions
from scan.models import Membership, OpenAnswer, Scan
from scan.shortening import shorten
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Row:
    """One text as it would be published now."""

    id: UUID
    text: str
    is_shortened: bool
    is_left_out: bool


@dataclass(frozen=True)
class Question:
    number: int
    text: str
    rows: tuple[Row, ...]
    planned: Answers


@access.member("manager")
@allow("GET")
def review(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """The texts, question by question, in the order of their random ids."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_in_review:
        return _to_follow(member, scan)
    context = {"member": member, "scan": scan, "questions": _questions(scan)}
    context["deadline"] = actions.answers_erased_on(scan)
    return render(request, "reports/review.html", context)


@access.member("manager")
@allow("GET", "POST")
def shorten_text(request: HttpRequest, member: Membership, pk: UUID, text: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_in_review:
        return _to_follow(member, scan)
    found = get_object_or_404(scan.texts, pk=text)
    form = ShortenForm(request.POST if request.method == "POST" else None, text=found)
    if not form.is_valid():
        context = {"member": member, "scan": scan, "form": form, "text": found}
        context["question"] = questions()[found.question][get_language()]
        status = 422 if form.is_bound else 200
        return render(request, "reports/shorten_text.html", context, status=status)
    chosen = form.cleaned_data
    actions.mark_text(text=found, struck=chosen["struck"], left_out=chosen["left_out"])
    response = redirect("reports:review", member.organisation.slug, pk)
    response["Location"] += f"#t{found.pk}"
    return response


@access.member("manager")
@allow("GET", "POST")
@confirmed
def publish(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Ask once, then freeze what is left and destroy the originals."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_in_review:
        return _to_follow(member, scan)
    if request.method == "POST":
        texts.publish_texts(scan, by=request.user)
        messages.success(request, _("De uitkomsten zijn gepubliceerd."))
        return redirect("reports:results", member.organisation.slug, pk)
    context = {"member": member, "scan": scan, "questions": _questions(scan)}
    return render(request, "reports/publish.html", context)


def _questions(scan: Scan) -> list[Question]:
    words = Words(load(scan.instrument), get_language())
    found = texts.rows(scan)
    return [
        _question(words, planned, [text for text in found if text.question == planned.question])
        for planned in texts.read(scan)
    ]


def _question(words: Words, planned: Texts | NoTexts, found: list[OpenAnswer]) -> Question:
    rows = tuple(
        Row(text.pk, shorten(text.text, text.struck), bool(text.struck), texts.is_left_out(text))
        for text in found
    )
    asked = questions(CURRENT)[planned.question]
    return Question(planned.question, asked[words.language], rows, in_words(words, asked, planned))


def _to_follow(member: Membership, scan: Scan) -> HttpResponse:
    return redirect("reports:follow", member.organisation.slug, scan.pk)
