"""SVG: read strictly into plain nodes, and written anew from a list of what may be in a logo."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from scan.logo import svg_rules as rules
from scan.logo.svg_style import Sheet, declarations, read_sheet
from scan.logo.svg_write import write
from scan.logo.types import SVG, BadLogo, CleanLogo, Problem, check_shape

NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MOST_NODES = 3000
DEEPEST = 40
LARGEST = 100_000  # units of a side
START = re.compile(rb"^(\xef\xbb\xbf)?\s*<")
ROOT = re.compile(rb"<(\w+:)?svg[\s>]")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?")
LENGTH = re.compile(rf"({NUMBER.pattern})\s*(px|pt|mm|cm|in)?")


@dataclass
class Node:
    """An element that may stay; `text` only in text elements, in order with the children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


def looks_like_svg(content: bytes) -> bool:
    """Not yet whether it is a sound one."""
    return START.match(content) is not None and ROOT.search(content) is not None


def clean(content: bytes) -> CleanLogo:
    """Only shapes, texts and gradients; one size; no style sheet, no script, no address."""
    reader = _Reader()
    reader.read(content)
    root = reader.root
    if root is None or root.name != "svg":
        raise BadLogo(Problem.OTHER_KIND)
    sheet = read_sheet("".join(reader.styles))
    width, height = _view(root)
    _tidy(root, sheet)
    rules.keep_safe_references(root)
    if not rules.draws(root):
        raise BadLogo(Problem.SVG_PICTURE if "image" in reader.left_out else Problem.NOTHING_TO_SEE)
    written = write(root, width, height)
    return CleanLogo(SVG, written, left_out=tuple(sorted(reader.left_out & rules.SEEN)))


class _Reader:
    """Expat without document types, so without entities; what is not on the list is skipped."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.styles: list[str] = []
        self.left_out: set[str] = set()
        self._open: list[Node | None] = []  # None: skipped, with everything in it
        self._in_style = False
        self._count = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise BadLogo(Problem.BROKEN) from error

    def _doctype(self, name: str, system: str, public: str, has_internal: int) -> None:
        """A plain document type says nothing we use; one with declarations may hold anything."""
        if has_internal:
            raise BadLogo(Problem.SVG_DOCTYPE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_NODES or len(self._open) >= DEEPEST:
            raise BadLogo(Problem.SVG_TOO_COMPLEX)
        space, _, local = name.rpartition(" ")
        skipped = bool(self._open) and self._open[-1] is None
        is_ours = space in ("", NAMESPACE)
        self._in_style = local == "style" and is_ours
        if skipped or not is_ours or local not in rules.ELEMENTS:
            self.left_out.add(local)
            self._open.append(None)
            return
        self._add(Node(local, _plain(attributes)))

    def _add(self, node: Node) -> None:
        if self.root is None:
            self.root = node
        elif node.name == "svg":  # one inside another only moves the axes
            self.left_out.add("svg")
            self._open.append(None)
            return
        else:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        self._in_style = False
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._in_style:
            self.styles.append(text)
        elif self._open and self._open[-1] is not None and self._open[-1].name in rules.TEXTS:
            self._open[-1].children.append(text)


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Without namespaces; of those only xlink:href means something."""
    found = {name: value for name, value in attributes.items() if " " not in name}
    if link := attributes.get(f"{XLINK} href"):
        found.setdefault("href", link)
    return found


def _view(root: Node) -> tuple[float, float]:
    """Sets a sound viewBox; gives the size."""
    box = _numbers(root.attributes.get("viewBox", ""))
    if len(box) != 4:
        box = [0.0, 0.0, _length(root, "width"), _length(root, "height")]
    width, height = box[2:]
    if not all(math.isfinite(each) and abs(each) <= LARGEST for each in box):
        raise BadLogo(Problem.SVG_SIZE)
    if width <= 0 or height <= 0:
        raise BadLogo(Problem.SVG_SIZE)
    check_shape(width, height)
    root.attributes = {"viewBox": " ".join(f"{each:g}" for each in box)} | {
        name: value for name, value in root.attributes.items() if name not in rules.ROOT_ONLY
    }
    return width, height


def _numbers(text: str) -> list[float]:
    parts = re.split(r"[\s,]+", text.strip())
    return [float(part) for part in parts] if all(map(NUMBER.fullmatch, parts)) else []


def _length(root: Node, name: str) -> float:
    found = LENGTH.fullmatch(root.attributes.get(name, "").strip())
    return float(found[1]) if found else 0.0


def _tidy(node: Node, sheet: Sheet) -> None:
    """Styles become attributes, and of those only what is allowed and safe stays."""
    own = dict(node.attributes)
    styled = sheet.of(node.name, own) | declarations(own.pop("style", ""))
    merged = own | {name: value for name, value in styled.items() if name in rules.STYLES}
    box = {"viewBox": own["viewBox"]} if "viewBox" in own and node.name == "svg" else {}
    node.attributes = box | rules.allowed(node.name, merged)
    for child in node.children:
        if isinstance(child, Node):
            _tidy(child, sheet)
