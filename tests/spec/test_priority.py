"""What to do first: U = (100 - S) + 0.5 max(0, G) + 5 min(2, T), the three highest."""

import pytest

from reports.findings import find, priority
from tests.reports.paper import INSTRUMENT
from tests.spec.results import result

# block, score S, gap G, signals T, priority U; and U when no roles are shown
WORKED = [
    ("IW", 58, 8, 1, 51.0, 47),
    ("RV", 66, 12, 0, 40.0, 34),
    ("ST", 71, 4, 1, 36.0, 34),
    ("LO", 52, 21, 2, 68.5, 58),
    ("OI", 47, 10, 1, 63.0, 58),
    ("EO", 45, 16, 1, 68.0, 60),
]
SCORES, GAPS = [row[1] for row in WORKED], [row[2] for row in WORKED]
CODES = [row[0] for row in WORKED]
# Kenmerken that make three rules fire: SH-01 (IW, LO), SH-08 (OI, LO) and SH-10 (EO, ST)
CONTRADICTIONS = {"IW-AUT": 75, "OI-SYS": 75, "LO-EIG": 55, "EO-COC": 75, "ST-KEN": 55}


def contradictions(group: str) -> dict[str, int]:
    flat = {f"{group} {feature.code}": 60 for feature in INSTRUMENT.features}
    return flat | {f"{group} {code}": score for code, score in CONTRADICTIONS.items()}


@pytest.mark.parametrize(("block", "s", "g", "t", "expected", "without_roles"), WORKED)
def test_priority(block, s, g, t, expected, without_roles):
    assert priority(s, g, t) == expected
    assert priority(s, 0, t) == without_roles


def test_only_a_lead_of_leading_counts_and_two_signals_at_most():
    assert priority(50, -30, 0) == 50
    assert priority(50, 0, 5) == priority(50, 0, 2) == 60


def test_the_three_most_urgent():
    leading = tuple(40 + gap for gap in GAPS)
    features = contradictions("MW") | {f"DIR+HR+LG {f.code}": 60 for f in INSTRUMENT.features}
    groups = {"totaal": SCORES, "MW": (40,) * 6, "DIR+HR+LG": leading}
    findings = find(result(groups, features), INSTRUMENT)
    assert [b.gap.difference for b in findings.blocks] == GAPS
    assert [b.signals for b in findings.blocks] == [row[3] for row in WORKED]
    assert [b.priority for b in findings.blocks] == [row[4] for row in WORKED]
    assert findings.priorities == ("LO", "EO", "OI")
    assert sorted(CODES, key=lambda c: -findings.block(c).priority) == [
        *("LO", "EO", "OI", "IW", "RV", "ST")
    ]
    assert findings.strongest == "ST"


def test_without_roles_ties_go_to_the_first_block():
    findings = find(result({"totaal": SCORES}, contradictions("totaal")), INSTRUMENT)
    assert [b.priority for b in findings.blocks] == [row[5] for row in WORKED]
    assert findings.priorities == ("EO", "LO", "OI")
