"""Every write over several rows. Each action is whole or nothing."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from scan import audit, inviting, leftovers, quality
from scan.audit import What
from scan.instrument.load import load
from scan.instrument.types import DONT_KNOW, SCALE, Instrument
from scan.models import (
    Invitation,
    Membership,
    OpenAnswer,
    OpenLink,
    Organisation,
    Response,
    Scan,
    User,
)
from scan.roles import ROLES, Role

Answers = Mapping[str, int | str]  # item code -> 1-5 or "WN"; an empty item is left out
ANSWER_VALUES = frozenset({*SCALE, DONT_KNOW})


class ScanClosed(Exception):
    """The scan takes no answers (any more)."""


class BadAnswers(Exception):
    """Answers that are not this questionnaire's; `problems` names each."""

    def __init__(self, problems: list[str]):
        super().__init__("; ".join(problems))
        self.problems = problems


class NotStored(Exception):
    """The database refused rows. Says why in general, never with what was in them."""


@dataclass(frozen=True)
class OpenText:
    """What somebody wrote on an open question, under an id that only the writer can work out."""

    id: uuid.UUID = field(repr=False)
    question: int
    text: str = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """One filled-in questionnaire, from a browser, from paper or from a file."""

    role: Role = field(repr=False)
    answers: Answers = field(repr=False)
    shown_apart: bool = field(default=False, repr=False)
    duration: float | None = None  # seconds; used once to judge usability, never stored
    id: uuid.UUID | None = None
    texts: tuple[OpenText, ...] = field(default=(), repr=False)


@transaction.atomic
def create_organisation(*, user: User, name: str) -> Organisation:
    organisation = _with_free_slug(name)
    Membership.unscoped.create(user=user, organisation=organisation, level=Membership.Level.MANAGER)
    return organisation


@transaction.atomic
def open_scan(*, scan: Scan, by: User | None = None) -> None:
    """Make the links and let people in; opening twice changes nothing."""
    scan = locked(scan)
    if not scan.is_draft:
        return
    for role in ("", *ROLES):
        OpenLink.unscoped.get_or_create(scan=scan, role=role)
    scan.status, scan.opened_on = Scan.Status.OPEN, timezone.localdate()
    scan.save(update_fields=["status", "opened_on"])
    audit.note(What.OPENED, organisation=scan.organisation, user=by, scan=scan)


@transaction.atomic
def submit(*, scan: Scan, sheet: Sheet, invitation: Invitation | None = None) -> None:
    """Store one sheet and spend the personal link it came by, if any.

    The same id twice stores once. Raises ScanClosed, and `inviting.AlreadyUsed` when somebody
    else's sheet came by that link. The lock makes closing and sending take turns: an acknowledged
    answer is in the result.
    """
    scan = locked(scan)
    if not scan.takes_answers:
        raise ScanClosed
    if invitation is not None and not is_stored(scan, sheet.id):
        inviting.spend(invitation)
    _store(scan, [sheet])


def is_stored(scan: Scan, number: uuid.UUID | None) -> bool:
    """Whether the sheet with this id has arrived; only its sender knows the id."""
    return number is not None and Response.unscoped.filter(pk=number, scan=scan).exists()


@transaction.atomic
def import_sheets(*, scan: Scan, sheets: Iterable[Sheet]) -> int:
    """Store many sheets in random order, all or nothing."""
    scan = locked(scan)
    if not scan.is_open:
        raise ScanClosed
    sheets = list(sheets)
    secrets.SystemRandom().shuffle(sheets)
    _store(scan, sheets)
    return len(sheets)


@transaction.atomic
def close(*, scan: Scan) -> Scan:
    """Take no more answers. Called by `reports.publish`, which freezes in the same transaction."""
    scan = locked(scan)
    if not scan.is_open:
        raise ScanClosed
    scan.status, scan.closed_on = Scan.Status.CLOSED, timezone.localdate()
    scan.save(update_fields=["status", "closed_on"])
    inviting.destroy_tokens(scan=scan)
    return scan


@transaction.atomic
def shuffle_responses(*, scan: Scan) -> None:
    """Write the rows again in random order under new ids.

    SQLite keeps a hidden rowid and PostgreSQL a ctid in order of arrival; drafts on people's
    devices know the old id.
    """
    _write_again(Response.unscoped.filter(scan=scan))
    _write_again(OpenAnswer.unscoped.filter(scan=scan))
    transaction.on_commit(leftovers.wipe, robust=True)


@transaction.atomic
def hold_for_review(*, scan: Scan) -> None:
    """Closed for answers, while the texts are read before anything is published."""
    scan.status = Scan.Status.REVIEW
    scan.save(update_fields=["status"])


