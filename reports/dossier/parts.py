"""The parts of the dossier, in order: which text, for whom, when; read and filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reports.dossier.facts import GROUPS, Facts
from reports.dossier.markup import OPENING, Block, Run, Values, read
from scan.roles import Role

TEXTS = Path(__file__).parent / "text"
READING, NOTICE, LETTER = "1_leeswijzer", "3_privacybericht", "4_brief"


@dataclass(frozen=True)
class Kind:
    text: str
    number: str
    title: str
    audience: str
    when: str
    role: Role | None = None  # of the notice


@dataclass(frozen=True)
class Part:
    kind: Kind
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return f"{self.kind.number}. {self.kind.title}"


KINDS = (
    Kind(READING, "1", "Lees dit eerst", "jou", "nu"),
    Kind("2_uitnodiging", "2", "Uitnodiging", "iedereen", "een week vooraf"),
    Kind(NOTICE, "3", "Privacybericht", "", "bij de uitnodiging"),
    Kind(LETTER, "4", "Brief over instemming of advies", "", "voor het openen"),
    Kind("5_dpia", "5", "Voortoets DPIA", "directie en FG", "voor het openen"),
    Kind("6_belangenafweging", "6", "Belangenafweging", "directie en FG", "voor het openen"),
    Kind("7_bewaarplan", "7", "Bewaarplan", "jou en de beheerder van de server", "voor het openen"),
    Kind("8_register", "8", "Verwerkingsregister en verwerker", "jou en de FG", "voor het openen"),
    Kind("9_slim", "9", "Projectsamenvatting voor SLIM", "de directie", "bij een aanvraag"),
)


def parts(facts: Facts) -> tuple[Part, ...]:
    """The reading page comes first and knows what is left open in all the others."""
    kinds = _kinds(facts)
    others = tuple(_part(kind, facts.values | _own(kind, facts)) for kind in kinds[1:])
    overview = tuple((f"{kind.number}. {kind.title}", kind.audience, kind.when) for kind in kinds)
    first = _part(kinds[0], facts.values | {"delen": overview, "invullen": open_places(others)})
    return (first, *others)


def open_places(found: tuple[Part, ...]) -> tuple[str, ...]:
    """What the reader must fill in, each once, with the parts where it stands."""
    places: dict[str, dict[str, None]] = {}
    for part in found:
        for run in _runs(part):
            if run.to_fill_in:
                what = run.text.removeprefix(OPENING).removesuffix("]")
                places.setdefault(what, {})[part.kind.number] = None
    return tuple(f"{what} (deel {', '.join(numbers)})" for what, numbers in places.items())


def _runs(part: Part) -> Iterator[Run]:
    for block in part.blocks:
        yield from block.text
        for row in block.rows:
            for cell in row:
                yield from cell


def _kinds(facts: Facts) -> tuple[Kind, ...]:
    """With a notice for each role of this firm, and the letter addressed."""
    found: list[Kind] = []
    for kind in KINDS:
        if kind.text == NOTICE:
            found += [_notice(kind, role, n) for n, role in enumerate(facts.role_values)]
        elif kind.text == LETTER:
            found.append(replace(kind, audience=str(facts.values["forum"])))
        else:
            found.append(kind)
    return tuple(found)


def _notice(kind: Kind, role: Role, place: int) -> Kind:
    group = GROUPS[role]
    title = f"{kind.title} voor {group}"
    return replace(kind, number=f"3{'abcd'[place]}", title=title, audience=group, role=role)


def _own(kind: Kind, facts: Facts) -> Values:
    return facts.role_values[kind.role] if kind.role else {}


def _part(kind: Kind, values: Values) -> Part:
    source = (TEXTS / f"{kind.text}.md").read_text(encoding="utf-8")
    return Part(kind, read(source, values))
