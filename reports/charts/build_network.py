"""Chart specs of stones: samenhang, the icon of a bouwsteen, the wall of the cover."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts import labels
from reports.charts.build_scores import stone, tell_number
from reports.charts.spec import (
    NetworkSignal,
    NetworkSpec,
    NetworkStone,
    Stone,
    WallSpec,
)
from reports.findings import Findings, Signal
from reports.published import Published
from reports.wording import Words

# What the article connects: 1-3, 4-2, 2-3, 4-3, 4-1 and 5-3 in its results, 5-4 by way of 3 in
# its conclusion. It names no separate link for 6.
RESEARCH_LINKS = ((1, 3), (4, 2), (2, 3), (4, 3), (4, 1), (5, 3), (5, 4))
LETTERS = "ABC"


def network(published: Published, findings: Findings, words: Words) -> NetworkSpec:
    """The six stones, what the research connects, and at most three signals."""
    stones = tuple(
        NetworkStone(
            stone(found, words),
            found.score,
            found.code == findings.weak_link,
            "" if found.score else words.say(labels.TOO_SMALL),
        )
        for found in findings.blocks
    )
    signals = tuple(
        _signal(letter, signal, words)
        for letter, signal in zip(LETTERS, findings.signals, strict=False)
    )
    return NetworkSpec(
        alt=_alt(stones, signals, words),
        stones=stones,
        links=RESEARCH_LINKS,
        signals=signals,
        weak_label=words.say(labels.WEAK_LINK),
        link_label=words.say(labels.RESEARCH_LINK),
        signal_label=words.say(labels.SIGNAL_LINK),
        inside_label=words.say(labels.SIGNAL_INSIDE),
    )


def icon(code: str, words: Words) -> WallSpec:
    """One laid stone among five: the sign of a bouwsteen."""
    number, name = words.instrument.block(code).number, words.short(code)
    alt = words.say(labels.ALT_ICON, number=number, name=name)
    return WallSpec(alt, _stones(words), number)


def wall(words: Words) -> WallSpec:
    """All six with their names, for the cover."""
    stones = _stones(words)
    names = words.list([each.name for each in stones])
    return WallSpec(words.say(labels.ALT_WALL, names=names), stones, None)


def _stones(words: Words) -> tuple[Stone, ...]:
    return tuple(Stone(block.number, words.short(block.code)) for block in words.instrument.blocks)


def _signal(letter: str, signal: Signal, words: Words) -> NetworkSignal:
    features = (signal.feature_a, signal.feature_b)
    codes = [words.instrument.feature(code).block for code in features]
    first, second = (words.instrument.block(code).number for code in codes)
    return NetworkSignal(letter, first, second)


def _alt(stones: Sequence[NetworkStone], signals: Sequence[NetworkSignal], words: Words) -> str:
    names = {each.stone.number: each.stone.name for each in stones}
    scores = ", ".join(_tell_stone(each, words) for each in stones)
    parts = [
        words.say(labels.ALT_NETWORK, rows=scores),
        *(_tell_signal(signal, names, words) for signal in signals),
        *(words.say(labels.ALT_WEAK, block=s.stone.name) for s in stones if s.weak),
    ]
    if not signals:
        parts.append(words.say(labels.ALT_NO_SIGNALS))
    parts.append(words.say(labels.ALT_LINKS, pairs=_tell_links(names, words)))
    return " ".join(parts)


def _tell_stone(each: NetworkStone, words: Words) -> str:
    told = each.remark if each.value is None else tell_number(each.value, words)
    return f"{each.stone.name} {told}"


def _tell_links(names: dict[int, str], words: Words) -> str:
    join = words.say(labels.AND)
    return "; ".join(f"{names[a]} {join} {names[b]}" for a, b in RESEARCH_LINKS)


def _tell_signal(signal: NetworkSignal, names: dict[int, str], words: Words) -> str:
    text = labels.ALT_SIGNAL_INSIDE if signal.first == signal.second else labels.ALT_SIGNAL
    return words.say(
        text, letter=signal.letter, first=names[signal.first], second=names[signal.second]
    )
