"""CPU seconds for the slips of 500 people, in files of 200, in a warm process.

Run: python -m tests.bench.slips

The floor is one plain WeasyPrint document of as many pages and lines of text: a ratio to it holds
on any machine.
"""

from __future__ import annotations

import time
from datetime import date

from tests.bench.files import set_up

PEOPLE, BUDGET = 500, 5.0


def main() -> None:
    set_up()
    from reports.slips import PER_FILE, Occasion, render
    from scan.slip_codes import code_from, readable

    occasion = Occasion(
        "Machinefabriek De Linde", date(2026, 12, 7), "medewerkers", "MW", "https://scan.nl/c/"
    )
    codes = [readable(code_from((n * 31**8).to_bytes(32))) for n in range(1, PEOPLE + 1)]
    files = [codes[n : n + PER_FILE] for n in range(0, PEOPLE, PER_FILE)]
    render(occasion, codes[:10], "nl")  # warm: imports, fonts, styles
    plain(1)
    slips = sum(measured(lambda part=part: render(occasion, part, "nl")) for part in files)
    floor = measured(lambda: plain(PEOPLE // 10))
    print(f"{PEOPLE} slips in {len(files)} files: {slips:.2f} s, budget {BUDGET:.1f} s")
    print(f"plain document of as many pages and lines: {floor:.2f} s; ratio {slips / floor:.1f}")


def plain(pages: int) -> None:
    from weasyprint import HTML

    lines = "<p>Meedoen kan tot en met 7 december 2026.</p>" * 70
    HTML(string=f"<section style='break-after: page'>{lines}</section>" * pages).write_pdf()


def measured(make) -> float:
    before = time.process_time()
    make()
    return time.process_time() - before


if __name__ == "__main__":
    main()
