"""Fills the tables of the previous release, migrates, and adds rows as that release would.

Run with DATABASE_URL of an empty database: the models used here are the ones that the migrations of
that release knew, so that what they write is what its code wrote.
"""

from __future__ import annotations

import datetime
import json
import os

# The last migration of each app in the release that is running out there. Move it at a release.
RELEASED = {"scan": "0001_initial", "reports": "0001_initial"}
DAY = datetime.date(2026, 11, 2)


def add(apps, mark: str) -> dict[str, object]:
    """A firm with a scan, its links, answers and frozen result; returns the rows by model."""

    def new(label: str, **fields):
        row = apps.get_model(label)._base_manager.create(**fields)
        made.setdefault(label, []).append(row.pk)
        return row

    made: dict[str, list[object]] = {}
    user = new("scan.User", email=f"{mark}@example.org", password="!")
    firm = new("scan.Organisation", name=f"Firma {mark}", slug=mark)
    new("scan.Membership", user=user, organisation=firm, level="manager")
    scan = new(
        "scan.Scan", organisation=firm, title="Scan", contact="Noor", first_day=DAY, last_day=DAY,
        status="closed", invited_mw=40,
    )  # fmt: skip
    new("scan.OpenLink", token=f"token-{mark}", scan=scan)
    for number in range(7):
        new("scan.Response", scan=scan, role="MW", answers={"IW-AUT-1": number % 5 + 1})
    frozen = new("reports.Publication", scan=scan, digest="d" * 64, content={"mark": mark, "n": 7})
    new("reports.RenderedReport", publication=frozen, key=mark, language="nl", pdf=b"%PDF" + b"x")
    return made


def values(apps, made: dict[str, list[object]]) -> dict[str, list[object]]:
    """Every column that the previous release knew, of these rows."""
    return {
        label: sorted(repr(row) for row in _rows(apps.get_model(label), numbers))
        for label, numbers in made.items()
    }


def _rows(model, numbers: list[object]):
    rows = model._base_manager.filter(pk__in=numbers).values()
    return [{k: bytes(v) if isinstance(v, memoryview) else v for k, v in r.items()} for r in rows]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(list(RELEASED.items()))
    old = executor.loader.project_state(list(RELEASED.items())).apps
    made = add(old, "ervoor")
    before = values(old, made)
    call_command("migrate", interactive=False, verbosity=0)
    now = MigrationExecutor(connection).loader.project_state().apps
    later = add(old, "tijdens")  # the old process is still running
    result = {
        "kept": values(old, made) == before,
        "models": sorted(made),
        "read_by_the_new": {label: _count(now, label, made[label]) for label in made},
        "added_by_the_old": {label: _count(now, label, later[label]) for label in later},
        "rows": {label: len(numbers) for label, numbers in made.items()},
    }
    print(json.dumps(result))


def _count(apps, label: str, numbers: list[object]) -> int:
    return len(apps.get_model(label)._base_manager.filter(pk__in=numbers))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
    main()
