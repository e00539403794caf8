"""Watchdog: every Dutch text a person reads has an English one, and none is left over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CATALOG = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def messages(path: Path):
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory, request):
    """The catalogue as it would be after extracting from today's code and templates."""
    if not shutil.which("xgettext"):
        pytest.fail("xgettext ontbreekt: installeer het pakket gettext (script/test doet dat)")
    # makemessages always writes into the folder "locale" of where it stands: so work in a mirror,
    # or it would write into our own catalogue and compare that with itself.
    folder = tmp_path_factory.mktemp("mirror")
    shutil.copytree(ROOT / "locale", folder / "locale")
    for part in ("leercultuur", "reports", "scan", "templates"):
        (folder / part).symlink_to(ROOT / part)
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    from django.conf import settings

    patch.setattr(settings, "LOCALE_PATHS", [str(folder / "locale")])
    call_command(
        "makemessages",
        locale=["en"],
        no_wrap=True,
        no_location=True,
        no_obsolete=True,
        symlinks=True,
        verbosity=0,
    )
    patch.undo()
    return messages(folder / "locale" / "en" / "LC_MESSAGES" / "django.po")


def texts(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def ids(message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def test_there_is_something_to_translate(extracted):
    assert len(extracted) > 200


def test_every_text_has_an_english_one(extracted):
    missing = [m.id for m in extracted if m.fuzzy or not all(texts(m))]
    assert missing == []


def test_no_translation_is_left_over(extracted):
    today = {(m.context, str(m.id)) for m in extracted}
    assert [m.id for m in messages(CATALOG) if (m.context, str(m.id)) not in today] == []


def test_english_fills_in_the_same_values():
    wrong = [
        m.id
        for m in messages(CATALOG)
        for text in texts(m)
        if names(text) != names(ids(m)[-1]) and names(text) != names(ids(m)[0])
    ]
    assert wrong == []


def names(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}
