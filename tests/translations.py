"""Which texts need which languages: those of respondents need all, found by following the code.

Run: python -m tests.translations
It puts what is new in the five catalogues, with nothing filled in, and takes out what has gone.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
APPS = ("scan", "reports")
FURTHER = ("pl", "de", "uk", "tr", "ar")  # beside Dutch, the language of the source, and English
TAG = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
# A view is a respondent's when the door says so.
DOORS = {"respondent", "public_for_respondents"}
# Pages that no view names: Django asks for them.
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html")
FILLED_IN_BY_TAGS = (  # scan/templatetags/, reports/templatetags/
    "scan/_own_group.html", "scan/_talen.html", "scan/_voet.html", "scan/_voorlezen.html",
)  # fmt: skip
ALSO = ("scan.access", "scan.views.errors")
# Reached through an import, but the texts in it are the manager's.
NOT_SEEN = (
    "scan.models", "scan.shares", "scan.mailing", "scan.mail_texts", "scan.manage_forms",
    "scan.kiosk_form", "scan.audit",
)  # fmt: skip
# Folders of templates that are filled in by name.
FOLDERS = ("leercultuur", "scan/kiosk")


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def respondent_sources() -> set[str]:
    """Paths of the modules and templates with what a respondent may see."""
    modules = set(_followed(set(_views()) | set(ALSO), _imports))
    named = {name for module in _views() for name in _templates_named_in(module)}
    named |= {*ERRORS, "scan/link_unknown.html", "reports/questionnaire.html", *FILLED_IN_BY_TAGS}
    for folder in FOLDERS:
        named |= {str(p.relative_to(TEMPLATES)) for p in (TEMPLATES / folder).glob("*.html")}
    templates = _followed(named, _included)
    return {str(_file(m).relative_to(ROOT)) for m in modules if not m.startswith(NOT_SEEN)} | {
        f"templates/{name}" for name in templates
    }


def extracted() -> list[Message]:
    """Every text in the code and the templates of today, with the places where it stands."""
    with tempfile.TemporaryDirectory() as folder:
        # makemessages always writes into the folder "locale" of where it stands: so work in a
        # copy, or it would write into our own catalogue and compare that with itself.
        mirror = Path(folder)
        shutil.copytree(ROOT / "locale" / "en", mirror / "locale" / "en")
        for part in ("manage.py", "leercultuur", "reports", "scan", "templates"):
            _copy(ROOT / part, mirror / part)
        _makemessages(mirror)
        return _read(mirror / "locale" / "en" / "LC_MESSAGES" / "django.po")


def for_respondents(messages: list[Message]) -> list[Message]:
    sources = respondent_sources()
    managers = {path: _lines_of_managers(ROOT / path) for path in sources if path.endswith(".py")}
    return [
        m
        for m in messages
        if any(p in sources and line not in managers.get(p, ()) for p, line in m.locations)
    ]


def messages_of(language: str) -> list[Message]:
    return _read(catalogue(language))


def _read(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _makemessages(folder: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings; from django.core.management import call_command\n"
        "settings.LOCALE_PATHS = ['locale']\n"
        "call_command('makemessages', locale=['en'], no_wrap=True, no_obsolete=True,"
        " verbosity=0)"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=folder, check=True, env=_env())


def _copy(part: Path, to: Path) -> None:
    if part.is_dir():
        shutil.copytree(part, to, ignore=shutil.ignore_patterns("__pycache__", "data"))
    else:
        shutil.copy(part, to)


def _env() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "leercultuur.settings", "SECRET_KEY": "x"}


# Following the code -------------------------------------------------------------------------------


def _followed(start: set[str], step) -> set[str]:
    seen, waiting = set(), list(start)
    while waiting:
        if (name := waiting.pop()) not in seen:
            seen.add(name)
            waiting.extend(step(name))
    return seen


def _views() -> list[str]:
    """The modules with a view for respondents."""
    files = [*(ROOT / "scan").rglob("*.py"), *(ROOT / "reports").rglob("*.py")]
    return [_name(file) for file in files if any(_is_door(node) for node in _nodes(file))]


def _is_door(node: ast.AST) -> bool:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(isinstance(d, ast.Attribute) and d.attr in DOORS for d in decorators)


def _templates_in(tags: Path) -> Iterator[str]:
    return _templates_named_in(_name(tags))


def _templates_named_in(module: str) -> Iterator[str]:
    """Every string that is the name of a template, but for those in views of managers."""
    for node in ast.parse(_file(module).read_text()).body:
        if _is_of_managers(node):
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                names = (inner.value, f"scan/{inner.value}.html")
                yield from (n for n in names if n.endswith(".html") and (TEMPLATES / n).exists())
    if module == "scan.views.respondent":  # names its pages in steps.py
        yield from _templates_named_in("scan.views.steps")


def _is_of_managers(node: ast.AST) -> bool:
    """A view with another door, in a module with views for respondents too."""
    if not isinstance(node, ast.FunctionDef) or _is_door(node):
        return False
    return any(ast.unparse(d).startswith("access.") for d in node.decorator_list)


def _lines_of_managers(file: Path) -> set[int]:
    views = [node for node in ast.parse(file.read_text()).body if _is_of_managers(node)]
    return {n for view in views for n in range(view.lineno, view.end_lineno + 1)}


def _included(template: str) -> list[str]:
    text = (TEMPLATES / template).read_text()
    named = TAG.findall(text)
    for library in re.findall(r"{%\s*load ([^%]*)%}", text):
        tags = [ROOT / app / "templatetags" / f"{n}.py" for n in library.split() for app in APPS]
        named += [name for file in tags if file.exists() for name in _templates_in(file)]
    return [name for name in named if (TEMPLATES / name).exists()]


def _imports(module: str) -> Iterator[str]:
    """Our own modules that this one imports; a package's modules when it is imported from."""
    if module.startswith(NOT_SEEN):
        return
    for node in _nodes(_file(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("scan", "reports")):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in names if _file(name).exists())


def _nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text()))


def _file(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# Writing the catalogues ---------------------------------------------------------------------------


def update(language: str, messages: list[Message]) -> list[str]:
    """Bring the catalogue up to date; gives what is still to be translated."""
    path = catalogue(language)
    with path.open("rb") as file:
        old = read_po(file, locale=language)
    new = Catalog(locale=language, header_comment=old.header_comment, fuzzy=False)
    new.mime_headers = [header for header in old.mime_headers if header[0] in HEADERS]
    for message in messages:
        known = old.get(message.id, message.context)
        new.add(message.id, known.string if known else "", flags=message.flags - {"fuzzy"})
    path.write_text(_without_dates(new), encoding="utf-8")
    return [str(m.id) for m in new if m.id and not all(_strings(m))]


def _without_dates(catalog: Catalog) -> str:
    """The file, with only those headers that say something."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, no_location=True)
    head, _, rest = file.getvalue().decode().partition("\n\n")
    lines = [x for x in head.split("\n") if x[0] != '"' or x[1:].split(":")[0] in HEADERS]
    return "\n".join(lines) + "\n\n" + rest.rstrip("\n") + "\n"


HEADERS = {"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms"}


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


if __name__ == "__main__":
    texts = for_respondents(extracted())
    for code in FURTHER:
        for text in update(code, texts):
            print(f"{code}: {text[:100]}")
