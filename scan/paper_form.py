"""The form for one paper sheet: a digit per statement, typed as fast as somebody reads them out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from scan.instrument.types import DONT_KNOW, SCALE, Instrument
from scan.quality import MINIMUM_ANSWERS
from scan.roles import Role

Answer = int | str
DIGITS: Mapping[str, Answer] = {**{str(n): n for n in SCALE}, "0": DONT_KNOW}
TYPED: Mapping[Answer, str] = {answer: digit for digit, answer in DIGITS.items()}


class DigitField(forms.Field):
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "maxlength": "1", "autocomplete": "off", "size": "1"}
    )

    def clean(self, value: str | None) -> Answer | None:
        text = (value or "").strip()
        if not text:
            return None
        if text not in DIGITS:
            wrong = _("Verwacht: 1, 2, 3, 4, 5, of 0 voor ‘weet ik niet’. Er staat: ‘%(value)s’.")
            raise forms.ValidationError(wrong % {"value": text[:20]})
        return DIGITS[text]


@dataclass(frozen=True)
class Part:
    """One block of the paper form; `rows` are its number on paper and its field."""

    number: int
    name: str
    rows: tuple[tuple[int, BoundField], ...]


class PaperForm(forms.Form):
    """`sheet` is the number of this sheet, so that sending it twice keeps it once."""

    use_required_attribute = False

    sheet = forms.UUIDField(widget=forms.HiddenInput, required=False)
    few_is_right = forms.BooleanField(required=False)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instrument: Instrument,
        role: Role,
        language: str,
        answers: Mapping[str, Answer] | None = None,
    ):
        initial = {code: TYPED[value] for code, value in (answers or {}).items()}
        super().__init__(data, initial=initial | {"sheet": uuid.uuid4()}, auto_id="%s")
        self.instrument, self.language, self.few = instrument, language, False
        minimum = {"minimum": MINIMUM_ANSWERS}
        label = _("Het klopt: op dit blad staan minder dan %(minimum)d antwoorden op de schaal")
        self.fields["few_is_right"].label = label % minimum
        for number, item in enumerate(instrument.items, start=1):
            label = f"{number}. {item.text(role, language)}"
            self.fields[item.code] = DigitField(label=label, required=False)

    @property
    def parts(self) -> list[Part]:
        rows = iter(enumerate((self[code] for code in self.instrument.codes), start=1))
        return [
            Part(block.number, block.short[self.language], tuple(next(rows) for _ in block.items))
            for block in self.instrument.blocks
        ]

    @property
    def answers(self) -> dict[str, Answer]:
        """An empty statement is left out."""
        found = {code: self.cleaned_data[code] for code in self.instrument.codes}
        return {code: value for code, value in found.items() if value is not None}

    def clean(self) -> None:
        """A sheet that would not count may be a slip of the hand: it is kept when asked twice."""
        if self.errors:
            return
        scored = sum(isinstance(answer, int) for answer in self.answers.values())
        self.few = scored < MINIMUM_ANSWERS
        if self.few and not self.cleaned_data["few_is_right"]:
            text = _(
                "Op dit blad staan %(scored)d antwoorden op de schaal. Met minder dan %(minimum)d "
                "telt het niet mee. Vul aan, of kruis onderaan aan dat het klopt."
            )
            values = {"scored": scored, "minimum": MINIMUM_ANSWERS}
            raise forms.ValidationError(text % values)
