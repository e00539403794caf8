"""CPU seconds and size of every file made from a result, for firms of several kinds.

Run: python -m tests.bench.files
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

FIRMS = ("typical", "large", "consented", "total_only", "exactly_five", "too_small")
BUDGETS = {"report": 2.0, "slides": 1.0, "workbook": 0.2}  # CPU seconds in a warm process
Make = Callable[[object], bytes]


def main() -> None:
    set_up()
    from reports.pipeline import build_report
    from tests.reports.factories import FIRMS as PUBLISHED

    makers = all_makers()
    for make in makers.values():  # warm: imports, fonts, styles
        make(build_report(PUBLISHED["too_small"](), "nl"))
    print(f"{'CPU seconds (kB)':18}" + "".join(f"{kind:>20}" for kind in makers))
    for firm in FIRMS:
        report = build_report(PUBLISHED[firm](), "nl")
        print(f"{firm:18}" + "".join(measured(make, report) for make in makers.values()))
    print(f"{'budget':18}" + "".join(f"{BUDGETS[kind]:>13}{'':7}" for kind in makers))


def all_makers() -> Mapping[str, Make]:
    from reports.excel import workbook
    from reports.pdf import render_pdf
    from reports.slides import presentation

    return {"report": render_pdf, "slides": presentation, "workbook": workbook}


def measured(make: Make, report: object) -> str:
    """The best of three: other work on the machine only makes it slower."""
    times, size = [], 0
    for _ in range(3):
        started = time.process_time()
        size = len(make(report))
        times.append(time.process_time() - started)
    return f"{min(times):>13.2f}{f'({size / 1000:.0f})':>7}"


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-the-benchmark-" + "x" * 40)
    import django

    django.setup()


if __name__ == "__main__":
    main()
