"""The whole results page as values: the finding, four facts, the charts and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.charts import build_legend, build_network, build_scores
from reports.results import own_words, parts, tables, trend
from reports.results.own_words import OwnWordsView
from reports.results.parts import BlockView, Chart, GapView, SignalView, Step
from reports.results.trend import TrendView
from reports.sentences import blocks, cohesion, directie, gaps, notices, reading
from reports.sentences.figures import Figure, figures

if TYPE_CHECKING:
    from reports.charts.spec import BarsSpec, GapSpec, LanesSpec
    from reports.pipeline import Report


@dataclass(frozen=True)
class Section:
    """A heading that is the finding, the sentence above the chart, the chart."""

    heading: str
    sentence: str
    chart: Chart


@dataclass(frozen=True)
class Page:
    heading: str
    notices: tuple[str, ...]
    facts: tuple[Figure, ...]
    totals: Section
    strength_title: str
    strength: Step
    priorities: tuple[Step, ...]
    three: tuple[Step, ...]
    groups: Section | None  # None when only the total is published
    cohesion: Section
    signals: tuple[SignalView, ...]
    no_signals: str
    gaps: Section | None  # None when not both sides are published
    gaps_legend: str
    gap_advice: tuple[GapView, ...]
    trend: TrendView | None  # None without an earlier scan
    own_words: OwnWordsView | None  # None when no open questions were asked
    blocks: tuple[BlockView, ...]
    legend: tuple[tuple[SafeString, str], ...]
    certainty: str
    own_apart: str  # "" unless the directie agreed to be shown apart


def page(report: Report) -> Page:
    """Only for a report with results."""
    signals = parts.signals(report)
    return Page(
        heading=directie.heading(report),
        notices=notices.notices(report),
        facts=figures(report),
        totals=_totals(report),
        strength_title=directie.strength_title(report),
        strength=parts.strength(report),
        priorities=parts.priorities(report),
        three=parts.three(report),
        groups=_groups(report),
        cohesion=_cohesion(report),
        signals=signals,
        no_signals="" if signals else cohesion.no_signals(report),
        gaps=_gaps(report),
        gaps_legend=gaps.legend(report),
        gap_advice=parts.gap_advice(report),
        trend=trend.view(report),
        own_words=own_words.view(report),
        blocks=tuple(parts.block(report, found.code) for found in report.findings.blocks),
        legend=legend(report),
        certainty=notices.certainty(report),
        own_apart=reading.own_apart(report),
    )


def interactive(report: Report) -> dict[str, BarsSpec | LanesSpec | GapSpec]:
    """The charts that also exist as an interactive figure, by key."""
    known = (report.published, report.findings, report.words)
    specs = {"totals": build_scores.bars(*known)}
    if len(report.published.groups) > 1:
        specs["groups"] = build_scores.lanes(*known)
    if gap_spec := build_scores.gaps(*known):
        specs["gaps"] = gap_spec
    return specs


def _totals(report: Report) -> Section:
    spec = build_scores.bars(report.published, report.findings, report.words)
    chart = parts.chart(spec, tables.totals(report), "totals")
    return Section(report.words.say(_("De zes bouwstenen")), directie.bars(report), chart)


def _groups(report: Report) -> Section | None:
    if len(report.published.groups) < 2:
        return None
    spec = build_scores.lanes(report.published, report.findings, report.words)
    chart = parts.chart(spec, tables.groups(report), "groups")
    return Section(blocks.overview_heading(report), blocks.overview_sentence(report), chart)


def _cohesion(report: Report) -> Section:
    spec = build_network.network(report.published, report.findings, report.words)
    chart = parts.chart(spec, tables.network(report, spec))
    return Section(cohesion.heading(report), cohesion.sentence(report), chart)


def _gaps(report: Report) -> Section | None:
    spec = build_scores.gaps(report.published, report.findings, report.words)
    if spec is None:
        return None
    chart = parts.chart(spec, tables.gaps(report), "gaps")
    return Section(gaps.heading(report), gaps.sentence(report), chart)


def legend(report: Report) -> tuple[tuple[SafeString, str], ...]:
    pairs = build_legend.legend(report.published, report.words)
    return tuple((parts.svg(sign), text) for sign, text in pairs)
