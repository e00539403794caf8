"""A logo is never trusted: what comes out is a picture and nothing else, or a clear refusal."""

from __future__ import annotations

import struct
import time
import xml.etree.ElementTree as ET
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from scan.logo import BadLogo, Problem, clean

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SHAPE = '<path d="M0 0h10v10z" fill="#2A72B5"/>'


def svg(inner: str, root: str = 'viewBox="0 0 100 50"', before: str = "") -> bytes:
    return f"{before}{HEAD}{root}>{inner}</svg>".encode()


def picture(mode="RGB", size=(200, 100), colour="navy", kind="PNG", **options) -> bytes:
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def problem(content: bytes) -> Problem:
    with pytest.raises(BadLogo) as caught:
        clean(content)
    return caught.value.problem


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(clean(content).content))


def elements(content: bytes) -> list[str]:
    return [each.tag.rpartition("}")[2] for each in ET.fromstring(clean(content).content).iter()]


# --- pictures of dots


def test_a_png_is_written_anew_without_what_was_in_it():
    info = PngInfo()
    info.add_text("Comment", "GEHEIM")
    content = (
        picture(pnginfo=info, dpi=(300, 300), icc_profile=b"PROFIEL" * 30)
        + b"PK\x03\x04<script>POLYGLOT</script>"
    )
    cleaned = clean(content)
    assert cleaned.kind == "png"
    assert b"GEHEIM" not in cleaned.content
    assert b"POLYGLOT" not in cleaned.content
    assert b"iCCP" not in cleaned.content
    assert cleaned.content.endswith(b"IEND\xaeB`\x82")
    assert opened(content).info == {}
    assert opened(content).getpixel((5, 5)) == (0, 0, 128)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_comes_out_as_eight_bits(mode):
    colour = 20_000 if mode == "I;16" else 0 if mode in {"1", "L", "P"} else "black"
    content = picture(mode, colour=(0, 255) if mode == "LA" else colour)
    assert opened(content).mode in {"RGB", "RGBA"}


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photo_of_a_camera_becomes_png_without_its_place(mode):
    exif = Image.Exif()
    exif[0x010F] = "MERK VAN DE CAMERA"
    exif[0x0112] = 6  # turned a quarter
    file = BytesIO()
    Image.new(mode, (200, 100)).save(file, "JPEG", exif=exif)
    result = opened(file.getvalue())
    assert result.format == "PNG"
    assert result.size == (100, 200)
    assert b"CAMERA" not in clean(file.getvalue()).content


def test_opacity_is_kept_and_the_empty_edge_is_not():
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((120, 0, 0, 128), (50, 100, 250, 150))
    file = BytesIO()
    image.save(file, "PNG")
    result = opened(file.getvalue())
    assert result.size == (200, 50)
    assert result.getpixel((3, 3)) == (120, 0, 0, 128)


def test_large_becomes_at_most_1200_dots_and_400_kB():
    noise = Image.effect_noise((2600, 1300), 90).convert("RGB")
    file = BytesIO()
    noise.save(file, "JPEG", quality=20)
    result = clean(file.getvalue())
    assert len(result.content) <= 400_000
    wide, high = Image.open(BytesIO(result.content)).size
    assert wide <= 1200
    assert abs(wide - 2 * high) <= 2


def png_header(wide: int, high: int) -> bytes:
    """A few bytes that claim to be a large picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(5000, 4000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 9)])
def test_a_picture_that_unpacks_to_too_much_is_not_unpacked(size):
    begin = time.process_time()
    assert problem(png_header(*size)) == Problem.TOO_MANY_PIXELS
    assert time.process_time() - begin < 0.5


@pytest.fixture(params=[False, True], ids=["as it is", "after WeasyPrint was loaded"])
def lenient(request, monkeypatch):
    """WeasyPrint makes Pillow accept half a file, in the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)


@pytest.mark.parametrize("length", [9, 20, 60, 400])
def test_a_file_that_stops_halfway_is_refused(length, lenient):
    assert problem(picture(size=(400, 300), colour="red")[:length]) == Problem.BROKEN


def test_texts_that_unpack_to_megabytes_are_refused(lenient):
    info = PngInfo()
    info.add_text("Comment", "x" * 30_000_000, zip=True)
    assert problem(picture(pnginfo=info)) == Problem.BROKEN


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Problem.EMPTY),
        (b"x" * 1_000_001, Problem.TOO_HEAVY),
        (b"GIF89a" + bytes(100), Problem.OTHER_KIND),
        (b"%PDF-1.7", Problem.OTHER_KIND),
        (b"<html><body>svg</body></html>", Problem.OTHER_KIND),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Problem.OTHER_KIND),
    ],
)
def test_other_files_are_refused(content, expected):
    assert problem(content) == expected


