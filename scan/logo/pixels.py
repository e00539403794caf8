"""PNG and JPEG: the size is read before anything is unpacked, then only the pixels are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from scan.logo.types import KILOBYTE, PNG, BadLogo, CleanLogo, Problem, check_shape

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
MOST_PIXELS = 16_000_000
LEAST_SIDE = 60  # of the longest side
LARGEST_SIDE = 1200  # 10 cm at 300 dots an inch
MOST_BYTES = 400 * KILOBYTE  # of what we write
SMALLER = 0.75
DARKEST_FAINT = 235  # of 255: lighter than this is lost on paper
VISIBLE = 32  # of 255: opacity below this is not seen
SHARE = 0.02  # of what is visible must be darker than that


def is_picture(content: bytes) -> bool:
    return content.startswith(SIGNATURES)


def clean(content: bytes) -> CleanLogo:
    """A PNG of the pixels alone: no metadata, nothing behind the picture, no second frame."""
    image = _within_limits(_upright(_decoded(content)))
    written = _written(image)
    return CleanLogo(PNG, written, faint=_is_faint(image))


def _decoded(content: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    broken = (OSError, SyntaxError, ValueError, IndexError, EOFError, UnidentifiedImageError)
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with _whole_files_only():
            image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            _check(*image.size)
            image.load()
    except bombs as error:
        raise BadLogo(Problem.TOO_MANY_PIXELS) from error
    except broken as error:
        raise BadLogo(Problem.BROKEN) from error
    return image


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """WeasyPrint tells Pillow, for the whole process, to be content with half a file."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _check(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise BadLogo(Problem.TOO_MANY_PIXELS)
    if max(width, height) < LEAST_SIDE:
        raise BadLogo(Problem.TOO_SMALL)


def _upright(image: Image) -> Image:
    """As it is seen, in plain colours: eight bits, with opacity only where there was any."""
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _within_limits(image: Image) -> Image:
    """Without the empty edge around it."""
    edges = image.getchannel("A").getbbox() if image.mode == "RGBA" else None
    if image.mode == "RGBA":
        if edges is None:
            raise BadLogo(Problem.NOTHING_TO_SEE)
        image = image.crop(edges)
    check_shape(*image.size)
    return image


def _written(image: Image) -> bytes:
    """At most LARGEST_SIDE, and smaller still while the file is too heavy."""
    side = LARGEST_SIDE
    while True:
        small = image.copy()
        small.thumbnail((side, side))
        content = _png(small)
        if len(content) <= MOST_BYTES or side <= LEAST_SIDE:
            return content
        side = int(side * SMALLER)


def _png(image: Image) -> bytes:
    from PIL import Image

    fresh = Image.frombytes(image.mode, image.size, image.tobytes())  # pixels, no more
    file = BytesIO()
    fresh.save(file, "PNG", optimize=True)
    return file.getvalue()


def _is_faint(image: Image) -> bool:
    """Almost everything that is visible is nearly white."""
    from PIL import Image

    small = image.copy()
    small.thumbnail((200, 200))
    small = small.convert("RGBA")
    opacity = small.getchannel("A").point(lambda value: 255 if value >= VISIBLE else 0)
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    histogram = paper.convert("L").histogram(mask=opacity)
    return sum(histogram[:DARKEST_FAINT]) < SHARE * max(1, sum(histogram))
