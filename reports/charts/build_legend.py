"""What the signs mean that this firm's charts use: pairs of a sign and its explanation."""

from __future__ import annotations

from reports.charts import labels
from reports.charts.build_scores import marked_groups
from reports.charts.spec import Mark, Sign, SignSpec
from reports.published import Hidden, Published, Shown
from reports.wording import Words

Legend = tuple[tuple[SignSpec, str], ...]


def legend(published: Published, words: Words) -> Legend:
    """The groups in the order of the lanes, the pooled leading side, then what else occurs."""
    cells = [cell for block in published.blocks for cell in block.groups.values()]
    shown = [cell for cell in cells if isinstance(cell, Shown)]
    pairs = [*_groups(published, words), *_pooled(published, words)]
    if any(cell.margin is not None for cell in shown):
        pairs.append(_pair(Sign.MARGIN, labels.SIGN_MARGIN, labels.MEANS_MARGIN, words))
    if any(number.clipped for cell in shown for number in (cell.score, *cell.features.values())):
        pairs.append(_pair(Sign.LIMIT, labels.SIGN_LIMIT, labels.MEANS_LIMIT, words))
    if any(isinstance(cell, Hidden) for cell in cells):
        pairs.append(_pair(Sign.HIDDEN, labels.SIGN_HIDDEN, labels.MEANS_HIDDEN, words))
    return tuple(pairs)


def _groups(published: Published, words: Words) -> list[tuple[SignSpec, str]]:
    return [
        (
            SignSpec(words.say(labels.SIGNS[mark]), mark),
            words.say(labels.MEANS_TOTAL) if mark is Mark.STONE else words.group(group),
        )
        for group, mark in marked_groups(published)
    ]


def _pooled(published: Published, words: Words) -> list[tuple[SignSpec, str]]:
    """The ring stands for all leading groups together where several are shown apart."""
    pooled = next((group for group in published.groups if group.kind == "leading"), None)
    if pooled is None:
        return []
    text = words.say(labels.MEANS_POOLED, group=words.group(pooled))
    return [(SignSpec(words.say(labels.SIGNS[Mark.RING]), Mark.RING), text)]


def _pair(sign: Sign, alt: object, meaning: object, words: Words) -> tuple[SignSpec, str]:
    return SignSpec(words.say(alt), sign), words.say(meaning)
