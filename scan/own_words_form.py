"""The two open questions as a form; leaving both empty is fine."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from scan.instrument.open_questions import MAX_LENGTH, questions
from scan.own_words import clean

TOO_LONG = ngettext_lazy(
    "Dit is %(show_value)d teken. Er passen er %(limit_value)d. Maak je tekst korter.",
    "Dit zijn %(show_value)d tekens. Er passen er %(limit_value)d. Maak je tekst korter.",
    "show_value",
)


class OwnWordsField(forms.CharField):
    """Has no maxlength in the page: a browser would cut off what is pasted without a word."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value: str | None) -> str:
        return clean(value or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {}


class OwnWordsForm(forms.Form):
    def __init__(self, *args, language: str, texts: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in questions().items():
            self.fields[_name(number)] = OwnWordsField(
                label=question[language],
                initial=texts.get(number, ""),
                required=False,
                max_length=MAX_LENGTH,
                help_text=_("Hoogstens 500 tekens. Leeg laten mag."),
                error_messages={"max_length": TOO_LONG},
            )

    @property
    def texts(self) -> dict[int, str]:
        """Only what was written."""
        given = {number: self.cleaned_data[_name(number)] for number in questions()}
        return {number: text for number, text in given.items() if text}


def _name(number: int) -> str:
    return f"vraag{number}"
