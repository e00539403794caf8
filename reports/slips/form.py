"""The form that asks how many slips to make for each box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.slips.boxes import SlipBox
from scan import slips


class SlipsForm(forms.Form):
    """One number per box that is named. Together at least one."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        asked: Sequence[tuple[SlipBox, str, str]],
        proposed: Mapping[SlipBox, int],
    ):
        """`asked`: boxes with their name and a line of help."""
        super().__init__(data)
        self.boxes = {box.code: box for box, _name, _help in asked}
        for box, name, told in asked:
            self.fields[box.code] = _field(name, told, proposed[box])

    @property
    def numbers(self) -> dict[slips.Box, int]:
        given = {box.role: self.cleaned_data[code] or 0 for code, box in self.boxes.items()}
        return {role: number for role, number in given.items() if number}

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not self.numbers:
            raise forms.ValidationError(_("Vul in hoeveel strookjes je wilt maken."))
        return cleaned

    def refuse(self, room: int) -> None:
        """More than a scan can have."""
        text = ngettext(
            "Dat zijn er te veel. Er kan nog %(n)s strookje bij in deze scan.",
            "Dat zijn er te veel. Er kunnen nog %(n)s strookjes bij in deze scan.",
            room,
        )
        self.add_error(None, text % {"n": room})


def _field(name: str, told: str, initial: int) -> forms.IntegerField:
    wrong = _("Vul een heel getal in van 0 tot en met %(most)s, zonder punt of komma.")
    wrong %= {"most": slips.MOST}
    codes = ("invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=name,
        help_text=told,
        initial=initial,
        required=False,
        min_value=0,
        max_value=slips.MOST,
        error_messages=dict.fromkeys(codes, wrong),
        widget=forms.NumberInput(attrs={"class": "kort", "inputmode": "numeric"}),
    )
