"""The published questionnaire: what measurement needs of it, and that it never changes."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import pairwise

import pytest

from scan.instrument.load import HERE, load
from scan.instrument.types import LANGUAGES, ORGANISATION, OWN, PERSPECTIVE, SCALE
from scan.roles import ROLES, Role

NAME = "leercultuur_mkb_1"

# Table 1 of Van der Weide et al., "Bouwstenen van een integrale leercultuur": the kenmerken per
# building block, in its order.
TABLE_1 = {
    "Inhoud van werk": (
        "Taakautonomie",
        "Taakcomplexiteit",
        "Taakvariëteit",
        "Uitdaging in taken",
    ),
    "Ruimte en veiligheid om te ontwikkelen": (
        "Onderling vertrouwen",
        "Fouten mogen maken",
        "Experimenteerruimte",
    ),
    "Samenwerken en teamontwikkeling": (
        "Teamontwikkeling",
        "Kennisuitwisseling",
        "Samenwerken in diverse teams met andere disciplines",
    ),
    "Leiderschap gericht op ontwikkeling": (
        "Visie op leren uitdragen",
        "Rolmodel",
        "Eigenaarschap stimuleren",
    ),
    "Organisatie-inrichting gericht op ontwikkeling": (
        "Structuren en systemen gericht op continu verbeteren",
        "Vastleggen van leerervaringen",
        "Beoordelings- en beloningsstructuur voor ontwikkelinitiatieven",
        "Periodieke evaluatiemomenten",
        "Opleidingsbudget",
    ),
    "Organisatie verbinden met de externe omgeving": (
        "(Proactief) kennis opnemen van ontwikkelingen in de maatschappij en markt",
        "Cocreatie met klanten en leveranciers",
    ),
}

# Which part of a block must be answered for a block score (scan/METHOD.md).
# block: kenmerken, needed of these; statements, needed of these
MINIMA = {
    "IW": (4, 3, 8, 4),
    "RV": (3, 2, 6, 3),
    "ST": (3, 2, 6, 3),
    "LO": (3, 2, 6, 3),
    "OI": (5, 4, 10, 5),
    "EO": (2, 2, 6, 3),
}

ANCHORS = ("IW-UIT-2", "RV-FOU-1", "ST-KEN-1", "LO-VIS-1", "OI-SYS-2", "EO-ONT-3")

# Own work first, then outwards; per block one statement of every kenmerk, then the next.
ASKED = {
    "IW": "AUT-1 COM-1 VAR-1 UIT-1 AUT-2 COM-2 VAR-2 UIT-2",
    "RV": "VER-1 FOU-1 EXP-1 VER-2 FOU-2 EXP-2",
    "ST": "TEA-1 KEN-1 DIV-1 TEA-2 KEN-2 DIV-2",
    "LO": "VIS-1 ROL-1 EIG-1 VIS-2 ROL-2 EIG-2",
    "OI": "SYS-1 VAS-1 BEO-1 EVA-1 BUD-1 SYS-2 VAS-2 BEO-2 EVA-2 BUD-2",
    "EO": "ONT-1 COC-1 ONT-2 COC-2 ONT-3 COC-3",
}


@pytest.fixture(scope="module")
def instrument():
    return load(NAME)


def test_every_kenmerk_of_table_1_is_there_and_no_other(instrument):
    found = {b.name["nl"]: tuple(f.name["nl"] for f in b.features) for b in instrument.blocks}
    assert found == TABLE_1


def test_teamontwikkeling_is_the_only_kenmerk_outside_table_3(instrument):
    assert [f.code for f in instrument.features if "T3" not in f.article] == ["ST-TEA"]
    assert all("T1" in f.article for f in instrument.features)


def test_counts(instrument):
    counts = len(instrument.blocks), len(instrument.features), len(instrument.codes)
    assert counts == (6, 20, 42)
    assert len(set(instrument.codes)) == 42


def test_two_statements_per_kenmerk_and_three_in_block_6(instrument):
    for feature in instrument.features:
        assert len(feature.items) == (3 if feature.block == "EO" else 2), feature.code


def test_minima_for_a_block_score(instrument):
    found = {
        b.code: (len(b.features), b.min_features, len(b.items), b.min_answered)
        for b in instrument.blocks
    }
    assert found == MINIMA


def test_minima_for_a_kenmerk_score_are_1_of_2_and_2_of_3(instrument):
    assert {(len(f.items), f.min_answered) for f in instrument.features} == {(2, 1), (3, 2)}


def test_the_order_of_asking(instrument):
    found = {b.code: tuple(item.code for item in b.items) for b in instrument.blocks}
    assert found == {
        block: tuple(f"{block}-{rest}" for rest in order.split()) for block, order in ASKED.items()
    }


def test_statements_of_one_kenmerk_are_never_neighbours(instrument):
    for first, second in pairwise(instrument.items):
        assert first.feature != second.feature


def test_one_anchor_per_block(instrument):
    assert tuple(block.anchor.code for block in instrument.blocks) == ANCHORS


def test_only_anchors_read_the_same_in_both_perspectives(instrument):
    same = {item.code for item in instrument.items if item.texts[OWN] == item.texts[ORGANISATION]}
    assert same == set(ANCHORS)


def test_only_employees_answer_about_themselves(instrument):
    assert PERSPECTIVE == {
        Role.DIR: ORGANISATION,
        Role.HR: ORGANISATION,
        Role.LG: ORGANISATION,
        Role.MW: OWN,
    }
    item = instrument.items[0]
    assert item.text(Role.MW, "nl") == item.texts[OWN]["nl"]
    assert item.text(Role.LG, "en") == item.texts[ORGANISATION]["en"]


def test_the_scale_says_klopt_from_not_at_all_to_completely(instrument):
    assert tuple(instrument.scale) == SCALE
    assert [label["nl"] for label in instrument.scale.values()] == [
        "klopt helemaal niet",
        "klopt meestal niet",
        "klopt soms wel, soms niet",
        "klopt meestal wel",
        "klopt helemaal",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_with_dont_know_names_the_answers_by_their_labels(instrument, language):
    lowest, dont_know = instrument.scale[1][language], instrument.dont_know[language]
    for role in ROLES:
        text = instrument.help_with_dont_know(role, language)
        assert f"‘{lowest}’" in text
        assert f"‘{dont_know}’" in text


def test_help_with_dont_know_follows_the_perspective(instrument):
    assert "bij jou " in instrument.help_with_dont_know(Role.MW, "nl")
    assert "bij jullie " in instrument.help_with_dont_know(Role.DIR, "nl")


def test_roles_stand_in_the_order_in_which_the_first_that_fits_counts(instrument):
    assert tuple(instrument.roles) == (Role.DIR, Role.HR, Role.LG, Role.MW)


def test_every_role_reads_who_the_leidinggevende_is(instrument):
    for role, text in instrument.roles.items():
        assert "leidinggevende" in text.instruction["nl"].lower(), role
        assert "manager" in text.instruction["en"].lower(), role


def test_every_statement_names_its_sources_and_what_it_covers(instrument):
    for item in instrument.items:
        assert item.covers
        assert item.literature
        assert set(item.literature) <= set(instrument.literature)


def test_within_a_kenmerk_every_statement_covers_something_else(instrument):
    covered = Counter(item.covers for item in instrument.items)
    assert max(covered.values()) == 1


def test_the_file_is_read_once_per_process():
    assert load(NAME) is load(NAME)


# A published version never changes, not by a comma: answers given to these words must stay
# comparable between people and between years. Whoever wants better words makes a successor, a file
# of its own (leercultuur_mkb_2.yaml, version 2.0.0), and adds its hash here; this one stays.
PUBLISHED = {
    "leercultuur_mkb_1": "39ce2d1c9d1617064d01f268652b6f465bd8ddf5c77b85c4eb712ae99ca53f4d",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_version_never_changes_it_gets_a_successor(name):
    content = (HERE / f"{name}.yaml").read_bytes()
    assert sha256(content).hexdigest() == PUBLISHED[name], "make a successor instead"


def test_every_instrument_is_published_with_its_hash():
    assert {path.stem for path in HERE.glob("*_[0-9]*.yaml")} == set(PUBLISHED)
