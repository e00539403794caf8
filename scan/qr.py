"""A web address as a QR code: SVG without style attributes, so that the strict CSP allows it."""

from __future__ import annotations

import io
import struct
import zlib
from base64 import b64encode
from collections.abc import Sequence

import segno
from django.utils.safestring import SafeString, mark_safe

COLOURS = {"dark": "#000", "light": "#fff", "lineclass": None}
MASK, DOTS = 3, 3  # dots per module: one would be blurred by some readers of PDF
WHITE_OR_BLACK = (b"\xff" * DOTS, b"\x00" * DOTS)
MODULE_MM = 2  # an address of ours has about 33 modules: a file of some 80 mm


def svg(address: str, title: str) -> SafeString:
    """To stand inside a page; `title` is read aloud instead of the picture."""
    drawing = _code(address).svg_inline(title=title, svgclass="qr", omitsize=True, **COLOURS)
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes)


def svg_file(address: str, title: str) -> bytes:
    """The same as a file of its own, for a poster or a letter; it scales without loss."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", title=title, svgclass=None, unit="mm", scale=MODULE_MM, **COLOURS
    )
    return out.getvalue()


def small_picture(address: str) -> str:
    """For hundreds on paper: a data URL of black and white dots, without the white edge.

    Choosing the best of eight masks is most of the work and only helps poor scanners; every
    reader reads each of them.
    """
    code = segno.make(address, error="m", micro=False, mask=MASK)
    return f"data:image/png;base64,{b64encode(_png(code.matrix)).decode()}"


def _png(matrix: Sequence[Sequence[int]]) -> bytes:
    """Grey, one byte per dot: WeasyPrint takes ten times as long over black and white."""
    size = len(matrix) * DOTS
    rows = (b"".join(WHITE_OR_BLACK[module] for module in row) for row in matrix)
    lines = b"".join((b"\0" + row) * DOTS for row in rows)
    header = struct.pack(">2I5B", size, size, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
