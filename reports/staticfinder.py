"""Serves plotly.js from the installed plotly package, so that no copy stands in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

SCRIPT = "vendor/plotly.min.js"


def _folder() -> Path:
    """Where the package keeps its script; finds it without importing plotly."""
    return Path(find_spec("plotly").origin).parent / "package_data"


class PlotlyFinder(BaseFinder):
    """One file under one name: vendor/plotly.min.js."""

    def check(self, **kwargs: Any) -> list[Error]:
        if (_folder() / "plotly.min.js").exists():
            return []
        return [Error(f"plotly.min.js ontbreekt in {_folder()}. Installeer plotly opnieuw.")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        wanted = find_all or kwargs.get("all", False)
        if path != SCRIPT:
            return []
        file = str(_folder() / "plotly.min.js")
        return [file] if wanted else file

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=_folder())
        storage.prefix = "vendor"
        yield "plotly.min.js", storage
