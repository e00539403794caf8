"""A new release takes over the data of the previous one, which may go on while tables change."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from tests.running.places import ROOT, empty_place
from tests.running.previous_release import RELEASED

ADDING = (migrations.CreateModel, migrations.AddIndex)


@pytest.mark.django_db(transaction=True)
def test_the_data_of_the_previous_release_come_along_and_it_may_still_write(tmp_path):
    with empty_place(tmp_path, "vorige") as place:
        run = subprocess.run(
            [sys.executable, "-m", "tests.running.previous_release"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": place,
                "DJANGO_SETTINGS_MODULE": "leercultuur.settings",
            },
            capture_output=True,
            text=True,
        )
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["kept"]
    assert result["read_by_the_new"] == result["rows"] == result["added_by_the_old"]
    old_models = {m._meta.label for app in RELEASED for m in released(app).get_models()}
    assert {label for label in old_models if "_" not in label} == set(result["models"])


def released(app: str):
    state = MigrationLoader(None).project_state([(app, RELEASED[app])])
    return state.apps.app_configs[app]


def since_the_release() -> list[migrations.Migration]:
    return [
        migration
        for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
        if app in RELEASED and name > RELEASED[app]
    ]


def test_there_are_migrations_to_look_at():
    assert {migration.app_label for migration in since_the_release()} == set(RELEASED)


@pytest.mark.parametrize("migration", since_the_release(), ids=str)
def test_migrations_only_add(migration):
    assert breaking(migration) == []


def breaking(migration: migrations.Migration) -> list[str]:
    """What the code of the release before would trip over while this has been applied already."""
    loader = MigrationLoader(None)
    before = loader.project_state((migration.app_label, migration.name), at_end=False)
    new = {
        operation.name_lower
        for other in since_the_release()
        for operation in other.operations
        if isinstance(operation, migrations.CreateModel)
    }
    return [
        operation.describe()
        for operation in migration.operations
        if not _is_harmless(operation, before, new, migration.app_label)
    ]


def _is_harmless(operation, before, new: set[str], app: str) -> bool:
    if isinstance(operation, ADDING):
        return True
    if getattr(operation, "model_name_lower", "") in new:
        return True  # the release before does not know this table
    if isinstance(operation, migrations.AddField):
        return _may_stay_out(operation.field)
    if isinstance(operation, migrations.AlterField):
        old = before.models[app, operation.model_name_lower].fields[operation.name]
        return _column(old) == _column(operation.field)
    return isinstance(operation, migrations.AlterModelOptions | migrations.AlterModelManagers)


def _may_stay_out(field: models.Field) -> bool:
    """Rows without this column can be written."""
    return field.null or field.has_db_default() or field.many_to_many


def _column(field: models.Field) -> tuple[object, ...]:
    """What the database sees of it; choices and names are ours alone."""
    _, _, arguments, options = field.deconstruct()
    seen = {k: v for k, v in options.items() if k not in field.non_db_attrs}
    return type(field).__name__, arguments, sorted(seen.items(), key=str)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("scan", "title"),
        migrations.RenameField("scan", "title", "name"),
        migrations.DeleteModel("scan"),
        migrations.RenameModel("scan", "survey"),
        migrations.AddField("scan", "extra", models.BooleanField(default=False)),
        migrations.AlterField("scan", "title", models.CharField(max_length=20)),
        migrations.RunSQL("DROP TABLE scan_scan"),
        migrations.AddConstraint(
            "scan", models.UniqueConstraint(fields=["title"], name="one_title")
        ),
    ],
    ids=lambda operation: operation.describe(),
)
def test_the_search_finds_what_breaks(operation):
    migration = migrations.Migration("0002_handing_over", "scan")
    migration.operations = [operation]
    assert breaking(migration) == [operation.describe()]


@pytest.mark.django_db
def test_no_migration_is_missing():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_database_fills_in_what_the_release_before_leaves_out():
    """As the database has it, not as the model says."""
    columns = (("scan.Scan", "open_questions"), ("scan.Organisation", "requires_second_factor"))
    for label, column in columns:
        table = apps.get_model(label)._meta.db_table
        with connection.cursor() as cursor:
            found = {
                c.name: c for c in connection.introspection.get_table_description(cursor, table)
            }
        assert found[column].default is not None
