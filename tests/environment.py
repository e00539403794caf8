"""A pytest plugin that sets the environment before the settings are read (see pyproject.toml)."""

import os
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 40
os.environ["DEBUG"] = "false"
os.environ["HTTPS"] = "false"
os.environ["STATIC_MANIFEST"] = "false"
os.environ["LINK_MEMORY_SECONDS"] = "0"  # tests change a scan and look at once
os.environ["TASKS_BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync API beside the ORM
os.environ["TEST_DATABASE"] = str(Path(tempfile.mkdtemp(prefix="leercultuur-")) / "test.sqlite3")
