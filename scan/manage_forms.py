"""The forms of the managers' pages: organisation, scan, level of a member."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from scan.models import Membership, Scan

HEADCOUNTS = ("invited_dir", "invited_hr", "invited_lg", "invited_mw")
DURATION = timedelta(days=13)  # proposed: two weeks, first and last day included


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label=_("Naam van de organisatie"),
        help_text=_("Deze naam zien de mensen die meedoen, en hij staat op het rapport."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van de organisatie in.")},
    )


class DayInput(forms.DateInput):
    """The browser's own calendar, which only understands ISO dates."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class OpenScanForm(forms.ModelForm):
    """What may still change while people answer: the headcounts decide what may be published."""

    class Meta:
        model = Scan
        fields = ("title", "contact", "last_day")
        widgets = {"first_day": DayInput, "last_day": DayInput}
        labels = {
            "title": _("Titel"),
            "contact": _("Contactpersoon"),
            "first_day": _("Eerste dag"),
            "last_day": _("Laatste dag"),
            "invited_dir": _("Directie"),
            "invited_hr": _("HR"),
            "invited_lg": _("Leidinggevenden"),
            "invited_mw": _("Medewerkers"),
            "works_council_informed": _("De OR, de PVT of de personeelsvergadering is betrokken"),
            "open_questions": _("Stel na de zes blokken ook twee open vragen"),
        }
        help_texts = {
            "title": _("Bijvoorbeeld: leercultuur voorjaar 2027. Iedereen die meedoet ziet dit."),
            "contact": _(
                "Aan wie kunnen mensen iets vragen? Een naam, met telefoon of e-mailadres."
            ),
            "first_day": _("Vanaf deze dag werken de links."),
            "last_day": _("Antwoorden kan tot en met deze dag, 23.59 uur."),
            "invited_dir": _("Bestuurders en eigenaren die meewerken."),
            "invited_hr": _("Wie personeelszaken als hoofdtaak heeft. Niemand? Vul 0 in."),
            "invited_lg": _("Wie leidinggeeft aan anderen, zoals een ploegbaas."),
            "invited_mw": _("Alle anderen, ook oproep- en uitzendkrachten als zij meedoen."),
            "works_council_informed": _(
                "Dit staat straks in het rapport. Nog niet gebeurd? Dan kun je wel verder."
            ),
            "open_questions": _(
                "De antwoorden staan letterlijk in het rapport: zonder rol, door elkaar."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages |= _messages(name)

    def clean_last_day(self) -> date:
        last_day = self.cleaned_data["last_day"]
        if "last_day" in self.changed_data and last_day < timezone.localdate():
            self._refuse_past(last_day)
        return last_day

    def clean(self) -> None:
        first, last = (self._day(name) for name in ("first_day", "last_day"))
        if first and last and last < first:
            text = _("De laatste dag (%(last)s) ligt voor de eerste dag (%(first)s).")
            self.add_error("last_day", text % {"last": _long(last), "first": _long(first)})

    def save(self, commit: bool = True) -> Scan:
        """Writes only the fields on the form: the state may have changed since it was read."""
        if self.instance._state.adding:
            return super().save(commit)
        self.instance.save(update_fields=self.fields)
        return self.instance

    def _day(self, name: str) -> date | None:
        return self.cleaned_data.get(name) or getattr(self.instance, name)

    def _refuse_past(self, last_day: date) -> None:
        text = _("%(day)s is al voorbij. Kies vandaag of een latere dag.")
        raise forms.ValidationError(text % {"day": _long(last_day)})


class ScanForm(OpenScanForm):
    """Everything, as long as nobody has answered."""

    class Meta(OpenScanForm.Meta):
        fields = (
            *("title", "contact", "first_day", "last_day"),
            *HEADCOUNTS,
            "works_council_informed",
            "open_questions",
        )

    def clean(self) -> None:
        super().clean()
        counts = [self.cleaned_data.get(name) for name in HEADCOUNTS]
        if not any(counts) and None not in counts:
            text = _("Er doet nu niemand mee. Vul bij minstens één groep een aantal in.")
            self.add_error("invited_mw", text)

    def headcounts(self) -> list[forms.BoundField]:
        return [self[name] for name in HEADCOUNTS]


class MemberForm(forms.Form):
    """What should happen to one member; an empty level ends the membership."""

    person = forms.IntegerField(min_value=1)
    level = forms.ChoiceField(choices=[("", ""), *Membership.Level.choices], required=False)


def proposal() -> dict[str, object]:
    """What a new scan starts with: a title with the month, and two weeks from today."""
    today = timezone.localdate()
    title = _("Leercultuur %(month)s") % {"month": date_format(today, "F Y")}
    return {"title": title, "first_day": today, "last_day": today + DURATION}


def _messages(name: str) -> dict[str, object]:
    if name in HEADCOUNTS:
        number = _("Vul een heel getal in. Doet er niemand mee in deze groep? Vul 0 in.")
        high = _("Dit aantal is te hoog. Verwacht: hoogstens 100000.")
        return {"required": number, "invalid": number, "min_value": number, "max_value": high}
    if name.endswith("_day"):
        day = _("Kies een dag, of typ hem als 23-11-2026.")
        return {"required": day, "invalid": day}
    return {"required": _("Dit veld is nog leeg.")}


def _long(day: date) -> str:
    return date_format(day, "j F Y")
