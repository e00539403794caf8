"""The form with which a manager makes a shared device of the one in front of them."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from scan import kiosks
from scan.manage_forms import DayInput
from scan.models import Scan


class KioskForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("Waar staat het apparaat?"),
        help_text=_("Bijvoorbeeld: kantine, of werkplaats hal 2."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul in waar het apparaat staat, bijvoorbeeld: kantine.")},
    )
    last_day = forms.DateField(
        label=_("Te gebruiken tot en met"),
        help_text=_("Daarna neemt dit apparaat geen antwoorden meer aan. Stoppen kan eerder."),
        widget=DayInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Kies een dag, of typ hem als 23-11-2026.")
        ),
    )

    def __init__(self, data=None, *, scan: Scan):
        super().__init__(data, initial={"last_day": scan.last_day})
        self.scan = scan

    def clean_last_day(self) -> date:
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if day < today:
            text = _("%(day)s is al voorbij. Kies vandaag of een latere dag.")
            raise forms.ValidationError(text % {"day": date_format(day, "j F Y")})
        if day > self.scan.last_day:
            last = date_format(self.scan.last_day, "j F Y")
            text = _("De scan loopt tot en met %(last)s. Kies die dag of een eerdere.")
            raise forms.ValidationError(text % {"last": last})
        return day

    def clean(self) -> None:
        if kiosks.running(self.scan) >= kiosks.MOST:
            text = _("Er lopen al %(most)d apparaten. Stop er eerst een.")
            raise forms.ValidationError(text % {"most": kiosks.MOST})
