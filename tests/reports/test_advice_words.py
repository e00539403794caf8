"""Every text of the library in both languages: plain, short, without claims, blame or he-only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from reports.advice import check
from reports.advice.library import load_library
from reports.advice.types import Labels

LIBRARY = load_library()
LANGUAGES = ("nl", "en")


def texts(value: object) -> Iterator[Mapping[str, str]]:
    """Every text anywhere in a value, whatever it hangs in. Labels name sources, not people."""
    if isinstance(value, Labels):
        return
    if isinstance(value, Mapping) and set(value) == set(LANGUAGES):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


ALL = list(texts(LIBRARY))
DUTCH, ENGLISH = ([text[language] for text in ALL] for language in LANGUAGES)

# What may stand in no text. "zijn" only as a verb: never before a thing that someone has.
WRONG = {
    "nl": [
        r"gevalideerd|bewezen|significant|optima|borg(en|ing)|garand|faciliteer|implement",
        r"\bu\b|\buw\b",
        r"\bhij\b|\bhem\b|\bhaar\b|\bzijn (eigen|werk|taak|team|kennis|idee|leiding|mening)",
        r"zorgt voor|leidt tot|waardoor|effect",
        r"\bscore|\bcijfer|\bslecht|\bschuld|\bmoet(en)? je\b",
        r"bonus|subsidie|\bslim\b-",
        r"medewerkers? moet",
    ],
    "en": [
        r"validated|proven|significant|optimal|guarantee|facilitate|implement|leverage",
        r"\bhe\b|\bhis\b|\bhim\b|\bshe\b|\bher\b",
        r"leads to|results in|\beffect",
        r"\bscore|\bgrade|\bbad\b|\bblame",
        r"bonus|subsid",
        r"employees? (must|should)",
    ],
}
CAREFUL = {"nl": r"\bkan\b|\bkunnen\b", "en": r"\bcan\b|\bmay\b"}


def test_the_walk_finds_everything() -> None:
    advices, gaps, signals, blocks = 180, 12 * (2 + 4), 12 * (4 + 4) + 10 * 2 + 2, 6 * (4 + 4)
    kit = 3 + 7 * 2 + 3 + 2
    assert len(ALL) == advices + gaps + signals + blocks + 20 + len(LIBRARY.patterns) + kit


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wrong_words(language: str) -> None:
    wrong = re.compile("|".join(WRONG[language]), re.IGNORECASE)
    assert [text[language] for text in ALL if wrong.search(text[language])] == []


@pytest.mark.parametrize(("language", "most"), [("nl", 17), ("en", 21)])
def test_sentences_are_whole_and_short(language: str, most: int) -> None:
    values = [text[language] for text in ALL]
    assert [value for value in values if not re.match(r"‘?[A-Z]", value)] == []
    sentences = [s for value in values for s in re.split(r"(?<=[.?:]) ", value)]
    assert [sentence for sentence in sentences if len(sentence.split()) > most] == []


@pytest.mark.parametrize(("language", "most"), [("nl", 25), ("en", 28)])
def test_an_advice_is_short(language: str, most: int) -> None:
    """Two sentences; three when the first only names the occasion ("Komt iemand ...?")."""
    for advice in LIBRARY.advices:
        value = advice.text[language]
        assert len(value.split()) <= most, value
        ends = re.findall(r"[.?](?= |$)", value)
        assert value[-1] in ".?"
        assert len(ends) <= (3 if ends[0] == "?" else 2), value


def test_no_text_stands_there_twice() -> None:
    for language in LANGUAGES:
        counted = Counter(advice.text[language] for advice in LIBRARY.advices)
        assert counted.most_common(1)[0][1] == 1


def test_english_is_english() -> None:
    same = [text for text in ALL if text["nl"] == text["en"]]
    assert same == []
    dutch_words = re.compile(r"\b(een|het|van|wat|niet|jullie|medewerkers|leidinggevenden)\b")
    assert [text for text in ENGLISH if dutch_words.search(text)] == []


def test_places_for_numbers_only_in_messages() -> None:
    messages = [m for signal in LIBRARY.signals.values() for m in signal.messages.values()]
    others = [text for text in ALL if all(text is not message for message in messages)]
    assert [text for text in others if "{" in text["nl"] + text["en"]] == []
    for message in messages:
        for language in LANGUAGES:
            assert re.findall(r"\{\w*\}", message[language]) == ["{a}", "{b}"]


@pytest.mark.parametrize("signal", LIBRARY.signals.values(), ids=lambda signal: signal.rule)
def test_a_signal_claims_no_more_than_its_rule(signal) -> None:
    """a stands above b, but b may be high itself: "minder", never "weinig" or "niet"."""
    for audience, message in signal.messages.items():
        assert re.search(r"minder|meer", message["nl"])
        assert re.search(r"less|more", message["en"])
        assert not re.search(r"weinig|\bniet\b|\bgeen\b|nooit", message["nl"])
        assert not re.search(r"\bnot\b|\bno\b|hardly|never", message["en"])
        if audience == "everyone":
            assert "medewerkers" not in message["nl"].lower()
            assert "employees" not in message["en"].lower()
    for language in LANGUAGES:
        assert re.search(CAREFUL[language], signal.meaning[language])
        assert signal.question[language].endswith("?")


@pytest.mark.parametrize(
    "gap", LIBRARY.gaps.values(), ids=lambda gap: f"{gap.block}-{gap.direction}"
)
def test_a_gap_names_the_higher_side_first(gap) -> None:
    first = {"leiding_hoger": ("De leiding", "Management"), "medewerkers_hoger": ("Med", "Empl")}
    for language, start in zip(LANGUAGES, first[gap.direction], strict=True):
        assert gap.heading[language].startswith(start)
        assert not gap.heading[language].endswith(".")
        assert re.search(r"meer|more", gap.heading[language])
        assert gap.explanation[language].endswith(".")


def test_explanations_of_gaps_are_careful() -> None:
    careful = re.compile(r"\bkan\b|\bkunnen\b|isschien|Het onderzoek vond")
    assert [g.block for g in LIBRARY.gaps.values() if not careful.search(g.explanation["nl"])] == []


def test_questions_of_blocks_end_as_questions() -> None:
    for block in LIBRARY.blocks.values():
        assert block.question["nl"].endswith("?")
        assert block.question["en"].endswith("?")


def test_the_talk_protects_people() -> None:
    rules = LIBRARY.talk_kit.steps[0].text["nl"] + LIBRARY.talk_kit.avoid[1]["nl"]
    assert "niet uit wie wat heeft ingevuld" in rules
    assert "Vraag niet wie iets heeft ingevuld" in rules


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "bad",
    [
        {"nl": "Dit is bewezen.", "en": "This is proven."},
        {"nl": "Vraag of hij komt.", "en": "Ask whether he comes."},
        {"nl": "Dat leidt tot meer.", "en": "That leads to more."},
        {"nl": "Doe het \u2014 nu.", "en": "Do it \u2014 now."},
        {"nl": "Kies {a}.", "en": "Choose {a}."},
        {"nl": "Kies {.", "en": "Choose {."},
        {"nl": "woord " * 30, "en": "word " * 40},
    ],
)
def test_the_check_catches_what_it_should(bad: Mapping[str, str], language: str) -> None:
    assert check.text(bad[language], language, 25)


def test_the_check_lets_plain_words_through() -> None:
    assert check.text("Vraag wat het team nodig heeft. Kies één ding.", "nl", 25) is None
