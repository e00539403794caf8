"""Interactive figures: the same published numbers, nothing that leaves the host or needs style."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from reports.charts.html import figure
from tests.reports.charts import AXIS, allowed_numbers, numbers_in, report, specs
from tests.reports.factories import FIRMS

ROOT = Path(__file__).resolve().parents[2]
INTERACTIVE = ("bars", "lanes", "gaps")


def figures(firm):
    made = specs(report(firm))
    return {name: figure(made[name]) for name in INTERACTIVE if name in made}


def texts(node):
    """Every word a reader can see in a figure."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _own(value) if key in {"text", "hovertext"} else texts(value)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def _own(value):
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("firm", [firm for firm in FIRMS if firm != "too_small"])
def test_every_number_was_published(firm):
    known = allowed_numbers(report(firm))
    for made in figures(firm).values():
        words = {n for text in texts(made) for n in numbers_in(text)}
        assert words <= known | set(range(1, 7))
        for trace in made["data"]:
            assert set(trace["x"]) <= known
            assert set(trace.get("error_x", {}).get("array", [])) <= known | {0}


def test_nothing_can_be_sent_away():
    for made in figures("typical").values():
        assert made["config"]["showSendToCloud"] is False
        assert made["config"]["plotlyServerURL"] == ""
        assert made["config"]["displayModeBar"] is False
        assert "http" not in json.dumps(made)


@pytest.mark.parametrize("firm", ["typical", "large", "consented", "hidden_block", "extremes"])
def test_words_carry_no_markup_but_line_breaks(firm):
    """plotly.js turns <b> into a style attribute, which the CSP refuses."""
    for made in figures(firm).values():
        tags = {tag for text in texts(made) for tag in re.findall(r"<[^>]*>", text)}
        assert tags <= {"<br>"}


def test_the_scale_is_never_cut_and_no_template_goes_along():
    for made in figures("typical").values():
        assert made["layout"]["xaxis"]["range"] == [0, 100]
        assert set(made["layout"]["xaxis"]["tickvals"]) == AXIS
        assert not made["layout"].get("template")
        assert len(json.dumps(made)) < 40_000


def test_a_hidden_group_has_no_point():
    lanes = figures("hidden_block")["lanes"]
    leadership, outside = lanes["data"][3], lanes["data"][5]
    assert len(leadership["x"]) == 1  # only the total
    assert outside["x"] == []


def test_the_page_keeps_plotly_from_writing_styles():
    """plotly.js writes its map styles unless an element has this id; ours must be the same."""
    script = Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
    wanted = set(re.findall(r'getElementById\("([0-9a-f]{64})"\)', script.read_text()))
    ours = set(re.findall(r'"([0-9a-f]{64})"', (ROOT / "static/js/results.js").read_text()))
    assert wanted == ours
    assert "no-inline-styles" in script.read_text()
    assert "no-inline-styles" in (ROOT / "templates/reports/results.html").read_text()
