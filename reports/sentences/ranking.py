"""Which shown blocks stand highest and lowest, ties included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.findings import BlockFinding, Level

if TYPE_CHECKING:
    from reports.pipeline import Report


def shown(report: Report) -> tuple[BlockFinding, ...]:
    return tuple(block for block in report.findings.blocks if block.score is not None)


def highest(report: Report) -> tuple[BlockFinding, ...]:
    top = max(block.score.value for block in shown(report))
    return tuple(block for block in shown(report) if block.score.value == top)


def lowest(report: Report) -> tuple[BlockFinding, ...]:
    bottom = min(block.score.value for block in shown(report))
    return tuple(block for block in shown(report) if block.score.value == bottom)


def on_level(report: Report, level: Level) -> tuple[BlockFinding, ...]:
    return tuple(block for block in shown(report) if block.level is level)


def lowest_level(report: Report) -> tuple[BlockFinding, ...]:
    """Every shown block of the lowest level that occurs."""
    return next(found for level in Level if (found := on_level(report, level)))


def codes(blocks: tuple[BlockFinding, ...]) -> list[str]:
    return [block.code for block in blocks]
