"""METHOD.md against the code: what it names exists, what it counts is so."""

import importlib
import re
from math import ceil
from pathlib import Path

import pytest

from scan.instrument.load import load

ROOT = Path(__file__).resolve().parents[2]
METHOD = (ROOT / "scan" / "METHOD.md").read_text()
DOTTED = re.compile(r"`((?:scan|reports)(?:\.\w+){2,})")
FILES = re.compile(r"`((?:scan|reports|tests)/[\w./]*)`")
MODULES = (
    "scan.margins", "scan.quality", "scan.reliability", "reports.privacy", "reports.thresholds",
    "reports.rounding", "reports.findings", "reports.meaning", "reports.integrality",
    "reports.samenhang", "reports.trend", "scan.comparable", "scan.waves",
)  # fmt: skip
# name -> what stands in its row of a table
ROWS = {
    name: line
    for line in METHOD.splitlines()
    if line.startswith("|") and (found := re.findall(r"`([A-Z][A-Z_\d]*)` \|$", line))
    for name in found
}


@pytest.mark.parametrize("name", sorted(set(DOTTED.findall(METHOD))))
def test_every_function_it_names_exists(name):
    module, attribute = name.rsplit(".", 1)
    assert hasattr(importlib.import_module(module), attribute)


@pytest.mark.parametrize("path", sorted(set(FILES.findall(METHOD))))
def test_every_file_it_names_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_constant_has_the_value_that_is_stated(name):
    found = [
        vars(module)[name] for m in MODULES if name in vars(module := importlib.import_module(m))
    ]
    assert found, f"no module has {name}"
    stated = re.sub(r"`.*?`", "", ROWS[name])
    numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", stated)}
    assert numbers, f"no number stated for {name}"
    for number in _numbers(found[0]):
        assert numbers & {number, 100 * number}, f"{name} is {number}; METHOD.md: {stated}"


def test_the_minima_it_states_are_those_of_the_questionnaire():
    blocks = load("leercultuur_mkb_1").blocks
    for block in blocks:
        features, items = len(block.features), len(block.items)
        assert (block.min_features, block.min_answered) == (ceil(features * 2 / 3), ceil(items / 2))
        stated = next(
            x for x in METHOD.splitlines() if x.strip().startswith("|") and block.code in x
        )
        assert f"{block.min_features} of {features}" in stated
        assert f"{block.min_answered} of {items}" in stated
        for feature in block.features:
            assert feature.min_answered == ceil(len(feature.items) / 2)
    assert (len(blocks), sum(len(block.items) for block in blocks)) == (6, 42)


def _numbers(value) -> list[float]:
    return [float(part) for part in (value if isinstance(value, tuple) else (value,))]
