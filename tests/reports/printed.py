"""Looking at a PDF as a person with a telephone does: pages as pictures, and the codes on them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from io import BytesIO

import zxingcpp
from PIL import Image

MM = 25.4


@dataclass(frozen=True)
class Seen:
    """A QR code on a page: what it says, and its middle in millimetres from the top left."""

    text: str
    x: float
    y: float


def pictures(pdf: bytes, resolution: int = 150) -> list[Image.Image]:
    command = ["pdftoppm", "-r", str(resolution), "-gray", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return list(_each(out))


def _each(out: bytes):
    """pdftoppm writes the pages one after another: P5, width, height, 255, and the dots."""
    while out:
        _kind, size, _most, dots = out.split(b"\n", 3)
        width, height = map(int, size.split())
        yield Image.frombytes("L", (width, height), dots[: width * height])
        out = dots[width * height :]


def codes_on(picture: Image.Image, resolution: int = 150) -> list[Seen]:
    return [
        Seen(found.text, *_middle(found.position, MM / resolution))
        for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    ]


def _middle(position, scale: float) -> tuple[float, float]:
    corners = (position.top_left, position.bottom_right)
    return tuple(sum(getattr(c, axis) for c in corners) / 2 * scale for axis in "xy")


def words_on(pdf: bytes, page: int = 1) -> list[tuple[str, float, float, float, float]]:
    """Every word with its box (left, top, right, bottom) in millimetres."""
    import xml.etree.ElementTree as ET

    place = ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-bbox", *place, "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    name = "{http://www.w3.org/1999/xhtml}word"
    return [
        (word.text, *(float(word.get(k)) * MM / 72 for k in ("xMin", "yMin", "xMax", "yMax")))
        for word in ET.parse(BytesIO(out)).iter(name)
    ]


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def overlaps(words: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """Pairs of words that lie over each other. The box of a word is as high as letters can be,
    so boxes of lines close together share up to a third."""
    return [
        (a[0], b[0])
        for n, a in enumerate(words)
        for b in words[n + 1 :]
        if min(a[3], b[3]) - max(a[1], b[1]) > 0.6
        and min(a[4], b[4]) - max(a[2], b[2]) > 0.35 * min(a[4] - a[2], b[4] - b[2])
    ]
