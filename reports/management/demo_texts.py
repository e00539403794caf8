"""Made-up open answers for the demo company, and the review a manager would do."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from dataclasses import replace

from reports.texts import publish_texts
from scan import actions
from scan.actions import OpenText, Sheet
from scan.models import Scan
from scan.shortening import words

NAMED, PRIVATE = "Kees", "overspannen"  # a name to take out; something to leave out as a whole
TEXTS: Mapping[int, tuple[str, ...]] = {
    1: (
        "Een ervaren collega die naast je komt staan en de tijd neemt.",
        "Dat je hier een fout mag melden zonder dat er meteen iemand boos wordt.",
        "Meelopen bij een andere afdeling. Na een dag tekenkamer begreep ik waarom het zo moet.",
        "Kees legt alles uit, ook voor de derde keer.",
        "De korte start op maandag: wat ging mis, wat doen we anders.",
        "Zelf iets mogen uitzoeken aan de nieuwe lasrobot.",
        "Als de leverancier komt, mag je erbij zijn en vragen stellen.",
        "Een cursus die ik de week erna echt kon gebruiken.",
        "Wisselen van werkplek. Anders doe je tien jaar hetzelfde.",
        "Mijn leidinggevende vraagt wat ik nodig heb en regelt het dan ook.",
        "Leerlingen in de ploeg: door uit te leggen leer je het zelf pas goed.",
        "Rust na een grote order, om op te schrijven hoe we het de volgende keer aanpakken.",
    ),
    2: (
        "Geen tijd. De planning zit vol en leren staat er niet in.",
        "Je hoort alleen iets als het fout is gegaan.",
        "Wie iets kan, houdt het voor zich.",
        "Sinds Kees met pensioen is weet niemand meer hoe de oude freesbank werkt.",
        "De cursus was leuk, maar daarna deed niemand er iets mee.",
        "Ik weet niet wat het bedrijf over drie jaar van mij verwacht.",
        "Ik was een halfjaar overspannen en daarna heeft niemand meer iets gevraagd.",
        "Elke ploeg doet het op een eigen manier en dat blijft zo.",
        "Voor scholing moet je drie handtekeningen halen.",
        "Nieuwe mensen worden de eerste dag meteen aan de lijn gezet.",
    ),
}


def with_texts(sheets: list[Sheet], seed: int) -> list[Sheet]:
    """Some people wrote something, in no order that means anything."""
    chance = random.Random(seed)  # noqa: S311 (made-up answers, not secrets)
    written: dict[int, list[OpenText]] = {}
    for question, texts in TEXTS.items():
        writers = chance.sample(range(len(sheets)), min(len(texts), len(sheets)))
        for writer, text in zip(writers, texts, strict=False):
            written.setdefault(writer, []).append(OpenText(uuid.uuid4(), question, text))
    return [
        replace(sheet, texts=tuple(written.get(place, ()))) for place, sheet in enumerate(sheets)
    ]


def publish_reviewed(scan: Scan) -> None:
    """Take out the name, leave out what is private, publish; nothing when there is no review."""
    for text in scan.texts.all():
        struck = [number for number, word in enumerate(words(text.text)) if word == NAMED]
        actions.mark_text(text=text, struck=struck, left_out=PRIVATE in text.text)
    publish_texts(scan)