def test_what_cannot_be_seen_is_refused():
    assert problem(picture(size=(40, 40))) == Problem.TOO_SMALL
    assert problem(picture(size=(3000, 60))) == Problem.TOO_LONG
    assert problem(picture("RGBA", colour=(9, 9, 9, 0))) == Problem.NOTHING_TO_SEE


@pytest.mark.parametrize(
    ("colour", "faint"),
    [("white", True), ((250, 250, 240), True), ("navy", False), ((200, 200, 200), False)],
)
def test_almost_white_is_told(colour, faint):
    assert clean(picture(colour=colour)).faint == faint


# --- drawings


def test_a_drawing_is_written_anew_with_what_it_needs():
    gradient = '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
    content = svg(f'{gradient}</defs><rect width="9" height="9" fill="url(#g)"/><g>{SHAPE}</g>')
    assert elements(content) == ["svg", "defs", "linearGradient", "stop", "rect", "g", "path"]
    text = clean(content).content.decode()
    assert 'fill="url(#g)"' in text
    assert 'viewBox="0 0 100 50"' in text
    assert 'width="1000.00" height="500.00"' in text


def test_cleaning_twice_changes_nothing():
    once = clean(svg(f"<text>A &amp; B &lt;x&gt;</text>{SHAPE}")).content
    assert clean(once).content == once
    assert b"A &amp; B &lt;x&gt;" in once


def test_colours_of_a_style_sheet_become_attributes():
    """As Illustrator writes them: without this a logo turns black."""
    sheet = "<style>.a,.b{fill:#f00} #c{stroke:blue;} @import url(http://x/);</style>"
    text = clean(svg(f'{sheet}<path class="a" id="c" d="M0 0h9v9z"/>')).content.decode()
    assert 'fill="#f00"' in text
    assert 'stroke="blue"' in text
    for gone in ("style", "class", "@import", "http://x"):
        assert gone not in text


DRAWN = {"svg", "g", "defs", "path", "rect", "use", "text", "tspan"}
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in cdata": "<script><![CDATA[alert(1)]]></script>",
    "xhtml script": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "event handler": '<rect onload="alert(1)" onclick="alert(1)" width="1" height="1"/>',
    "link": '<a xlink:href="javascript:alert(1)"><rect width="1" height="1"/></a>',
    "use of elsewhere": '<use xlink:href="https://evil.example/a.svg#x"/>',
    "use of data": '<use href="data:image/svg+xml;base64,PHN2Zz4=#x"/>',
    "javascript use": '<use href="javascript:alert(1)"/>',
    "picture": '<image href="https://evil.example/a.png" width="1" height="1"/>',
    "picture in data": '<image href="data:image/svg+xml,%3Csvg%3E" width="1" height="1"/>',
    "foreign": '<foreignObject><iframe src="https://evil.example"/></foreignObject>',
    "animation": '<rect><set attributeName="onload" to="alert(1)"/><animate/></rect>',
    "style url": '<rect style="fill:url(https://evil.example/x)"/>',
    "fill url": '<rect fill="url(https://evil.example/x#a)"/>',
    "fill url, data": "<rect fill=\"url('data:text/html,alert(1)')\"/>",
    "behaviour": '<rect style="behavior:url(x.htc);-moz-binding:url(evil.xml)"/>',
    "expression": '<rect style="width:expression(alert(1))"/>',
    "import": '<style>@import "https://evil.example/x.css";</style>',
    "font face": "<style>@font-face{font-family:x;src:url(https://evil.example/f)}</style>",
    "unknown function": '<rect fill="expression(1)" d="icon(x)"/>',
    "escaped css": '<rect style="fill:\\75 rl(https://evil.example)"/>',
    "filter": '<filter id="f"><feImage href="https://evil.example"/></filter><g filter="url(#f)"/>',
    "handler": '<handler type="text/ecmascript">alert(1)</handler>',
    "instruction": '<?xml-stylesheet href="https://evil.example/x.css"?>',
    "comment": "<!-- alert(1) https://evil.example -->",
    "other namespace": '<i:pgf xmlns:i="http://ns.adobe.com/x">alert(1)</i:pgf>',
}


