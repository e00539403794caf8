"""Making the PDF outside the request: asking for it, following it, and the work itself."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from reports.files import forget_older
from reports.models import Publication, RenderedReport
from reports.renderer import renderer_version
from reports.waves import name_of

logger = logging.getLogger(__name__)
State = RenderedReport.State

READING, COMPOSING, LAYING_OUT = "reading", "composing", "laying_out"
STEPS = (READING, COMPOSING, LAYING_OUT)
STUCK_AFTER = timedelta(minutes=2)  # a killed worker never says so; rendering takes seconds


def key_of(publication: Publication, language: str) -> str:
    return f"{name_of(publication)}-{language}-{renderer_version()}"


def find_report(publication: Publication, language: str) -> RenderedReport | None:
    """The file or the work on it; equal results share a file, which is why the key is enough.

    The PDF itself is read only by who asks for it: the page that follows the work does not.
    """
    found = RenderedReport.unscoped.filter(key=key_of(publication, language))
    return found.defer("pdf").first()


def ask_for_report(publication: Publication, language: str) -> RenderedReport:
    """Start the work, unless it is done or going on. Asking twice starts it once."""
    with transaction.atomic():
        rendered, is_new = RenderedReport.unscoped.get_or_create(
            key=key_of(publication, language),
            defaults={"publication": publication, "language": language},
        )
        if is_new or _may_start_again(rendered):
            _note(rendered, State.QUEUED)
            transaction.on_commit(partial(render_report.enqueue, rendered.pk))
    return rendered


def is_working(rendered: RenderedReport | None) -> bool:
    return rendered is not None and rendered.state in (State.QUEUED, State.RUNNING)


def is_stuck(rendered: RenderedReport | None) -> bool:
    return is_working(rendered) and rendered.changed_at < timezone.now() - STUCK_AFTER


def _may_start_again(rendered: RenderedReport) -> bool:
    return rendered.state == State.FAILED or is_stuck(rendered)


@task
def render_report(rendered_id: int) -> None:
    """Make the PDF. Running it again, or twice at the same time, ends with the same file."""
    waiting = RenderedReport.unscoped.exclude(state=State.READY)
    rendered = waiting.select_related("publication").filter(pk=rendered_id).first()
    if rendered is None:
        return
    try:
        _render(rendered)
    except Exception:
        logger.exception("Het rapport %s is niet gelukt", rendered.key)
        _note(rendered, State.FAILED)
        raise


def _render(rendered: RenderedReport) -> None:
    from reports.pdf import to_html, to_pdf
    from reports.pdf_archive import figures
    from reports.pipeline import load_report

    _note(rendered, State.RUNNING, READING)
    report = load_report(rendered.publication, rendered.language)
    _note(rendered, State.RUNNING, COMPOSING)
    html = to_html(report)
    _note(rendered, State.RUNNING, LAYING_OUT)
    rendered.pdf = to_pdf(html, figures(report))
    _note(rendered, State.READY)
    forget_older(rendered)


def _note(rendered: RenderedReport, state: str, step: str = "") -> None:
    rendered.state, rendered.step = state, step
    rendered.save(update_fields=["state", "step", "pdf", "changed_at"])
