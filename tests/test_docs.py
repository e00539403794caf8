"""Watchdog: the documents name what exists, and every rule that matters stands in them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from reports import (
    findings,
    integrality,
    meaning,
    norms,
    privacy,
    rounding,
    samenhang,
    thresholds,
)
from scan import comparable, margins, quality

ROOT = Path(__file__).resolve().parent.parent
METHOD = (ROOT / "scan" / "METHOD.md").read_text()
PRIVACY = (ROOT / "reports" / "PRIVACY.md").read_text()
README = (ROOT / "README.md").read_text()


def constants(*modules) -> list[tuple[str, str]]:
    """Every public number that a rule hangs on, with its name."""
    return [
        (f"{module.__name__}.{name}", f"{value:g}")
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    constants(
        privacy,
        findings,
        thresholds,
        meaning,
        integrality,
        samenhang,
        rounding,
        norms,
        margins,
        quality,
        comparable,
    ),
    ids=lambda x: str(x),
)
def test_the_method_states_every_threshold(name, value):
    constant = name.rsplit(".", 1)[1]
    line = next((line for line in METHOD.splitlines() if f"`{constant}`" in line), None)
    assert line, f"METHOD.md does not name {constant}"
    assert value in line.replace(",", "."), f"{constant} is {value}, METHOD.md says: {line}"


def test_there_are_thresholds_to_check():
    assert {name for name, _ in constants(thresholds)} >= {
        "reports.thresholds.K",
        "reports.thresholds.DETAIL",
    }


TEST_NAME = re.compile(r"`?(tests/[\w/]+\.py)::(\w+)`?")


@pytest.mark.parametrize(("path", "test"), TEST_NAME.findall(PRIVACY + METHOD))
def test_every_test_a_promise_names_exists(path, test):
    tree = ast.parse((ROOT / path).read_text())
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_test():
    assert len(TEST_NAME.findall(PRIVACY)) >= 10


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py (\w+)", README))))
def test_every_command_of_the_readme_exists(name):
    assert name in get_commands()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([\w./-]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize(
    "path", sorted({*re.findall(r"`((?:scan|reports|tests|leercultuur)/[\w./]+\.\w+)`", README)})
)
def test_every_file_the_readme_names_exists(path):
    assert (ROOT / path).exists()


FORBIDDEN = re.compile(r"(?<!niet )(?<!nog niet )gevalideerd", re.IGNORECASE)


def texts() -> list[Path]:
    folders = ("templates", "scan", "reports", "locale", "static")
    endings = {".html", ".yaml", ".po", ".md", ".py", ".txt"}
    return [p for f in folders for p in (ROOT / f).rglob("*") if p.suffix in endings] + [
        ROOT / "README.md"
    ]


def test_nothing_claims_to_be_validated():
    """The instrument is onderbouwd, not (yet) gevalideerd."""
    claims = []
    for path in texts():
        if path.name == "check.py":  # the list of words that advice may not use
            continue
        text = path.read_text().replace("*", "").replace("\n", " ")
        claims += [
            f"{path.name}: {text[m.start() - 40 : m.end()]}" for m in FORBIDDEN.finditer(text)
        ]
    assert claims == []


def test_nothing_needs_a_folder_outside_the_project():
    outside = re.compile(r"\.\./shared|/work/")
    found = [
        p for p in [*texts(), *(ROOT / "tests").rglob("*.py")] if outside.search(p.read_text())
    ]
    assert [p for p in found if p.name != "test_docs.py"] == []
