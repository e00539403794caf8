"""What may be in the SVG of a logo: elements, attributes, values, and references that end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scan.logo.types import BadLogo, Problem

if TYPE_CHECKING:
    from scan.logo.vector import Node

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
TEXTS = frozenset(("text", "tspan"))
GRADIENTS = frozenset(("linearGradient", "radialGradient"))
HOLDERS = frozenset(("svg", "g", "defs", "symbol", "clipPath"))
ELEMENTS = SHAPES | TEXTS | GRADIENTS | HOLDERS | {"stop", "use"}
NOT_DRAWN = frozenset(("defs", "symbol", "clipPath")) | GRADIENTS
# Left out, but part of what people saw: they are told.
SEEN = frozenset(
    ("image", "filter", "mask", "pattern", "marker", "foreignObject", "textPath", "animate", "svg")
)

STYLES = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset"),
        *("stroke-opacity", "opacity", "stop-color", "stop-opacity", "clip-path", "clip-rule"),
        *("color", "display", "visibility", "font-size", "font-weight", "font-style"),
        *("text-anchor", "letter-spacing"),
    )
)
PLACES = frozenset(
    (
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx"),
        *("fy", "dx", "dy", "width", "height", "transform", "offset", "gradientUnits"),
        *("gradientTransform", "spreadMethod", "clipPathUnits"),
    )
)
MOST_DRAWN = 10_000  # nodes, those shown through a reference counted each time
ROOT_ONLY = ("viewBox", "width", "height", "x", "y", "preserveAspectRatio")
FUNCTIONS = frozenset(
    (
        *("rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX"),
        "skewY",
    )
)
SAFE = re.compile(r"[-+#\w\s.,%()]*", re.ASCII)
CALLED = re.compile(r"([\w-]*)\s*\(")
NAME = re.compile(r"[A-Za-z_][\w.-]{0,80}", re.ASCII)
URL = re.compile(r"url\(\s*['\"]?#([A-Za-z_][\w.-]{0,80})['\"]?\s*\)", re.ASCII)
REFERRING = ("fill", "stroke", "clip-path")


def allowed(element: str, attributes: dict[str, str]) -> dict[str, str]:
    """Only known attributes with harmless values; a reference only to something in the file."""
    found = {}
    for name, value in attributes.items():
        value = value.strip()
        if name == "id" and NAME.fullmatch(value):
            found[name] = value
        if name == "href" and element in GRADIENTS | {"use"} and _is_local(value):
            found[name] = value
        elif name in REFERRING and (link := URL.match(value)):
            found[name] = f"url(#{link[1]})"
        elif name in STYLES | PLACES and is_harmless(value):
            found[name] = value
    return found


def is_harmless(value: str) -> bool:
    """Numbers, words, colours and moves; no address, no other function, no escape."""
    return SAFE.fullmatch(value) is not None and set(CALLED.findall(value)) <= FUNCTIONS


def _is_local(value: str) -> bool:
    return value.startswith("#") and NAME.fullmatch(value[1:]) is not None


def keep_safe_references(root: Node) -> None:
    """No reference to a reference: copies of copies grow without end, circles never stop.

    A `use` may show shapes but no other `use`, a gradient may build on one that builds on
    nothing, and a clip path is not clipped itself. Names are given once.
    """
    named = _named(root)
    drawn = 0
    for node in walk(root):
        target = named.get(node.attributes.get("href", "")[1:])
        if "href" in node.attributes and not _may_refer(node, target):
            del node.attributes["href"]
        if node.name == "clipPath":
            for inner in walk(node):
                inner.attributes.pop("clip-path", None)
        for name in REFERRING:
            _drop_dangling(node, name, named)
        drawn += sum(_size(named[name]) for name in _referred(node))
        if drawn > MOST_DRAWN:
            raise BadLogo(Problem.SVG_TOO_COMPLEX)


def _referred(node: Node) -> Iterator[str]:
    """The names that drawing this node also draws."""
    if "href" in node.attributes:
        yield node.attributes["href"][1:]
    for name in REFERRING:
        if (value := node.attributes.get(name, "")).startswith("url("):
            yield value[5:-1]


def _size(node: Node) -> int:
    return sum(1 for _ in walk(node))


def _named(root: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in walk(root):
        name = node.attributes.get("id")
        if name is not None and found.setdefault(name, node) is not node:
            del node.attributes["id"]
    return found


def _may_refer(node: Node, target: Node | None) -> bool:
    if target is None:
        return False
    if node.name in GRADIENTS:
        return target.name in GRADIENTS and "href" not in target.attributes
    within = list(walk(target))
    return all(each.name != "use" for each in within) and target.name not in {"svg", "clipPath"}


def _drop_dangling(node: Node, name: str, named: dict[str, Node]) -> None:
    value = node.attributes.get(name, "")
    if not value.startswith("url("):
        return
    target = named.get(value[5:-1])
    kinds = {"clipPath"} if name == "clip-path" else GRADIENTS
    if target is None or target.name not in kinds:
        del node.attributes[name]


def draws(root: Node) -> bool:
    """Whether a shape, a text or a copy of one is left to be seen."""
    for child in root.children:
        if isinstance(child, str) or child.name in NOT_DRAWN:
            continue
        if child.name in SHAPES or (child.name == "use" and "href" in child.attributes):
            return True
        if child.name in TEXTS and any(isinstance(t, str) and t.strip() for t in child.children):
            return True
        if draws(child):
            return True
    return False


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if not isinstance(child, str):
            yield from walk(child)
