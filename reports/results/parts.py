"""The parts of the results page: charts with their tables, signals, gaps, advice per bouwsteen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from reports.action_plan.offers import gap_code, signal_code
from reports.charts import build_network, build_scores
from reports.charts.spec import Spec
from reports.charts.svg import NARROW, SCREEN, draw
from reports.results import tables
from reports.results.tables import Table
from reports.sentences import blocks, cohesion, directie
from reports.wording import upper_first
from scan.instrument.types import Texts
from scan.roles import Role

if TYPE_CHECKING:
    from reports.advice.types import Advice, GapAdvice, SignalText
    from reports.findings import Signal
    from reports.pipeline import Report


@dataclass(frozen=True)
class Chart:
    """Drawn twice: CSS shows the one that fits. `key` names its interactive figure, if any."""

    wide: SafeString
    narrow: SafeString
    table: Table
    key: str = ""


@dataclass(frozen=True)
class RoleText:
    """`code`: what it is called when it is taken into the plan; empty when it cannot be."""

    role: str
    text: str
    code: str = ""


@dataclass(frozen=True)
class AdviceView:
    text: str
    when: str
    effort: str
    sources: str
    code: str


@dataclass(frozen=True)
class RoleAdvice:
    role: str
    advices: tuple[AdviceView, ...]


@dataclass(frozen=True)
class Step:
    """A chip, its text and what stands under it in soft ink."""

    number: int
    text: str
    note: str
    code: str = ""  # of the advice


@dataclass(frozen=True)
class SignalView:
    letter: str
    name: str
    message: str  # the numbers, and what they may mean
    research: str
    question: str
    actions: tuple[RoleText, ...]
    sources: str


@dataclass(frozen=True)
class GapView:
    number: int
    name: str
    heading: str
    explanation: str
    wording_note: bool
    actions: tuple[RoleText, ...]
    sources: str


@dataclass(frozen=True)
class BlockView:
    code: str
    number: int
    name: str
    score: str
    level: str
    icon: SafeString
    meaning: str
    sentence: str
    remarks: tuple[str, ...]
    pattern: str
    chart: Chart | None
    finding: str
    findings: tuple[RoleText, ...]
    question: str
    advice: tuple[RoleAdvice, ...]


def chart(spec: Spec, table: Table, key: str = "") -> Chart:
    return Chart(svg(spec, SCREEN), svg(spec, NARROW), table, key)


def svg(spec: Spec, width: int = SCREEN) -> SafeString:
    return mark_safe(draw(spec, width))  # noqa: S308 - the canvas escapes every text


def three(report: Report) -> tuple[Step, ...]:
    """ "Als je maar drie dingen doet"."""
    return tuple(
        Step(
            report.findings.block(each.block).number,
            report.words.text(each.advice.text),
            f"{report.words.people(each.role)}, {_when(report, each.advice)}",
            each.advice.id,
        )
        for each in report.advice.three
    )


def priorities(report: Report) -> tuple[Step, ...]:
    return tuple(
        Step(
            report.findings.block(code).number,
            report.words.short(code),
            directie.reason(report, code),
        )
        for code in report.findings.priorities
    )


def strength(report: Report) -> Step:
    """The strongest block with its score; without one only the sentence that says so."""
    code, text = report.findings.strongest, directie.strength(report)
    if code is None:
        return Step(0, "", text)
    block = report.findings.block(code)
    name, score = report.words.short(code), report.words.number(block.score)
    return Step(block.number, f"{name} ({score})", text)


def signals(report: Report) -> tuple[SignalView, ...]:
    pairs = zip(ascii_uppercase, report.advice.signals, strict=False)
    return tuple(_signal(report, letter, *found) for letter, found in pairs)


def _signal(report: Report, letter: str, signal: Signal, text: SignalText) -> SignalView:
    return SignalView(
        letter=letter,
        name=cohesion.signal_name(report, signal),
        message=f"{text.message(signal, report.language)} {report.words.text(text.meaning)}",
        research=report.words.text(text.research),
        question=report.words.text(text.question),
        actions=_texts(report, text.actions, partial(signal_code, text)),
        sources=_sources(report, text.sources),
    )


def gap_advice(report: Report) -> tuple[GapView, ...]:
    return tuple(_gap(report, advice) for advice in report.advice.gaps)


def _gap(report: Report, advice: GapAdvice) -> GapView:
    found, words = report.findings.block(advice.block), report.words
    return GapView(
        number=found.number,
        name=words.short(advice.block),
        heading=words.text(advice.heading),
        explanation=words.text(advice.explanation),
        wording_note=bool(found.gap and found.gap.wording_note),
        actions=_texts(report, advice.actions, partial(gap_code, advice)),
        sources=_sources(report, advice.sources),
    )


def block(report: Report, code: str) -> BlockView:
    found, words = report.findings.block(code), report.words
    text = report.library.blocks[code]
    is_shown = found.score is not None
    spec = build_scores.block(code, report.published, report.findings, words)
    return BlockView(
        code=code,
        number=found.number,
        name=words.block(code),
        score=str(found.score) if is_shown else "",
        level=build_scores.remark(found, words),
        icon=svg(build_network.icon(code, words), SCREEN),
        meaning=words.text(text.meaning),
        sentence=blocks.sentence(report, code),
        remarks=blocks.remarks(report, code) if is_shown else (),
        pattern=blocks.pattern(report, code),
        chart=chart(spec, tables.features(report, code)) if is_shown else None,
        finding=words.text(text.finding),
        findings=_texts(report, text.findings),
        question=words.text(text.question),
        advice=_advice(report, code),
    )


def _advice(report: Report, code: str) -> tuple[RoleAdvice, ...]:
    return tuple(
        RoleAdvice(report.words.role(role), tuple(_advice_view(report, each) for each in advices))
        for role, advices in report.advice.by_block.get(code, {}).items()
    )


def _advice_view(report: Report, advice: Advice) -> AdviceView:
    return AdviceView(
        text=report.words.text(advice.text),
        when=_when(report, advice),
        effort=report.library.effort_label(advice.effort, report.language),
        sources=_sources(report, advice.sources),
        code=advice.id,
    )


def _when(report: Report, advice: Advice) -> str:
    return report.library.horizon_label(advice.horizon, report.language)


def _texts(
    report: Report, texts: Mapping[Role, Texts], code: Callable[[Role], str] = lambda role: ""
) -> tuple[RoleText, ...]:
    words = report.words
    return tuple(
        RoleText(upper_first(words.people(role)), words.text(text), code(role))
        for role, text in texts.items()
    )


def _sources(report: Report, sources: tuple[str, ...]) -> str:
    return "; ".join(report.library.source_label(each, report.language) for each in sources)
