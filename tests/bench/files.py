"""CPU seconds, size and memory of every file made from a result, for firms of several kinds.

Run: python -m tests.bench.files

The floor is a plain WeasyPrint document of as many pages and words: a ratio to it holds on any
machine. Memory is what a process of its own needs for one report, at its peak.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

FIRMS = ("typical", "large", "consented", "total_only", "exactly_five", "too_small")
BUDGETS = {"report": 2.0, "slides": 1.0, "workbook": 0.2}  # CPU seconds in a warm process
MEMORY = 130  # MB
PAGES, WORDS = 17, 330  # of a report
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
        print(f"{firm:18}" + "".join(told(measured(make, report)) for make in makers.values()))
    for answers in (50, 25_000):
        report = build_report(with_answers(answers), "nl")
        cells = (told(measured(make, report)) for make in makers.values())
        print(f"{f'{answers} answers':18}" + "".join(cells))
    print(f"{'budget':18}" + "".join(f"{BUDGETS[kind]:>13}{'':7}" for kind in makers))
    tell_floor(build_report(PUBLISHED["typical"](), "nl"))
    tell_memory()


def all_makers() -> Mapping[str, Make]:
    from reports.excel import workbook
    from reports.pdf import render_pdf
    from reports.slides import presentation

    return {"report": render_pdf, "slides": presentation, "workbook": workbook}


def with_answers(number: int) -> object:
    """The typical firm with other numbers of people: the scores stay as they are."""
    from tests.reports.factories import typical

    made = typical()
    sizes = {"totaal": number, "MW": number - 10, "DIR+HR+LG": 10}
    groups = (replace(each, n=sizes[each.code], invited=sizes[each.code]) for each in made.groups)
    blocks = (
        replace(
            block,
            groups={code: replace(cell, n=sizes[code]) for code, cell in block.groups.items()},
        )
        for block in made.blocks
    )
    return replace(made, groups=tuple(groups), blocks=tuple(blocks))


def measured(make: Make, made_from: object) -> tuple[float, int]:
    """The best of three: other work on the machine only makes it slower."""
    times, size = [], 0
    for _ in range(3):
        gc.collect()
        started = time.process_time()
        size = len(make(made_from))
        times.append(time.process_time() - started)
    return min(times), size


def told(found: tuple[float, int]) -> str:
    seconds, size = found
    return f"{seconds:>13.2f}{f'({size / 1000:.0f})':>7}"


def tell_floor(report: object) -> None:
    from reports.pdf import render_pdf, to_pdf

    page = "<section class='vel'><h1>Kop</h1>" + "<p>Een gewone zin van zes woorden.</p>" * (
        WORDS // 6
    )
    floor, _ = measured(to_pdf, f"<html lang='nl'><title>Vloer</title>{page * PAGES}</html>")
    seconds, _ = measured(render_pdf, report)
    print(
        f"\nfloor, {PAGES} plain pages: {floor:.2f} s; the report is {seconds / floor:.1f} times it"
    )


def tell_memory() -> None:
    """In a new process, since the peak of this one is past."""
    command = [sys.executable, "-m", "tests.bench.files", "memory"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    before, most = map(int, run.stdout.split())
    print(f"memory: {most - before} MB for a report (budget {MEMORY}), {most} MB with all else")


def measure_memory() -> None:
    set_up()
    from reports.pdf import render_pdf
    from reports.pipeline import build_report
    from tests.reports.factories import typical

    report = build_report(typical(), "nl")
    before = peak()
    render_pdf(report)
    print(before, peak())


def peak() -> int:
    """MB of memory this process had in use at most."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the process that started this one
        return round(int(status.read_text().split("VmHWM:")[1].split()[0]) / 1000)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-the-benchmark-" + "x" * 40)
    import django

    django.setup()


if __name__ == "__main__":
    measure_memory() if sys.argv[1:] == ["memory"] else main()
