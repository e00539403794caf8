"""CPU seconds for the report as PDF. Run: python -m tests.bench.report_pdf

Three very different firms with results made by hand. The first report of a process also reads
fonts and style sheets; a worker does that once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import django

from tests import environment  # noqa: F401 (sets the environment before the settings are read)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
django.setup()

from reports.pdf import to_html, to_pdf  # noqa: E402
from reports.pipeline import build_report  # noqa: E402
from tests.reports import factories  # noqa: E402

BUDGET = 2.0  # CPU seconds for one report
FIRMS = ("typical", "consented", "too_small")


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def measure(name: str) -> tuple[float, float, int]:
    """CPU seconds of the pages and of laying them out, and the size of the file in kB."""
    published = factories.FIRMS[name]()
    composing, (report, html) = seconds(lambda: composed(published))
    laying_out, pdf = seconds(lambda: to_pdf(html, report))
    return composing, laying_out, len(pdf) // 1000


def composed(published) -> tuple:
    report = build_report(published, "nl")
    return report, to_html(report)


def main() -> None:
    first = measure("typical")
    print(f"{'firm':<22}{'pages':>8}{'layout':>8}{'together':>10}{'kB':>6}   CPU seconds")
    print(_row("first of a process", *first))
    for name in FIRMS:
        print(_row(name, *min(measure(name) for _ in range(3))))
    print(f"budget for one report: {BUDGET}")


def _row(name: str, composing: float, laying_out: float, size: int) -> str:
    together = composing + laying_out
    return f"{name:<22}{composing:>8.2f}{laying_out:>8.2f}{together:>10.2f}{size:>6}"


if __name__ == "__main__":
    main()
