"""What makes a PDF last: PDF/A-3a and PDF/UA-1 at once, with the frozen result inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from reports.pdf_tags import finish_tags
from reports.published_json import canonical

if TYPE_CHECKING:
    from reports.pipeline import Report

VARIANT = "pdf/a-3a"  # with tags and sRGB colours; `finish` adds what PDF/UA-1 asks
FIGURES_NAME = "uitkomsten.json"
# PDF/A wants every property explained that is not one of its own: here the PDF/UA part number.
UA_IDENTITY = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


# After such a last byte a reader cannot tell where the stream ends and the line end begins.
UNCLEAR_ENDS = (b"\r\nendstream", b"\n\nendstream")


@dataclass(frozen=True)
class Enclosure:
    """A file inside the PDF. `day` (ISO) is its date, so that the same input gives one file."""

    name: str
    text: str
    about: str
    day: str


def figures(report: Report) -> Enclosure:
    """The frozen result, nothing more: its SHA-256 is the hash printed in the report."""
    return Enclosure(
        FIGURES_NAME,
        canonical(report.published),
        report.words.say(_("De vastgelegde uitkomsten, waar de controlecode bij hoort")),
        report.published.facts.closed_on,
    )


def attachment(enclosure: Enclosure) -> Any:
    from weasyprint import Attachment

    day = datetime.fromisoformat(enclosure.day)
    return Attachment(
        string=enclosure.text,
        name=enclosure.name,
        description=enclosure.about,
        created=day,
        modified=day,
        relationship="Data",
    )


def finish(_document: Any, pdf: Any) -> None:
    """Called by WeasyPrint with the complete file, just before it is written."""
    number, *_ = pdf.catalog["Metadata"].split()  # b"12 0 R"
    _say_ua(pdf.objects[int(number)])
    if "AF" in pdf.catalog:  # WeasyPrint names each enclosed file twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    finish_tags(pdf)
    _read_every_glyph(pdf)
    _write_once(pdf)


def _say_ua(metadata: Any) -> None:
    """Both identities in one description; uncompressed, so that any tool can find them."""
    metadata.compress = False
    end = b"</rdf:RDF>"
    metadata.stream[0] = metadata.stream[0].replace(end, UA_IDENTITY.strip() + b"\n" + end)


def _read_every_glyph(pdf: Any) -> None:
    """Arabic dots are glyphs of their own, for which WeasyPrint has no text: a joiner, unseen."""
    for each in pdf.objects:
        stream = getattr(each, "stream", ())
        if b"begincmap" in stream:
            stream[:] = [line.replace(b" <>", b" <200d>") for line in stream]


def _write_once(pdf: Any) -> None:
    """Keep the bytes of each object: WeasyPrint asks for them twice, and compressing is slow."""
    from pydyf import Object

    class Written(Object):
        def __init__(self, each: Any) -> None:
            super().__init__()
            self.number, self.generation = each.number, each.generation
            self._data, self._compressible = _bytes(each), each.compressible

        data = property(attrgetter("_data"))
        compressible = property(attrgetter("_compressible"))

    pdf.objects[:] = [Written(each) if each.free == "n" else each for each in pdf.objects]


def _bytes(each: Any) -> bytes:
    found = each.data
    if not found.endswith(UNCLEAR_ENDS):
        return found
    each.compress = False
    return each.data
