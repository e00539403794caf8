"""What a text and a collection of the library must satisfy; says what is wrong, or nothing."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

from reports.advice.types import Advice, Horizon
from reports.findings import Level
from scan.roles import ROLES, Role

# Words that claim too much, judge people, name a person as a man or a woman, or are jargon.
# fmt: off
FORBIDDEN = {
    "nl": {
        "gevalideerd", "bewezen", "bewijst", "significant", "optimaal", "optimaliseren",
        "garandeert", "waardoor", "score", "cijfer", "rapportcijfer", "onvoldoende", "slecht",
        "schuld", "verplicht", "u", "uw", "hij", "hem", "haar", "werknemer", "borgen", "borging",
        "proactief", "faciliteren", "implementeren", "subsidie", "bonus",
    },
    "en": {
        "validated", "proven", "proves", "significant", "optimal", "optimise",
        "guarantee", "ensure", "ensures", "score", "grade", "mark", "insufficient", "bad",
        "blame", "mandatory", "he", "him", "his", "she", "her", "hers",
        "proactive", "facilitate", "implement", "subsidy", "bonus", "leverage", "stakeholder",
    },
}
# fmt: on
FORBIDDEN_PHRASES = {
    "nl": ("zorgt voor", "leidt tot", "leiden tot"),
    "en": ("leads to", "results in"),
}
FORBIDDEN_SIGNS = ("\u2014", "\t", "  ", "!", "'", '"')

TALK_MINUTES = 75

# Words in one sentence, a colon ends one too. English needs a few more for the same thought.
SENTENCE_LIMIT = {"nl": 17, "en": 21}
ENGLISH_EXTRA = 1.25


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-’][^\W_]+)*", text)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?:])\s+", text) if part]


def text(value: str, language: str, limit: int, slots: tuple[str, ...] = ()) -> str | None:
    """The first complaint about a text of at most `limit` Dutch words, or None."""
    complaints = (
        _length(value, language, limit),
        _forbidden(value, language),
        _slots(value, slots),
    )
    return next((complaint for complaint in complaints if complaint), None)


def _length(value: str, language: str, limit: int) -> str | None:
    most = limit if language == "nl" else int(limit * ENGLISH_EXTRA)
    if len(words(value)) > most:
        return f"{len(words(value))} words, at most {most}: {value!r}"
    longest = max(sentences(value), key=lambda sentence: len(words(sentence)))
    if len(words(longest)) > SENTENCE_LIMIT[language]:
        return f"a sentence of {len(words(longest))} words: {longest!r}"
    return None


def _forbidden(value: str, language: str) -> str | None:
    spoken = [word.lower() for word in words(value)]
    found = [word for word in spoken if word in FORBIDDEN[language]]
    found += [phrase for phrase in FORBIDDEN_PHRASES[language] if phrase in value.lower()]
    found += [sign for sign in FORBIDDEN_SIGNS if sign in value]
    return f"{found[0]!r} may not be used: {value!r}" if found else None


def _slots(value: str, slots: tuple[str, ...]) -> str | None:
    try:
        parts = list(string.Formatter().parse(value))
    except ValueError as error:
        return f"{error}: {value!r}"
    used = sorted(
        f"{name}{spec or ''}{conversion or ''}"
        for _, name, spec, conversion in parts
        if name is not None
    )
    if used != sorted(slots):
        return f"expected the places {slots}, found {tuple(used)}: {value!r}"
    return None


def advices(block: str, found: Iterable[Advice]) -> str | None:
    """Every level and role needs at least two advices, one of them for this week."""
    entries = list(found)
    double = [id for id, times in Counter(a.id for a in entries).items() if times > 1]
    if double:
        return f"{double[0]} stands here twice"
    cells = ((level, role) for level in Level for role in ROLES)
    complaints = (_cell(block, level, role, entries) for level, role in cells)
    return next((complaint for complaint in complaints if complaint), None)


def _cell(block: str, level: Level, role: Role, entries: list[Advice]) -> str | None:
    cell = [a for a in entries if (a.level, a.role) == (level, role)]
    if len(cell) < 2:
        return f"{block} {level} {role} has {len(cell)} advices, expected at least 2"
    if not any(a.horizon is Horizon.THIS_WEEK for a in cell):
        return f"{block} {level} {role} has no action for this week"
    return None
