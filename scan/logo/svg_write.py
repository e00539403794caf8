"""Plain nodes in, the bytes of a small SVG file out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from scan.logo.vector import Node

LONGEST = 1000  # pixels of the longest side: its own size says nothing on paper
FONT = "Source Sans Pro, sans-serif"  # the file brings no letter with it


def write(root: Node, width: float, height: float) -> bytes:
    """With its size as width and height too: without them programs guess."""
    scale = LONGEST / max(width, height)
    size = {"width": f"{width * scale:.2f}", "height": f"{height * scale:.2f}"}
    head = {"xmlns": "http://www.w3.org/2000/svg"} | size | {"font-family": FONT}
    root.attributes = head | root.attributes
    return "".join(_parts(root)).encode()


def _parts(node: Node) -> Iterator[str]:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    if not node.children:
        yield f"<{node.name}{attributes}/>"
        return
    yield f"<{node.name}{attributes}>"
    for child in node.children:
        yield from [escape(child)] if isinstance(child, str) else _parts(child)
    yield f"</{node.name}>"
