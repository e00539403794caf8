"""The boxes of a firm in words, for the page and for the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.wording import Words
from scan.instrument.load import load

if TYPE_CHECKING:
    from reports.slips.boxes import SlipBox
    from scan.models import Scan
    from scan.roles import Role


def who(scan: Scan, box: SlipBox, language: str) -> str:
    """ "medewerkers", or "directie, HR en leidinggevenden"."""
    return Words(load(scan.instrument), language).roles_together(box.roles)


def title(scan: Scan, box: SlipBox, language: str) -> str:
    return capfirst(who(scan, box, language))


def counted(box: SlipBox, by_mail: Mapping[Role, int]) -> str:
    """How many people the box is for, and how many of them have a mail."""
    people = ngettext("%(n)s mens", "%(n)s mensen", box.people) % {"n": box.people}
    mailed = sum(by_mail.get(role, 0) for role in box.roles)
    if not mailed:
        return people
    return _("%(people)s, van wie %(n)s met een e-mail") % {"people": people, "n": mailed}
