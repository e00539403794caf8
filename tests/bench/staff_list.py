"""CPU seconds and memory for reading a staff list of 5,000 people, and for inviting them.

The helper process that opens workbooks is included, and so is keeping the list in between.

.venv/bin/python -m tests.bench.staff_list
"""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import tempfile
from datetime import date

import xlsxwriter

from scan.staff_list.correcting import Choices, start
from scan.staff_list.read import read_file
from scan.staff_list.types import MAX_ROWS, StaffList

BUDGET = 2.0  # CPU seconds
WORDS = [
    "mdw",
    "Teamleider",
    "P&O",
    "DGA",
    "Lasser {n}",
    "Productiemedewerker",
    "medwerker {n}",
    "",
]


def people(seed: int = 4) -> list[list[str]]:
    """Twelve columns; a third has a job title of its own, so nothing is recognised twice."""
    draw = random.Random(seed)
    header = ["Nr", "Naam", "E-mailadres", "Functie", "Taal", *(f"Kolom {n}" for n in range(7))]
    return [header] + [
        [
            str(n),
            f"Voornaam Achternaam{n}",
            f"voornaam.achternaam{n}@voorbeeldbedrijf{n % 40}.nl",
            draw.choice(WORDS).format(n=n),
            draw.choice(["nl", "Pools", ""]),
            *(f"waarde {draw.random()}" for _ in range(7)),
        ]
        for n in range(MAX_ROWS)
    ]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("cp1252")


def as_xlsx(rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return file.getvalue()


def one_line(rows: list[list[str]]) -> bytes:
    return "; ".join(f'"{row[1]}" <{row[2]}>' for row in rows[1:]).encode()


def set_up() -> None:
    """A database of its own, in a file as on a server."""
    folder = tempfile.mkdtemp(prefix="leercultuur-")
    os.environ["SECRET_KEY"] = "only-for-measuring-" + "x" * 40
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "leercultuur.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def invite(found: StaffList) -> None:
    """Keep the list, choose the roles that are missing, and put everybody on the list."""
    from scan import staff_list_drafts
    from scan.models import Organisation, Scan

    firm, _new = Organisation.unscoped.get_or_create(slug="bench", defaults={"name": "Bench"})
    days = {"first_day": date(2026, 1, 5), "last_day": date(2026, 1, 19)}
    scan = Scan.unscoped.create(organisation=firm, title="Bench", contact="-", **days)
    staff_list_drafts.keep(scan=scan, draft=start(found, None))
    choices = Choices({n: "MW" for n, row in enumerate(found.rows) if row.role is None})
    kept = staff_list_drafts.find(scan)
    staff_list_drafts.correct(scan=scan, number=kept.number, choices=choices)
    assert staff_list_drafts.use(scan=scan, number=kept.number) == MAX_ROWS


def cpu() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    set_up()
    rows = people()
    print(f"{'':24}{'kB':>8}{'rows':>8}{'read':>8}{'all':>8}")
    for name, content in (
        ("csv", as_csv(rows)),
        ("xlsx", as_xlsx(rows)),
        ("one line from a mail", one_line(rows)),
    ):
        start = cpu()
        found = read_file(content)
        read = cpu() - start
        assert len(found.rows) == MAX_ROWS
        invite(found)
        spent = cpu() - start
        print(f"{name:24}{len(content) // 1000:8}{len(found.rows):8}{read:8.2f}{spent:8.2f}")
        assert spent <= BUDGET, f"{name}: {spent:.2f} s, budget {BUDGET} s"
    for who, what in (("this process", resource.RUSAGE_SELF), ("reader", resource.RUSAGE_CHILDREN)):
        print(f"most memory, {who}: {resource.getrusage(what).ru_maxrss // 1000} MB")


if __name__ == "__main__":
    main()
