"""What WeasyPrint leaves out of the tags: which way a heading cell points, and what only repeats.

Called with the complete file. Objects refer to each other by texts such as b"12 0 R".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def finish_tags(pdf: Any) -> None:
    for element in _elements(pdf):
        if element["S"] == "/TH" and "A" in element:
            group = _found(pdf, _found(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    _set_margins_apart(pdf)


def _elements(pdf: Any) -> Iterator[Any]:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/StructElem":
            yield each


def _found(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _set_margins_apart(pdf: Any) -> None:
    """Heads and feet of pages have tags that hang nowhere: no content then, but artifacts."""
    tree = _found(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = set(_below(pdf, tree))
    apart: dict[bytes, set[int]] = {}
    for element in _elements(pdf):
        if element.reference not in in_tree:
            marks = (kid for kid in element["K"] if isinstance(kid, int))
            apart.setdefault(element["Pg"], set()).update(marks)
    tags_per_page = _found(pdf, tree["ParentTree"])["Nums"][1::2]
    for page, tags in zip(pdf.page_references, tags_per_page, strict=False):
        _set_apart(_found(pdf, _found(pdf, page)["Contents"]).stream, tags, apart.get(page, set()))


def _below(pdf: Any, element: Any) -> Iterator[bytes]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield kid
            yield from _below(pdf, _found(pdf, kid))


def _set_apart(stream: list, tags: list, marks: set[int]) -> None:
    """Marked content is written as its tag, a dictionary with its mark, and the word BDC."""
    for place, properties in enumerate(stream):
        if isinstance(properties, dict) and properties.get("MCID") in marks:
            tags[properties.pop("MCID")] = b"null"
            properties["Type"] = "/Pagination"
            stream[place - 1] = "/Artifact"
