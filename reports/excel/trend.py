"""The sheet about change: every measurement of every group and block, and what may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.excel.sheet import Column, Kind, Sheet, Table
from reports.excel.tables import NOT_SHOWN, block_cells, block_column, number_columns, sign
from reports.sentences import trend as sentences
from reports.trend import Missing, Point
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.excel.tables import Row
    from reports.pipeline import Report
    from reports.trend import Change
    from reports.trend import Row as TrendRow


def trend_sheet(report: Report) -> Sheet | None:
    """None without an earlier scan to compare with."""
    if report.trend is None:
        return None
    words, names = report.words, sentences.wave_names(report)
    columns = (
        *block_column(report),
        Column(words.say(_("Groep")), 33),
        *(column for name in names for column in _wave_columns(report, name)),
        *_change_columns(report, names[-2]),
        *(_change_columns(report, names[0]) if len(names) > 2 else ()),
    )
    rows = tuple(_row(report, row) for row in report.trend.rows)
    return Sheet(
        words.say(_("Verandering")),
        words.say(_("Elke meting per bouwsteen en groep, en wat er aantoonbaar veranderde.")),
        sentences.heading(report),
        " ".join((sentences.sentence(report), *sentences.cautions(report))),
        (Table(columns, rows),),
    )


def _wave_columns(report: Report, name: str) -> tuple[Column, ...]:
    margin = Column(report.words.say(_("Marge (±)")), 12, Kind.NUMBER)
    return (*number_columns(report, upper_first(name)), margin)


def _change_columns(report: Report, name: str) -> tuple[Column, ...]:
    words = report.words
    return (
        *number_columns(report, words.say(_("Verschil met {wave}"), wave=name), 17),
        Column(words.say(_("Telt vanaf")), 12, Kind.NUMBER),
        Column(words.say(_("Uitkomst")), 30),
    )


def _row(report: Report, row: TrendRow) -> Row:
    first = () if row.since_first is None else _change(report, row.since_first)
    return (
        *block_cells(report, row.block),
        upper_first(report.words.group(row.group)),
        *(value for point in row.points for value in _point(report, point)),
        *_change(report, row.latest),
        *first,
    )


def _point(report: Report, point: Point | Missing) -> Row:
    if isinstance(point, Point):
        return (sign(point.score), point.score.value, point.margin)
    not_shown = report.words.say(NOT_SHOWN)
    return ("", not_shown, not_shown)


def _change(report: Report, change: Change | Missing) -> Row:
    """Points up or down as the outcome says; the number itself is how far apart."""
    outcome = sentences.outcome(report, change)
    if isinstance(change, Missing):
        not_shown = report.words.say(NOT_SHOWN)
        return ("", not_shown, not_shown, f"{outcome}: {sentences.reason(report, change)}")
    return (sign(change.points), change.points.value, change.limit, outcome)
