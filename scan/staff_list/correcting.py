"""A list that was read plus what HR chooses for its rows -> the list as HR wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from scan.roles import Role
from scan.staff_list.types import Certainty, Row, StaffList
from scan.staff_list.words import fold

LEFT_OUT = "-"  # chosen instead of a role


@dataclass(frozen=True)
class Draft:
    """A row is known by its place in `found.rows`, which never changes."""

    found: StaffList
    left_out: frozenset[int] = frozenset()

    def chosen(self, place: int) -> str:
        """The role, LEFT_OUT, or nothing yet."""
        return LEFT_OUT if place in self.left_out else self.found.rows[place].role or ""


@dataclass(frozen=True)
class Choices:
    """What came from a page. An empty value chooses nothing."""

    rows: Mapping[int, str] = field(default_factory=dict)  # every row of the page
    words: Mapping[int, str] = field(default_factory=dict)  # by the place of one row with the word
    without_role: str = ""
    addresses: frozenset[int] = frozenset()  # where the suggested address is the right one
    seen: bool = True  # what stayed as it was on the page is right


@dataclass(frozen=True)
class Parts:
    """The places of all rows, divided by what is left to do."""

    choose: tuple[int, ...]  # there is no role
    look: tuple[int, ...]  # there is a role or an address to look at
    ready: tuple[int, ...]
    known: tuple[int, ...]  # invited for this scan already
    left_out: tuple[int, ...]

    @property
    def invited(self) -> tuple[int, ...]:
        return tuple(sorted(self.look + self.ready))


@dataclass(frozen=True)
class Word:
    """A job title that several rows have; `role` when it is a proposal."""

    place: int
    text: str
    number: int
    role: Role | None


def start(found: StaffList, role: Role | None) -> Draft:
    """With this role for every row that came without one."""
    if role is None:
        return Draft(found)
    rows = tuple(
        _decided(row, role) if row.certainty is Certainty.ABSENT else row for row in found.rows
    )
    return Draft(replace(found, rows=rows))


def corrected(draft: Draft, choices: Choices) -> Draft:
    """A choice for one row goes before one for its word."""
    rows, left_out = list(draft.found.rows), set(draft.left_out)
    by_word = {fold(rows[place].word): value for place, value in choices.words.items() if value}
    for place, row in enumerate(draft.found.rows):
        value = _meant(row, draft.chosen(place), choices.rows.get(place, ""), by_word, choices)
        if not value:
            continue
        left_out.discard(place)
        if value == LEFT_OUT:
            left_out.add(place)
        else:
            rows[place] = _decided(row, Role(value))
            if place in choices.rows:
                rows[place] = replace(rows[place], remarks=(), suggestion="")
    _take_suggestions(draft, choices, rows, left_out)
    return Draft(replace(draft.found, rows=tuple(rows)), frozenset(left_out))


def parts(draft: Draft, known: Collection[str]) -> Parts:
    """`known` are the addresses that are invited already, in small letters."""
    found: dict[str, list[int]] = {
        name: [] for name in ("choose", "look", "ready", "known", "left_out")
    }
    for place, row in enumerate(draft.found.rows):
        found[_part(draft, place, row, known)].append(place)
    return Parts(**{name: tuple(places) for name, places in found.items()})


def words(draft: Draft, places: Iterable[int]) -> list[Word]:
    """The job titles that more than one of these rows has, most frequent first."""
    found: dict[str, list[int]] = {}
    for place in places:
        row = draft.found.rows[place]
        if row.word and row.certainty is not Certainty.SURE:
            found.setdefault(fold(row.word), []).append(place)
    groups = [_word(draft, together) for together in found.values() if len(together) > 1]
    return sorted(groups, key=lambda word: (-word.number, word.text.lower()))


def counts(draft: Draft, places: Iterable[int]) -> Counter[Role]:
    rows = (draft.found.rows[place] for place in places)
    return Counter(row.role for row in rows if row.role)


def _meant(row: Row, before: str, chosen: str, by_word: Mapping[str, str], choices: Choices) -> str:
    if chosen and chosen != before:
        return chosen
    if row.certainty is not Certainty.SURE and (for_word := by_word.get(fold(row.word))):
        return for_word
    if not before and row.certainty is Certainty.ABSENT:
        return choices.without_role
    return chosen if choices.seen else ""


def _decided(row: Row, role: Role) -> Row:
    return replace(row, role=role, certainty=Certainty.SURE)


def _take_suggestions(draft: Draft, choices: Choices, rows: list[Row], left_out: set[int]) -> None:
    """The address that was probably meant; somebody who then stands there twice is left out."""
    taken = {row.address.lower() for row in draft.found.rows}
    for place in choices.addresses:
        if address := draft.found.rows[place].suggestion:
            rows[place] = replace(rows[place], address=address, remarks=(), suggestion="")
            if address.lower() in taken:
                left_out.add(place)


def _part(draft: Draft, place: int, row: Row, known: Collection[str]) -> str:
    if row.address.lower() in known:
        return "known"
    if place in draft.left_out:
        return "left_out"
    if row.role is None:
        return "choose"
    return "ready" if row.certainty is Certainty.SURE and not row.remarks else "look"


def _word(draft: Draft, together: list[int]) -> Word:
    first = draft.found.rows[together[0]]
    proposed = {draft.found.rows[place].role for place in together}
    return Word(together[0], first.word, len(together), first.role if len(proposed) == 1 else None)
