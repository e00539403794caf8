"""One A4 per role: what the result says, and the actions of that role, this week first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.advice.types import Advice, GapAdvice, Horizon, SignalText
from reports.charts.build_scores import bars
from reports.findings import Signal
from reports.handouts.kinds import Kind
from reports.handouts.sheet import Sheet
from reports.paper.page import Chip, action, chip, picture, sources
from reports.sentences import cohesion, directie, notices

if TYPE_CHECKING:
    from reports.pipeline import Report

ORDER = tuple(Horizon)
MOST_SIGNALS, MOST_MORE = 2, 3  # beside the plan; with more, one A4 would be too full
FEW = 4  # up to this many tasks the page has room for bigger letters


@dataclass(frozen=True)
class Task:
    """An action with what the reader needs to take it up. `reason` may be empty."""

    chips: tuple[Chip, ...]
    reason: str
    text: str
    when: str
    effort: str
    noticed: str
    source: str


def role_sheet(report: Report, kind: Kind) -> Sheet:
    words, found = report.words, tasks(report, kind)
    return Sheet(
        "rol",
        "acties",
        words.say(kind.title),
        directie.heading(report),
        {
            "notices": notices.notices(report),
            "sentence": directie.bars(report),
            "chart": picture(bars(report.published, report.findings, words)),
            "tasks": found,
            "is_roomy": len(found) <= FEW,
            "certainty": notices.certainty(report),
        },
    )


def tasks(report: Report, kind: Kind) -> tuple[Task, ...]:
    """Planned advice by horizon, then the largest gaps, then the signals."""
    plan = report.advice
    advices = [planned.advice for planned in plan.plan if planned.role is kind.role]
    signals = plan.signals[:MOST_SIGNALS]
    return (
        *(_planned(report, each) for each in sorted(advices, key=lambda a: ORDER.index(a.horizon))),
        *(_for_gap(report, gap, kind) for gap in plan.gaps[: MOST_MORE - len(signals)]),
        *(_for_signal(report, *pair, kind) for pair in signals),
    )


def _planned(report: Report, advice: Advice) -> Task:
    told = action(report, advice)
    return Task(
        (told.chip,), told.chip.name, told.text, told.when, told.effort, told.noticed, told.source
    )


def _for_gap(report: Report, gap: GapAdvice, kind: Kind) -> Task:
    return Task(
        chips=(chip(report, gap.block),),
        reason=report.words.text(gap.heading),
        text=report.words.text(gap.actions[kind.role]),
        source=sources(report, gap.sources),
        noticed=report.words.say(_("Leiding en medewerkers vertellen er hetzelfde over.")),
        **_own_choice(report),
    )


def _for_signal(report: Report, signal: Signal, text: SignalText, kind: Kind) -> Task:
    features = (signal.feature_a, signal.feature_b)
    blocks = dict.fromkeys(report.instrument.feature(code).block for code in features)
    return Task(
        chips=tuple(chip(report, code) for code in blocks),
        reason=cohesion.signal_name(report, signal),
        text=report.words.text(text.actions[kind.role]),
        source=sources(report, text.sources),
        noticed=report.words.text(report.library.noticed[signal.feature_b]),
        **_own_choice(report),
    )


def _own_choice(report: Report) -> dict[str, str]:
    """Actions at a gap or a signal have no term in the library: the reader picks one."""
    return {"when": report.words.say(_("zelf kiezen")), "effort": ""}
