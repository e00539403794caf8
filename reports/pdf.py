"""Report in, PDF out: the page values through the templates and through WeasyPrint.

The same report always gives the same bytes, tagged for screen readers and fit to be kept
(PDF/UA-1 and PDF/A-3a; see `reports.pdf_archive`).
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from reports.paper.document import pages
from reports.pdf_archive import VARIANT, Enclosure, attachment, figures, finish
from reports.pdf_charts import draw_texts_whole

if TYPE_CHECKING:
    from reports.paper.page import Page
    from reports.pipeline import Report

BASE_URL = "https://static.invalid/"  # no such host: everything comes from our own folders
STYLES = ("css/tokens.css", "css/print.css")
# Not in print.css: collectstatic would look for these files in static/, they are in a package.
FONT_FACE = (
    '@font-face { font-family: "Source Sans Pro"; font-weight: %d; '
    'src: url("letter/SourceSansPro-%s.ttf") format("truetype") }'
)
ARABIC = "letter/arabisch.ttf"  # one file, for the pages in Arabic only
WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}


def render_pdf(report: Report) -> bytes:
    """The whole report as a tagged PDF with fonts, bookmarks and metadata in it.

    Reads only `report`; the date in the file is the day the scan closed. Raises what
    WeasyPrint raises; a file outside our static folder or fonts is never read.
    """
    return to_pdf(to_html(report), figures(report))


def to_pdf(html: str, *enclosed: Enclosure, zoom: float = 1, like_report: bool = True) -> bytes:
    """The same HTML gives the same bytes: its hash is the identifier of the file.

    `zoom`: an A4 in another size, 2 ** 0.5 for A3. Not `like_report`: without css/print.css, for
    pages that share only letters and colours with it.
    """
    from weasyprint import HTML

    fetcher, fonts, styles = _prepared()
    document = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
    with _garbage_kept():
        return document.write_pdf(
            stylesheets=styles if like_report else styles[:-1],
            font_config=fonts,
            zoom=zoom,
            finisher=finish,
            attachments=[attachment(each) for each in enclosed],
            pdf_variant=VARIANT,
            pdf_identifier=sha256(html.encode()).hexdigest().encode(),
        )


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Looking for garbage among a million live boxes costs a sixth of the time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def to_html(report: Report) -> str:
    with override(report.language):
        found = pages(report)
        context = {"pages": found, "contents": _contents(found), **_metadata(report)}
        html = render_to_string("base_print.html", context)
    return html.replace("≤ ", "≤\u00a0").replace("≥ ", "≥\u00a0")  # a limit stays on one line


def _contents(found: tuple[Page, ...]) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """The pages with a title, in two columns."""
    titled = tuple(page for page in found if page.title)
    middle = (len(titled) + 1) // 2
    return titled[:middle], titled[middle:]


def _metadata(report: Report) -> dict[str, Any]:
    facts, words = report.published.facts, report.words
    return {
        "language": report.language,
        "title": words.say(_("Hoe leren jullie?")) + f" {facts.organisation}",
        "author": words.say(_("Leercultuur, scan voor het mkb")),
        "description": words.say(
            _("Uitkomsten van de leercultuurscan bij {organisation}: {title}."),
            organisation=facts.organisation,
            title=facts.title,
        ),
        "keywords": words.say(_("leercultuur, leren op het werk, mkb")),
        "date": facts.closed_on,
        "foot": f"{facts.organisation} · {words.month(facts.closed_on)}",
    }


@cache
def _prepared() -> tuple[Any, Any, list[Any]]:
    """Fetcher, fonts and styles: reading them once per process saves a seventh of the time."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    draw_texts_whole()
    atexit.register(_prepared.cache_clear)  # fonts complain when freed after the interpreter
    fetcher, fonts = _fetcher(), FontConfiguration()
    common = _with(fetcher, fonts)
    faces = "".join(FONT_FACE % weight for weight in WEIGHTS.items())
    styles = [CSS(string=faces, base_url=BASE_URL, **common)]
    return fetcher, fonts, styles + [CSS(url=BASE_URL + name, **common) for name in STYLES]


def _with(fetcher: Any, fonts: Any) -> dict[str, Any]:
    return {"url_fetcher": fetcher, "font_config": fonts}


def _fetcher() -> Any:
    """Reads our static files and the fonts, nothing else: no disk, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, own_file(url).read_bytes())

    return OwnFiles(allowed_protocols=("data",))


def own_file(url: str) -> Path:
    """The file behind a URL of ours; ValueError for every other one."""
    name = url.removeprefix(BASE_URL)
    if name == ARABIC:
        return _arabic()
    folder = _fonts() if name.startswith("letter/") else settings.BASE_DIR / "static"
    path = (folder / name.removeprefix("letter/")).resolve()
    if name == url or not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise ValueError(f"Alleen eigen bestanden mogen in het rapport, niet {url}")
    return path


def _arabic() -> Path:
    import fontpkg_noto_sans_arabic as package

    return next((package.ROOT / "files").glob("*.ttf"))


def _fonts() -> Path:
    from font_source_sans_pro import font_directory

    return Path(font_directory)
