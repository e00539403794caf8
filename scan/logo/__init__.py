"""A logo that somebody uploads: never trusted, always written anew as one of ours.

`clean` takes the bytes of a PNG, JPEG or SVG and gives a fresh PNG or SVG, or raises `BadLogo`
with a sentence that says what was expected.
"""

from __future__ import annotations

from scan.logo import pixels, vector
from scan.logo.types import KILOBYTE, BadLogo, CleanLogo, Problem

MOST_BYTES = 1000 * KILOBYTE
MOST_SVG_BYTES = 200 * KILOBYTE

__all__ = ["MOST_BYTES", "BadLogo", "CleanLogo", "Problem", "clean"]


def clean(content: bytes) -> CleanLogo:
    """The same picture, made of nothing but what a logo needs. Raises BadLogo."""
    if not content:
        raise BadLogo(Problem.EMPTY)
    if len(content) > MOST_BYTES:
        raise BadLogo(Problem.TOO_HEAVY)
    if pixels.is_picture(content):
        return pixels.clean(content)
    if vector.looks_like_svg(content):
        if len(content) > MOST_SVG_BYTES:
            raise BadLogo(Problem.SVG_TOO_HEAVY)
        return vector.clean(content)
    raise BadLogo(Problem.OTHER_KIND)
