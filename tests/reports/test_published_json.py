"""The frozen result as JSON: nothing is lost, nothing depends on chance."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.published_json import canonical, digest, from_json, to_json
from tests.reports.paper import FACTS, PaperScores, consenting, make_firm, publish

SIZES = [(1, 0, 1, 2), (1, 1, 2, 20), (1, 1, 8, 30), (5, 5, 5, 12)]


@pytest.fixture(params=SIZES, ids=str)
def published(request):
    counts = dict(zip(("DIR", "HR", "LG", "MW"), request.param, strict=True))
    return publish(consenting(make_firm(counts, seed=7, gaps=0.2)))


def test_nothing_is_lost(published):
    assert from_json(to_json(published)) == published
    assert from_json(json.loads(canonical(published))) == published


def test_order_survives_a_database_that_sorts_keys(published):
    """PostgreSQL keeps no order of keys; groups and kenmerken keep the order of the report."""
    stored = from_json(json.loads(json.dumps(to_json(published), sort_keys=True)))
    for block, again in zip(published.blocks, stored.blocks, strict=True):
        assert list(again.groups) == list(block.groups)
        for code in block.groups:
            if cell := published.shown(block.code, code):
                assert list(stored.shown(block.code, code).features) == list(cell.features)


def test_canonical_json(published):
    text = canonical(published)
    assert json.loads(text) == to_json(published)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))
    assert digest(published) == hashlib.sha256(text.encode()).hexdigest()


def test_letters_stand_as_themselves(published):
    named = replace(published, facts=replace(FACTS, organisation="Łódź & Zn."))
    assert '"organisation":"Łódź & Zn."' in canonical(named)
    assert from_json(json.loads(canonical(named))) == named


def test_every_number_is_whole(published):
    def walk(value):
        assert not isinstance(value, float)
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                walk(inner)

    walk(to_json(published))


def test_another_result_has_another_digest(published):
    assert digest(replace(published, scoring_version="2")) != digest(published)


def test_another_schema_is_refused(published):
    with pytest.raises(ValueError, match="expected schema 1, got 2"):
        from_json(to_json(published) | {"schema": 2})


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.integers(0, 10), st.integers(0, 14))
def test_any_firm_comes_back_the_same(seed, leaders, employees):
    published = publish(make_firm({"LG": leaders, "MW": employees}, seed))
    assert from_json(json.loads(canonical(published))) == published


def test_a_small_firm_as_it_is_written():
    """The format by hand, as PRIVACY.md describes it."""
    people = make_firm({"MW": 5}, seed=1, gaps=0)
    shown = publish(people).shown("ST", "totaal")
    mean = PaperScores(tuple(people)).statistics("ST", frozenset({"MW"})).mean
    written = to_json(publish(people))
    assert written["roles"] == ["MW"]
    assert written["groups"] == [
        {"code": "totaal", "kind": "total", "roles": ["MW"], "n": 5, "invited": 5}
    ]
    (cell,) = written["blocks"][2]["groups"]
    assert cell["score"] == {"value": int(mean + 0.5), "clipped": ""}
    assert [f["code"] for f in cell["features"]] == ["ST-TEA", "ST-KEN", "ST-DIV"]
    assert (cell["n"], cell["margin"], cell["agreement"], cell["dont_know"]) == (5, *[None] * 3)
    assert shown.n == 5
