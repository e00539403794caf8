"""What the report advises, as actions that can be taken into the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reports.wording import upper_first

if TYPE_CHECKING:
    from reports.advice.types import Advice, GapAdvice, SignalText
    from reports.pipeline import Report
    from scan.roles import Role


@dataclass(frozen=True)
class Offer:
    """An advice in the words of one language. `sign`: how people notice it; may be empty."""

    code: str
    block: str
    role: str  # "Leidinggevenden": who it is for, until a name is filled in
    text: str
    sign: str = ""
    when: str = ""


def offers(report: Report) -> Mapping[str, Offer]:
    """Every advice that the results page shows, by its code."""
    found = (*_advices(report), *_gap_actions(report), *_signal_actions(report))
    return {offer.code: offer for offer in found}


def planned(report: Report) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """The plan of the report: per block, in its order, one advice for each role."""
    found = groupby(report.advice.plan, key=lambda each: each.block)
    return tuple(
        (block, tuple(_offer(report, each.advice) for each in actions)) for block, actions in found
    )


def gap_code(advice: GapAdvice, role: Role) -> str:
    return f"GAP-{advice.block}-{advice.direction}-{role}"


def signal_code(text: SignalText, role: Role) -> str:
    return f"{text.rule}-{role}"


def _advices(report: Report) -> Iterator[Offer]:
    for by_role in report.advice.by_block.values():
        for advices in by_role.values():
            yield from (_offer(report, advice) for advice in advices)


def _offer(report: Report, advice: Advice) -> Offer:
    words, library = report.words, report.library
    return Offer(
        code=advice.id,
        block=advice.block,
        role=upper_first(words.people(advice.role)),
        text=words.text(advice.text),
        sign=words.text(library.noticed[advice.feature]),
        when=library.horizon_label(advice.horizon, report.language),
    )


def _gap_actions(report: Report) -> Iterator[Offer]:
    words = report.words
    for advice in report.advice.gaps:
        for role, text in advice.actions.items():
            name = upper_first(words.people(role))
            yield Offer(gap_code(advice, role), advice.block, name, words.text(text))


def _signal_actions(report: Report) -> Iterator[Offer]:
    """They belong to the block of the kenmerk that stays behind."""
    words = report.words
    for signal, signal_text in report.advice.signals:
        block = signal.feature_b.partition("-")[0]
        for role, text in signal_text.actions.items():
            name = upper_first(words.people(role))
            yield Offer(signal_code(signal_text, role), block, name, words.text(text))
