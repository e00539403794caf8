"""All charts of a firm, and what stands in a drawing: words with their place, marks, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from reports.charts import build_network, build_scores
from reports.charts.spec import Spec
from reports.charts.text import width
from reports.pipeline import Report, build_report
from reports.published import Number, Published
from tests.reports.factories import FIRMS

SVG = "{http://www.w3.org/2000/svg}"
AXIS = {0, 50, 70, 100}
CHIPS = set(range(1, 7))


def report(firm: str, language: str = "nl") -> Report:
    return build_report(FIRMS[firm](), language)


def specs(found: Report) -> dict[str, Spec]:
    known = (found.published, found.findings, found.words)
    made: dict[str, Spec] = {
        "bars": build_scores.bars(*known),
        "lanes": build_scores.lanes(*known),
        "network": build_network.network(*known),
        "wall": build_network.wall(found.words),
        "icon": build_network.icon("LO", found.words),
        **{b.code: build_scores.block(b.code, *known) for b in found.published.blocks},
    }
    if gap_spec := build_scores.gaps(*known):
        made["gaps"] = gap_spec
    return made


def allowed_numbers(found: Report) -> set[int]:
    """Every number that may stand in a chart: published, or the distance of two published."""
    gaps = [block.gap.difference for block in found.findings.blocks if block.gap]
    return {*published_numbers(found.published), *map(abs, gaps)}


def published_numbers(published: Published) -> Iterator[int]:
    for block in published.blocks:
        for cell in block.groups.values():
            values = getattr(cell, "score", None), *getattr(cell, "features", {}).values()
            yield from (value.value for value in values if isinstance(value, Number))
            if (margin := getattr(cell, "margin", None)) is not None:
                yield margin


def numbers_in(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d+", text)}


@dataclass(frozen=True)
class Words:
    """A text in a drawing, with the box it covers."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    def covers(self, other: Words) -> bool:
        """Whether two texts run through each other (a hair is allowed)."""
        apart_x = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        apart_y = self.bottom <= other.top + 0.5 or other.bottom <= self.top + 0.5
        return not (apart_x or apart_y)


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words_in(root: ElementTree.Element) -> list[Words]:
    return [
        _words(text, {**root.attrib, **group.attrib, **text.attrib})
        for group in root.iter(f"{SVG}g")
        for text in group.iter(f"{SVG}text")
    ]


def _words(element: ElementTree.Element, style: dict[str, str]) -> Words:
    size, x, y = (float(style[name]) for name in ("font-size", "x", "y"))
    long = width(element.text, size, bold=int(style.get("font-weight", 400)) >= 600)
    left = x - long * {"end": 1, "middle": 0.5}.get(style.get("text-anchor"), 0)
    return Words(element.text, left, left + long, y - 0.7 * size, y + 0.2 * size, size)
