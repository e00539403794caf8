"""Make the small web subsets of Source Sans Pro from the installed font package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset

WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}
# Latin with everything Dutch, English and common European names need, and the signs we print.
SIGNS = "U+2010-2015,U+2018-201F,U+2022,U+2026,U+20AC,U+2212,U+2264,U+2265"
CHARACTERS = f"U+20-7E,U+A0-17F,{SIGNS}"
# Pages in Ukrainian: one file with the letters and what stands between them, so that such a page
# needs no other. Arabic stands in the reader's own system font.
CYRILLIC = f"U+20-7E,U+A0,U+AB,U+B7,U+BB,U+C7,U+E7,U+FC,U+401-45F,U+490,U+491,{SIGNS}"


class Command(BaseCommand):
    help = "Maak de webfonts (static/fonts/source-sans-*.woff2) uit het geïnstalleerde lettertype."

    def handle(self, **options) -> None:
        target = settings.BASE_DIR / "static" / "fonts"
        target.mkdir(exist_ok=True)
        for weight, name in WEIGHTS.items():
            self._make(name, target / f"source-sans-{weight}.woff2", CHARACTERS)
        for weight in (400, 600):
            self._make(WEIGHTS[weight], target / f"source-sans-cyrillic-{weight}.woff2", CYRILLIC)

    def _make(self, name: str, path: Path, characters: str) -> None:
        size = make_subset(name, path, characters)
        self.stdout.write(f"{path.name}: {size / 1000:.1f} kB")


def make_subset(name: str, path: Path, characters: str) -> int:
    """Write the subset and give its size in bytes."""
    source = files("font_source_sans_pro") / "files" / f"SourceSansPro-{name}.ttf"
    subset.main(
        [
            str(source),
            f"--unicodes={characters}",
            "--flavor=woff2",
            "--layout-features=kern,liga,tnum,mark,mkmk,ccmp,locl",
            "--no-hinting",
            "--desubroutinize",
            f"--output-file={path}",
        ]
    )
    return path.stat().st_size
