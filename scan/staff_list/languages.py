"""The word for a language as somebody wrote it -> the code of a language of the questionnaire."""

from __future__ import annotations

from scan.staff_list.words import fold, listed

WORDS = {
    "nl": "nl, nld, dut, nl nl, nl be, nederlands, nederlandse, nederlandstalig, dutch, vlaams, "
    "niederlandisch, niederlaendisch, holenderski, niderlandzki",
    "en": "en, eng, gb, uk en, en gb, en us, engels, engelse, engelstalig, english, "
    "englisch, angielski",
    "pl": "pl, pol, pl pl, pools, poolse, polish, polnisch, polski, polskie",
    "de": "de, deu, ger, de de, duits, duitse, duitstalig, german, deutsch, niemiecki",
    "uk": "uk, ukr, ua, uk ua, oekraiens, oekraiense, oekraienst, oekrains, ukrainian, ukrainisch, "
    "ukrainski, українська, украінська",
    "tr": "tr, tur, tr tr, turks, turkse, turkish, turkisch, tuerkisch, turkce, turecki",
    "ar": "ar, ara, arabisch, arabische, arabic, arabski, العربية, عربي",
}
CODES = {fold(word): code for code, words in WORDS.items() for word in listed(words)}


def recognise(text: str) -> str | None:
    return CODES.get(fold(text))
