"""What the published numbers of a block look like together: one code per block.

The words to each code stand in the library (patterns.yaml). First pattern that fits counts.
"""

from __future__ import annotations

from reports.findings import BlockFinding, Findings, Level

SHOWN_SIGNALS = 3
DIVIDED = "verdeeld"
PLAIN = {Level.LOW: "low", Level.MIDDLE: "middle", Level.HIGH: "high"}


def of_block(block: BlockFinding, findings: Findings) -> str | None:
    """The pattern of one block; None when the block is not shown."""
    if block.level is None:
        return None
    if block.gap and block.gap.is_clear:
        return _with_gap(block.level, block.gap.difference)
    return _without_gap(block, findings)


def _with_gap(level: Level, difference: int) -> str:
    return f"{PLAIN[level]}_leading_higher" if difference > 0 else "employees_higher"


def _without_gap(block: BlockFinding, findings: Findings) -> str:
    if block.level is Level.LOW and block.gap:
        return "low_shared"
    if block.level is Level.MIDDLE and block.agreement == DIVIDED:
        return "middle_divided"
    if block.level is Level.HIGH and _in_a_shown_signal(block.code, findings):
        return "high_mixed"
    return PLAIN[block.level]


def _in_a_shown_signal(code: str, findings: Findings) -> bool:
    return any(code in signal.blocks for signal in findings.signals[:SHOWN_SIGNALS])
