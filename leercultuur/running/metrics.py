"""Figures for Prometheus: the queue, the disk and readiness. Off unless METRICS_TOKEN is set.

Nothing here moves when somebody answers. A counter of requests or answers, read every few
seconds, would tell when each colleague took part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.db.utils import Error as DatabaseTrouble
from django_tasks_db.models import DBTaskResult

from leercultuur.running import health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATES = ("READY", "RUNNING", "FAILED")


@dataclass(frozen=True)
class Gauge:
    name: str
    help: str
    values: dict[str, float]  # labels, as {a="b"} or empty, and what was measured


def page() -> str:
    return "".join(_lines(gauge) for gauge in _gauges())


def _gauges() -> Iterator[Gauge]:
    ready = {f'{{part="{name}"}}': int(holds) for name, holds in health.parts().items()}
    yield Gauge("leercultuur_ready", "1 where this part of readiness holds", ready)
    yield Gauge("leercultuur_disk_free_bytes", "Room on the disk", {"": health.free_bytes()})
    try:
        yield Gauge("leercultuur_tasks", "Tasks in the queue, by state", _tasks())
        wait = health.oldest_wait().total_seconds()
        yield Gauge("leercultuur_task_oldest_seconds", "How long the oldest waits", {"": wait})
    except DatabaseTrouble:
        return  # leercultuur_ready says it already


def _tasks() -> dict[str, float]:
    rows = DBTaskResult.objects.filter(status__in=STATES).order_by().values_list("status")
    counts = dict(rows.annotate(Count("pk")))
    return {f'{{state="{state.lower()}"}}': counts.get(state, 0) for state in STATES}


def _lines(gauge: Gauge) -> str:
    head = f"# HELP {gauge.name} {gauge.help}\n# TYPE {gauge.name} gauge\n"
    return head + "".join(f"{gauge.name}{labels} {v:g}\n" for labels, v in gauge.values.items())
