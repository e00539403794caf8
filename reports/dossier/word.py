"""Parts in, Word file out: real styles, repeated table heads, Dutch, contents and page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from reports.dossier import styles
from reports.dossier.markup import Text, Values, clean, plain

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from reports.dossier.markup import Block
    from reports.dossier.parts import Part

STYLES = {
    "heading": "Heading 2",
    "point": "List Bullet",
    "note": styles.NOTE,
    "copy": styles.COPY,
    "copy_point": styles.COPY_POINT,
    "text": "Normal",
}
WIDTH = 16.4  # centimetres between the margins
NARROWEST, WIDEST = 2.2, 8.2  # of a column


def write(values: Values, parts: tuple[Part, ...]) -> bytes:
    word = Document()
    styles.dress(word)
    _properties(word, values)
    _feet(word, values)
    _front(word, values, parts)
    for n, part in enumerate(parts):
        _part(word, part, n)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _properties(word: Word, values: Values) -> None:
    about = word.core_properties
    about.title = clean(f"Dossier bij de leercultuurscan van {values['organisatie']}")[:255]
    about.subject = clean(str(values["titel"]))
    about.author = about.last_modified_by = "Leercultuur, scan voor het mkb"
    about.language = styles.LANGUAGE
    about.comments = "Sjablonen om na te lezen en aan te passen. Geen juridisch advies."
    about.keywords = "leercultuur, privacy, dossier"


def _feet(word: Word, values: Values) -> None:
    section = word.sections[0]
    head = section.header.paragraphs[0]
    head.add_run("Leercultuur").bold = True
    head.add_run(" · scan voor het mkb")
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), styles.RIGHT)
    foot.add_run(clean(f"Dossier · {values['organisatie']}") + "\tbladzijde ")
    _field(foot, "PAGE", "1")
    foot.add_run(" van ")
    _field(foot, "NUMPAGES", "1")


def _front(word: Word, values: Values, parts: tuple[Part, ...]) -> None:
    """Title, for which scan, and the contents."""
    styles.stones(word.add_paragraph())
    word.add_paragraph("Dossier bij de leercultuurscan", "Title")
    word.add_paragraph(clean(str(values["organisatie"])), "Subtitle")
    facts = "{titel}, van {eerste_dag} tot en met {laatste_dag}".format_map(values)
    word.add_paragraph(clean(facts))
    note = word.add_paragraph(style=styles.NOTE)
    note.add_run("Sjablonen, geen juridisch advies. ").bold = True
    note.add_run("Lees elk deel na en pas het aan voordat je het gebruikt.")
    word.add_paragraph("Inhoud", styles.CONTENTS_HEADING)
    _contents(word, [part.title for part in parts])


def _contents(word: Word, titles: list[str]) -> None:
    """A field that Word can renew, filled already, so that nobody is asked to."""
    for n, title in enumerate(titles):
        line = word.add_paragraph(style=styles.CONTENTS)
        if n == 0:
            _mark(line, "begin")
            _instruction(line, 'TOC \\o "1-1" \\h \\n')
            _mark(line, "separate")
        _link(line, _bookmark(n), title)
        if n == len(titles) - 1:
            _mark(line, "end")


def _part(word: Word, part: Part, number: int) -> None:
    _anchor(word.add_heading(part.title, 1), number)
    title = part.title
    for block in part.blocks:
        if block.kind == "table":
            _table(word, block, title)
        else:
            paragraph = word.add_paragraph(style=STYLES[block.kind])
            _fill(paragraph, block.text)
            title = plain(block.text) if block.kind == "heading" else title


def _fill(paragraph: Paragraph, text: Text) -> None:
    for run in text:
        made = paragraph.add_run(run.text)
        made.bold = run.bold or run.to_fill_in or None
        if run.to_fill_in:
            styles.shade(made._r.get_or_add_rPr(), styles.YELLOW)


def _table(word: Word, block: Block, title: str) -> None:
    table = word.add_table(len(block.rows), len(block.rows[0]))
    table.style = styles.TABLE
    table.autofit = False
    styles.describe(table, title)
    widths = _widths(block)
    for row, texts in zip(table.rows, block.rows, strict=True):
        styles.whole(row)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = styles.CELL
            _fill(cell.paragraphs[0], text)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _head(table)
    word.add_paragraph(style=styles.AFTER_TABLE)


def _head(table: Table) -> None:
    styles.repeat(table.rows[0])
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
            run.font.color.rgb = RGBColor.from_string(styles.INK)


def _widths(block: Block) -> list[float]:
    """By how much stands in each column, within limits, together the whole width."""
    columns = list(zip(*block.rows, strict=True))
    amounts = [max(len(plain(text)) for text in column) ** 0.6 for column in columns]
    wide = [min(WIDEST, max(NARROWEST, WIDTH * part / sum(amounts))) for part in amounts]
    return [WIDTH * each / sum(wide) for each in wide]


def _bookmark(number: int) -> str:
    return f"deel_{number}"


def _anchor(heading: Paragraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    heading._p.insert(1, start)
    heading._p.append(end)


def _link(line: Paragraph, bookmark: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    run = line.add_run(text)
    link.append(run._r)
    line._p.append(link)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _instruction(paragraph, instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Paragraph, text: str) -> None:
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {text} "
    paragraph.add_run()._r.append(code)
