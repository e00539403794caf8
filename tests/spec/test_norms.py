"""Section 19: when a norm may be shown, who counts in it, and how sure it is."""

from __future__ import annotations

import pytest

from reports import norms

# organisations | standard error of the mean | of a quartile (sd between organisations: 8)
ERRORS = [(10, 2.5298, 3.4472), (30, 1.4606, 1.9903), (100, 0.8, 1.0901)]


@pytest.mark.parametrize(("organisations", "mean", "quartile"), ERRORS)
def test_standard_errors(organisations, mean, quartile):
    assert norms.standard_error(8, organisations) == pytest.approx(mean, abs=5e-5)
    assert norms.standard_error_of_quartile(8, organisations) == pytest.approx(quartile, abs=5e-5)


# n | response | consent | months since closing | counts
WHO_COUNTS = [
    (25, 0.7, True, 3, True),
    (9, 0.9, True, 3, False),
    (40, 0.45, True, 3, False),
    (40, 0.6, False, 3, False),
    (40, 0.6, True, 40, False),
    (10, 0.5, True, 36, True),  # all three at their limit
]


@pytest.mark.parametrize(("n", "response", "consent", "months", "counts"), WHO_COUNTS)
def test_who_counts(n, response, consent, months, counts):
    found = norms.counts_towards_norm(n=n, response=response, consent=consent, months=months)
    assert found is counts


# organisations | participants | what is shown
SHOWN = [
    (8, 300, "niets"),
    (10, 150, "niets"),
    (12, 240, "alleen gemiddelde, voorlopig"),
    (30, 900, "gemiddelde en kwartielen"),
    (35, 500, "alleen gemiddelde, voorlopig"),
]


@pytest.mark.parametrize(("organisations", "participants", "shown"), SHOWN)
def test_what_is_shown(organisations, participants, shown):
    assert norms.form(organisations, participants) == shown
