"""The whole route on one screen: answers -> scores -> privacy gate -> meaning -> report.

Left of `release` live answers of people; right of it only `Published`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.advice.library import Library, load_library
from reports.advice.rules import AdvicePlan, choose
from reports.findings import Findings, find
from reports.logo import Picture, logo_of
from reports.privacy import release
from reports.published import Facts, Published
from reports.published_json import digest, from_json
from reports.trend import Trend, trend
from reports.waves import earlier_results
from reports.wording import Words
from scan.actions import answers_erased_on
from scan.instrument.load import load
from scan.instrument.types import Instrument

if TYPE_CHECKING:
    from reports.models import Publication
    from scan.models import Scan


@dataclass(frozen=True)
class Report:
    """Everything a page or file needs, in one language."""

    published: Published
    instrument: Instrument
    findings: Findings
    advice: AdvicePlan
    library: Library
    words: Words
    digest: str
    language: str
    trend: Trend | None = None  # None when there is no earlier scan to compare with
    logo: Picture | None = None


def publish(scan: Scan) -> Published:
    """The answers of a closed scan as the numbers that may be shown. Runs once, at closing."""
    from scan.frames import answers_frame
    from scan.scoring import score  # pandas: only where answers are measured

    instrument = load(scan.instrument)
    frame = answers_frame(scan, instrument)
    scores = score(frame, instrument)
    return release(scores, instrument, scan.invited, _facts(scan), scan.instrument)


def build_report(published: Published, language: str, earlier: Sequence[Published] = ()) -> Report:
    """Published numbers as a report: findings, advice and words. Knows nothing of answers.

    earlier: frozen results of the scans before, oldest first. They only make the trend.
    """
    instrument = load(published.instrument)
    library = load_library()
    findings = find(published, instrument)
    return Report(
        published=published,
        instrument=instrument,
        findings=findings,
        advice=choose(findings, published, library),
        library=library,
        words=Words(instrument, language, published.roles),
        digest=digest(published),
        language=language,
        trend=trend((*earlier, published)),
    )


def load_report(publication: Publication, language: str) -> Report:
    """The report of a frozen result, beside those of the scans that it follows."""
    earlier = earlier_results(publication)
    report = build_report(from_json(publication.content), language, earlier)
    return replace(report, logo=logo_of(publication))


def _facts(scan: Scan) -> Facts:
    return Facts(
        organisation=scan.organisation.name,
        title=scan.title,
        opened_on=max(scan.opened_on, scan.first_day).isoformat(),
        closed_on=scan.closed_on.isoformat(),
        answers_erased_on=answers_erased_on(scan).isoformat(),
        works_council_informed=scan.works_council_informed,
    )
