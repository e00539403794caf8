"""What the page shows on which HR looks through a list: its rows, remarks and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from scan import inviting, staff_list_text
from scan.links import ROLE_NAMES
from scan.models import Invitation, Scan
from scan.roles import ROLES, Role
from scan.staff_list.correcting import LEFT_OUT, Draft, Parts, Word, counts, parts, words
from scan.staff_list.types import Certainty
from scan.staff_list.words import fold
from scan.staff_list_drafts import Kept
from scan.staff_list_form import ALL, CHOOSE, LOOK, ONE_OF_FOUR

ROWS = WORDS = 60  # on one page; three fields a row stay under DATA_UPLOAD_MAX_NUMBER_FIELDS
MOST_SKIPPED = 200


@dataclass(frozen=True)
class ShownRow:
    place: int
    line: int
    address: str = field(repr=False)
    word: str
    language: str
    options: list[tuple[str, str, bool]]  # value, text, chosen
    remarks: list[str]
    suggestion: str = field(repr=False)
    is_proposal: bool
    in_group: bool  # can be chosen for at once, with everybody who has the same word or none


@dataclass(frozen=True)
class ShownWord:
    place: int
    text: str
    number: int
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class RoleCount:
    """People of one role: on this list, invited before, and as the manager said for the scan."""

    name: str
    on_list: int
    before: int
    headcount: int

    @property
    def together(self) -> int:
        return self.on_list + self.before

    @property
    def is_too_many(self) -> bool:
        return self.together > self.headcount


@dataclass(frozen=True)
class Page:
    """Everything the template needs. `part` is CHOOSE, LOOK or ALL."""

    scan: Scan
    kept: Kept = field(repr=False)
    divided: Parts
    part: str
    number: int
    pages: int
    rows: list[ShownRow] = field(repr=False)
    words: list[ShownWord]
    more_words: int
    without_role: int
    roles: list[RoleCount]

    @property
    def draft(self) -> Draft:
        return self.kept.draft

    @property
    def summary(self) -> str:
        return staff_list_text.counts(self.draft.found)

    @property
    def where(self) -> str:
        return staff_list_text.where(self.draft.found.source)

    @property
    def remarks(self) -> list[str]:
        return staff_list_text.about_list(self.draft.found)

    @property
    def single(self) -> list[ShownRow]:
        return [row for row in self.rows if not row.in_group]

    @property
    def grouped(self) -> list[ShownRow]:
        return [row for row in self.rows if row.in_group]

    @property
    def first_field(self) -> str:
        """Where to go on when roles are missing."""
        if self.without_role:
            return "zonder"
        if self.words:
            return f"woord-{self.words[0].place}"
        return f"rol-{self.rows[0].place}"

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        found = self.divided
        return [
            (CHOOSE, _("Rol kiezen"), len(found.choose)),
            (LOOK, _("Nakijken"), len(found.look)),
            (ALL, _("Iedereen"), len(self.draft.found.rows)),
        ]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return _options("", may_be_empty=True)

    @property
    def skipped(self) -> list[tuple[int, str, str]]:
        rows = self.draft.found.skipped[:MOST_SKIPPED]
        return [(row.line, row.text, staff_list_text.why_skipped(row)) for row in rows]

    @property
    def more_skipped(self) -> int:
        return max(0, len(self.draft.found.skipped) - MOST_SKIPPED)

    @property
    def number_invited(self) -> int:
        """Everybody who will be on the list, once the last roles are chosen."""
        return len(self.divided.invited) + len(self.divided.choose)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def has_too_many(self) -> bool:
        return any(role.is_too_many for role in self.roles)


def check_page(scan: Scan, kept: Kept, wanted: str, blad: str) -> Page:
    draft = kept.draft
    divided = parts(draft, inviting.addresses(scan))
    part = _part(wanted, divided)
    places = _places(part, draft, divided)
    pages = max(1, -(-len(places) // ROWS))
    number = min(max(1, int(blad) if blad.isdecimal() and len(blad) < 5 else 1), pages)
    known = frozenset(divided.known)
    found = [] if part == ALL else words(draft, places)
    groups = _groups(draft, part, found)
    places = sorted(places, key=lambda place: (_in_group(draft, place, groups), place))
    return Page(
        scan=scan,
        kept=kept,
        divided=divided,
        part=part,
        number=number,
        pages=pages,
        rows=[
            _row(draft, place, place in known, _in_group(draft, place, groups))
            for place in places[(number - 1) * ROWS : number * ROWS]
        ],
        words=[_word(word) for word in found[:WORDS]],
        more_words=max(0, len(found) - WORDS),
        without_role=_without_role(draft, divided) if part == CHOOSE else 0,
        roles=_role_counts(scan, draft, divided),
    )


def language_name(code: str | None) -> str:
    return str(get_language_info(code)["name_translated"]) if code else ""


def _part(wanted: str, divided: Parts) -> str:
    """What is asked for; otherwise, and when there is nothing in it, what needs work most."""
    filled = {CHOOSE: divided.choose, LOOK: divided.look}
    if wanted == ALL or filled.get(wanted):
        return wanted
    return next((part for part, places in filled.items() if places), ALL)


def _places(part: str, draft: Draft, divided: Parts) -> Sequence[int]:
    of_part = {CHOOSE: divided.choose, LOOK: divided.look}
    return of_part.get(part) or range(len(draft.found.rows))


def _groups(draft: Draft, part: str, found: Sequence[Word]) -> frozenset[str]:
    """The words that can be chosen for at once; the empty one is for who has no word."""
    nobody = {""} if part == CHOOSE else set()
    return frozenset({fold(word.text) for word in found[:WORDS]} | nobody)


def _in_group(draft: Draft, place: int, groups: frozenset[str]) -> bool:
    row = draft.found.rows[place]
    if not row.word:
        return "" in groups and row.certainty is Certainty.ABSENT
    return fold(row.word) in groups


def _row(draft: Draft, place: int, is_known: bool, in_group: bool) -> ShownRow:
    row = draft.found.rows[place]
    chosen = draft.chosen(place)
    return ShownRow(
        place=place,
        line=row.line,
        address=row.address,
        word=row.word,
        language=language_name(row.language),
        options=[] if is_known else _options(chosen, may_be_empty=not chosen),
        remarks=staff_list_text.about_row(row),
        suggestion=row.suggestion,
        is_proposal=row.certainty is Certainty.PROPOSED and chosen != LEFT_OUT,
        in_group=in_group,
    )


def _word(word: Word) -> ShownWord:
    options = _options(word.role or "", may_be_empty=not word.role)
    return ShownWord(word.place, word.text, word.number, options)


def _options(chosen: str, *, may_be_empty: bool) -> list[tuple[str, str, bool]]:
    values = [("", _("Kies een rol"))] if may_be_empty else []
    values += [(role.value, str(name)) for role, name in ONE_OF_FOUR.items()]
    values.append((LEFT_OUT, _("Niet uitnodigen")))
    return [(value, text, value == chosen) for value, text in values]


def _without_role(draft: Draft, divided: Parts) -> int:
    """How many rows came without any word for a role."""
    rows = (draft.found.rows[place] for place in divided.choose)
    return sum(row.certainty is Certainty.ABSENT for row in rows)


def _role_counts(scan: Scan, draft: Draft, divided: Parts) -> list[RoleCount]:
    here = counts(draft, divided.invited)
    rows = scan.invitations.filter(route=Invitation.Route.MAIL).exclude(email="")
    before: Counter[str] = Counter(rows.values_list("role", flat=True))
    return [_count(scan, role, here[role], before[role]) for role in ROLES]


def _count(scan: Scan, role: Role, on_list: int, before: int) -> RoleCount:
    return RoleCount(str(ROLE_NAMES[role]), on_list, before, scan.invited[role])
