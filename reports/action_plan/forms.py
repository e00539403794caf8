"""The forms of the plan: an action, and the day of the reminder."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.models import PlanAction, PlanReminder
from reports.wording import Words
from scan.instrument.load import load
from scan.manage_forms import DayInput

if TYPE_CHECKING:
    from scan.models import Scan

YEARS_AHEAD = 5
UNREADABLE = ("Cc", "Cs", "Cn")  # control signs, halves of signs, what is no sign at all
NOTHING = _("Schrijf op wat jullie gaan doen.")
DAY = _("Kies een dag, of typ hem als 23-11-2026.")
PAST = _("%(day)s is al voorbij. Kies vandaag of een latere dag.")
TOO_SOON = _("%(day)s is te vroeg. Kies een dag vanaf morgen.")
TOO_LONG = _("Dit is te lang: %(show_value)d tekens. Er passen er %(limit_value)d.")


class Lines(forms.CharField):
    """Browsers send a line break as two characters and count one: so do we."""

    def to_python(self, value: str | None) -> str:
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))


class ActionForm(forms.ModelForm):
    """An action of a plan. A new one cannot be due in the past, an old one may be late."""

    text = Lines(
        label=_("Wat gaan jullie doen?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": NOTHING,
            "max_length": TOO_LONG,
        },
    )

    class Meta:
        model = PlanAction
        fields = ("text", "owner", "due_on", "sign", "block", "status")
        widgets = {"due_on": DayInput}
        labels = {
            "owner": _("Wie pakt dit op?"),
            "due_on": _("Wanneer is het klaar?"),
            "sign": _("Hoe merken jullie het?"),
            "status": _("Hoe staat het ervoor?"),
        }
        help_texts = {
            "owner": _("Naam of groep. Krijgt geen mail van ons."),
            "due_on": _("Mag je leeg laten."),
            "sign": _("Wat zie of hoor je als het lukt?"),
        }

    def __init__(self, *args, scan: Scan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["block"] = forms.ChoiceField(
            label=_("Bij welke bouwsteen hoort het?"), required=False, choices=_blocks(scan)
        )
        self.fields["due_on"].error_messages["invalid"] = DAY
        for name in ("owner", "sign"):
            self.fields[name].error_messages["max_length"] = TOO_LONG
        if self.instance._state.adding:
            del self.fields["status"]

    def clean_text(self) -> str:
        text = _readable(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(NOTHING)
        return text

    def clean_owner(self) -> str:
        return _readable(self.cleaned_data["owner"])

    def clean_sign(self) -> str:
        return _readable(self.cleaned_data["sign"])

    def clean_due_on(self) -> date | None:
        day = self.cleaned_data["due_on"]
        if day and "due_on" in self.changed_data:
            _refuse_before(timezone.localdate(), day, PAST)
            _refuse_far(day)
        return day


class ReminderForm(forms.ModelForm):
    """Tomorrow is the first day: the mail of today may have gone out already."""

    class Meta:
        model = PlanReminder
        fields = ("on",)
        widgets = {"on": DayInput}
        labels = {"on": _("Stuur een mail op")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].error_messages |= {"required": DAY, "invalid": DAY}

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        _refuse_before(timezone.localdate() + timedelta(days=1), day, TOO_SOON)
        _refuse_far(day)
        return day


def _readable(text: str) -> str:
    """Without signs that no letter shows; copying from other programs brings them along."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in UNREADABLE)


def _refuse_before(first: date, day: date, message: str) -> None:
    if day < first:
        raise forms.ValidationError(message, params={"day": date_format(day, "j F Y")})


def _refuse_far(day: date) -> None:
    last = timezone.localdate() + timedelta(days=365 * YEARS_AHEAD)
    if day > last:
        text = _("%(day)s is te ver weg. Kies een dag voor %(last)s.")
        shown = {"day": date_format(day, "j F Y"), "last": date_format(last, "j F Y")}
        raise forms.ValidationError(text, params=shown)


def _blocks(scan: Scan) -> list[tuple[str, str]]:
    words = Words(load(scan.instrument), get_language())
    named = [(block.code, words.short(block.code)) for block in words.instrument.blocks]
    return [("", _("Geen of meer dan één")), *named]