@transaction.atomic
def end_review(*, scan: Scan) -> None:
    """Everything may be seen from now on; what people wrote exists nowhere else any more."""
    destroy_texts(scan=scan)
    scan.status = Scan.Status.CLOSED
    scan.save(update_fields=["status"])


@transaction.atomic
def destroy_texts(*, scan: Scan, questions: Iterable[int] | None = None) -> None:
    """The texts on these questions, or on all."""
    found = OpenAnswer.unscoped.filter(scan=scan)
    (found if questions is None else found.filter(question__in=list(questions))).delete()
    transaction.on_commit(leftovers.wipe, robust=True)


@transaction.atomic
def mark_text(*, text: OpenAnswer, struck: Iterable[int], left_out: bool) -> None:
    """What the reviewer takes out. The text itself stays as it is until it is published."""
    if locked(text.scan).is_in_review:
        text.struck, text.left_out = sorted(struck), left_out
        with without_details():
            text.save(update_fields=["struck", "left_out"])


def answers_erased_on(scan: Scan):
    """The day the answers of a closed scan are destroyed."""
    return scan.closed_on + timedelta(days=settings.ANSWER_RETENTION_DAYS)


@transaction.atomic
def erase_answers(*, scan: Scan) -> int:
    """Destroy the answers of a closed scan; the published result stays."""
    transaction.on_commit(leftovers.wipe, robust=True)
    number = Response.unscoped.filter(scan=scan, scan__status=Scan.Status.CLOSED).delete()[0]
    if number:
        audit.note(What.ERASED, organisation=scan.organisation, scan=scan, detail="answers")
    return number


def check_answers(answers: Answers, instrument: Instrument) -> list[str]:
    """What is wrong with these answers, one sentence each; empty when all is well."""
    known = frozenset(instrument.codes)
    problems = [f"onbekende vraag: {code}" for code in answers if code not in known]
    return problems + [
        f"{code}: verwacht 1, 2, 3, 4, 5 of WN, maar er staat {value!r}"
        for code, value in answers.items()
        if code in known and (isinstance(value, bool) or value not in ANSWER_VALUES)
    ]


def _store(scan: Scan, sheets: list[Sheet]) -> None:
    instrument = load(scan.instrument)
    rows = [_response(scan, sheet, instrument) for sheet in sheets]
    texts = [text for sheet in sheets for text in sheet.texts] if scan.open_questions else []
    with without_details():
        Response.unscoped.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        OpenAnswer.unscoped.bulk_create(
            [_open_answer(scan, text) for text in texts], ignore_conflicts=True, batch_size=500
        )


def _write_again(found: QuerySet) -> None:
    rows = list(found)
    secrets.SystemRandom().shuffle(rows)
    found.delete()
    for row in rows:
        row.pk = uuid.uuid4()
    with without_details():
        found.model.unscoped.bulk_create(rows)


@contextmanager
def without_details() -> Iterator[None]:
    """PostgreSQL repeats a refused row in its message, which would end up in a log."""
    try:
        yield
    except DatabaseError as error:
        raise NotStored(type(error).__name__) from None


def _response(scan: Scan, sheet: Sheet, instrument: Instrument) -> Response:
    if problems := check_answers(sheet.answers, instrument):
        raise BadAnswers(problems)
    # In the order of the questionnaire: the order of answering is nobody's business.
    answers = {c: sheet.answers[c] for c in instrument.codes if c in sheet.answers}
    return Response(
        id=sheet.id or uuid.uuid4(),
        scan=scan,
        role=Role(sheet.role),
        answers=answers,
        unusable=quality.assess(answers, instrument.codes, sheet.duration).unusable,
        shown_apart=sheet.shown_apart and sheet.role == Role.DIR,
    )


def _open_answer(scan: Scan, text: OpenText) -> OpenAnswer:
    return OpenAnswer(id=text.id, scan=scan, question=text.question, text=text.text)


def locked(scan: Scan) -> Scan:
    """The scan as it is now; who else asks waits until this transaction ends."""
    return Scan.unscoped.select_for_update().select_related(None).get(pk=scan.pk)


def _with_free_slug(name: str) -> Organisation:
    """name, name-2, name-3 ...: the first that nobody has, also when others ask at once."""
    base = slugify(name)[:40] or "organisatie"
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        organisation, is_new = Organisation.unscoped.get_or_create(
            slug=slug, defaults={"name": name}
        )
        if is_new:
            return organisation
    raise AssertionError("count() never ends")
