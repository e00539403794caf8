"""A web address as a QR code: SVG without style attributes, so that the strict CSP allows it."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe

COLOURS = {"dark": "#000", "light": "#fff", "lineclass": None}
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


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
