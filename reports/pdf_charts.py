"""Charts in the PDF: each text drawn in one go, as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any


class Whole(str):
    """WeasyPrint draws the texts of a picture letter by letter, for letters that turn. Ours do
    not, so going through a text gives the whole of it: a tenth faster, and with kerning."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


@cache
def draw_texts_whole() -> None:
    """Once per process. Changes nothing in a WeasyPrint that is built otherwise."""
    from weasyprint import svg

    letter_by_letter = getattr(svg, "text", None)
    if letter_by_letter is None or letter_by_letter not in svg.TAGS.values():
        return

    def whole(image: Any, node: Any, size: float) -> None:
        if node.text:
            node._etree_node.text = Whole(node.text)
        letter_by_letter(image, node, size)

    svg.TAGS |= {tag: whole for tag, draw in svg.TAGS.items() if draw is letter_by_letter}
    svg.text = whole
