"""The words of the mail that asks managers to look back at their plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from reports.action_plan.lines import Counted, count, lines

if TYPE_CHECKING:
    from scan.models import Scan


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def letter(scan: Scan) -> Letter:
    """In the language of the site: an account has no language of its own."""
    found = lines(scan, settings.LANGUAGE_CODE)
    path = reverse("reports:plan", args=[scan.organisation.slug, scan.pk])
    context = {
        "scan": scan,
        "organisation": scan.organisation,
        "count": count(found),
        "lines": [line for line in found if line.is_open],
        "address": settings.SITE_URL + path,
    }
    with override(settings.LANGUAGE_CODE):
        return Letter(
            subject=_subject(context["count"]) % {"organisation": scan.organisation.name},
            text=_tidy(render_to_string("emails/plan_reminder.txt", context)),
            html=render_to_string("emails/plan_reminder.html", context),
        )


def _tidy(text: str) -> str:
    """One empty line between parts, however the template is laid out."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _subject(counted: Counted) -> str:
    if not counted.all:
        return _("Het actieplan van %(organisation)s is nog leeg")
    if not counted.open:
        return _("Het actieplan van %(organisation)s is klaar")
    text = ngettext(
        "Actieplan van %%(organisation)s: nog %(open)d actie open",
        "Actieplan van %%(organisation)s: nog %(open)d acties open",
        counted.open,
    )
    return text % {"open": counted.open}
