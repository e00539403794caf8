"""Every static file that a page or a stylesheet asks for exists.

With DEBUG off the files have a hash in their name, and a name that is missing from the manifest
turns the whole page into an error. Here a wrong name fails before that.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "static" / "css"
TAG = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]\s*%}")
ANY_TAG = re.compile(r"{%\s*static\s")
URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")


def pages() -> list[str]:
    return [path.read_text() for path in (ROOT / "templates").rglob("*.html")]


def asked_by_pages() -> list[str]:
    return sorted({name for page in pages() for name in TAG.findall(page)})


def asked_by_styles() -> list[str]:
    return sorted(
        {name for sheet in STYLES.glob("*.css") for name in URL.findall(sheet.read_text())}
    )


@pytest.mark.parametrize("name", asked_by_pages())
def test_what_a_page_asks_for_exists(name):
    assert finders.find(name), f"no page may ask for {name}: it is not there"


@pytest.mark.parametrize("name", asked_by_styles())
def test_what_a_stylesheet_asks_for_exists(name):
    assert PurePosixPath(name).parts[0] == "..", f"{name}: expected a path like ../icons/"
    assert finders.find(name.removeprefix("../")), f"{name} is not there"


def test_every_name_can_be_read_from_the_template():
    """A name in a variable would escape the check above."""
    assert sum(len(ANY_TAG.findall(page)) for page in pages()) == sum(
        len(TAG.findall(page)) for page in pages()
    )


def test_the_search_finds_what_is_asked():
    assert {"css/tokens.css", "vendor/plotly.min.js"} <= set(asked_by_pages())
    assert "../fonts/source-sans-400.woff2" in asked_by_styles()
