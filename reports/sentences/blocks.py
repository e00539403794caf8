"""What the pages about the blocks say: the overview, and one page per block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.findings import BlockFinding, Gap, GapClass
from reports.published import EMPLOYEES, TOTAL, Shown
from reports.sentences.directie import ends
from reports.sentences.gaps import largest
from reports.sentences.ranking import highest, lowest, shown
from reports.wording import lower_first

if TYPE_CHECKING:
    from reports.pipeline import Report

CLOSE_TOGETHER = 5  # kenmerken within this many points are not told apart
MUCH_UNKNOWN = 15  # percent "weet ik niet" from which it is mentioned


def overview_heading(report: Report) -> str:
    """With two groups: where they see most apart. Otherwise: from where to where."""
    words, gaps = report.words, [block for block in shown(report) if block.gap]
    if not gaps:
        return _range(report)
    clear = largest(report)
    if clear is None:
        return words.say(_("Leiding en medewerkers kijken ongeveer hetzelfde naar leren."))
    if clear.gap.gap_class is GapClass.POSSIBLE:
        text = _("Leiding en medewerkers verschillen mogelijk, het meest over {block}.")
    else:
        text = _("Leiding en medewerkers verschillen het meest over {block}.")
    return words.say(text, block=words.within(clear.code))


def _range(report: Report) -> str:
    top, bottom = highest(report)[0], lowest(report)[0]
    return report.words.say(
        _("De bouwstenen lopen uiteen van {low} tot {high}.")
        if top.score.value - bottom.score.value >= 2 * CLOSE_TOGETHER
        else _("De bouwstenen liggen dicht bij elkaar, tussen {low} en {high}."),
        low=bottom.score,
        high=top.score,
    )


def overview_sentence(report: Report) -> str:
    words = report.words
    clear = largest(report)
    if clear is not None:
        text = _("Bij {block} komt de leiding op {leading} en medewerkers op {employees}.")
        found = words.say(
            text,
            block=words.within(clear.code),
            leading=clear.gap.leading,
            employees=clear.gap.employees,
        )
        return f"{found} {_closest(report)}".strip()
    return ends(report)


def _closest(report: Report) -> str:
    gaps = [block for block in shown(report) if block.gap]
    closest = min(gaps, key=lambda block: abs(block.gap.difference))
    if closest.gap.is_clear:
        return ""
    return report.words.say(
        _("Bij {block} liggen ze het dichtst bij elkaar."), block=report.words.within(closest.code)
    )


def heading(report: Report, code: str) -> str:
    words, block = report.words, report.findings.block(code)
    name = words.block(code)
    if block.score is None:
        return words.say(_("{block}: te weinig antwoorden om te tonen."), block=name)
    text = _("{block} is {level}, op de grens.") if block.borderline else _("{block} is {level}.")
    return words.say(text, block=name, level=words.level(block.level))


def sentence(report: Report, code: str) -> str:
    """What to see in the chart: the groups, then the kenmerken."""
    block = report.findings.block(code)
    if block.score is None:
        return report.words.say(
            _("Te weinig mensen vulden deze vragen in. Daarom staan hier geen getallen.")
        )
    return f"{_groups(report, block)} {_features(report, code)}"


def _groups(report: Report, block: BlockFinding) -> str:
    words = report.words
    if block.gap is None:
        return words.say(_("Samen komen jullie op {score}."), score=block.score)
    return words.say(
        _gap_text(block.gap),
        leading=block.gap.leading,
        employees=block.gap.employees,
        gap=words.gap(block.gap.gap_class),
    )


def _gap_text(gap: Gap) -> object:
    if gap.is_clear:
        return _("De leiding komt op {leading}, medewerkers op {employees}: een {gap}.")
    return _("De leiding komt op {leading}, medewerkers op {employees}: {gap}.")


def _features(report: Report, code: str) -> str:
    """The highest and lowest kenmerk of the total."""
    words, features = report.words, report.published.shown(code, TOTAL).features
    values = [number.value for number in features.values()]
    if max(values) - min(values) < CLOSE_TOGETHER:
        return words.say(_("De kenmerken liggen dicht bij elkaar."))
    return words.say(
        _("Het meest aanwezig: {high}. Het minst: {low}."),
        high=_named(report, features, max(values)),
        low=_named(report, features, min(values)),
    )


def _named(report: Report, features: object, value: int) -> str:
    words = report.words
    codes = [code for code, number in features.items() if number.value == value]
    names = words.list([lower_first(words.feature_short(code)) for code in codes])
    return f"{names} ({features[codes[0]]})"


def remarks(report: Report, code: str) -> tuple[str, ...]:
    """Small print under the chart of a block; often empty."""
    found = (_agreement(report, code), _unknown(report, code), _wording(report, code))
    return tuple(text for text in found if text)


def _agreement(report: Report, code: str) -> str:
    cell, who = _most_detailed(report, code)
    texts = {  # in between, there is nothing to tell
        "eensgezind": _("{who} antwoorden hier eensgezind."),
        "verdeeld": _("{who} antwoorden hier verdeeld: vraag waar het al wel lukt."),
    }
    if cell is None or cell.agreement not in texts:
        return ""
    return report.words.say(texts[cell.agreement], who=who)


def _unknown(report: Report, code: str) -> str:
    cell, who = _most_detailed(report, code)
    if cell is None or cell.dont_know is None or cell.dont_know.value < MUCH_UNKNOWN:
        return ""
    percent = report.words.percent(cell.dont_know.value)
    return report.words.say(
        _("{who} kozen vaak ‘weet ik niet’ ({percent})."), who=who, percent=percent
    )


def _most_detailed(report: Report, code: str) -> tuple[Shown | None, str]:
    """Medewerkers when they are shown, otherwise everyone."""
    if employees := report.published.shown(code, EMPLOYEES):
        return employees, report.words.say(_("Medewerkers"))
    return report.published.shown(code, TOTAL), report.words.say(_("Jullie"))


def _wording(report: Report, code: str) -> str:
    gap = report.findings.block(code).gap
    if gap is None or not gap.wording_note:
        return ""
    return report.words.say(_("Het verschil kan deels door de vraagstelling komen."))


def pattern(report: Report, code: str) -> str:
    """What this pattern of numbers may mean, in one or two sentences."""
    found = report.advice.patterns.get(code)
    return report.words.text(report.library.patterns[found]) if found else ""
