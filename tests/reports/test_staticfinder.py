"""plotly.js comes from the installed package, under one name."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finder

from reports.staticfinder import SCRIPT


def test_the_script_is_found_in_the_package():
    found = Path(finders.find(SCRIPT))
    assert "plotly.js" in found.read_text(encoding="utf-8")[:200]
    assert finders.find(SCRIPT, find_all=True) == [str(found)]


def test_nothing_else_of_the_package_is_served():
    assert finders.find("vendor/widgetbundle.js") is None
    listed = get_finder("reports.staticfinder.PlotlyFinder").list([])
    assert [(f"{storage.prefix}/{name}") for name, storage in listed] == [SCRIPT]
