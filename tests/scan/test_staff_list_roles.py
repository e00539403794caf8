"""The words people use for roles and languages, and what is never decided silently."""

from __future__ import annotations

from itertools import combinations

import pytest

from scan.roles import Role
from scan.staff_list import languages, role_words, roles
from scan.staff_list.types import Certainty
from scan.staff_list.words import fold, listed

SURE = {
    Role.DIR: "DIR, directie, Directeur, directeuren, directrice, DGA, D.G.A., dga's, Eigenaar, "
    "directeur-eigenaar, Directeur/eigenaar, CEO, managing director, owner, Geschäftsführer, "
    "geschaeftsfuehrer, Inhaber, algemeen directeur, Directeur (m/v)",
    Role.HR: "HR, H.R., HRM, P&O, P & O, P en O, p&o-adviseur, PZ, Personeelszaken, hr adviseur, "
    "HR-manager, Human Resources, hoofd P&O, personeelsfunctionaris, HR (personeelszaken), "
    "medewerker HR, HR Business Partner, Personalabteilung",
    Role.LG: "LG, leidinggevende, leidinggevenden, Leidinggevende(n), teamleider, team-leider, "
    "Teamleiders, team leader, teamlead, voorman, voorvrouw, ploegbaas, ploegleider, chef, "
    "afdelingshoofd, hoofd afdeling, supervisor, manager, Voorman/ploegbaas, meewerkend voorman, "
    "TEAMLEIDER, teamleider., Abteilungsleiter, Führungskraft, tëamleider, bedrijfsleider",
    Role.MW: "MW, mdw, Mdw., mdw's, medew., medewerker, medewerkers, medewerkster, medewerker(s), "
    "medewerk(st)er, medewerker/medewerkster, werknemer, werknemers, collega, collega's, "
    "uitvoerend, employee, staff member, team member, Mitarbeiter, Mitarbeiter(in), "
    "Mitarbeiter*in, Mitarbeiterinnen, Medewerker (m/v/x)",
}
PROPOSED = {
    Role.DIR: "technisch directeur, HR directeur, directeur HR, bestuurder, CFO, De DGA, "
    "directeur / teamleider",
    Role.HR: "teamleider & HR, HR en office, junior HR medewerker, recruiter",
    Role.LG: "teamlieder, leidingevende, manager verkoop, teamleider magazijn, hoofd logistiek, "
    "leiding, assistent-teamleider",
    Role.MW: "medwerker, medewerkr, productiemedewerker, medewerker bediening, vrachtchauffeur, "
    "monteur, staf, staff, stagiair, uitzendkracht, werkneemser",
}
UNCLEAR = (
    "MT, MT-lid, management, managementteam, uitvoerder, projectleider, accountmanager, personeel, "
    "senior accountmanager, project manager bouw"
)
UNKNOWN = "Lasser, Jan Jansen, Sales, 1, ABC, verkoop binnendienst, Bakker, Chefke, kok"
ABSENT = ["", "-", "  ", "n.v.t.", "NVT", "onbekend", "...", "?"]


def cases(table):
    return [(word.strip(), role) for role, words in table.items() for word in words.split(", ")]


@pytest.mark.parametrize(("word", "role"), cases(SURE))
def test_words_for_a_role(word, role):
    for spelling in (word, word.upper(), word.lower(), f" {word} "):
        assert roles.recognise(spelling) == roles.FoundRole(role, Certainty.SURE)


@pytest.mark.parametrize(("word", "role"), cases(PROPOSED))
def test_what_only_resembles_or_contains_such_a_word_is_a_proposal(word, role):
    assert roles.recognise(word) == roles.FoundRole(role, Certainty.PROPOSED)


@pytest.mark.parametrize("word", UNCLEAR.split(", "))
def test_a_word_for_two_roles_is_asked(word):
    assert roles.recognise(word) == roles.FoundRole(None, Certainty.UNCLEAR)


@pytest.mark.parametrize("word", UNKNOWN.split(", "))
def test_an_unknown_word_is_not_guessed(word):
    assert roles.recognise(word) == roles.FoundRole(None, Certainty.UNKNOWN)


@pytest.mark.parametrize("word", ABSENT)
def test_no_word_is_no_role(word):
    assert roles.recognise(word) == roles.FoundRole(None, Certainty.ABSENT)


def test_no_word_stands_for_two_things_and_all_are_written_folded():
    tables = [listed(words) for words in role_words.SURE.values()]
    tables += [listed(words) for words in role_words.LIKELY.values()]
    tables += [listed(role_words.UNCLEAR), listed(role_words.NOTHING)]
    assert not [a & b for a, b in combinations(tables, 2) if a & b]
    assert [word for table in tables for word in table if fold(word) != word] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("nl, NL, nl-NL, Nederlands, Nederlandse, Dutch", "nl"),
        ("en, EN-gb, Engels, English", "en"),
        ("pl, Pools, pools, Poolse, polish, polski, Polnisch", "pl"),
        ("de, Duits, Deutsch, german", "de"),
        ("uk, UA, Oekraïens, Ukrainian, українська", "uk"),
        ("tr, Turks, Türkçe, turkish", "tr"),
        ("ar, Arabisch, arabic, العربية", "ar"),
        ("Frans, fr, Spaans, -, Jan", None),
    ],
)
def test_words_for_languages(words, code):
    assert {languages.recognise(word) for word in words.split(", ")} == {code}
