"""The tasks of mail in the queue: many at once, gone when they are done, and whether anybody works.

A row of the queue holds a delivery and times. With reminders that tells who had not answered, so
no row outlives its task.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

OURS = "scan.mailing."  # the modules whose tasks leave no row
PATIENCE = timedelta(minutes=2)
DEAD = timedelta(minutes=10)  # no mail takes that long: its worker was killed


def enqueue(task: Task, numbers: Iterable[uuid.UUID | str]) -> None:
    """One task each. A queue in our database gets them in the caller's transaction: all or none."""
    for number in numbers:
        if is_in_database(task):
            task.enqueue(str(number))
        else:
            transaction.on_commit(partial(task.enqueue, str(number)))


def is_in_database(task: Task) -> bool:
    return isinstance(task.get_backend(), DatabaseBackend)


def is_waiting(task: Task, number: uuid.UUID | str) -> bool:
    """Whether the queue still holds this task, so that nobody needs to add it again."""
    return is_in_database(task) and _rows(task, number).exists()


def waits_too_long(task: Task, number: uuid.UUID | str) -> bool:
    limit = timezone.now() - PATIENCE
    return is_in_database(task) and _rows(task, number).filter(enqueued_at__lt=limit).exists()


def somebody_works() -> bool:
    """Whether a task of any kind began lately."""
    return DBTaskResult.objects.filter(started_at__gte=timezone.now() - PATIENCE).exists()


def forget_dead_tasks() -> None:
    """Rows of mail tasks that nobody will finish, or that were finished by a dying worker."""
    ready = Q(status=TaskResultStatus.READY)
    old = Q(started_at__lt=timezone.now() - DEAD)
    DBTaskResult.objects.filter(old & ~ready, task_path__startswith=OURS).delete()


def _rows(task: Task, number: uuid.UUID | str) -> QuerySet[DBTaskResult]:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return waiting.filter(task_path=task.module_path, args_kwargs__args__0=str(number))


@receiver(task_finished)
def _forget(task_result: TaskResult, **kwargs: object) -> None:
    task = task_result.task
    if is_in_database(task) and task.module_path.startswith(OURS):
        DBTaskResult.objects.filter(pk=task_result.id).delete()
