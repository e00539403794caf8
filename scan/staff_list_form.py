"""The forms around a staff list: pasting or uploading it, and what is chosen for its rows."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scan.roles import ROLES, Role
from scan.staff_list.correcting import LEFT_OUT, Choices, Draft, start
from scan.staff_list.read import read_file, read_pasted
from scan.staff_list.types import MAX_BYTES, StaffList, StaffListError
from scan.staff_list_text import refusal, why_skipped

MOST_REASONS = 3
PARTS = CHOOSE, LOOK, ALL = "kiezen", "nakijken", "alles"  # of the page to look it through
ONE_OF_FOUR = {
    Role.DIR: gettext_lazy("Directie"),
    Role.HR: gettext_lazy("HR"),
    Role.LG: gettext_lazy("Leidinggevende"),
    Role.MW: gettext_lazy("Medewerker"),
}
FIELD = re.compile(r"(rol|woord|adres)-([0-9]{1,4})")
VALUES = frozenset({"", LEFT_OUT, *ROLES})


class StaffListForm(forms.Form):
    """`cleaned_data["draft"]` is the list as it was understood."""

    text = forms.CharField(
        label=gettext_lazy("Plak hier de e-mailadressen"),
        help_text=gettext_lazy(
            "Uit Excel, Outlook of een tekst. Staat de rol erbij? Kopieer die kolom dan mee."
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Of kies een bestand"),
        help_text=gettext_lazy(
            "Excel of LibreOffice (.xlsx, .xls, .ods) of .csv, hoogstens 2 MB en 5.000 rijen."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv,.htm,.html"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Wie geen rol in de lijst heeft, is"),
        help_text=gettext_lazy("Hierna zie je iedereen met de rol erbij. Wijzigen kan dan nog."),
        required=False,
        choices=[("", gettext_lazy("dat kies ik straks")), *ONE_OF_FOUR.items()],
    )

    def clean(self) -> dict[str, Any]:
        text, file = self.cleaned_data.get("text") or "", self.cleaned_data.get("file")
        if text.strip() and file:
            self.add_error("file", _("Plak de adressen of kies een bestand, niet allebei."))
        elif not self.errors:
            self._read("file" if file else "text", file.read(MAX_BYTES + 1) if file else text)
        return self.cleaned_data

    def _read(self, name: str, given: str | bytes) -> None:
        try:
            found = read_file(given) if isinstance(given, bytes) else read_pasted(given)
        except StaffListError as error:
            self.add_error(name, refusal(error))
            return
        if not found.rows:
            self.add_error(name, _nothing_usable(found))
        role = self.cleaned_data.get("role")
        self.cleaned_data["draft"] = start(found, Role(role) if role else None)


def read_choices(posted: QueryDict, draft: Draft) -> Choices:
    """What somebody chose on a page; anything that page does not send is refused whole."""
    found: dict[str, dict[int, str]] = {"rol": {}, "woord": {}, "adres": {}}
    for name, value in posted.items():
        if match := FIELD.fullmatch(name):
            place = int(match[2])
            if place >= len(draft.found.rows) or (match[1] != "adres" and value not in VALUES):
                raise BadRequest
            found[match[1]][place] = value
    without_role = posted.get("zonder", "")
    if without_role not in VALUES:
        raise BadRequest
    seen = posted.get("naar", "") not in PARTS  # going elsewhere is not yet agreeing
    return Choices(found["rol"], found["woord"], without_role, frozenset(found["adres"]), seen)


def _nothing_usable(found: StaffList) -> list[str]:
    """Why each of the first rows gave no address."""
    text = _("Rij %(line)s: %(why)s")
    return [
        text % {"line": skipped.line, "why": why_skipped(skipped)}
        for skipped in found.skipped[:MOST_REASONS]
    ]


class RoleForm(forms.Form):
    """Another role for somebody who is invited."""

    role = forms.ChoiceField(label=gettext_lazy("Rol"), choices=[*ONE_OF_FOUR.items()])
