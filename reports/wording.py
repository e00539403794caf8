"""The fixed words of a report, in its language: levels, groups, roles, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from reports.findings import Balance, GapClass, Level
from reports.published import LEADING, OWN_DIR, TOTAL, Group, Number
from scan.instrument.types import Instrument, Texts
from scan.roles import ROLES, Role

LEVELS = {
    Level.LOW: _("nog weinig aanwezig"),
    Level.MIDDLE: _("wisselend aanwezig"),
    Level.HIGH: _("meestal aanwezig"),
}
GAPS = {
    GapClass.NONE: _("geen duidelijk verschil"),
    GapClass.POSSIBLE: _("mogelijk verschil"),
    GapClass.NOTICEABLE: _("merkbaar verschil"),
    GapClass.LARGE: _("groot verschil"),
}
BALANCES = {
    Balance.BALANCED: _("in balans"),
    Balance.SLIGHTLY_OFF: _("licht uit balans"),
    Balance.OFF: _("uit balans"),
}
AGREEMENTS = {
    "eensgezind": _("eensgezind"),
    "wisselend": _("wisselend"),
    "verdeeld": _("verdeeld"),
}
PEOPLE = {  # the people in a role together
    Role.DIR: _("directie"),
    Role.HR: _("HR"),
    Role.LG: _("leidinggevenden"),
    Role.MW: _("medewerkers"),
}
COUNTS = (
    *(_("nul"), _("één"), _("twee"), _("drie"), _("vier"), _("vijf")),
    *(_("zes"), _("zeven"), _("acht"), _("negen"), _("tien")),
)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Words:
    """What things are called in one language. `roles`: the roles that exist in this firm."""

    instrument: Instrument
    language: str
    roles: tuple[Role, ...] = ROLES

    def say(self, text: str | Promise, **values: object) -> str:
        """A lazy translation in the report's language, with {names} filled in."""
        with override(self.language):
            return str(text).format(**values) if values else str(text)

    def text(self, texts: Texts) -> str:
        return texts[self.language]

    def level(self, level: Level) -> str:
        return self.say(LEVELS[level])

    def gap(self, gap_class: GapClass) -> str:
        return self.say(GAPS[gap_class])

    def balance(self, balance: Balance) -> str:
        return self.say(BALANCES[balance])

    def agreement(self, agreement: str) -> str:
        return self.say(AGREEMENTS[agreement])

    def role(self, role: Role) -> str:
        """One person: "Leidinggevende"."""
        return self.text(self.instrument.roles[role].name)

    def people(self, role: Role) -> str:
        """Everyone in the role: "leidinggevenden"."""
        return self.say(PEOPLE[role])

    def roles_together(self, roles: Iterable[Role]) -> str:
        present = set(roles)  # once: `roles` may be a generator
        return self.list([self.people(role) for role in ROLES if role in present])

    def list(self, parts: list[str]) -> str:
        """ "a, b en c"; a part with "en" in it asks for a comma: "a en b, en c"."""
        if len(parts) < 2:
            return "".join(parts)
        last = self.say(_("en"))
        comma = "," if any(f" {last} " in part for part in parts) else ""
        return f"{', '.join(parts[:-1])}{comma} {last} {parts[-1]}"

    def group(self, group: Group) -> str:
        if group.kind == "total":
            return self.say(_("totaal"))
        if group.kind == "own":
            return self.say(_("directie (met toestemming)"))
        if Role.MW in group.roles and len(group.roles) > 1:
            return self.say(_("iedereen behalve directie"))
        return self.roles_together(group.roles)

    def group_code(self, code: str) -> str:
        """Like `group`, from the code alone; names only roles that exist in this firm."""
        kinds = {TOTAL: "total", OWN_DIR: "own", LEADING: "leading"}
        return self.group(Group(code, kinds.get(code, "part"), self._roles_of(code), 0, 0))

    def _roles_of(self, code: str) -> tuple[Role, ...]:
        if code == LEADING:
            return tuple(role for role in self.roles if role is not Role.MW)
        return tuple(role for role in self.roles if role in code.split("+"))

    def block(self, code: str) -> str:
        return self.text(self.instrument.block(code).name)

    def short(self, code: str) -> str:
        return self.text(self.instrument.block(code).short)

    def within(self, code: str) -> str:
        """The short name inside a sentence: "leiderschap"."""
        return lower_first(self.short(code))

    def blocks_within(self, codes: Iterable[str]) -> str:
        return self.list([self.within(code) for code in codes])

    def feature(self, code: str) -> str:
        return self.text(self.instrument.feature(code).name)

    def feature_short(self, code: str) -> str:
        return self.text(self.instrument.feature(code).short)

    def number(self, number: Number) -> str:
        return str(number)

    def percent(self, percent: int) -> str:
        return f"{percent}%" if self.language == "en" else f"{percent}\u00a0%"

    def count(self, number: int) -> str:
        """Up to ten in words, as in running text."""
        return self.say(COUNTS[number]) if number < len(COUNTS) else str(number)

    def date(self, iso: str) -> str:
        with override(self.language):
            return date_format(date.fromisoformat(iso), "j F Y")

    def period(self, first: str, last: str) -> str:
        """ "2 tot en met 20 november 2026": what both days share stands there once."""
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        form = "j F Y" if begin.year != end.year else "j F" if begin.month != end.month else "j"
        with override(self.language):
            start = date_format(begin, form)
        return self.say(_("{first} tot en met {last}"), first=start, last=self.date(last))

    def month(self, iso: str) -> str:
        with override(self.language):
            return date_format(date.fromisoformat(iso), "F Y")
