"""The sheets with numbers: what the report prints, one row per block, kenmerk or group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts import labels
from reports.charts.build_scores import difference
from reports.excel.sheet import Column, Kind, Sheet, Table, Value
from reports.findings import HIGH_FROM, MIDDLE_FROM, level
from reports.published import Group, Hidden, Number, Shown
from reports.sentences import blocks, directie, gaps
from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.findings import BlockFinding, Gap
    from reports.pipeline import Report

SIGNS = {"": "", "<=": "≤", ">=": "≥"}
NOT_SHOWN = _("niet getoond")

Row = tuple[Value, ...]


def sign(number: Number) -> str:
    return SIGNS[number.clipped]


def block_column(report: Report) -> tuple[Column, Column]:
    return (
        Column(report.words.say(_("Nr.")), 5, Kind.BLOCK),
        Column(report.words.say(_("Bouwsteen")), 25),
    )


def block_cells(report: Report, code: str) -> Row:
    return (report.instrument.block(code).number, report.words.short(code))


def number_columns(report: Report, title: str, width: int = 15) -> tuple[Column, Column]:
    """The sign of a clipped number in its own column, so that the number stays a number."""
    return (Column(report.words.say(_("Teken")), 7), Column(title, width, Kind.NUMBER))


def block_sheet(report: Report) -> Sheet:
    words = report.words
    columns = (
        *block_column(report),
        Column(words.say(_("Groep")), 33),
        Column(words.say(_("Antwoorden")), 13, Kind.NUMBER),
        *number_columns(report, words.say(_("Score"))),
        Column(words.say(_("Marge (±)")), 12, Kind.NUMBER),
        Column(words.say(_("Niveau")), 30),
        Column(words.say(_("Eensgezindheid")), 16),
        Column(words.say(_("Teken")), 7),
        Column(words.say(_("Weet ik niet")), 13, Kind.PERCENT),
    )
    rows = tuple(
        (*block_cells(report, block.code), upper_first(words.group(group)), *_block_row(report, c))
        for block in report.published.blocks
        for group in report.published.groups
        for c in (block.groups.get(group.code),)
    )
    return Sheet(
        words.say(_("Bouwstenen")),
        words.say(
            _("Per bouwsteen en groep: score, marge, niveau, eensgezindheid en ‘weet ik niet’.")
        ),
        blocks.overview_heading(report),
        directie.bars(report),
        (Table(columns, rows),),
    )


def _block_row(report: Report, cell: Shown | Hidden | None) -> Row:
    not_shown = report.words.say(NOT_SHOWN)
    if not isinstance(cell, Shown):
        return (not_shown, "", reason(report, cell), not_shown, not_shown, not_shown, "", not_shown)
    unknown = cell.dont_know
    return (
        cell.n,
        sign(cell.score),
        cell.score.value,
        not_shown if cell.margin is None else cell.margin,
        _level(report, cell),
        report.words.agreement(cell.agreement) if cell.agreement else not_shown,
        sign(unknown) if unknown else "",
        not_shown if unknown is None else unknown.value,
    )


def reason(report: Report, cell: Hidden | None) -> str:
    no_answer = cell is not None and cell.reason == "no_answer"
    return report.words.say(labels.NO_ANSWER if no_answer else labels.TOO_SMALL)


def _level(report: Report, cell: Shown) -> str:
    name = report.words.level(level(cell.score.value))
    if not is_borderline(cell):
        return name
    return f"{name}, {report.words.say(labels.BORDERLINE)}"


def is_borderline(cell: Shown) -> bool:
    """As `BlockFinding.borderline`, for any group."""
    edges = (MIDDLE_FROM, HIGH_FROM)
    return cell.margin is not None and any(
        abs(cell.score.value - edge) <= cell.margin for edge in edges
    )


def feature_sheet(report: Report) -> Sheet:
    words = report.words
    columns = (
        *block_column(report),
        Column(words.say(_("Kenmerk")), 48),
        Column(words.say(_("Groep")), 33),
        Column(words.say(_("Antwoorden")), 13, Kind.NUMBER),
        *number_columns(report, words.say(_("Score"))),
    )
    rows = tuple(
        (
            *block_cells(report, block.code),
            words.feature(feature.code),
            upper_first(words.group(group)),
            *_feature_row(report, block.code, feature.code, group),
        )
        for block in report.instrument.blocks
        for feature in block.features
        for group in report.published.groups
    )
    return Sheet(
        words.say(_("Kenmerken")),
        words.say(_("Per kenmerk en groep: de score.")),
        words.say(_("Twintig kenmerken, per groep")),
        words.say(_("Een kenmerk is een kant van een bouwsteen, gemeten met twee of drie zinnen.")),
        (Table(columns, rows),),
    )


def _feature_row(report: Report, block: str, feature: str, group: Group) -> Row:
    cell = report.published.block(block).groups.get(group.code)
    if not isinstance(cell, Shown):
        return (report.words.say(NOT_SHOWN), "", reason(report, cell))
    number = cell.features[feature]
    return (cell.n, sign(number), number.value)


def gap_sheet(report: Report) -> Sheet | None:
    """Leading beside medewerkers; None when nobody is compared."""
    found = [block.gap for block in report.findings.blocks if block.gap]
    if not found:
        return None
    words = report.words
    leading = words.group(report.published.group(found[0].leading_group))
    columns = (
        *block_column(report),
        *number_columns(report, words.say(_("Medewerkers"))),
        *number_columns(report, upper_first(leading), 19),
        *number_columns(report, words.say(_("Verschil"))),
        Column(words.say(_("Wie ziet meer")), 15),
        Column(words.say(_("Betekenis")), 24),
        Column(words.say(_("Let op")), 36),
    )
    return Sheet(
        words.say(_("Verschillen")),
        words.say(_("Leiding en medewerkers naast elkaar, per bouwsteen.")),
        gaps.heading(report),
        f"{gaps.sentence(report)} {gaps.legend(report)}",
        (Table(columns, tuple(_gap_row(report, block) for block in report.findings.blocks)),),
    )


def _gap_row(report: Report, block: BlockFinding) -> Row:
    gap, words = block.gap, report.words
    start = block_cells(report, block.code)
    if gap is None:
        small, not_shown = words.say(labels.TOO_SMALL), words.say(NOT_SHOWN)
        return (*start, "", small, "", small, "", not_shown, "", not_shown, "")
    points = difference(gap)
    return (
        *start,
        *(sign(gap.employees), gap.employees.value),
        *(sign(gap.leading), gap.leading.value),
        *(sign(points), points.value),
        _who_sees_more(report, gap),
        words.gap(gap.gap_class),
        _wording_note(report) if gap.wording_note and gap.is_clear else "",
    )


def _who_sees_more(report: Report, gap: Gap) -> str:
    """Nobody, unless the difference is clear."""
    if not gap.is_clear:
        return report.words.say(_("niemand"))
    return report.words.say(_("leiding") if gap.difference > 0 else _("medewerkers"))


def _wording_note(report: Report) -> str:
    return report.words.say(_("Het verschil kan deels door de vraagstelling komen."))
