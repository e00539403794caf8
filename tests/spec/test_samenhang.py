"""When two published numbers contradict each other (measuring rule 14)."""

import pytest

from reports.findings import Certainty
from reports.samenhang import RULES, certainty, fired
from tests.reports.paper import INSTRUMENT
from tests.spec.results import result

SIGNAL, POSSIBLE = Certainty.SIGNAL, Certainty.POSSIBLE
# A, B, people -> what is said
HIGH_AND_LOW = [
    (68, 48, 22, SIGNAL),
    (60, 45, 10, SIGNAL),
    (60, 46, 10, None),
    (59, 40, 30, None),  # A is not high
    (75, 60, 9, None),
    (75, 55, 9, POSSIBLE),
    (75, 55, 4, None),
    (85, 70, 14, SIGNAL),
    (70, 56, 40, None),
]

# rule, high, low, blocks
TEN = [
    ("SH-01", "IW-AUT", "LO-EIG", "IW LO"),
    ("SH-02", "RV-FOU", "RV-EXP", "RV"),
    ("SH-03", "LO-VIS", "LO-ROL", "LO"),
    ("SH-04", "IW-UIT", "RV-FOU", "IW RV"),
    ("SH-05", "ST-KEN", "OI-VAS", "ST OI"),
    ("SH-06", "OI-BEO", "OI-BUD", "OI"),
    ("SH-07", "RV-VER", "ST-TEA", "RV ST"),
    ("SH-08", "OI-SYS", "LO-EIG", "OI LO"),
    ("SH-09", "ST-DIV", "IW-AUT", "ST IW"),
    ("SH-10", "EO-COC", "ST-KEN", "EO ST"),
]

# rule, kenmerk, where it is high, where it is low
TWO = [
    ("SH-11", "EO-ONT", "DIR+HR+LG", "MW"),
    ("SH-12", "IW-UIT", "MW", "DIR+HR+LG"),
]

# EO-ONT of leading and of medewerkers, people in each -> what SH-11 says
GAPS = [
    (70, 60, 10, SIGNAL),
    (69, 60, 10, None),
    (75, 60, 5, POSSIBLE),
    (74, 60, 5, None),
    (60, 75, 20, None),  # the other way round is no contradiction of this kind
    (55, 40, 10, SIGNAL),  # a gap need not be high
]

FLAT = (50,) * 6
GROUPS = {"totaal": FLAT, "MW": FLAT, "DIR+HR+LG": FLAT}


@pytest.mark.parametrize(("a", "b", "n", "expected"), HIGH_AND_LOW)
def test_high_and_low(a, b, n, expected):
    assert certainty(a, b, n) is expected
    features = {"totaal IW-AUT": a, "totaal LO-EIG": b}
    signals = fired(result({"totaal": (b,) * 6}, features, n={"totaal": n}))
    assert [s.certainty for s in signals if s.rule == "SH-01"] == ([expected] if expected else [])


@pytest.mark.parametrize(("rule", "high", "low", "blocks"), TEN)
def test_high_low_rules(rule, high, low, blocks):
    features = {f"totaal {high}": 65, f"totaal {low}": 50}
    (signal,) = fired(result({"totaal": FLAT}, features))
    assert (signal.rule, " ".join(signal.blocks)) == (rule, blocks)
    assert (signal.feature_a, signal.feature_b) == (high, low)


@pytest.mark.parametrize(("rule", "code", "high", "low"), TWO)
def test_gap_rules(rule, code, high, low):
    (signal,) = fired(result(GROUPS, {f"{high} {code}": 58, f"{low} {code}": 45}))
    assert (signal.rule, signal.feature_a, signal.blocks) == (rule, code, (code[:2],))
    assert (signal.group_a, signal.group_b) == (high, low)


@pytest.mark.parametrize(("leading", "employees", "n", "expected"), GAPS)
def test_gap_by_size_and_people(leading, employees, n, expected):
    features = {"DIR+HR+LG EO-ONT": leading, "MW EO-ONT": employees}
    signals = fired(result(GROUPS, features, n={"DIR+HR+LG": n, "MW": 20}))
    assert [s.certainty for s in signals if s.rule == "SH-11"] == ([expected] if expected else [])


def test_there_are_twelve_rules_about_kenmerken_that_exist():
    features = {feature.code for feature in INSTRUMENT.features}
    assert [rule.id for rule in RULES] == [row[0] for row in TEN + TWO]
    assert {rule.a for rule in RULES} | {rule.b for rule in RULES} <= features


def test_medewerkers_speak_before_the_total_only_when_shown_for_both_blocks():
    features = {"MW IW-AUT": 80, "totaal IW-AUT": 70, "totaal LO-EIG": 40, "MW LO-EIG": 40}
    (signal,) = fired(result({"totaal": FLAT, "MW": FLAT}, features))
    assert (signal.group_a, signal.difference) == ("MW", 40)
    half = (50, 50, 50, None, 50, 50)  # LO is hidden for medewerkers
    (signal,) = fired(result({"totaal": FLAT, "MW": half}, features))
    assert (signal.group_a, signal.difference) == ("totaal", 30)


def test_the_smaller_n_of_the_two_blocks_decides():
    published = result({"totaal": FLAT}, {"totaal IW-AUT": 65}, n={"totaal": 9})
    assert fired(published) == ()


def test_largest_difference_first_then_the_number_of_the_rule():
    features = {"totaal LO-VIS": 80, "totaal RV-FOU": 70, "totaal OI-BEO": 70}
    signals = fired(result({"totaal": FLAT}, features))
    assert [signal.rule for signal in signals] == ["SH-03", "SH-02", "SH-06"]
