"""How the list of invited people reads: what became of each invitation mail, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from scan import invited, mail_texts
from scan.mail_sentences import told
from scan.models import Delivery, Invitation, Scan
from scan.roles import Role
from scan.staff_list_check import language_name
from scan.staff_list_form import ONE_OF_FOUR

State = Delivery.State
STATES: dict[str | None, Callable[[], str]] = {
    None: lambda: _("nog niet verstuurd"),
    State.WAITING: lambda: _("wordt verstuurd"),
    State.CLAIMED: lambda: _("wordt verstuurd"),
    State.HANDED_OVER: lambda: _("misschien verstuurd"),
    State.SENT: lambda: _("verstuurd"),
    State.REFUSED: lambda: _("geweigerd"),
    State.SKIPPED: lambda: _("niet verstuurd"),
}


@dataclass(frozen=True)
class Person:
    """One line of the list. `reason` is what the mail server said when it refused the mail."""

    row: Invitation = field(repr=False)
    role: str
    language: str
    state: str
    reason: str

    @property
    def is_mailed_in_english(self) -> bool:
        """Though that is not this person's language."""
        code = self.row.language
        return code != "en" and mail_texts.language_of(code) == "en"


def person(scan: Scan, row: Invitation) -> Person:
    """`row` comes from `invited.people`."""
    is_off = scan.is_open and not invited.is_on(row)
    return Person(
        row=row,
        role=str(ONE_OF_FOUR[Role(row.role)]),
        language=language_name(row.language),
        state=_("link uitgezet") if is_off else STATES[row.state](),
        reason=told(row.reason) if row.state == State.REFUSED else "",
    )
