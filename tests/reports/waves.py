"""Firms with earlier scans, by hand: the same firm half a year, a year or two years before."""

from __future__ import annotations

from collections.abc import Mapping

from reports.pipeline import Report, build_report
from reports.published import Published
from tests.reports import factories
from tests.reports.factories import DIR, HR, LG, MW, ROLES, group

YEAR_AGO = {"title": "Leercultuur 2025", "opened_on": "2025-11-03", "closed_on": "2025-11-21"}
TWO_YEARS_AGO = {"title": "Leercultuur 2024", "opened_on": "2024-11-04", "closed_on": "2024-11-22"}
SOON = {"title": "Leercultuur zomer", "opened_on": "2026-08-03", "closed_on": "2026-08-21"}
LEADING = (DIR, HR, LG)


def typical_before(**changes: object) -> Published:
    """The firm of the design a year before: IW and LO lower, ST higher, the rest about the same."""
    return factories.published(
        (
            group("totaal", 95, 150, ROLES, "total"),
            group("MW", 84, 138, (MW,)),
            group("DIR+HR+LG", 11, 12, LEADING),
        ),
        {
            "totaal": (58, 60, 82, 38, 55, 47),
            "MW": (57, 59, 82, 36, 54, 46),
            "DIR+HR+LG": (70, 71, 84, 50, 62, 57),
        },
        **{**YEAR_AGO, **changes},
    )


def total_before(**changes: object) -> Published:
    return factories.published(
        (group("totaal", 22, 25, ROLES, "total"),),
        {"totaal": (50, 64, None, 52, 40, 46)},
        organisation="Zwolle Techniek",
        **{**YEAR_AGO, **changes},
    )


EARLIER: Mapping[str, tuple[Published, ...]] = {
    "typical": (typical_before(),),
    "large": (factories.large(**TWO_YEARS_AGO), factories.typical(**YEAR_AGO)),
    "total_only": (total_before(),),
    "consented": (factories.consented(**SOON),),
    "hidden_block": (factories.hidden_block(**YEAR_AGO),),
    "extremes": (factories.low(**YEAR_AGO), factories.extremes(**SOON)),
    "low": (factories.too_small(**TWO_YEARS_AGO), factories.low(**YEAR_AGO)),
}


def report(firm: str, language: str = "nl") -> Report:
    """A firm with its earlier scans."""
    return build_report(factories.FIRMS[firm](), language, EARLIER[firm])
