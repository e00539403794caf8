"""Watchdog: who may import whom, what stays pure, and how long things may get."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("leercultuur", "scan", "reports")

# Longest prefix wins. A module may import itself, its own package and what stands here.
MAY_IMPORT = {
    "scan.roles": (),
    "scan.statistics": ("scan.roles",),
    "scan.margins": (),
    "scan.comparable": (),
    "scan.quality": (),
    "scan.reliability": (),
    "scan.instrument": ("scan.roles",),
    "scan.scoring": ("scan.instrument", "scan.statistics", "scan.roles"),
    "scan.staff_list": ("scan.roles",),
    "scan.staff_list_text": ("scan.staff_list",),
    "scan.slip_codes": ("scan.withdrawal",),
    "scan.models": ("scan.roles", "scan.instrument", "scan.sessions"),
    "scan.access": ("scan.inviting", "scan.kiosks", "scan.models", "scan.shares"),
    "scan.kiosks": ("scan.models", "scan.shares"),
    "scan.shares": ("scan.audit", "scan.models", "scan.withdrawal"),
    "scan.audit": ("scan.models",),
    "scan.sessions": ("scan.models",),
    "scan.leftovers": ("scan.models",),
    "scan.inviting": ("scan.invitation_tokens", "scan.models", "scan.roles"),
    "scan.invitation_tokens": ("scan.models", "scan.slip_codes"),
    "scan.guessing": (),
    "scan.actions": (
        "scan.audit",
        "scan.inviting",
        "scan.leftovers",
        "scan.models",
        "scan.instrument",
        "scan.quality",
        "scan.roles",
    ),
    "scan.frames": ("scan.models", "scan.instrument"),
    "scan.sealing": (),
    "scan.shortening": (),
    "scan.own_words": ("scan.instrument", "scan.models", "scan.sealing"),
    "scan.drafts": (
        "scan.instrument",
        "scan.models",
        "scan.own_words",
        "scan.roles",
        "scan.sealing",
        "scan.withdrawal",
    ),
    "scan.demo_answers": ("scan.actions", "scan.instrument", "scan.roles"),
    "scan.paper_batch": (
        "scan.actions",
        "scan.instrument",
        "scan.leftovers",
        "scan.models",
        "scan.roles",
    ),
    "scan.paper_form": ("scan.instrument", "scan.quality", "scan.roles"),
    "scan.sheet_file": ("scan.actions", "scan.instrument", "scan.roles"),
    "scan": ("scan",),
    "reports.published": ("scan.roles",),
    "reports.published_json": ("reports.published", "scan.roles"),
    "reports.thresholds": (),
    "reports.rounding": ("reports.published", "reports.thresholds"),
    "reports.pooling": ("reports.thresholds", "scan.statistics"),
    "reports.meaning": ("reports.published", "reports.thresholds"),
    "reports.privacy": (
        "reports.published",
        "reports.pooling",
        "reports.rounding",
        "reports.thresholds",
        "scan.statistics",
        "scan.margins",
        "scan.instrument",
        "scan.roles",
    ),
    "reports.findings": (
        "reports.published",
        "reports.privacy",
        "reports.samenhang",
        "reports.integrality",
        "reports.meaning",
        "scan.instrument",
        "scan.roles",
    ),
    "reports.samenhang": ("reports.meaning", "reports.published", "reports.thresholds"),
    "reports.trend": ("reports.published", "scan.comparable", "scan.margins"),
    "reports.integrality": (
        "reports.meaning",
        "reports.published",
        "reports.rounding",
        "reports.thresholds",
    ),
    "reports.advice": ("reports.findings", "reports.published", "scan.instrument", "scan.roles"),
    "reports.wording": (
        "reports.findings",
        "reports.published",
        "scan.instrument",
        "scan.roles",
    ),
    "reports.charts": (
        "reports.findings",
        "reports.published",
        "reports.trend",
        "reports.wording",
        "scan.instrument",
        "scan.roles",
    ),
    "reports.models": ("scan.models",),
    "reports": ("reports", "scan"),
    "leercultuur": ("scan.urls", "reports.urls"),
    "leercultuur.running": (
        "scan.access",
        "scan.mail_queue",
        "scan.models",
        "scan.views.errors",
    ),
}
PURE = (
    "scan.instrument",
    "scan.slip_codes",
    "scan.staff_list",
    "scan.roles",
    "scan.shortening",
    "scan.statistics",
    "scan.scoring",
    "scan.margins",
    "scan.comparable",
    "scan.quality",
    "scan.reliability",
    "scan.logo.types",
    "scan.logo.pixels",
    "scan.logo.vector",
    "scan.logo.svg_rules",
    "scan.logo.svg_style",
    "scan.logo.svg_write",
    "reports.published",
    "reports.published_json",
    "reports.thresholds",
    "reports.rounding",
    "reports.pooling",
    "reports.privacy",
    "reports.meaning",
    "reports.findings",
    "reports.samenhang",
    "reports.integrality",
    "reports.trend",
    "reports.advice",
    "reports.charts.spec",
    "reports.charts.svg",
)
RIGHT_OF_THE_GATE = (
    "reports.meaning",
    "reports.findings",
    "reports.samenhang",
    "reports.integrality",
    "reports.trend",
    "reports.advice",
    "reports.charts",
    "reports.wording",
    "reports.sentences",
    "reports.results",
    "reports.paper",
    "reports.action_plan.offers",
    "reports.pdf",
    "reports.pdf_archive",
    "reports.pdf_charts",
    "reports.pdf_tags",
    "reports.handouts",
    "reports.excel",
    "reports.slides",
    "reports.excel",
    "reports.slides",
    "reports.handouts",
)
BEHIND_THE_GATE = ("scan.models", "scan.frames", "scan.scoring", "scan.actions", "scan.statistics")
TOP_LEVEL = {
    "manage.py", "leercultuur", "scan", "reports", "templates", "static", "tests",
    "pyproject.toml", "README.md", "requirements.txt", "requirements-dev.txt", "LICENSE",
    "CHANGELOG.md", "script", "locale", ".ci", ".gitignore",
    "Containerfile", "Caddyfile", "compose.yaml", ".containerignore",
}  # fmt: skip


def modules() -> dict[str, Path]:
    files = [p for app in OURS for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]
    return {_name(path): path for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {_imported(node.module, alias.name) for alias in node.names}
    return found


def _imported(module: str, name: str) -> str:
    """`from scan import actions` imports scan.actions; `from scan.roles import Role` scan.roles."""
    inner = f"{module}.{name}"
    path = ROOT / Path(*inner.split("."))
    return inner if path.with_suffix(".py").exists() or path.is_dir() else module


def within(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


def rule_for(module: str) -> str:
    return max((key for key in MAY_IMPORT if within(module, (key,))), key=len)


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_only_downwards(module):
    rule = rule_for(module)
    allowed = (rule, *MAY_IMPORT[rule])
    ours = {name for name in imports(modules()[module]) if within(name, OURS)}
    assert {name for name in ours if not within(name, allowed)} == set()


def test_scan_never_knows_reports():
    for module, path in modules().items():
        if within(module, ("scan",)):
            assert not {n for n in imports(path) if within(n, ("reports",))}, module


@pytest.mark.parametrize("module", [m for m in sorted(modules()) if within(m, PURE)])
def test_pure_modules_import_no_django(module):
    assert not {n for n in imports(modules()[module]) if within(n, ("django",))}


@pytest.mark.parametrize("module", [m for m in sorted(modules()) if within(m, RIGHT_OF_THE_GATE)])
def test_right_of_the_gate_nothing_knows_a_respondent(module):
    forbidden = (*BEHIND_THE_GATE, "pandas")
    assert not {n for n in imports(modules()[module]) if within(n, forbidden)}


def test_only_frames_and_scoring_import_pandas():
    users = {m for m, path in modules().items() if within_any(imports(path), "pandas")}
    assert users <= {"scan.frames", "scan.scoring", "scan.reliability"}


def within_any(names: set[str], prefix: str) -> bool:
    return any(within(name, (prefix,)) for name in names)


def test_a_process_that_serves_respondents_loads_no_heavy_packages():
    """pandas, plotly and weasyprint cost seconds and 80 MB each; respondents need none of these."""
    code = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import scan.views.respondent, reports.urls;"
        "heavy = ('pandas', 'numpy', 'plotly', 'weasyprint', 'xlsxwriter', 'pptx', 'docx', 'PIL',"
        " 'python_calamine');"
        "print([m for m in heavy if m in sys.modules])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "leercultuur.settings"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.stdout.strip() == "[]", run.stderr


def functions() -> list[tuple[str, int]]:
    return [
        (f"{module}.{node.name}", node.end_lineno - node.body[0].lineno + 1)
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_stay_short():
    """Half under 10 lines of body, nine in ten under 30, none over 60."""
    lengths = sorted(length for _, length in functions())
    assert lengths[len(lengths) // 2] < 10
    assert lengths[len(lengths) * 9 // 10] < 30
    assert [name for name, length in functions() if length > 60] == []


def test_modules_stay_under_300_lines():
    long = {m: n for m, p in modules().items() if (n := len(p.read_text().splitlines())) > 300}
    assert long == {}


def test_no_drawers_for_odds_and_ends():
    assert not {m for m in modules() if m.rsplit(".", 1)[-1] in {"utils", "helpers", "misc"}}


def test_the_top_level_is_as_planned():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert {line.split("/", 1)[0] for line in tracked if line} <= TOP_LEVEL
