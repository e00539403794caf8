"""Words made comparable, and cells made tidy."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
SPACES = re.compile(r"[^\S\n]+")
WORDS = re.compile(r"[^\W_]+")
PLAIN = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "æ": "ae"})


def tidy(cell: str) -> str:
    """Without characters nobody can see, and with plain single spaces."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    lines = INVISIBLE.sub("", cell).replace("\r", "\n").split("\n")
    return "\n".join(SPACES.sub(" ", line).strip() for line in lines).strip()


def fold(text: str) -> str:
    """Lower case words without accents and punctuation: "P&O-adviseur" -> "p o adviseur"."""
    folded = text.casefold()
    if not folded.isascii():
        split = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in split if not unicodedata.combining(c)).translate(PLAIN)
    return " ".join(WORDS.findall(folded))


def listed(words: str) -> frozenset[str]:
    """Words and phrases written with commas between them."""
    return frozenset(" ".join(word.split()) for word in words.split(","))
