"""The word for a role as somebody wrote it -> one of the four roles, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scan.roles import ROLES, Role
from scan.staff_list import role_words
from scan.staff_list.types import Certainty
from scan.staff_list.words import fold, listed

SURE = {word: role for role, words in role_words.SURE.items() for word in listed(words)}
LIKELY = {word: role for role, words in role_words.LIKELY.items() for word in listed(words)}
UNCLEAR = listed(role_words.UNCLEAR)
NOTHING = listed(role_words.NOTHING)
GENDER = re.compile(r"\(?\b[mvfwxd](?:\s?/\s?[mvfwxd])+\b\)?", re.IGNORECASE)
INNER = re.compile(r"\([^()]*\)|['’`.-]")  # medewerk(st)er, D.G.A., mdw's, team-leider
PARTS = re.compile(r"[/,;+|()]| & | en | and | und | - ", re.IGNORECASE)
SHORTEST = 6  # shorter words look like too many others
LONGEST = 100


@dataclass(frozen=True)
class FoundRole:
    role: Role | None
    certainty: Certainty


@lru_cache(maxsize=4096)
def recognise(text: str) -> FoundRole:
    """Never a silent guess: what isn't a known word is PROPOSED, UNCLEAR or UNKNOWN."""
    text = GENDER.sub(" ", text[:LONGEST])
    whole = fold(text)
    if not whole or whole in NOTHING:
        return FoundRole(None, Certainty.ABSENT)
    found = _written_out(text, whole) or _inside(whole) or _misspelt(whole)
    return found or FoundRole(None, Certainty.UNKNOWN)


def is_sure(text: str) -> bool:
    """Whether these are the words for one role: `recognise` without looking any further."""
    if len(text) > LONGEST or not (whole := fold(text)):
        return False
    if whole in SURE:
        return True
    found = _written_out(text, whole)
    return found is not None and found.certainty is Certainty.SURE


def says_yes_or_no(text: str) -> bool | None:
    """For a column "leidinggevend: ja / nee"."""
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def _written_out(text: str, whole: str) -> FoundRole | None:
    return _known(whole) or _known(fold(INNER.sub("", text))) or _parts(text)


def _known(word: str) -> FoundRole | None:
    if word in SURE:
        return FoundRole(SURE[word], Certainty.SURE)
    if word in LIKELY:
        return FoundRole(LIKELY[word], Certainty.PROPOSED)
    return FoundRole(None, Certainty.UNCLEAR) if word in UNCLEAR else None


def _parts(text: str) -> FoundRole | None:
    """ "DGA / teamleider": of several roles the first in the order of the roles, as a proposal."""
    pieces = PARTS.split(text)
    if len(pieces) == 1:
        return None
    parts = [fold(piece) for piece in pieces]
    found = [known for part in parts if part and (known := _known(part))]
    if not found:
        return None
    roles = {known.role for known in found}
    if None in roles:
        return FoundRole(None, Certainty.UNCLEAR)
    sure = len(roles) == 1 and len(found) == sum(map(bool, parts))
    sure = sure and all(known.certainty is Certainty.SURE for known in found)
    role = min((known.role for known in found if known.role), key=ROLES.index)
    return FoundRole(role, Certainty.SURE if sure else Certainty.PROPOSED)


def _inside(whole: str) -> FoundRole | None:
    words = whole.split()
    pairs = {" ".join(pair) for pair in pairwise(words)} | set(words)
    if pairs & UNCLEAR:
        return FoundRole(None, Certainty.UNCLEAR)
    for role, ends in role_words.ENDS:
        if any(word.endswith(ends) for word in words):
            return _proposed(Role.HR if {"hr", "hrm"} & set(words) and role != Role.DIR else role)
    for role, inside in role_words.INSIDE:
        if pairs & set(inside) or (role == Role.HR and "p o" in pairs):
            return _proposed(role)
    return None


def _misspelt(whole: str) -> FoundRole | None:
    if len(whole) < SHORTEST:
        return None
    found = {SPELT[form] for form in _shorter(whole) if form in SPELT}
    return _proposed(found.pop()) if len(found) == 1 else None


def _proposed(role: Role) -> FoundRole:
    return FoundRole(role, Certainty.PROPOSED)


def _shorter(word: str) -> set[str]:
    """The word, and the word without any one letter: what two near spellings have in common."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


_YES, _NO = listed(role_words.YES), listed(role_words.NO)
SPELT = {
    form: role for word, role in SURE.items() if len(word) >= SHORTEST for form in _shorter(word)
}
