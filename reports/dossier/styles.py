"""Our look as Word styles: the letter, the inks and the stones of tokens.css."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

LANGUAGE = "nl-NL"
FONT, FALLBACK = "Source Sans Pro", "Calibri"
PANOSE = "020B0503030403020204"  # lets a computer without the font choose one that looks alike
INK, SOFT, LINE, PAPER, HEAD = "22262B", "555B63", "D8CFBF", "FAF5EC", "F1E9DA"
ACCENT, YELLOW = "F2B233", "FBE3B3"
STONES = ("63260A", "2A72B5", "2B734A", "72397D", "745500", "004D50")
NOTE, COPY, COPY_POINT = "Let op", "Om te kopiëren", "Punt om te kopiëren"
CONTENTS, CONTENTS_HEADING = "Inhoudsregel", "Kop inhoud"
TABLE, CELL, AFTER_TABLE = "Tabel", "Tabeltekst", "Na tabel"
RIGHT = WD_TAB_ALIGNMENT.RIGHT


def dress(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.1), Cm(1.9)
    _defaults(word)
    _name_fallback(word)
    _texts(word)
    _headings(word)
    _table_style(word)


def shade(properties: object, colour: str) -> None:
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def stones(paragraph: Paragraph) -> None:
    """The six colours of our mark; only spaces, so nothing is read aloud."""
    for colour in STONES:
        run = paragraph.add_run("\u00a0" * 6)
        shade(run._r.get_or_add_rPr(), colour)
        paragraph.add_run(" ")


def describe(table: Table, title: str) -> None:
    """What a screen reader says before the table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _defaults(word: Word) -> None:
    """Letter and language for everything, in place of those of the theme."""
    run = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(run):
        run.remove(child)
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    run.append(parse_xml(f"<w:rFonts {nsdecls('w')} {fonts}/>"))
    run.append(parse_xml(f'<w:color {nsdecls("w")} w:val="{INK}"/>'))
    run.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="21"/>'))
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/>'))


def _name_fallback(word: Word) -> None:
    part = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = etree.fromstring(part.blob)
    font = f'<w:font {nsdecls("w")} w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
    font += f'<w:panose1 w:val="{PANOSE}"/><w:family w:val="swiss"/></w:font>'
    table.append(etree.fromstring(font))
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def _texts(word: Word) -> None:
    _style(word, "Normal", size=10.5, after=6, lines=1.2)
    _style(word, "List Bullet", after=3)
    _style(word, "Header", size=8.5, colour=SOFT)
    _style(word, "Footer", size=8.5, colour=SOFT)
    _style(word, NOTE, before=4, after=10, fill=PAPER, bar=ACCENT, left=0.3)
    _style(word, COPY, after=4, bar=LINE, left=0.5)
    copied = _style(word, COPY_POINT, "List Bullet", after=2, bar=LINE)
    copied.paragraph_format.left_indent = Cm(1)
    copied.paragraph_format.first_line_indent = Cm(-0.5)
    _style(word, CONTENTS, after=3)
    _style(word, CONTENTS_HEADING, size=13, bold=True, before=14, after=4)
    _style(word, CELL, size=9, lines=1.1)
    _style(word, AFTER_TABLE, size=5, after=2, lines=1)


def _headings(word: Word) -> None:
    _style(word, "Title", size=28, bold=True, before=8, after=2, lines=1.1)
    _style(word, "Subtitle", size=15, colour=SOFT, after=8)
    part = _style(word, "Heading 1", size=20, bold=True, after=8, lines=1.15)
    part.paragraph_format.page_break_before = True
    _style(word, "Heading 2", size=13, bold=True, before=12, after=3, lines=1.15)


def _style(
    word: Word,
    name: str,
    base: str = "Normal",
    *,
    size: float | None = None,
    bold: bool | None = None,
    colour: str = INK,
    before: float = 0,
    after: float = 0,
    lines: float | None = None,
    fill: str = "",
    bar: str = "",
    left: float = 0,
) -> ParagraphStyle:
    style = _found(word, name, base)
    style.font.size, style.font.bold = Pt(size) if size else None, bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = lines
    if left:
        shape.left_indent = Cm(left)
    _box(style, fill, bar)
    return style


def _found(word: Word, name: str, base: str) -> ParagraphStyle:
    """An own style, or Word's without the letter, colour, lines and tabs of its theme."""
    if name not in [style.name for style in word.styles]:
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style = word.styles[base], True
        return made
    style = word.styles[name]
    fonts, shape = style.element.rPr, style.element.get_or_add_pPr()
    for child in list(fonts) if fonts is not None else ():
        fonts.remove(child)
    for name in ("w:pBdr", "w:tabs"):
        for child in shape.findall(qn(name)):
            shape.remove(child)
    return style


def _box(style: ParagraphStyle, fill: str, bar: str) -> None:
    """In the order that Word asks for: borders, then shading."""
    properties = style.element.get_or_add_pPr()
    if bar:
        line = f'<w:left w:val="single" w:sz="36" w:space="8" w:color="{bar}"/>'
        properties.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), *AFTER_BORDER
        )
    if fill:
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
        properties.insert_element_before(shading, *AFTER_BORDER[1:])


AFTER_BORDER = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:jc", "w:outlineLvl"),
)


def _table_style(word: Word) -> None:
    """Only lines between rows, a tinted head, small text."""
    style = word.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = word.styles["Normal Table"]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    room = '<w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    room += '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    table = f"<w:tblPr {nsdecls('w')}><w:tblBorders>{lines}</w:tblBorders>"
    style.element.append(parse_xml(f"{table}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>"))
    head = f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr>'
    head += f'<w:shd w:val="clear" w:fill="{HEAD}"/></w:tcPr></w:tblStylePr>'
    style.element.append(parse_xml(head))
