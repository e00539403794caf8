"""What the page about differences between roles says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.charts.build_scores import difference, tell_number
from reports.findings import BlockFinding, Gap, GapClass

if TYPE_CHECKING:
    from reports.pipeline import Report

Blocks = tuple[BlockFinding, ...]

LEADING_SEES_MORE = {
    False: (
        _("Bij {block} ziet de leiding meer dan medewerkers merken."),
        _("Bij {count} bouwstenen ziet de leiding meer dan medewerkers merken."),
    ),
    True: (
        _("Bij {block} ziet de leiding mogelijk meer dan medewerkers merken."),
        _("Bij {count} bouwstenen ziet de leiding mogelijk meer dan medewerkers merken."),
    ),
}
EMPLOYEES_NOTICE_MORE = {
    False: (
        _("Bij {block} merken medewerkers meer dan de leiding ziet."),
        _("Bij {count} bouwstenen merken medewerkers meer dan de leiding ziet."),
    ),
    True: (
        _("Bij {block} merken medewerkers mogelijk meer dan de leiding ziet."),
        _("Bij {count} bouwstenen merken medewerkers mogelijk meer dan de leiding ziet."),
    ),
}


def clear(report: Report) -> tuple[BlockFinding, ...]:
    return tuple(block for block in report.findings.blocks if block.gap and block.gap.is_clear)


def largest(report: Report) -> BlockFinding | None:
    """The clear gap with the most points; on a tie the first block."""
    return max(clear(report), key=lambda block: abs(block.gap.difference), default=None)


def heading(report: Report) -> str:
    higher = tuple(block for block in clear(report) if block.gap.difference > 0)
    lower = tuple(block for block in clear(report) if block.gap.difference < 0)
    if higher and lower:
        return _both_ways(report, higher, lower)
    return (
        _count(report, higher, LEADING_SEES_MORE)
        or _count(report, lower, EMPLOYEES_NOTICE_MORE)
        or report.words.say(_("Leiding en medewerkers verschillen nergens duidelijk."))
    )


def _both_ways(report: Report, higher: Blocks, lower: Blocks) -> str:
    uncertain = all(block.gap.gap_class is GapClass.POSSIBLE for block in higher + lower)
    text = (
        _("Mogelijk ziet de leiding meer bij {higher}, en merken medewerkers meer bij {lower}.")
        if uncertain
        else _("De leiding ziet meer bij {higher}, medewerkers merken meer bij {lower}.")
    )
    return report.words.say(text, higher=_name(report, higher), lower=_name(report, lower))


def _name(report: Report, blocks: Blocks) -> str:
    words = report.words
    if len(blocks) == 1:
        return words.within(blocks[0].code)
    return words.say(_("{count} bouwstenen"), count=words.count(len(blocks)))


def _count(report: Report, blocks: Blocks, texts: dict) -> str:
    if not blocks:
        return ""
    words = report.words
    uncertain = all(block.gap.gap_class is GapClass.POSSIBLE for block in blocks)
    one, many = texts[uncertain]
    if len(blocks) == 1:
        return words.say(one, block=words.within(blocks[0].code))
    return words.say(many, count=words.count(len(blocks)))


def sentence(report: Report) -> str:
    """Why not every difference counts, and where the largest is."""
    words, found = report.words, largest(report)
    usual = words.say(_("Wie leidinggeeft, scoort in onderzoek vaker hoger."))
    if found is None:
        rest = _("Kleine verschillen zeggen daarom weinig.")
        return f"{usual} {words.say(rest)}"
    text = (
        _("Let daarom op het grootste verschil: bij {block} is dat {points} punten.")
        if found.gap.difference > 0
        else _("Bij jullie is het andersom: bij {block} is het verschil {points} punten.")
    )
    rest = words.say(
        text,
        block=words.within(found.code),
        points=points(report, found.gap),
    )
    return f"{usual} {rest}"


def points(report: Report, gap: Gap) -> str:
    """The size of a gap; "minstens" when a clipped score hides how large it really is."""
    return tell_number(difference(gap), report.words)


def legend(report: Report) -> str:
    """What counts as a difference, given the smallest group behind each gap."""
    small = [b.gap.smallest_n < 10 for b in report.findings.blocks if b.gap]
    texts = []
    if not all(small):
        texts.append(
            _(
                "Minder dan 10 punten: geen duidelijk verschil. "
                "10 tot en met 19: merkbaar. 20 of meer: groot."
            )
        )
    if any(small):
        texts.append(
            _(
                "Is een groep kleiner dan tien mensen? Dan noemen we een verschil "
                "pas vanaf 15 punten, en altijd ‘mogelijk’."
            )
        )
    return " ".join(report.words.say(text) for text in texts)


def wording(report: Report) -> str:
    """Which clear differences may partly come from how the questions were put."""
    noted = [block.code for block in clear(report) if block.gap.wording_note]
    if not noted:
        return ""
    text = _("Bij {blocks} kan het verschil deels door de vraagstelling komen.")
    return report.words.say(text, blocks=report.words.blocks_within(noted))
