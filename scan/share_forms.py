"""The forms around a link that shows a result: making one, and giving its passcode."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from scan import shares
from scan.manage_forms import DayInput

LONGEST_PASSCODE = 40


class ShareForm(forms.Form):
    label = forms.CharField(
        label=_("Voor wie is de link?"),
        help_text=_("Bijvoorbeeld: de directie. Wie de link opent, ziet dit ook."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul in voor wie de link is, bijvoorbeeld: de directie.")},
    )
    expires_on = forms.DateField(
        label=_("Tot en met welke dag werkt de link?"),
        help_text=_("Hoogstens een jaar. Intrekken kan altijd eerder."),
        widget=DayInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Kies een dag, of typ hem als 23-11-2026.")
        ),
    )
    passcode = forms.CharField(
        label=_("Toegangscode"),
        help_text=_(
            "Deze code stellen wij voor. Een eigen code van minstens zes tekens mag ook. "
            "Maak je het veld leeg? Dan kan iedereen die de link heeft, de uitkomsten zien."
        ),
        max_length=LONGEST_PASSCODE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_expires_on(self) -> date:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if day < today:
            text = _("%(day)s is al voorbij. Kies vandaag of een latere dag.")
            raise forms.ValidationError(text % {"day": date_format(day, "j F Y")})
        if day > today + shares.LONGEST_LIFE:
            last = date_format(today + shares.LONGEST_LIFE, "j F Y")
            text = _("Dat is te ver weg. Kies een dag tot en met %(last)s.")
            raise forms.ValidationError(text % {"last": last})
        return day

    def clean_passcode(self) -> str:
        passcode = self.cleaned_data["passcode"]
        if passcode and len(shares.plain(passcode)) < shares.SHORTEST_PASSCODE:
            text = _("Deze code is te kort. Kies minstens zes letters of cijfers.")
            raise forms.ValidationError(text)
        return passcode


class PasscodeForm(forms.Form):
    passcode = forms.CharField(
        label=_("Toegangscode"),
        help_text=_("Hoofdletters, spaties en streepjes maken niet uit."),
        max_length=LONGEST_PASSCODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de code in die je apart kreeg.")},
    )

    def refuse(self, tries_left: int) -> None:
        text = ngettext(
            "Dit is niet de goede code. Je kunt het nog %(n)s keer proberen.",
            "Dit is niet de goede code. Je kunt het nog %(n)s keer proberen.",
            tries_left,
        )
        self.add_error("passcode", text % {"n": tries_left})


def proposal() -> dict[str, object]:
    """What the form starts with: thirty days, and a passcode that is easy to read aloud."""
    until = timezone.localdate() + shares.PROPOSED_LIFE
    return {"expires_on": until, "passcode": shares.proposed_passcode()}
