"""The forms for a round of mail: the introduction, and the day it goes out."""

from __future__ import annotations

import unicodedata
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from scan import mail_rounds
from scan.manage_forms import DayInput
from scan.models import Mailing, Scan

LONGEST = Mailing._meta.get_field("introduction").max_length


class IntroductionForm(forms.Form):
    introduction = forms.CharField(
        label=_("Jullie eigen inleiding"),
        help_text=_(
            "Mag leeg blijven. Vertel bijvoorbeeld waarom jullie dit doen, en wie het vraagt. "
            "Erboven staat al ‘Hallo,’ en eronder onze tekst. Jullie inleiding komt ook in de "
            "Engelse mail, zoals je hem schrijft. Hoogstens 1500 tekens."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def clean_introduction(self) -> str:
        """Counted as a person counts: a browser sends two signs for the end of a line."""
        text = "\n".join(self.cleaned_data["introduction"].splitlines())
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc").strip()
        if len(text) > LONGEST:
            words = _("De inleiding is te lang: %(n)s tekens. Hoogstens %(most)s.")
            raise forms.ValidationError(words % {"n": len(text), "most": LONGEST})
        return text


class DayForm(forms.Form):
    """The day a round goes out; today means at once."""

    day = forms.DateField(
        label=_("Wanneer?"),
        widget=DayInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Kies een dag, of typ hem als 23-11-2026.")
        ),
    )

    def __init__(self, scan: Scan, kind: str, *args, **kwargs):
        self.first, self.last = mail_rounds.days(scan, kind)
        self.taken = mail_rounds.taken_days(scan) if kind == Mailing.Kind.REMINDER else []
        kwargs["initial"] = {"day": self.first}
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs |= {
            "min": self.first.isoformat(),
            "max": self.last.isoformat(),
        }
        self.fields["day"].help_text = self._help()

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if not self.first <= day <= self.last:
            words = _("Kies een dag van %(first)s tot en met %(last)s.")
            raise forms.ValidationError(words % self._limits())
        if day in self.taken:
            words = _("Op %(day)s gaat er al een herinnering uit. Kies een andere dag.")
            raise forms.ValidationError(words % {"day": _long(day)})
        return day

    def _help(self) -> str:
        if self.first == timezone.localdate():
            return _("Vandaag? Dan gaan de mails meteen weg. Een andere dag kan tot en met %(last)s.") % self._limits()  # fmt: skip  # noqa: E501
        return _("Dat kan van %(first)s tot en met %(last)s.") % self._limits()

    def _limits(self) -> dict[str, str]:
        return {"first": _long(self.first), "last": _long(self.last)}


def _long(day: date) -> str:
    return date_format(day, "j F Y")
