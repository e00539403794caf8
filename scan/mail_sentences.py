"""What happened to a mail, and why a round cannot be sent, in words for HR."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from scan import mailing
from scan.mail_rounds import No
from scan.mail_server import BAD_ADDRESS

# The server's answer: 550, and often a finer code behind it (RFC 3463).
ANSWER = re.compile(r"(?P<code>[2-5]\d\d)(?: (?P<fine>[245]\.\d{1,3}\.\d{1,3}))?\b")
FULL_CODES, UNKNOWN_CODES, BLOCKED_CODES = {"452", "552"}, {"550", "551", "553"}, {"521", "554"}
OUR_SETTINGS = {"530", "534", "535", "538"}


def explain(reason: str) -> str:
    """Why a mail did not go, and so what can be done; `reason` as `scan.mailing` keeps it."""
    if reason == BAD_ADDRESS:
        return _("Naar dit adres kan geen mail. Kijk of het goed geschreven is.")
    if reason == mailing.LINK_LOST:
        return _("De link van deze persoon kan niet meer gemaakt worden. Haal het adres van de lijst en zet het er opnieuw op.")  # fmt: skip  # noqa: E501
    found = ANSWER.match(reason)
    if found is None:
        return _site_problem() if reason == "SMTPAuthenticationError" else _unreachable()
    return _by_code(found["code"], found["fine"] or "")


def words(reason: str) -> str:
    """What the mail server itself said, for who wants to look it up; empty when it said nothing."""
    return reason if ANSWER.match(reason) else ""


def told(reason: str) -> str:
    """Both in one line."""
    said = words(reason)
    return f"{explain(reason)} ({said})" if said else explain(reason)


def refusal(reason: No) -> str:
    """Why this round cannot be sent now."""
    return REFUSALS[reason]()


REFUSALS: dict[No, Callable[[], str]] = {
    No.DRAFT: lambda: _("Open eerst de scan. Daarna kun je mail versturen."),
    No.CLOSED: lambda: _("De scan is gesloten. Uitnodigen en herinneren kan niet meer."),
    No.OVER: lambda: _("De laatste dag is voorbij. Geef mensen langer de tijd, of sluit de scan."),
    No.NOT_CLOSED: lambda: _("Een bedankje sturen kan als de scan gesloten is."),
    No.NOBODY_LISTED: lambda: _("Er staat nog niemand op de lijst."),
    No.NOBODY_NEW: lambda: _("Er is niemand bijgekomen op de lijst."),
    No.NOT_INVITED: lambda: _("Er is nog niemand met een e-mail uitgenodigd."),
    No.BUSY: lambda: _("Er staan al uitnodigingen klaar, of ze worden nu verstuurd."),
    No.ENOUGH: lambda: _("Twee herinneringen is het hoogste aantal. Meer mail helpt niet."),
    No.DONE: lambda: _("Het bedankje is al verstuurd."),
}


def _by_code(code: str, fine: str) -> str:
    detail = fine[2:]
    if code in OUR_SETTINGS:
        return _site_problem()
    if detail == "2.2" or (code in FULL_CODES and not fine):
        return _("De mailbox is vol. Vraag de persoon om ruimte te maken.")
    if code.startswith("4"):
        return _("De mailserver nam de mail na een paar pogingen niet aan. Probeer het later nog eens.")  # fmt: skip  # noqa: E501
    if detail.startswith("7.") or (code in BLOCKED_CODES and not detail.startswith("1.")):
        return _("De mailserver houdt onze mail tegen. Vraag jullie ICT om de afzender toe te laten.")  # fmt: skip  # noqa: E501
    if detail == "2.1":
        return _("Deze mailbox staat uit.")
    if detail.startswith("1.") or code in UNKNOWN_CODES:
        return _("De mailserver kent dit adres niet. Kijk of het goed geschreven is.")
    return _("De mailserver nam de mail niet aan.")


def _site_problem() -> str:
    return _("De mailserver laat deze site niet versturen. Vraag de sitebeheerder naar de instelling EMAIL_URL.")  # fmt: skip  # noqa: E501


def _unreachable() -> str:
    return _("De mailserver was niet te bereiken. Probeer het later nog eens.")
