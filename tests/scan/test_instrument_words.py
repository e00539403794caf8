"""The words of the questionnaire: short, plain, one idea, no negation, the two languages alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from statistics import mean

import pytest

from scan.instrument.load import load
from scan.instrument.types import ORGANISATION, OWN, SCALE

INSTRUMENT = load("leercultuur_mkb_1")
NEGATION = {
    "nl": {"niet", "niets", "geen", "nooit", "niemand", "nergens", "noch", "nauwelijks", "zonder"},
    "en": {"not", "no", "never", "nothing", "nobody", "none", "nor", "without", "hardly", "cannot"},
}
FORMAL = {"u", "uw", "middels", "teneinde", "dient", "dienen", "betreffende", "omtrent", "derhalve"}
JARGON = re.compile(
    r"competenti|faciliter|implementer|intervisi|talent|leercultuur|interventie|feedback|borging|"
    r"employabil|inzetbaar|ontplooi|optimalis|stakeholder|functioner|reflect|proactief|cocreatie",
    re.IGNORECASE,
)
GENDERED = {"hij", "hem", "zijn", "haar", "he", "him", "his", "she", "her", "hers"}


def statements(language: str) -> list[tuple[str, str]]:
    return [
        (f"{item.code} {perspective}", item.texts[perspective][language])
        for item in INSTRUMENT.items
        for perspective in (OWN, ORGANISATION)
    ]


DUTCH, ENGLISH = statements("nl"), statements("en")


def words(text: str) -> list[str]:
    return re.findall(r"[\w-]+(?:[’'][a-z]+)?", text.lower())


def those(texts: list[tuple[str, str]], wrong: Callable[[str], object]) -> list[tuple[str, str]]:
    return [(code, text) for code, text in texts if wrong(text)]


def has(forbidden: set[str]) -> Callable[[str], set[str]]:
    return lambda text: forbidden & set(words(text))


def test_a_dutch_statement_has_at_most_19_words():
    assert those(DUTCH, lambda text: len(text.split()) > 19) == []


def test_a_dutch_statement_has_on_average_at_most_12_words():
    assert mean(len(text.split()) for _, text in DUTCH) <= 12


def test_no_negation():
    assert those(DUTCH, has(NEGATION["nl"])) == []
    assert those(ENGLISH, has(NEGATION["en"])) == []
    assert those(ENGLISH, re.compile(r"n[’']t\b").search) == []


def test_everyday_dutch():
    assert those(DUTCH, has(FORMAL)) == []
    assert those(DUTCH, JARGON.search) == []


def test_nobody_is_a_he_or_a_she():
    assert those(DUTCH + ENGLISH, has(GENDERED)) == []


def test_one_plain_sentence_without_brackets_or_straight_quotes():
    plain = re.compile(r"[A-Z][^.!?;:()\"'–—]*\.")
    assert those(DUTCH + ENGLISH, lambda text: not plain.fullmatch(text)) == []


def test_one_idea_so_nothing_is_joined_by_and():
    assert those(DUTCH, has({"en", "maar"})) == []
    assert those(ENGLISH, has({"and", "but"})) == []


def test_the_own_perspective_says_i_and_the_other_names_the_people():
    me, people = {"ik", "mij", "mijn"}, {"medewerkers", "leidinggevenden", "teams"}
    assert those(DUTCH, lambda text: has(me)(text) and has(people)(text)) == []
    for item in INSTRUMENT.items:
        own, organisation = item.texts[OWN]["nl"], item.texts[ORGANISATION]["nl"]
        assert item.anchor or (has(me)(own) and has(people)(organisation)), item.code


def test_both_perspectives_are_about_equally_long():
    for item in INSTRUMENT.items:
        own, organisation = (words(item.texts[p]["nl"]) for p in (OWN, ORGANISATION))
        assert abs(len(own) - len(organisation)) <= 1, item.code


def test_no_two_statements_read_the_same():
    for (one, first), (other, second) in combinations(DUTCH + ENGLISH, 2):
        assert one[:8] == other[:8] or words(first) != words(second), (one, other)


def test_one_dutch_word_is_one_english_word():
    pairs = {"leidinggevende": "manager", "medewerkers": "employees", "team": "team"}
    for (code, dutch), (_, english) in zip(DUTCH, ENGLISH, strict=True):
        for nl, en in pairs.items():
            assert (nl in dutch.lower()) == (en in english.lower()), (code, nl)


def test_the_scale_runs_from_absent_to_present():
    labels = [words(INSTRUMENT.scale[value]["nl"]) for value in SCALE]
    assert ["niet" in label for label in labels] == [True, True, True, False, False]


def explanations() -> list[tuple[str, str]]:
    roles = [(role, text.instruction["nl"]) for role, text in INSTRUMENT.roles.items()]
    help_ = [(name, text["nl"]) for name, text in INSTRUMENT.dont_know_help.items()]
    return roles + help_ + [(f.code, f.definition["nl"]) for f in INSTRUMENT.features]


@pytest.mark.parametrize(("name", "text"), explanations())
def test_explanations_have_sentences_of_at_most_15_words(name, text):
    for sentence in re.split(r"(?<=[.?])\s", text):
        assert len(sentence.split()) <= 15, sentence
