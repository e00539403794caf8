"""What changed since earlier scans; only when this scan follows one that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_trend import MOST_WAVES
from reports.paper.page import Chip, Page, chip, picture
from reports.results.trend import spec
from reports.sentences import trend
from reports.trend import Point
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report
    from reports.published import Group
    from reports.trend import Row


def has_trend(report: Report) -> bool:
    """A page with nothing to compare would be empty; then the verantwoording says why."""
    return report.trend is not None and bool(report.trend.compared)


def trend_page(report: Report) -> Page:
    words, group = report.words, trend.charted(report.trend)
    others = _others(report) if len(report.trend.waves) == 2 else ()  # else there is no room
    return Page(
        "veranderd",
        "veranderd",
        words.say(_("Wat is er veranderd")),
        trend.heading(report),
        {
            "sentence": trend.sentence(report),
            "chart": picture(spec(report, group, _most(report))),
            "notes": _notes(report),
            "groups": tuple(upper_first(words.group(other)) for other in others),
            "rows": _rows(report, others),
            "cautions": trend.cautions(report),
            "question": words.say(_("Wat merk je zelf in het werk, vergeleken met toen?")),
        },
    )


def _most(report: Report) -> int:
    """How many waves fit in the chart, above what is said about other groups."""
    return MOST_WAVES - 1 if _others(report) else MOST_WAVES


def _notes(report: Report) -> tuple[str, ...]:
    """What a chart of more than two waves leaves unsaid."""
    if len(report.trend.waves) == 2:
        return ()
    found = [trend.since_first(report), *(trend.changes_of(report, g) for g in _others(report))]
    if len(report.trend.waves) > _most(report):
        text = _("De grafiek toont de laatste {count} metingen. In Excel staan ze allemaal.")
        found.append(report.words.say(text, count=report.words.count(_most(report))))
    return tuple(text for text in found if text)


def _others(report: Report) -> tuple[Group, ...]:
    """Compared as well, and not in the chart."""
    return report.trend.compared[1:]


def _rows(
    report: Report, groups: tuple[Group, ...]
) -> tuple[tuple[Chip, tuple[tuple[str, str], ...]], ...]:
    """Per block, for every compared group: from which to which score, and the outcome."""
    by_block = {block.code: [] for block in report.instrument.blocks}
    for group in groups:
        for row in report.trend.of(group.code):
            by_block[row.block].append(_cell(report, row))
    return tuple((chip(report, code), tuple(cells)) for code, cells in by_block.items())


def _cell(report: Report, row: Row) -> tuple[str, str]:
    *_older, then, now = row.points
    if isinstance(then, Point) and isinstance(now, Point):
        text = _("van {then} naar {now}")
        numbers = report.words.say(text, then=then.score, now=now.score)
        return numbers, trend.brief(report, row.latest)
    return "", trend.outcome(report, row.latest)
