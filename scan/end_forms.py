"""The forms at the end of the questionnaire: to be shown apart or not, and the withdrawal code."""

from __future__ import annotations

from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext as _

from scan import withdrawal
from scan.questionnaire_form import FieldsOnly, Radios

NO, YES = "nee", "ja"


class ApartForm(forms.Form):
    """One question, for the directie only. Saying nothing is no."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, str] | None = None):
        super().__init__(data, initial={"apart": NO}, auto_id="%s")
        unknown = _("Deze keuze kennen we niet: ‘%(value)s’. Kies nee of ja.")
        self.fields["apart"] = forms.ChoiceField(
            label=_("Mogen jouw antwoorden apart in het rapport staan?"),
            choices=[
                (NO, _("Nee, laat ze meetellen in een grotere groep")),
                (YES, _("Ja, iedereen die het rapport leest mag ze zien")),
            ],
            required=False,
            widget=Radios,
            error_messages={"invalid_choice": unknown},
        )

    @property
    def helper(self) -> FormHelper:
        return FieldsOnly(Field("apart", template="leercultuur/choice.html"))

    @property
    def agreed(self) -> bool:
        return self.cleaned_data["apart"] == YES


class CodeForm(forms.Form):
    """The withdrawal code, in any spelling; cleaned to its letters only."""

    use_required_attribute = False
    code = forms.CharField(max_length=100, required=False, strip=True)

    def clean_code(self) -> str:
        given = self.cleaned_data["code"]
        if not given:
            raise forms.ValidationError(_("Er is nog geen code ingevuld."))
        if code := withdrawal.recognise(given):
            return code
        raise forms.ValidationError(
            _(
                "Dit is geen code van ons. Een code heeft zestien letters en cijfers, "
                "zoals ABCD-EFGH-JKMN-2345. De letters I, L en O en de cijfers 0 en 1 komen er "
                "niet in voor."
            )
        )
