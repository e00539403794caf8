"""Frozen results of very different firms, made by hand: no scoring, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.published import (
    Facts,
    Group,
    Hidden,
    NoTexts,
    Number,
    OwnWords,
    Published,
    PublishedBlock,
    Shown,
    Texts,
)
from scan.instrument.load import load
from scan.roles import ROLES, Role

INSTRUMENT = "leercultuur_mkb_1"
BLOCKS = ("IW", "RV", "ST", "LO", "OI", "EO")
OFFSETS = {2: (5, -5), 3: (6, 0, -6), 4: (6, -2, -6, 2), 5: (8, 3, 0, -4, -7)}
DIR, HR, LG, MW = ROLES

# What people wrote; the canary stands in every text and nowhere else.
TEXT_CANARY = "papegaaienkooi"
QUOTES = (
    "Tijd om te oefenen, zonder dat de lijn doordraait.",
    "Een ervaren collega […] die vertelt waarom het zo moet.",
    "Fouten mogen maken en er samen naar kijken: 12345 keer als het moet.",
    "Więcej czasu na naukę, po polsku też.",
    "Больше времени 🧱",
    "Eén vaste dag per maand.",
)

Scores = Mapping[str, tuple[int | None, ...]]  # group code -> six scores; None = hidden


def facts(**changes: object) -> Facts:
    return replace(
        Facts(
            organisation="Machinefabriek De Linde",
            title="Leercultuur 2026",
            opened_on="2026-11-02",
            closed_on="2026-11-20",
            answers_erased_on="2026-12-20",
            works_council_informed=True,
        ),
        **changes,
    )


def named(organisation: str, changes: Mapping[str, object]) -> dict[str, object]:
    return {"organisation": organisation, **changes}


def group(code: str, n: int, invited: int, roles: tuple[Role, ...], kind: str = "part") -> Group:
    return Group(code=code, kind=kind, roles=roles, n=n, invited=invited)


def number(value: int, n: int) -> Number:
    """Clipped as the privacy rules do: wider below ten people."""
    low, high = (5, 95) if n >= 10 else (10, 90)
    if value <= low:
        return Number(low, "<=")
    return Number(high, ">=") if value >= high else Number(value)


def shown(block: str, score: int, n: int, spread: bool, offsets: tuple[int, ...] = ()) -> Shown:
    features = load(INSTRUMENT).block(block).features
    offsets = offsets or OFFSETS[len(features)]
    margin = min(20, 2 + 40 // n) if spread else None
    return Shown(
        n=n,
        score=number(score, n),
        features={
            f.code: number(score + step, n) for f, step in zip(features, offsets, strict=True)
        },
        margin=margin,
        agreement="wisselend" if spread else None,
        dont_know=number(4, n) if spread else None,
    )


def published(
    groups: tuple[Group, ...],
    scores: Scores,
    *,
    roles: tuple[Role, ...] = ROLES,
    offsets: Mapping[tuple[str, str], tuple[int, ...]] | None = None,
    wording_note: tuple[str, ...] = (),
    only_leading: bool = False,
    **fact_changes: object,
) -> Published:
    """`offsets`: (block, group code) -> what each kenmerk adds to the score of the block."""
    parts = [g for g in groups if g.kind == "part"]
    offsets = offsets or {}

    def spread(g: Group) -> bool:
        return all(part.n >= 10 for part in parts) if g.kind == "total" else g.n >= 10

    def cell(block: str, position: int, g: Group) -> Shown | Hidden:
        score = scores[g.code][position]
        if score is None:
            return Hidden("too_small")
        right = spread(g) and g.n >= 10 and g.kind != "own"
        return shown(block, score, g.n, right, offsets.get((block, g.code), ()))

    return Published(
        schema=1,
        instrument=INSTRUMENT,
        instrument_version=load(INSTRUMENT).version,
        scoring_version="1",
        facts=facts(**fact_changes),
        roles=roles,
        groups=groups,
        blocks=tuple(
            PublishedBlock(
                code=code,
                groups={g.code: cell(code, position, g) for g in groups},
                wording_note=code in wording_note,
            )
            for position, code in enumerate(BLOCKS)
        ),
        only_leading=only_leading,
    )


def typical(**fact_changes: object) -> Published:
    """The firm of the design: 152 people, the three leading roles merged."""
    return published(
        (
            group("totaal", 101, 152, ROLES, "total"),
            group("MW", 91, 140, (MW,)),
            group("DIR+HR+LG", 10, 12, (DIR, HR, LG)),
        ),
        {
            "totaal": (66, 61, 75, 46, 54, 50),
            "MW": (65, 60, 75, 44, 53, 49),
            "DIR+HR+LG": (74, 73, 79, 68, 59, 61),
        },
        offsets={
            ("IW", "MW"): (6, 3, -6, -3),
            ("LO", "MW"): (5, -2, -4),
            ("OI", "MW"): (5, -9, 6, 3, -5),
        },
        wording_note=("EO",),
        **fact_changes,
    )


def large(**fact_changes: object) -> Published:
    """Four parts of at least five, so `leiding` pools three of them."""
    return published(
        (
            group("totaal", 143, 190, ROLES, "total"),
            group("DIR", 6, 6, (DIR,)),
            group("HR", 5, 5, (HR,)),
            group("LG", 12, 19, (LG,)),
            group("MW", 120, 160, (MW,)),
            group("leiding", 23, 30, (DIR, HR, LG), "leading"),
        ),
        {
            "totaal": (72, 70, 78, 71, 74, 76),
            "DIR": (84, 88, 82, 86, 90, 88),
            "HR": (66, 62, 71, 58, 69, 60),
            "LG": (75, 74, 80, 78, 72, 77),
            "MW": (71, 69, 78, 70, 74, 76),
            "leiding": (75, 75, 78, 75, 76, 76),
        },
        **fact_changes,
    )


def total_only(**fact_changes: object) -> Published:
    """Four in the lead, twenty in the workshop: only the total can be shown."""
    return published(
        (group("totaal", 24, 24, ROLES, "total"),),
        {"totaal": (58, 66, 71, 52, 47, 45)},
        **named("Zwolle Techniek", {"works_council_informed": False, **fact_changes}),
    )


def exactly_five(**fact_changes: object) -> Published:
    roles = (DIR, LG, MW)
    return published(
        (group("totaal", 5, 6, roles, "total"),),
        {"totaal": (38, 42, 48, 31, 22, 35)},
        roles=roles,
        **named("Bakkerij Jansen & Zn.", fact_changes),
    )


def consented(**fact_changes: object) -> Published:
    """One director agreed to be shown apart."""
    return published(
        (
            group("totaal", 26, 30, ROLES, "total"),
            group("HR+LG", 5, 6, (HR, LG)),
            group("MW", 20, 23, (MW,)),
            group("DIR*", 1, 1, (DIR,), "own"),
            group("leiding", 6, 7, (DIR, HR, LG), "leading"),
        ),
        {
            "totaal": (60, 52, 64, 55, 48, 41),
            "HR+LG": (70, 74, 72, 76, 60, 62),
            "MW": (57, 45, 61, 48, 44, 35),
            "DIR*": (80, 85, 78, 88, 65, 50),
            "leiding": (72, 76, 73, 78, 61, 60),
        },
        **named("Installatiebedrijf Łódź-Çelik", fact_changes),
    )


def hidden_block(**fact_changes: object) -> Published:
    """Two blocks fall back to the total, one is not shown at all."""
    return published(
        (
            group("totaal", 20, 26, ROLES, "total"),
            group("MW", 15, 20, (MW,)),
            group("DIR+HR+LG", 5, 6, (DIR, HR, LG)),
        ),
        {
            "totaal": (62, 55, 58, 49, 51, None),
            "MW": (60, 52, 57, None, 47, None),
            "DIR+HR+LG": (68, 64, 61, None, 63, None),
        },
        **fact_changes,
    )


def only_leading(**fact_changes: object) -> Published:
    return published(
        (group("totaal", 6, 26, ROLES, "total"),),
        {"totaal": (70, 72, 66, 74, 58, 61)},
        only_leading=True,
        **named("Van den Berg Staalbouw", fact_changes),
    )


def extremes(**fact_changes: object) -> Published:
    """Everything at the edges, where numbers are clipped."""
    roles = (DIR, LG, MW)
    return published(
        (
            group("totaal", 40, 41, roles, "total"),
            group("MW", 34, 35, (MW,)),
            group("DIR+HR+LG", 6, 6, (DIR, LG)),
        ),
        {
            "totaal": (17, 100, 97, 14, 3, 96),
            "MW": (2, 100, 98, 0, 1, 97),
            "DIR+HR+LG": (100, 100, 92, 94, 14, 91),
        },
        roles=roles,
        **named("Koninklijke Verenigde Gereedschapmakerijen en Metaalfabrieken Oost", fact_changes),
    )


def low(**fact_changes: object) -> Published:
    """Employees above the leading groups, all six low."""
    return published(
        (
            group("totaal", 60, 130, ROLES, "total"),
            group("MW", 45, 115, (MW,)),
            group("DIR+HR+LG", 15, 15, (DIR, HR, LG)),
        ),
        {
            "totaal": (44, 47, 49, 40, 38, 33),
            "MW": (48, 50, 51, 43, 41, 36),
            "DIR+HR+LG": (30, 36, 41, 29, 28, 22),
        },
        **named("Transport Noord", fact_changes),
    )


def own_words(**fact_changes: object) -> Published:
    """Answers to one open question; the other one had too few."""
    quotes = tuple(f"{quote} {TEXT_CANARY}" for quote in QUOTES)
    answered = Texts(question=1, total=len(quotes) + 1, shortened=1, left_out=1, texts=quotes)
    texts = OwnWords("open_questions_1", (answered, NoTexts(2, "few_texts")))
    return replace(typical(**fact_changes), texts=texts)


def too_small(**fact_changes: object) -> Published:
    """Fewer than five answers: a report without any number."""
    made = published((), {}, **named("Loodgieter De Wit", fact_changes))
    return replace(made, roles=(DIR, LG, MW))


def unbalanced(**fact_changes: object) -> Published:
    """Two blocks far above the rest, one far below: work on the weak link."""
    return published(
        (
            group("totaal", 61, 80, ROLES, "total"),
            group("MW", 49, 66, (MW,)),
            group("DIR+HR+LG", 12, 14, (DIR, HR, LG)),
        ),
        {
            "totaal": (84, 79, 58, 56, 27, 52),
            "MW": (84, 79, 57, 55, 26, 52),
            "DIR+HR+LG": (85, 80, 62, 60, 31, 54),
        },
        **named("Meubelmakerij Oosterhof", fact_changes),
    )


def rosy(**fact_changes: object) -> Published:
    """Leaders who see everything far more sunnily than medewerkers do."""
    return published(
        (
            group("totaal", 84, 118, ROLES, "total"),
            group("MW", 71, 104, (MW,)),
            group("DIR+HR+LG", 13, 14, (DIR, HR, LG)),
        ),
        {
            "totaal": (55, 47, 58, 43, 41, 44),
            "MW": (51, 42, 55, 37, 36, 41),
            "DIR+HR+LG": (78, 76, 75, 79, 71, 63),
        },
        offsets={("RV", "MW"): (8, -3, -5), ("LO", "MW"): (2, -6, 4)},
        wording_note=("RV", "OI"),
        **named("Installatietechniek Van Rijn", fact_changes),
    )


def divided(**fact_changes: object) -> Published:
    """Middling scores that hide two camps: wide margins, "verdeeld" everywhere."""
    made = published(
        (
            group("totaal", 52, 75, ROLES, "total"),
            group("MW", 40, 62, (MW,)),
            group("DIR+HR+LG", 12, 13, (DIR, HR, LG)),
        ),
        {
            "totaal": (57, 52, 61, 55, 50, 53),
            "MW": (56, 50, 60, 53, 48, 52),
            "DIR+HR+LG": (60, 58, 65, 62, 56, 57),
        },
        **named("Drukkerij Twee Torens", fact_changes),
    )
    return replace(
        made,
        blocks=tuple(
            replace(
                block,
                groups={
                    code: replace(cell, agreement="verdeeld", margin=cell.margin + 5)
                    for code, cell in block.groups.items()
                },
            )
            for block in made.blocks
        ),
    )


def no_hr(**fact_changes: object) -> Published:
    """Nobody has HR as a role, and the firm has no works council."""
    roles = (DIR, LG, MW)
    return published(
        (
            group("totaal", 38, 51, roles, "total"),
            group("MW", 33, 45, (MW,)),
            group("DIR+HR+LG", 5, 6, (DIR, LG)),
        ),
        {
            "totaal": (69, 72, 70, 63, 45, 38),
            "MW": (68, 71, 69, 61, 43, 37),
            "DIR+HR+LG": (76, 79, 77, 76, 58, 45),
        },
        roles=roles,
        **named("Hoveniersbedrijf Groenrand", {"works_council_informed": False, **fact_changes}),
    )


def two_hundred_fifty(**fact_changes: object) -> Published:
    """The upper end of the mkb: four parts, and leading groups that differ among themselves."""
    return published(
        (
            group("totaal", 187, 250, ROLES, "total"),
            group("DIR", 5, 5, (DIR,)),
            group("HR", 7, 8, (HR,)),
            group("LG", 19, 22, (LG,)),
            group("MW", 156, 215, (MW,)),
            group("leiding", 31, 35, (DIR, HR, LG), "leading"),
        ),
        {
            "totaal": (64, 58, 67, 49, 61, 55),
            "DIR": (80, 82, 78, 84, 76, 81),
            "HR": (61, 52, 66, 41, 48, 50),
            "LG": (72, 68, 74, 66, 70, 62),
            "MW": (63, 56, 66, 46, 60, 54),
            "leiding": (71, 67, 73, 63, 66, 62),
        },
        **named("Verpakkingsindustrie IJsselvallei", fact_changes),
    )


FIRMS = {
    "typical": typical,
    "large": large,
    "total_only": total_only,
    "exactly_five": exactly_five,
    "consented": consented,
    "hidden_block": hidden_block,
    "only_leading": only_leading,
    "extremes": extremes,
    "low": low,
    "own_words": own_words,
    "too_small": too_small,
}
# The eight that the whole report is looked at with, page by page.
DEMO_FIRMS = {
    "total_only": total_only,
    "typical": typical,
    "unbalanced": unbalanced,
    "rosy": rosy,
    "divided": divided,
    "consented": consented,
    "no_hr": no_hr,
    "two_hundred_fifty": two_hundred_fifty,
}
