"""What the published numbers of a block, and of all six, look like together: a code per pattern.

The words to each code stand in the library (patterns.yaml). First pattern that fits counts.
"""

from __future__ import annotations

from reports.findings import Balance, BlockFinding, Findings, Level
from reports.published import Published

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


def of_company(findings: Findings, published: Published) -> tuple[str, ...]:
    """The patterns of the whole company, most important for the reader first."""
    if not published.has_results:
        return ()
    patterns = (
        ("only_leading", findings.only_leading),
        ("no_comparison", not findings.only_leading and not _has_gaps(findings)),
        ("unbalanced", _is_unbalanced(findings)),
        ("weak_link", findings.weak_link is not None and not _is_unbalanced(findings)),
    )
    return tuple(code for code, fits in patterns if fits)


def _has_gaps(findings: Findings) -> bool:
    return any(block.gap for block in findings.blocks)


def _is_unbalanced(findings: Findings) -> bool:
    return bool(findings.integrality) and findings.integrality.balance_class is Balance.OFF
