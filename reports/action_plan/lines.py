"""The plan as lines to show, the same for page, paper, workbook and mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from reports.models import PlanAction
from reports.wording import Words, upper_first
from scan.instrument.load import load

if TYPE_CHECKING:
    from scan.models import Scan

Status = PlanAction.Status
ORDER = (Status.DOING, Status.TODO, Status.DONE, Status.DROPPED)
OPEN = (Status.DOING, Status.TODO)


@dataclass(frozen=True)
class Line:
    """An action with what stands around it. `number` 0 and `block` empty: no block."""

    id: UUID
    number: int
    block: str
    text: str
    owner: str
    due_on: date | None
    days_late: int  # 0: not late, no date, or nothing left to do
    sign: str
    status: str
    status_text: str

    @property
    def indented(self) -> str:
        """For plain text: under "- " further lines begin where the first one does."""
        return self.text.replace("\n", "\n  ")

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True)
class Group:
    """The lines with one status."""

    status: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Counted:
    all: int
    open: int
    doing: int
    done: int


def lines(scan: Scan, language: str) -> tuple[Line, ...]:
    """What is being done first, then what waits; in each the first date on top."""
    words, today = Words(load(scan.instrument), language), timezone.localdate()
    found = (_line(action, words, today) for action in scan.plan.all())
    return tuple(sorted(found, key=_rank))


def groups(found: Iterable[Line]) -> tuple[Group, ...]:
    found = tuple(found)
    made = (_group(status, found) for status in ORDER)
    return tuple(group for group in made if group.lines)


def count(found: Iterable[Line]) -> Counted:
    states = [line.status for line in found]
    return Counted(
        all=len(states),
        open=sum(state in OPEN for state in states),
        doing=states.count(Status.DOING),
        done=states.count(Status.DONE),
    )


def _group(status: str, found: tuple[Line, ...]) -> Group:
    own = tuple(line for line in found if line.status == status)
    return Group(status, own[0].status_text if own else "", own)


def _line(action: PlanAction, words: Words, today: date) -> Line:
    known = action.block in {block.code for block in words.instrument.blocks}
    is_open, due = action.status in OPEN, action.due_on
    return Line(
        id=action.pk,
        number=words.instrument.block(action.block).number if known else 0,
        block=words.short(action.block) if known else "",
        text=action.text,
        owner=action.owner,
        due_on=due,
        days_late=max(0, (today - due).days) if due and is_open else 0,
        sign=action.sign,
        status=action.status,
        status_text=upper_first(words.say(Status(action.status).label)),
    )


def _rank(line: Line) -> tuple[int, date]:
    """Sorting is stable: equal dates stay in the order of adding."""
    return ORDER.index(Status(line.status)), line.due_on or date.max
