"""Drawing on one slide: texts, stones, lines and panels, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.util import Pt

from reports.charts.canvas import INK, LINE, PAPER, STONES, WHITE

WIDE, HIGH = 960, 540
LEFT, CONTENT = 48, 864
TOP, BOTTOM = 126, 494  # between a heading of two lines and the foot
YELLOW = "#F2B233"
CORNER = 2.5  # points; stones are cut, not inflated

DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    wide: float
    high: float

    def columns(self, count: int, gutter: float = 28) -> tuple[Box, ...]:
        wide = (self.wide - gutter * (count - 1)) / count
        return tuple(
            replace(self, x=self.x + each * (wide + gutter), wide=wide) for each in range(count)
        )

    def rows(self, count: int) -> tuple[Box, ...]:
        high = self.high / count
        return tuple(replace(self, y=self.y + each * high, high=high) for each in range(count))


@dataclass(frozen=True)
class Para:
    """One paragraph; `space`: points above it."""

    text: str
    size: float = 18
    bold: bool = False
    colour: str = INK
    space: float = 0


def colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.lstrip("#"))


def describe(shape: BaseShape, text: str) -> None:
    """The alternative text; for a chart or picture it tells the data."""
    _properties(shape).set("descr", text)


def decorate(shape: BaseShape) -> None:
    """Nothing to read here: screen readers skip it."""
    holder = _properties(shape)
    listing = holder.find(qn("a:extLst"))
    if listing is None:
        listing = etree.SubElement(holder, qn("a:extLst"))
    extension = etree.SubElement(listing, qn("a:ext"), uri=DECORATIVE_URI)
    mark = etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE})
    mark.set("val", "1")


def _properties(shape: BaseShape) -> etree._Element:
    return shape._element.xpath(".//p:cNvPr")[0]


class Sheet:
    """Draws on a slide, or on a group within it. `top`: where the room under the heading begins."""

    def __init__(self, shapes: object, top: float = TOP) -> None:
        self.shapes, self.top = shapes, top

    def group(self, alt: str) -> Sheet:
        """What belongs together and is told by one alternative text."""
        group = self.shapes.add_group_shape()
        describe(group, alt)
        return Sheet(group.shapes)

    def text(
        self, box: Box, *paragraphs: Para, align: str = "left", anchor: str = "top"
    ) -> BaseShape:
        shape = self.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.wide), Pt(box.high))
        write(shape.text_frame, paragraphs, align, anchor)
        return shape

    def rect(
        self, box: Box, fill: str | None, edge: str | None = None, *, thick: float = 1.5
    ) -> BaseShape:
        """A stone or a panel: hardly rounded, no shadow."""
        x, y, wide, high = (Pt(value) for value in (box.x, box.y, box.wide, box.high))
        shape = self.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, x, y, wide, high)
        shape.adjustments[0] = CORNER / min(box.wide, box.high)
        _paint(shape, fill, edge, thick)
        return shape

    def stone(self, box: Box, number: int, *paragraphs: Para, anchor: str = "bottom") -> BaseShape:
        shape = self.rect(box, STONES[number])
        write(shape.text_frame, paragraphs, "left", anchor, inset=12)
        return shape

    def chip(self, x: float, y: float, number: int) -> BaseShape:
        """The number of a block in its colour; 30 by 22."""
        shape = self.rect(Box(x, y, 30, 22), STONES[number])
        write(shape.text_frame, (Para(str(number), 15, True, WHITE),), "center", "middle")
        return shape

    def badge(self, x: float, y: float, letter: str, radius: float = 12) -> BaseShape:
        """A letter in an ink circle around (x, y)."""
        place = (Pt(x - radius), Pt(y - radius), Pt(2 * radius), Pt(2 * radius))
        shape = self.shapes.add_shape(MSO_SHAPE.OVAL, *place)
        _paint(shape, INK, WHITE, 2)
        write(shape.text_frame, (Para(letter, 14, True, WHITE),), "center", "middle")
        return shape

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour_: str = LINE,
        thick: float = 1,
        *,
        dashed: bool = False,
    ) -> BaseShape:
        places = [Pt(value) for value in (*start, *end)]
        shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *places)
        shape.line.color.rgb = colour(colour_)
        shape.line.width = Pt(thick)
        _plain(shape)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH
        decorate(shape)
        return shape

    def rule(self, y: float, x: float = LEFT, wide: float = CONTENT) -> BaseShape:
        return self.line((x, y), (x + wide, y))

    def panel(self, box: Box, *, action: bool = False) -> Box:
        """A paper panel; a yellow bar where something must be done. Gives the room inside."""
        decorate(self.rect(box, PAPER))
        if action:
            decorate(self.rect(replace(box, wide=8), YELLOW))
        return Box(box.x + 26, box.y + 16, box.wide - 46, box.high - 30)


def write(
    frame: object,
    paragraphs: Sequence[Para],
    align: str = "left",
    anchor: str = "top",
    inset: float = 0,
) -> None:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = getattr(MSO_ANCHOR, anchor.upper())
    frame.margin_left = frame.margin_right = Pt(inset)
    frame.margin_top = frame.margin_bottom = Pt(inset / 2)
    for position, each in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = getattr(PP_ALIGN, align.upper())
        paragraph.space_before = Pt(each.space)
        run = paragraph.add_run()
        run.text = each.text
        run.font.size, run.font.bold = Pt(each.size), each.bold
        run.font.color.rgb = colour(each.colour)


def _plain(shape: BaseShape) -> None:
    """Without the style of the theme, which would add a shadow."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def _paint(shape: BaseShape, fill: str | None, edge: str | None, thick: float) -> None:
    _plain(shape)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    else:
        shape.fill.background()
    if edge:
        shape.line.color.rgb = colour(edge)
        shape.line.width = Pt(thick)
    else:
        shape.line.fill.background()
