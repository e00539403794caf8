"""What comes out of cleaning a logo, and what can be wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

KILOBYTE = 1000
PNG, SVG = "png", "svg"
NARROWEST = 40  # times as long as wide: beyond it nothing can be seen


class Problem(StrEnum):
    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    SVG_TOO_HEAVY = "svg_too_heavy"
    OTHER_KIND = "other_kind"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TOO_LONG = "too_long"
    NOTHING_TO_SEE = "nothing_to_see"
    SVG_DOCTYPE = "svg_doctype"
    SVG_SIZE = "svg_size"
    SVG_TOO_COMPLEX = "svg_too_complex"
    SVG_PICTURE = "svg_picture"


class BadLogo(Exception):
    """This file cannot be a logo."""

    def __init__(self, problem: Problem):
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class CleanLogo:
    """`faint`: hardly to be seen on white. `left_out`: names of drawing elements not kept."""

    kind: str
    content: bytes = field(repr=False)
    faint: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def check_shape(width: float, height: float) -> None:
    if max(width, height) > NARROWEST * min(width, height):
        raise BadLogo(Problem.TOO_LONG)
