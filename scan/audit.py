"""The log of who did what: one function that adds a line, and what managers read of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scan.models import AuditEntry, Organisation, Scan, User

KEPT = timedelta(days=365)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for a formula
What = AuditEntry.What
# Details that are codes, in the words of who reads them. Others stand there as they are.
WORDS = {
    "reader": gettext_lazy("lezer"),
    "manager": gettext_lazy("beheerder"),
    "on": gettext_lazy("verplicht"),
    "off": gettext_lazy("niet verplicht"),
    "answers": gettext_lazy("antwoorden"),
    "addresses": gettext_lazy("adressen van genodigden"),
    "account": gettext_lazy("account verwijderd"),
    "report": gettext_lazy("rapport"),
    "excel": gettext_lazy("getallen"),
    "slides": gettext_lazy("presentatie"),
    "dossier": gettext_lazy("dossier"),
    "plan": gettext_lazy("actieplan"),
    "handout": gettext_lazy("blad om uit te delen"),
    "slips": gettext_lazy("strookjes"),
    "invitation": gettext_lazy("uitnodiging"),
    "reminder": gettext_lazy("herinnering"),
    "thanks": gettext_lazy("bedankje"),
    "nl": gettext_lazy("Nederlands"),
    "en": gettext_lazy("Engels"),
}


def note(
    what: What,
    *,
    organisation: Organisation,
    user: User | None = None,
    scan: Scan | None = None,
    detail: str = "",
) -> None:
    """Add a line, in the transaction of the act itself. Without a user it was the site.

    `detail` is short and about the act: a kind of file, a number, a member's address. Never an
    answer, a respondent, a token, or anything about when answers came.
    """
    AuditEntry.unscoped.create(
        organisation=organisation,
        scan=scan,
        scan_title=scan.title if scan else "",
        user=user,
        who=user.email if user else "",
        what=what,
        detail=detail[:300],
    )


def lines(organisation: Organisation) -> QuerySet[AuditEntry]:
    """What is kept, the newest first."""
    return organisation.audit.filter(at__gte=timezone.now() - KEPT)


def as_csv(entries: Iterable[AuditEntry]) -> str:
    """For a spreadsheet: semicolons, as Dutch ones expect, and nothing that runs as a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Wanneer"), _("Wie"), _("Wat"), _("Scan"), _("Bijzonderheden")])
    for entry in entries:
        writer.writerow([harmless(text) for text in _row(entry)])
    return "\ufeff" + file.getvalue()


def harmless(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def in_words(entry: AuditEntry) -> str:
    return ", ".join(str(WORDS.get(part, part)) for part in entry.detail.split(", "))


def forget_old() -> int:
    """Remove what is older than a year; returns how many lines. The only way a line goes."""
    old = AuditEntry._base_manager.filter(at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _row(entry: AuditEntry) -> tuple[str, ...]:
    at = date_format(timezone.localtime(entry.at), "Y-m-d H:i")
    what = entry.get_what_display()
    return at, entry.who or _("de site zelf"), what, entry.scan_title, in_words(entry)
