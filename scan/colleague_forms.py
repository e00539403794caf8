"""The form that invites a colleague."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from scan.models import Membership, Organisation

WAYS = (("mail", _("Stuur een e-mail met de link")), ("zelf", _("Ik geef de link zelf door")))


class ColleagueForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres van je collega"),
        help_text=_("Alleen wie dit adres heeft, kan de uitnodiging aannemen."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Vul een e-mailadres in, zoals naam@bedrijf.nl.")
        ),
    )
    level = forms.ChoiceField(
        label=_("Wat mag je collega?"),
        choices=[
            (Membership.Level.READER, _("Lezer: meekijken en het rapport lezen")),
            (Membership.Level.MANAGER, _("Beheerder: scans maken, openen, sluiten en delen")),
        ],
        initial=Membership.Level.READER,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies lezer of beheerder.")),
    )
    way = forms.ChoiceField(
        label=_("Hoe krijgt je collega de link?"),
        choices=WAYS,
        initial="mail",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Kies of wij de link mailen of jij hem doorgeeft.")
        ),
    )

    def __init__(self, *args: object, organisation: Organisation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if self.organisation.memberships.filter(user__email__iexact=email).exists():
            text = _("%(email)s hoort al bij deze organisatie.")
            raise forms.ValidationError(text % {"email": email})
        return email
