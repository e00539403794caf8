"""The plan as A4 pages on their side: lines in, PDF out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.action_plan.lines import groups, lines
from reports.paper.page import Page
from reports.pdf import to_pdf

if TYPE_CHECKING:
    from scan.models import Scan


def plan_pdf(scan: Scan, language: str) -> bytes:
    """Made at once and not kept: a plan changes, a report does not."""
    return to_pdf(plan_html(scan, language))


def plan_html(scan: Scan, language: str) -> str:
    organisation, today = scan.organisation.name, timezone.localdate()
    with override(language):
        page = Page(
            "plan",
            "actieplan",
            _("Actieplan"),
            _("Wat gaan we doen?"),
            {"groups": groups(lines(scan, language)), "scan": scan, "today": today},
        )
        context = {
            "pages": (page,),
            "language": language,
            "title": _("Actieplan") + f" · {organisation}",
            "description": _("Wie doet wat, wanneer, en hoe merken we het."),
            "date": today.isoformat(),
            "foot": f"{organisation} · {scan.title}",
        }
        return render_to_string("reports/handouts/document.html", context)
