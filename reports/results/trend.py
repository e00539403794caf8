"""What changed since earlier scans, for the results page: a chart and a table per group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_trend import MOST_WAVES, WITHOUT, trend_chart
from reports.charts.spec import LanesSpec
from reports.results import parts
from reports.results.parts import Chart
from reports.results.tables import Row as Line
from reports.results.tables import Table
from reports.sentences import trend as sentences
from reports.trend import Point
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report
    from reports.published import Group
    from reports.trend import Missing, Row


@dataclass(frozen=True)
class GroupView:
    name: str
    chart: Chart


@dataclass(frozen=True)
class TrendView:
    heading: str
    sentence: str
    chart: Chart | None  # None when no group can be compared
    others: tuple[GroupView, ...]
    since_first: str
    cautions: tuple[str, ...]
    on_page_one: str


def view(report: Report) -> TrendView | None:
    if report.trend is None:
        return None
    first, *others = report.trend.compared or (None,)
    return TrendView(
        heading=sentences.heading(report),
        sentence=sentences.sentence(report),
        chart=_chart(report, first) if first else None,
        others=tuple(
            GroupView(upper_first(report.words.group(group)), _chart(report, group))
            for group in others
        ),
        since_first=sentences.since_first(report),
        cautions=sentences.cautions(report),
        on_page_one=sentences.on_page_one(report),
    )


def spec(report: Report, group: Group, most: int = MOST_WAVES) -> LanesSpec:
    """The chart of one group with its latest waves."""
    rows = report.trend.of(group.code)
    outcomes = [sentences.outcome(report, row.latest) for row in rows]
    names = sentences.wave_names(report)
    known = (report.trend, group, report.published, report.words)
    return trend_chart(*known, names, outcomes, most=most)


def _chart(report: Report, group: Group) -> Chart:
    return parts.chart(spec(report, group), table(report, group))


def table(report: Report, group: Group) -> Table:
    """Every wave of one group, the outcome, and with more than two waves also since the first."""
    words, names = report.words, sentences.wave_names(report)
    since = [words.say(_("Sinds {wave}"), wave=name) for name in (names[-2], names[0])]
    outcomes = since[: 1 if len(names) == 2 else 2]
    rows = tuple(
        Line(
            words.instrument.block(row.block).number,
            words.block(row.block),
            (*(_point(report, point) for point in row.points), *_outcomes(report, row)),
        )
        for row in report.trend.of(group.code)
    )
    caption = words.say(_("Score per meting: {group}"), group=words.group(group))
    first = words.say(_("Bouwsteen"))
    return Table(caption, first, (*names, *outcomes), rows, words=len(outcomes))


def _point(report: Report, point: Point | Missing) -> str:
    if isinstance(point, Point):
        return f"{point.score} ± {point.margin}"
    return report.words.say(WITHOUT[point.reason])


def _outcomes(report: Report, row: Row) -> tuple[str, ...]:
    found = (row.latest,) if row.since_first is None else (row.latest, row.since_first)
    return tuple(sentences.outcome(report, change) for change in found)
