"""What a reviewer takes out of one text: numbers of words, or all of it. Never a text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from scan.models import OpenAnswer
from scan.shortening import words

CHANGED = _("Deze woorden horen niet bij deze tekst. Laad de pagina opnieuw en kies ze nog eens.")


class ShortenForm(forms.Form):
    struck = forms.TypedMultipleChoiceField(
        coerce=int, required=False, error_messages={"invalid_choice": CHANGED}
    )
    left_out = forms.BooleanField(required=False)

    def __init__(self, *args, text: OpenAnswer, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text
        numbered = list(enumerate(words(text.text)))
        self.fields["struck"].choices = numbered
        self.initial = {"struck": text.struck, "left_out": text.left_out}

    @property
    def words(self) -> list[tuple[int, str, bool]]:
        """Number, word, and whether it goes out."""
        chosen = {int(number) for number in self._chosen() if str(number).isdecimal()}
        return [(n, word, n in chosen) for n, word in self.fields["struck"].choices]

    @property
    def is_left_out(self) -> bool:
        return bool(self["left_out"].value())

    def _chosen(self) -> list:
        return self["struck"].value() or []
