"""The forecast: what a manager reads about the report before anyone has answered."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from reports import outlook_text
from reports.outlook import outlook
from reports.privacy import forecast
from reports.wording import Words
from scan.instrument.load import load
from scan.roles import ROLES

WORDS = Words(load("leercultuur_mkb_1"), "nl")


def firm(*numbers: int):
    return dict(zip(ROLES, numbers, strict=True))


def read(*numbers: int) -> tuple[str, list[str], str]:
    """Heading, the groups with their margins, and the limits in one text."""
    with override("nl"):
        found = outlook(firm(*numbers))
        lines = [f"{line.name}: {line.shows}" for line in outlook_text.lines(found, WORDS)]
        limits = " ".join(outlook_text.limits(found, WORDS))
        return outlook_text.heading(found, WORDS), lines, limits


@pytest.mark.parametrize("numbers", [(1, 1, 10, 140), (5, 5, 8, 120), (3, 2, 5, 60), (1, 1, 2, 20)])
def test_the_forecast_is_what_decides_publication(numbers):
    planned = forecast(firm(*numbers))
    rows = {row.code: (row.people, row.margin) for row in outlook(firm(*numbers)).rows}
    assert rows == {
        cell.code: (cell.n, cell.spread) for cell in planned.cells if cell.kind in ("total", "part")
    }


def test_the_usual_firm():
    heading, lines, limits = read(1, 1, 10, 140)
    assert heading == (
        "Met deze aantallen laat het rapport zien: "
        "totaal, medewerkers, en directie, HR en leidinggevenden samen"
    )
    assert lines[1] == "medewerkers: scores met marge"
    assert "Directie apart kan niet: daarvoor zijn vijf antwoorden nodig" in limits
    assert "Leidinggevenden apart kan niet: dan is de uitkomst van directie en HR" in limits


def test_margins_come_from_ten_people():
    _, lines, _ = read(1, 1, 4, 40)
    assert lines == [
        "totaal: scores zonder marge, omdat een van de groepen kleiner is dan tien",
        "medewerkers: scores met marge",
        "directie, HR en leidinggevenden samen: scores zonder marge",
    ]


def test_four_leading_people_is_one_too_few():
    heading, lines, limits = read(1, 1, 2, 20)
    assert heading == "Met deze aantallen laat het rapport alleen het totaal zien"
    assert lines == ["totaal: scores met marge"]
    assert "zijn vijf mensen nodig, jullie hebben er 4" in limits
    assert "Tonen we medewerkers wel apart, dan is de rest uit te rekenen" in limits
    assert limits.endswith("Er ontbreekt er 1.")


def test_only_the_side_that_is_too_small_is_named():
    heading, _, limits = read(0, 0, 5, 4)
    assert heading == "Met deze aantallen laat het rapport alleen het totaal zien"
    assert "voor medewerkers zijn vijf mensen nodig, jullie hebben er 4" in limits
    assert "er 5" not in limits
    assert limits.count("Er ontbreekt er 1.") == 1


def test_too_few_for_any_number():
    heading, lines, limits = read(1, 0, 1, 1)
    assert heading == "Met deze aantallen komt er geen rapport met cijfers"
    assert lines == []
    assert limits.endswith("Er ontbreken er 2.")


def test_a_tiny_firm_is_warned():
    assert outlook(firm(1, 0, 1, 5)).is_tiny
    assert not outlook(firm(1, 1, 2, 20)).is_tiny
    assert not outlook(firm(0, 0, 1, 2)).is_tiny


def test_a_group_of_exactly_five_needs_everybody():
    with override("nl"):
        lines = outlook_text.lines(outlook(firm(5, 5, 8, 120)), WORDS)
    assert [line.needs for line in lines if line.people == 5] == ["alle vijf", "alle vijf"]


@pytest.mark.parametrize("numbers", [(5, 0, 4, 25), (3, 6, 3, 20), (3, 6, 2, 20), (1, 1, 5, 40)])
def test_a_reason_given_is_true(numbers):
    """Who is called too small is; who would give others away, leaves fewer than five."""
    for item in outlook(firm(*numbers)).merged:
        rest = sum(firm(*numbers)[role] for role in item.rest)
        assert item.is_too_small == (firm(*numbers)[item.role] < 5)
        assert item.would_give_away == (not item.is_too_small and rest < 5)
