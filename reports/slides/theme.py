"""Our look as theme and layouts of the deck, so that what people add themselves matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from reports.charts.canvas import INK, PAPER, SOFT, STONES
from reports.slides.sheet import BOTTOM, CONTENT, LEFT, TOP, Box, Para, Sheet, colour
from reports.slides.stones import mark

if TYPE_CHECKING:
    from reports.pipeline import Report

NAME = "Leercultuur"
FONT = "Source Sans Pro"
PANOSE = "020B0503030403020204"  # lets a computer without the font choose one that looks alike
HEADING = Box(LEFT, 48, CONTENT, 76)
# Grows upwards: without our letter it may need two lines.
COVER_HEADING = Box(LEFT, 84, 380, 112)
COVER_TEXT = Box(LEFT, 206, 380, 140)
LETTERS = {"ctrTitle": (44, True), "subTitle": (20, False)}
PAGE_NUMBER = """<p:sp {ns}><p:nvSpPr><p:cNvPr id="90" name="Pagina"/><p:cNvSpPr txBox="1"/>
<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>
<a:off x="10820400" y="6400800"/><a:ext cx="762000" cy="254000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>
<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>
<a:p><a:pPr algn="r"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">
<a:rPr lang="nl-NL" sz="1200" b="1"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"""


def dress(master: object) -> None:
    """Colours and letter."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", NAME)
    colours = {"dk1": INK, "lt1": "#FFFFFF", "dk2": SOFT, "lt2": PAPER}
    colours |= {f"accent{number}": stone for number, stone in STONES.items()}
    colours |= {"hlink": STONES[2], "folHlink": STONES[4]}
    _colours(theme.find(f".//{qn('a:clrScheme')}"), colours)
    theme.find(f".//{qn('a:fontScheme')}").set("name", NAME)
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", FONT)
        latin.set("panose", PANOSE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours(scheme: etree._Element, colours: Mapping[str, str]) -> None:
    scheme.set("name", NAME)
    for name, value in colours.items():
        holder = scheme.find(qn(f"a:{name}"))
        holder.clear()
        etree.SubElement(holder, qn("a:srgbClr"), val=value.lstrip("#"))


def lay_out(deck: Deck, report: Report) -> None:
    """Two layouts: the cover, and a heading that is the finding."""
    style = deck.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).attrib.update({"sz": "2800", "b": "1"})
    _keep(deck.slide_master, {0: HEADING, 1: Box(LEFT, TOP, CONTENT, BOTTOM - TOP)})
    cover, finding = deck.slide_layouts
    _keep(cover, {0: COVER_HEADING, 1: COVER_TEXT})
    cover.placeholders[0].element.txBody.find(qn("a:bodyPr")).set("anchor", "b")
    _keep(finding, {0: HEADING})
    cover.element.cSld.set("name", "Omslag")
    finding.element.cSld.set("name", "Uitkomst")
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = colour(PAPER)
    _foot(finding, report)


def _keep(sheet: object, boxes: Mapping[int, Box]) -> None:
    """Only these placeholders, at these places."""
    for holder in list(sheet.placeholders):
        box = boxes.get(holder.element.ph_idx)
        if box is None:
            holder.element.getparent().remove(holder.element)
        else:
            _place(holder.element, box)


def _place(element: object, box: Box) -> None:
    element.x, element.y = Pt(box.x), Pt(box.y)
    element.cx, element.cy = Pt(box.wide), Pt(box.high)
    body = element.txBody.find(qn("a:bodyPr"))
    body.attrib.update(dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0") | {"anchor": "t"})
    for child in list(body):
        body.remove(child)
    kind = element.ph.get("type")
    if kind in LETTERS:
        _letters(element.txBody.find(qn("a:lstStyle")), *LETTERS[kind])


def _letters(style: etree._Element, size: int, bold: bool) -> None:
    for child in list(style):
        style.remove(child)
    level = etree.SubElement(style, qn("a:lvl1pPr"), marL="0", indent="0", algn="l")
    etree.SubElement(level, qn("a:buNone"))
    etree.SubElement(level, qn("a:defRPr"), sz=str(size * 100), b=str(int(bold)))


def _foot(layout: object, report: Report) -> None:
    """Mark, firm and month left, page right: on the layout, so that it is read once."""
    facts, tree = report.published.facts, layout.shapes._spTree
    sheet = Sheet(SlideShapes(tree, layout))
    mark(sheet, LEFT, 506, 0.36)
    text = f"{facts.organisation} · {report.words.month(facts.closed_on)}"
    sheet.text(Box(LEFT + 33, 504, 700, 20), Para(text, 12, colour=SOFT), anchor="middle")
    tree.append(parse_xml(PAGE_NUMBER.format(ns=nsdecls("a", "p"))))
