"""A fresh install gets everything: each package that a locked one needs is locked too."""

from __future__ import annotations

import re
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.running.places import ROOT


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.M))


def missing(packages: set[str]) -> set[str]:
    """What they need on this machine, without extras, and is not among them."""
    needed = {
        f"{package} needs {found.name}"
        for package in packages
        for found in map(Requirement, _requires(package))
        if found.marker is None or found.marker.evaluate({"extra": ""})
        if canonicalize_name(found.name) not in packages
    }
    return needed


def _requires(package: str) -> list[str]:
    try:
        return requires(package) or []
    except ModuleNotFoundError:  # for another system or version of Python
        return []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_that_is_needed_is_locked(name):
    assert len(locked(name)) > 40
    assert missing(locked(name)) == set()


def test_the_search_finds_what_is_left_out():
    assert "weasyprint needs pydyf" in missing(locked("requirements.txt") - {"pydyf"})


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_has_its_hash(name):
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / name).read_text(), flags=re.M)[1:]
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []
