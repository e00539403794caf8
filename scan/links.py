"""The links of an open scan as a manager hands them out: address, name and QR code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scan import qr
from scan.models import Scan
from scan.roles import ROLES, Role

EVERYONE = "iedereen"  # how the link that asks the role is called in an address
ROLE_NAMES = {
    Role.DIR: gettext_lazy("Directie"),
    Role.HR: gettext_lazy("HR"),
    Role.LG: gettext_lazy("Leidinggevenden"),
    Role.MW: gettext_lazy("Medewerkers"),
}


@dataclass(frozen=True)
class Link:
    """`role` is empty for the link that asks the role."""

    role: str
    token: str

    @property
    def code(self) -> str:
        return self.role or EVERYONE

    @property
    def name(self) -> str:
        return str(ROLE_NAMES[Role(self.role)]) if self.role else _("Iedereen")

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse("scan:welcome", kwargs={"token": self.token})

    @property
    def title(self) -> str:
        return _("QR-code van de link voor: %(name)s") % {"name": self.name}

    @property
    def qr(self) -> SafeString:
        return qr.svg(self.address, self.title)


def links_of(scan: Scan) -> tuple[Link, ...]:
    """The general link first, then one for each role that has people."""
    tokens = dict(scan.links.values_list("role", "token"))
    wanted = ("", *(role for role in ROLES if scan.invited[role]))
    return tuple(Link(role, tokens[role]) for role in wanted if role in tokens)


def find(links: Iterable[Link], code: str) -> Link | None:
    return next((link for link in links if link.code == code), None)
