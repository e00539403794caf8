"""What page 1 says: one heading, one sentence above the bars, and why each card is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.findings import BlockFinding, Level
from reports.sentences.ranking import (
    codes,
    highest,
    lowest,
    lowest_level,
    on_level,
    shown,
)
from reports.wording import lower_first, upper_first

if TYPE_CHECKING:
    from reports.pipeline import Report

MAX_NAMED = 2  # more blocks than this in one sentence are counted, not named
LONGEST_HEADING = 95  # characters that fit on two lines


def heading(report: Report) -> str:
    """The strongest block and the lowest level, or the level that all share."""
    if not shown(report):
        return report.words.say(_("Er zijn te weinig antwoorden om getallen te tonen."))
    lagging, top = lowest_level(report), highest(report)
    if len(lagging) == len(shown(report)):
        return _all_on_one_level(report, lagging[0].level)
    if len(top) > MAX_NAMED and len(lagging) > MAX_NAMED:
        return _counts(report, len(top), top[0].level, len(lagging), lagging[0].level)
    return _first_that_fits(_options(report, lagging))


def _options(report: Report, lagging: tuple[BlockFinding, ...]) -> Iterator[str]:
    """From the most telling heading to the shortest."""
    if len(lagging) == 1:
        name, level = report.words.block(lagging[0].code), report.words.level(lagging[0].level)
        full = report.words.say(_("{blocks} is {level}."), blocks=name, level=level)
        yield f"{_strongest(report, MAX_NAMED)} {full}"
    for strong, low in ((MAX_NAMED, MAX_NAMED), (MAX_NAMED, 1), (1, 1)):
        yield f"{_strongest(report, strong)} {_on_lowest_level(report, lagging, low)}"


def _first_that_fits(options: Iterator[str]) -> str:
    for text in options:
        if len(text) <= LONGEST_HEADING:
            break
    return text


def _all_on_one_level(report: Report, level: Level) -> str:
    words, scored = report.words, shown(report)
    if len(scored) == 1:
        name = words.block(scored[0].code)
        return words.say(_("{blocks} is {level}."), blocks=name, level=words.level(level))
    text = (
        _("Alle {count} de bouwstenen zijn {level}.")
        if len(scored) == len(report.findings.blocks)
        else _("De {count} bouwstenen met een score zijn {level}.")
    )
    return words.say(text, count=words.count(len(scored)), level=words.level(level))


def _counts(report: Report, high: int, high_level: Level, low: int, low_level: Level) -> str:
    words = report.words
    return words.say(
        _("{high} bouwstenen zijn {high_level}, {low} zijn {low_level}."),
        high=upper_first(words.count(high)),
        high_level=words.level(high_level),
        low=words.count(low),
        low_level=words.level(low_level),
    )


def _strongest(report: Report, named: int) -> str:
    top = highest(report)
    strong = top[0].level is Level.HIGH
    if len(top) == 1:
        text = _("{blocks} is jullie kracht.") if strong else _("{blocks} is het meest aanwezig.")
    else:
        text = (
            _("{blocks} zijn jullie kracht.") if strong else _("{blocks} zijn het meest aanwezig.")
        )
    return report.words.say(text, blocks=_named_or_counted(report, top, named))


def _on_lowest_level(report: Report, lagging: tuple[BlockFinding, ...], named: int) -> str:
    text = _("{blocks} is {level}.") if len(lagging) == 1 else _("{blocks} zijn {level}.")
    level = report.words.level(lagging[0].level)
    return report.words.say(text, blocks=_named_or_counted(report, lagging, named), level=level)


def _named_or_counted(
    report: Report, blocks: tuple[BlockFinding, ...], named: int = MAX_NAMED
) -> str:
    words = report.words
    if len(blocks) <= named:
        return upper_first(words.blocks_within(codes(blocks)))
    return words.say(_("{count} bouwstenen"), count=upper_first(words.count(len(blocks))))


def bars(report: Report) -> str:
    """How many blocks reach 70 and how many stay below 50; all the same: the ends."""
    high, low = on_level(report, Level.HIGH), on_level(report, Level.LOW)
    if len(lowest_level(report)) == len(shown(report)):
        return ends(report)
    parts = [_reach(report, high), _stay_below(report, low)]
    return " ".join(parts)


def ends(report: Report) -> str:
    words, top, bottom = report.words, highest(report), lowest(report)
    if len(shown(report)) == 1:
        return words.say(_("Alleen {block} heeft een score."), block=words.within(top[0].code))
    if len(top) == len(shown(report)):
        return words.say(_("Alle bouwstenen hebben dezelfde score."))
    return words.say(
        _("Het hoogst: {top} ({high}). Het laagst: {bottom} ({low})."),
        top=words.blocks_within(codes(top)),
        bottom=words.blocks_within(codes(bottom)),
        high=top[0].score,
        low=bottom[0].score,
    )


def _reach(report: Report, high: tuple[BlockFinding, ...]) -> str:
    texts = (
        _("Geen bouwsteen komt op 70 of hoger."),
        _("{blocks} komt als enige op 70 of hoger."),
        _("{blocks} komen op 70 of hoger."),
    )
    return report.words.say(texts[min(len(high), 2)], blocks=_named_or_counted(report, high))


def _stay_below(report: Report, low: tuple[BlockFinding, ...]) -> str:
    texts = (
        _("Geen bouwsteen blijft onder de 50."),
        _("{blocks} blijft als enige onder de 50."),
        _("{blocks} blijven onder de 50."),
    )
    return report.words.say(texts[min(len(low), 2)], blocks=_named_or_counted(report, low))


def strength_title(report: Report) -> str:
    top = highest(report)[0]
    if top.level is Level.HIGH:
        return report.words.say(_("Jullie kracht"))
    return report.words.say(_("Het meest aanwezig"))


def strength(report: Report) -> str:
    """What the strongest block means; below 50 there is no lever to name."""
    strongest = report.findings.strongest
    if strongest is None:
        return report.words.say(_("Geen bouwsteen komt op 50. Begin klein, bij wat er al is."))
    meaning = report.words.text(report.library.blocks[strongest].strength)
    start = report.words.say(_("Begin waar het al lukt."))
    return f"{meaning} {start}"


def reason(report: Report, code: str) -> str:
    """Why a block is a priority: lowest score, a gap, contradictions; at most two reasons."""
    block = report.findings.block(code)
    reasons = [_lowest(report, block), _gap(report, block), _signals(report, block)]
    found = [text for text in reasons if text][:2]
    return ", ".join(found) or _lowest_feature(report, block)


def _lowest(report: Report, block: BlockFinding) -> str:
    bottom = lowest(report)
    if block not in bottom or len(bottom) == len(shown(report)):
        return ""
    return report.words.say(_("laagste score"))


def _gap(report: Report, block: BlockFinding) -> str:
    if not block.gap or not block.gap.is_clear or block.gap.difference < 0:
        return ""
    others = [other.gap.difference for other in shown(report) if other.gap]
    if others.count(block.gap.difference) == 1 and block.gap.difference == max(others):
        return report.words.say(_("grootste verschil tussen rollen"))
    return report.words.say(_("de leiding ziet meer dan medewerkers"))


def _signals(report: Report, block: BlockFinding) -> str:
    if not block.signals:
        return ""
    if block.signals == 1:
        return report.words.say(_("één signaal"))
    count = report.words.count(block.signals)
    return report.words.say(_("{count} signalen"), count=count)


def _lowest_feature(report: Report, block: BlockFinding) -> str:
    feature = lower_first(report.words.feature_short(block.lowest_feature))
    return report.words.say(_("minst aanwezig: {feature}"), feature=feature)
