"""The table beside each chart: the same published numbers, for reading and for listening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts import labels
from reports.charts.build_scores import difference, marked_groups, remark
from reports.charts.spec import NetworkSpec
from reports.published import EMPLOYEES, Group, Shown

if TYPE_CHECKING:
    from reports.findings import BlockFinding
    from reports.pipeline import Report


@dataclass(frozen=True)
class Row:
    """`number`: of the bouwsteen whose chip stands in front; None for a row without one."""

    number: int | None
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    column: str
    text: str
    is_number: bool


@dataclass(frozen=True)
class Table:
    """`words`: how many of the last columns hold words instead of numbers."""

    caption: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: int = 0

    @property
    def heads(self) -> tuple[Cell, ...]:
        return self._cells(self.columns)

    @property
    def lines(self) -> tuple[tuple[Row, tuple[Cell, ...]], ...]:
        """Each row with its cells, which know their column."""
        return tuple((row, self._cells(row.cells)) for row in self.rows)

    def _cells(self, texts: tuple[str, ...]) -> tuple[Cell, ...]:
        numbers = len(self.columns) - self.words
        pairs = enumerate(zip(self.columns, texts, strict=True))
        return tuple(Cell(column, text, at < numbers) for at, (column, text) in pairs)


def totals(report: Report) -> Table:
    words = report.words
    rows = tuple(
        Row(found.number, words.block(found.code), (*_total(found), remark(found, words)))
        for found in report.findings.blocks
    )
    columns = (words.say(_("Score")), words.say(_("Marge")), words.say(_("Niveau")))
    return Table(words.say(_("Score per bouwsteen")), _first(report), columns, rows, words=1)


def _total(found: BlockFinding) -> tuple[str, str]:
    margin = "" if found.margin is None else f"± {found.margin}"
    return ("" if found.score is None else str(found.score)), margin


def groups(report: Report) -> Table:
    """Every bouwsteen for every published group."""
    shown = [group for group, _mark in marked_groups(report.published)]
    rows = tuple(
        Row(
            found.number,
            report.words.block(found.code),
            tuple(_cell(report, found.code, group) for group in shown),
        )
        for found in report.findings.blocks
    )
    caption = report.words.say(_("Score per bouwsteen en groep, met marge"))
    return Table(caption, _first(report), tuple(_head(report, g) for g in shown), rows)


def features(report: Report, code: str) -> Table:
    """The bouwsteen itself and its kenmerken, for every published group."""
    words = report.words
    shown = [group for group, _mark in marked_groups(report.published)]
    whole = Row(
        report.findings.block(code).number,
        words.block(code),
        tuple(_cell(report, code, group) for group in shown),
    )
    rows = tuple(
        Row(None, words.feature(each.code), _feature_cells(report, code, each.code, shown))
        for each in report.instrument.block(code).features
    )
    caption = words.say(_("{block}: score en kenmerken"), block=words.block(code))
    columns = tuple(_head(report, group) for group in shown)
    return Table(caption, words.say(_("Kenmerk")), columns, (whole, *rows))


def gaps(report: Report) -> Table:
    words = report.words
    first = next(found.gap for found in report.findings.blocks if found.gap)
    leading = report.published.group(first.leading_group)
    columns = (
        _head(report, report.published.group(EMPLOYEES)),
        _head(report, leading),
        words.say(_("Verschil")),
        words.say(_("Betekenis")),
    )
    rows = tuple(_gap_row(report, found) for found in report.findings.blocks)
    caption = words.say(_("Verschil tussen leiding en medewerkers, in punten"))
    return Table(caption, _first(report), columns, rows, words=1)


def _gap_row(report: Report, found: BlockFinding) -> Row:
    gap, name = found.gap, report.words.block(found.code)
    if gap is None:
        return Row(found.number, name, ("", "", "", report.words.say(labels.NO_ANSWER)))
    numbers = (gap.employees, gap.leading, difference(gap))
    return Row(found.number, name, (*map(str, numbers), report.words.gap(gap.gap_class)))


def network(report: Report, spec: NetworkSpec) -> Table:
    """The stones of samenhang: score, links of the research, letters of the signals."""
    words = report.words
    columns = (
        words.say(_("Score")),
        words.say(_("Hangt volgens het onderzoek samen met")),
        words.say(_("Signaal")),
    )
    rows = tuple(
        Row(
            each.stone.number,
            f"{each.stone.name} ({spec.weak_label})" if each.weak else each.stone.name,
            (
                each.remark if each.value is None else str(each.value),
                ", ".join(str(number) for number in _linked(each.stone.number, spec)),
                ", ".join(_letters(each.stone.number, spec)),
            ),
        )
        for each in spec.stones
    )
    return Table(words.say(_("Samenhang tussen de bouwstenen")), _first(report), columns, rows, 2)


def _linked(number: int, spec: NetworkSpec) -> list[int]:
    pairs = (pair for pair in spec.links if number in pair)
    return sorted(other for pair in pairs for other in pair if other != number)


def _letters(number: int, spec: NetworkSpec) -> list[str]:
    return [each.letter for each in spec.signals if number in (each.first, each.second)]


def _first(report: Report) -> str:
    return report.words.say(_("Bouwsteen"))


def _head(report: Report, group: Group) -> str:
    name = report.words.group(group)
    return f"{name[:1].upper()}{name[1:]} ({group.n})"


def _cell(report: Report, code: str, group: Group) -> str:
    cell = report.published.block(code).groups.get(group.code)
    if not isinstance(cell, Shown):
        return report.words.say(labels.TOO_SMALL)
    return f"{cell.score} ± {cell.margin}" if cell.margin is not None else str(cell.score)


def _feature_cells(report: Report, code: str, feature: str, shown: list[Group]) -> tuple[str, ...]:
    hidden = report.words.say(labels.TOO_SMALL)
    cells = (report.published.shown(code, group.code) for group in shown)
    return tuple(str(cell.features[feature]) if cell else hidden for cell in cells)