@pytest.mark.parametrize("inner", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_runs_or_calls_survives(inner):
    text = clean(svg(inner + SHAPE)).content.decode()
    rest = text.replace("http://www.w3.org/2000/svg", "").lower()
    for trace in ("alert", "evil", "http", "javascript", "data:", "on", "import", "style", "//"):
        assert trace not in rest.replace('font-family="source sans pro, sans-serif"', ""), trace
    assert "path" in elements(svg(inner + SHAPE))
    assert set(elements(svg(inner + SHAPE))) <= DRAWN


XXE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
QUADRATIC = f'<!DOCTYPE svg [<!ENTITY a "{"x" * 50_000}">]>'
PARAMETER = '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://evil.example/x.dtd">%p;]>'


@pytest.mark.parametrize("before", [XXE, LAUGHS, QUADRATIC, PARAMETER])
def test_entities_are_refused_before_they_mean_anything(before):
    begin = time.process_time()
    entity = "&i;" if before is LAUGHS else "&a;" * 1000 if before is QUADRATIC else "&x;"
    assert problem(svg(f"<text>{entity}</text>", before=before)) == Problem.SVG_DOCTYPE
    assert time.process_time() - begin < 0.5


def test_a_plain_document_type_is_fine():
    kind = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www/x.dtd">'
    assert "path" in elements(svg(SHAPE, before=kind))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (svg(SHAPE)[:-3], Problem.BROKEN),
        (svg("<g>"), Problem.BROKEN),
        (svg("<text>&#0;</text>"), Problem.BROKEN),
        (svg(SHAPE, root=""), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 0 10"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 -5 10"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 1e9 1e9"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 1e99 10"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 nan inf"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='width="100%" height="100%"'), Problem.SVG_SIZE),
        (svg(SHAPE, root='viewBox="0 0 9000 10"'), Problem.TOO_LONG),
        (svg(""), Problem.NOTHING_TO_SEE),
        (svg(f"<defs>{SHAPE}</defs>"), Problem.NOTHING_TO_SEE),
        (svg('<image href="data:image/png;base64,AA"/>'), Problem.SVG_PICTURE),
        (svg("<g/>" * 4000), Problem.SVG_TOO_COMPLEX),
        (svg("<g>" * 200 + "</g>" * 200), Problem.SVG_TOO_COMPLEX),
        (svg(" " * 200_001), Problem.SVG_TOO_HEAVY),
        (b"<svg>" + b"<g/>" * 40_000 + b"</svg>", Problem.SVG_TOO_COMPLEX),
    ],
)
def test_drawings_that_are_refused(content, expected):
    assert problem(content) == expected


def test_copies_of_copies_do_not_grow():
    """Ten levels of ten copies would be ten thousand million shapes."""
    levels = "".join(f'<g id="l{n + 1}">' + f'<use href="#l{n}"/>' * 10 + "</g>" for n in range(9))
    text = clean(svg(f'<g id="l0">{SHAPE}</g>{levels}')).content.decode()
    assert 'href="#l1"' not in text
    assert 'href="#l0"' in text


def test_many_copies_of_much_are_refused():
    much = f'<g id="m">{SHAPE * 900}</g>'
    assert problem(svg(much + '<use href="#m"/>' * 900)) == Problem.SVG_TOO_COMPLEX
    clips = f'<clipPath id="m">{SHAPE * 900}</clipPath>'
    many = '<path clip-path="url(#m)" d="M0 0"/>' * 900
    assert problem(svg(clips + many)) == Problem.SVG_TOO_COMPLEX


@pytest.mark.parametrize(
    "circle",
    [
        '<g id="a"><use href="#a"/></g>',
        '<use id="a" href="#b"/><use id="b" href="#a"/>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
        '<clipPath id="a" clip-path="url(#a)"><path d="M0 0" clip-path="url(#a)"/></clipPath>',
        '<svg id="a"><use href="#a"/></svg>',
    ],
)
def test_circles_are_broken(circle):
    root = ET.fromstring(clean(svg(circle + SHAPE)).content)
    links = {each.get("id"): each.get("href", "")[1:] for each in root.iter()}
    assert all(links.get(link, "") == "" for link in links.values())
    assert b"clip-path=" not in clean(svg(circle + SHAPE)).content


def test_what_was_left_out_of_the_picture_is_told():
    assert clean(svg(f'<image href="x"/><filter id="f"/>{SHAPE}')).left_out == ("filter", "image")
    assert clean(svg(f"<metadata/><script/>{SHAPE}")).left_out == ()


def test_a_size_without_a_viewbox_makes_one():
    text = clean(svg(SHAPE, root='width="64px" height="32"')).content.decode()
    assert 'viewBox="0 0 64 32"' in text
