"""How a mean is printed, and one firm from its answers to what may be printed of it."""

import pytest

from reports.findings import GapClass, Level, find
from reports.meaning import level
from reports.privacy import release
from reports.published import Facts
from reports.rounding import printed
from scan.roles import Role
from tests.spec.people import INSTRUMENT, scored
from tests.spec.test_mini_firm import PEOPLE, person

LOW, MIDDLE, HIGH = Level.LOW, Level.MIDDLE, Level.HIGH
# mean, people, as it is printed, the value everything else is computed with, level
PRINTED = [
    (49.4999, 20, "49", 49, LOW),
    (49.5, 20, "50", 50, MIDDLE),
    (50.0, 20, "50", 50, MIDDLE),
    (69.4999, 20, "69", 69, MIDDLE),
    (69.5, 20, "70", 70, HIGH),
    (70.0, 20, "70", 70, HIGH),
    (62.5, 20, "63", 63, MIDDLE),  # halves go up
    (2.0, 20, "≤ 5", 5, LOW),
    (5.4, 20, "≤ 5", 5, LOW),
    (5.5, 20, "6", 6, LOW),
    (94.4, 20, "94", 94, HIGH),
    (94.5, 20, "≥ 95", 95, HIGH),
    (97.0, 20, "≥ 95", 95, HIGH),
    (92.0, 20, "92", 92, HIGH),
    (92.0, 7, "≥ 90", 90, HIGH),  # fewer than ten people: wider limits
    (89.4, 7, "89", 89, HIGH),
    (89.5, 7, "≥ 90", 90, HIGH),
    (10.4, 7, "≤ 10", 10, LOW),
    (10.5, 7, "11", 11, LOW),
]

# The firm of test_mini_firm.py: 1 directie, 1 HR, 4 leidinggevenden and 14 medewerkers invited.
INVITED = {Role.DIR: 1, Role.HR: 1, Role.LG: 4, Role.MW: 14}
# group                n   invited  ST  TEA KEN DIV  margin  agreement
MINI_FIRM = [
    ("totaal",         15, 20,      61, 54, 71, 58,  None,   None),  # a part is below ten
    ("DIR+HR+LG",       5,  6,      76, 70, 83, 75,  None,   None),
    ("MW",             10, 14,      53, 46, 65, 49,  9,      "wisselend"),
]  # fmt: skip


@pytest.mark.parametrize(("mean", "n", "text", "value", "expected_level"), PRINTED)
def test_printed(mean, n, text, value, expected_level):
    number = printed(mean, n)
    assert (str(number), number.value) == (text, value)
    assert level(number.value) is expected_level


@pytest.fixture(scope="module")
def mini_firm():
    scores = scored([person(role, ST=answers) for role, answers, _ in PEOPLE])
    facts = Facts("De Linde", "Najaar", "2026-11-02", "2026-11-20", "2026-12-20", True)
    return release(scores, INSTRUMENT, INVITED, facts, "leercultuur_mkb_1")


@pytest.mark.parametrize(
    ("code", "n", "invited", "score", "tea", "ken", "div", "margin", "agreement"), MINI_FIRM
)
def test_mini_firm(mini_firm, code, n, invited, score, tea, ken, div, margin, agreement):
    group, shown = mini_firm.group(code), mini_firm.shown("ST", code)
    assert (group.n, group.invited, shown.n) == (n, invited, n)
    assert shown.score.value == score
    assert [number.value for number in shown.features.values()] == [tea, ken, div]
    assert (shown.margin, shown.agreement) == (margin, agreement)


def test_mini_firm_meaning(mini_firm):
    finding = find(mini_firm, INSTRUMENT).block("ST")
    assert (finding.score.value, finding.level) == (61, MIDDLE)
    assert (finding.gap.difference, finding.gap.smallest_n) == (23, 5)
    assert finding.gap.gap_class is GapClass.POSSIBLE
    assert find(mini_firm, INSTRUMENT).integrality is None  # only one block was answered
