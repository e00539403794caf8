"""A short hash of everything that decides how files look, so that no old one is handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

PACKAGES = ("weasyprint", "xlsxwriter", "python-pptx")
SOURCES = (
    "reports/**/*.py",
    "reports/advice/**/*.yaml",
    "scan/instrument/*.yaml",
    "templates/base_print.html",
    "templates/reports/print/*.html",
    "templates/reports/handouts/*.html",
    "static/css/tokens.css",
    "static/css/print.css",
    "static/css/handouts.css",
    "locale/**/*.mo",
)


@cache
def renderer_version() -> str:
    """Eight characters; differs as soon as a source, a package or our own address differs."""
    told = (settings.SITE_URL, *map(version, PACKAGES))  # the address is printed with the hash
    digest = hashlib.sha256(" ".join(told).encode())
    for path in _files(settings.BASE_DIR):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _files(root: Path) -> Iterable[Path]:
    return sorted(path for pattern in SOURCES for path in root.glob(pattern))
