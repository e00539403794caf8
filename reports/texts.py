"""The open answers after closing: which may be kept, and freezing what is left of them.

Only the total, only where at least DETAIL people took part and K texts are left on a question.
Everything else is destroyed, unread where it is known at closing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from reports.published import TOTAL, NoTexts, OwnWords, Published, Texts
from reports.published_json import digest, from_json, to_json
from reports.thresholds import DETAIL, K
from scan import actions, audit
from scan.audit import What
from scan.instrument.open_questions import CURRENT, questions
from scan.shortening import is_empty, shorten

if TYPE_CHECKING:
    from scan.models import OpenAnswer, Scan, User

FEW_PEOPLE, FEW_TEXTS, FEW_LEFT, NOT_READ = "few_people", "few_texts", "few_left", "not_read"


def why_not(people: int, texts: Mapping[int, int]) -> dict[int, str]:
    """Questions whose texts may not be kept, with the reason; decided before anybody reads.

    people: usable answers in the published total, at most the headcount. texts: question to
    number of texts.
    """
    if people < DETAIL:
        return dict.fromkeys(questions(), FEW_PEOPLE)
    return {number: FEW_TEXTS for number in questions() if texts.get(number, 0) < K}


def settle(scan: Scan, published: Published) -> Published:
    """At closing: destroy what may not be kept; what is left has to be read first."""
    if not scan.open_questions:
        return published
    withheld = why_not(_people(scan, published), _counts(scan))
    actions.destroy_texts(scan=scan, questions=withheld)
    if len(withheld) < len(questions()):
        actions.hold_for_review(scan=scan)
        return published
    return replace(published, texts=OwnWords(CURRENT, tuple(_withhold(withheld))))


@transaction.atomic
def publish_texts(scan: Scan, by: User | None = None) -> None:
    """End the review: freeze what is left of the texts and destroy the originals, once."""
    scan = actions.locked(scan)
    if scan.is_in_review:
        _freeze(scan, read(scan))
        audit.note(What.TEXTS, organisation=scan.organisation, user=by, scan=scan)


@transaction.atomic
def publish_without_texts(scan: Scan) -> None:
    """End a review that nobody did in time: the texts are destroyed, the numbers published."""
    scan = actions.locked(scan)
    if scan.is_in_review:
        _freeze(scan, _withhold(dict.fromkeys(questions(), NOT_READ)))


def read(scan: Scan) -> tuple[Texts | NoTexts, ...]:
    """What would be published now, question by question."""
    found = rows(scan)
    return tuple(
        _question(number, [text for text in found if text.question == number])
        for number in questions()
    )


def rows(scan: Scan) -> list[OpenAnswer]:
    """By their random id: an order that says nothing, and stays the same while reading."""
    return list(scan.texts.order_by("pk"))


def is_left_out(text: OpenAnswer) -> bool:
    return text.left_out or is_empty(text.text, text.struck)


def _counts(scan: Scan) -> Counter[int]:
    return Counter(scan.texts.values_list("question", flat=True))


def _people(scan: Scan, published: Published) -> int:
    """No more than the headcount, as for every threshold: an open link can bring more answers."""
    total = published.group(TOTAL)
    return min(total.n, sum(scan.invited.values())) if total else 0


def _question(number: int, found: list[OpenAnswer]) -> Texts | NoTexts:
    if len(found) < K:
        return NoTexts(number, FEW_TEXTS)
    left = [text for text in found if not is_left_out(text)]
    if len(left) < K:
        return NoTexts(number, FEW_LEFT)
    return Texts(
        question=number,
        total=len(found),
        shortened=sum(bool(text.struck) for text in left),
        left_out=len(found) - len(left),
        texts=tuple(shorten(text.text, text.struck) for text in left),
    )


def _withhold(reasons: Mapping[int, str]) -> Iterable[NoTexts]:
    return tuple(NoTexts(number, reason) for number, reason in reasons.items())


def _freeze(scan: Scan, found: Iterable[Texts | NoTexts]) -> None:
    publication = scan.publication
    own_words = OwnWords(CURRENT, tuple(found))
    published = replace(from_json(publication.content), texts=own_words)
    publication.content, publication.digest = to_json(published), digest(published)
    with actions.without_details():
        publication.save(update_fields=["content", "digest"])
    actions.end_review(scan=scan)
