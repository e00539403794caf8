"""What the published numbers mean, from the numbers alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.findings import GapClass, Level, find
from reports.published import LEADING, PublishedBlock
from tests.reports.paper import INSTRUMENT, alike, consenting, publish
from tests.spec.results import result

RISING = (45, 50, 55, 60, 65, 70)


def found(scores, features=None, n=None):
    return find(result(scores, features, n), INSTRUMENT)


def test_a_report_with_only_a_total():
    findings = found({"totaal": RISING})
    assert [b.level for b in findings.blocks] == [
        *(Level.LOW, Level.MIDDLE, Level.MIDDLE, Level.MIDDLE, Level.MIDDLE, Level.HIGH)
    ]
    assert all(block.gap is None for block in findings.blocks)
    assert (findings.strongest, findings.weak_link) == ("EO", "IW")
    assert findings.priorities == ("IW", "RV", "ST")
    assert findings.total_mixes_views
    assert not findings.response_differs


def test_a_hidden_block_has_no_finding():
    findings = found({"totaal": (56, None, 54, 40, 58, 50)})
    hidden = findings.block("RV")
    assert (hidden.score, hidden.level, hidden.gap, hidden.priority) == (None,) * 4
    assert (findings.integrality, findings.weak_link) == (None, None)
    assert findings.priorities == ("LO", "EO", "ST")
    assert findings.strongest == "OI"


def test_no_results_no_findings():
    findings = find(publish(alike("MW", 4)), INSTRUMENT)
    assert (findings.priorities, findings.signals, findings.strongest) == ((), (), None)
    assert findings.integrality is None
    assert not findings.total_mixes_views
    assert not findings.response_differs


@pytest.mark.parametrize(
    ("score", "margin", "expected"),
    [(53, 3, True), (54, 3, False), (47, 3, True), (66, 4, True), (60, None, False)],
)
def test_borderline(score, margin, expected):
    published = result({"totaal": (score,) * 6})
    cell = replace(published.shown("IW", "totaal"), margin=margin)
    blocks = (PublishedBlock("IW", {"totaal": cell}, False), *published.blocks[1:])
    assert find(replace(published, blocks=blocks), INSTRUMENT).block("IW").borderline is expected


def test_lowest_kenmerk_of_the_total():
    block = found({"totaal": (60,) * 6}, {"totaal RV-EXP": 40}).block("RV")
    assert block.lowest_feature == "RV-EXP"


def test_kenmerken_that_tie_go_by_the_questionnaire():
    block = found({"totaal": (60,) * 6}).block("OI")
    assert block.lowest_feature == "OI-SYS"


def test_strongest_block_is_at_least_fifty():
    assert found({"totaal": (49, 48, 40, 40, 40, 40)}).strongest is None
    assert found({"totaal": (50, 50, 40, 40, 40, 40)}).strongest == "IW"


def test_gap_with_the_only_other_group():
    gap = found({"totaal": (50,) * 6, "MW": (45,) * 6, "DIR+HR+LG": (66,) * 6}).block("IW").gap
    assert (gap.difference, gap.leading_group, gap.smallest_n) == (21, "DIR+HR+LG", 10)
    assert gap.gap_class is GapClass.LARGE


def test_gap_with_the_pooled_leading_group():
    people = [*alike("DIR", 5, 5), *alike("LG", 5, 3), *alike("MW", 10, 3)]
    gap = find(publish(people), INSTRUMENT).block("ST").gap
    assert (gap.leading_group, gap.leading.value, gap.difference) == (LEADING, 73, 23)


def test_no_gap_with_a_single_director():
    """DIR* is the only other group: shown with consent, but one person makes no difference."""
    people = consenting([*alike("DIR", 1, 5), *alike("MW", 10, 2)])
    findings = find(publish(people), INSTRUMENT)
    assert findings.block("ST").gap is None
    assert not [signal for signal in findings.signals if signal.kind == "kloof"]


def test_gap_of_a_block_that_fell_back_is_hidden():
    scores = {"MW": (50,) * 5 + (None,), "DIR+HR+LG": (60,) * 5 + (None,)}
    findings = found({"totaal": (50,) * 6, **scores})
    assert findings.block("IW").gap.difference == 10
    assert findings.block("EO").gap is None
    assert findings.block("EO").priority == 50


def test_wording_note_is_passed_on():
    published = result({"totaal": (50,) * 6, "MW": (45,) * 6, "DIR+HR+LG": (66,) * 6})
    noted = tuple(replace(block, wording_note=block.code == "LO") for block in published.blocks)
    findings = find(replace(published, blocks=noted), INSTRUMENT)
    assert [b.code for b in findings.blocks if b.gap.wording_note] == ["LO"]


def test_a_total_of_two_roles_mixes_their_views():
    """Three leidinggevenden are too few to stand apart from nine medewerkers."""
    published = publish([*alike("LG", 3), *alike("MW", 9)])
    assert [group.code for group in published.groups] == ["totaal"]
    assert find(published, INSTRUMENT).total_mixes_views


def test_total_that_holds_one_view_does_not_mix():
    assert not find(publish(alike("MW", 9)), INSTRUMENT).total_mixes_views
    leading = publish([*alike("DIR", 2), *alike("LG", 4)], {"DIR": 2, "LG": 4, "MW": 20})
    findings = find(leading, INSTRUMENT)
    assert (findings.only_leading, findings.total_mixes_views) == (True, False)
