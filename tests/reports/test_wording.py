"""What things are called, in Dutch and in English."""

from __future__ import annotations

import pytest

from reports.findings import Balance, GapClass, Level
from reports.published import Group, Number
from reports.wording import Words
from scan.instrument.load import load
from scan.roles import ROLES, Role

DIR, HR, LG, MW = ROLES


@pytest.fixture
def dutch():
    return Words(load("leercultuur_mkb_1"), "nl")


@pytest.fixture
def english():
    return Words(load("leercultuur_mkb_1"), "en")


def group(code, kind, *roles):
    return Group(code, kind, roles, 10, 12)


def test_levels_say_presence_never_quality(dutch):
    assert [dutch.level(level) for level in Level] == [
        "nog weinig aanwezig",
        "wisselend aanwezig",
        "meestal aanwezig",
    ]


def test_classes_have_words(dutch):
    assert dutch.gap(GapClass.POSSIBLE) == "mogelijk verschil"
    assert dutch.balance(Balance.SLIGHTLY_OFF) == "licht uit balans"
    assert dutch.agreement("verdeeld") == "verdeeld"


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (group("totaal", "total", *ROLES), "totaal"),
        (group("MW", "part", MW), "medewerkers"),
        (group("DIR+HR+LG", "part", DIR, HR, LG), "directie, HR en leidinggevenden"),
        (group("DIR+HR+LG", "part", DIR, LG), "directie en leidinggevenden"),  # a firm without HR
        (group("HR+LG+MW", "part", HR, LG, MW), "iedereen behalve directie"),
        (group("DIR*", "own", DIR), "directie (met toestemming)"),
        (group("leiding", "leading", DIR, HR, LG), "directie, HR en leidinggevenden"),
    ],
)
def test_groups_are_named_by_the_roles_that_exist(dutch, found, name):
    assert dutch.group(found) == name


def test_a_code_names_only_roles_of_the_firm():
    words = Words(load("leercultuur_mkb_1"), "nl", (DIR, LG, MW))
    assert words.group_code("DIR+HR+LG") == "directie en leidinggevenden"
    assert words.group_code("leiding") == "directie en leidinggevenden"
    assert words.group_code("DIR*") == "directie (met toestemming)"
    assert words.group_code("totaal") == "totaal"


def test_roles_stand_in_fixed_order(dutch):
    assert dutch.roles_together([Role.MW, Role.DIR]) == "directie en medewerkers"
    assert dutch.roles_together([Role.HR]) == "HR"
    assert dutch.roles_together([]) == ""


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2026-11-02", "2026-11-20", "2 tot en met 20 november 2026"),
        ("2026-10-30", "2026-11-20", "30 oktober tot en met 20 november 2026"),
        ("2025-12-30", "2026-01-09", "30 december 2025 tot en met 9 januari 2026"),
    ],
)
def test_a_period_says_once_what_both_days_share(dutch, first, last, period):
    assert dutch.period(first, last) == period


def test_dates_and_numbers_in_each_language(dutch, english):
    assert dutch.date("2026-03-01") == "1 maart 2026"
    assert english.date("2026-03-01") == "1 March 2026"
    assert dutch.month("2026-11-20") == "november 2026"
    assert dutch.percent(66) == "66\u00a0%"
    assert english.percent(66) == "66%"
    assert dutch.number(Number(95, ">=")) == "≥ 95"
    assert [dutch.count(n) for n in (1, 3, 10, 11)] == ["één", "drie", "tien", "11"]


def test_blocks_inside_a_sentence_have_no_capital(dutch):
    assert dutch.within("OI") == "organisatie-inrichting"
    assert dutch.blocks_within(["IW", "LO"]) == "inhoud van werk en leiderschap"
    assert dutch.block("RV") == "Ruimte en veiligheid om te ontwikkelen"


def test_the_language_of_the_report_wins_from_the_language_of_the_page(dutch):
    from django.utils.translation import override

    with override("en"):
        assert dutch.level(Level.LOW) == "nog weinig aanwezig"
        assert dutch.date("2026-03-01") == "1 maart 2026"
