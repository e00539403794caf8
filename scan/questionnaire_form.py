"""The forms a respondent fills in: one block of statements, and the question about the role."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, LayoutObject
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from scan.instrument.difficult_words import explained
from scan.instrument.types import DONT_KNOW, SCALE, Block, Instrument
from scan.roles import Role

Answer = int | str
ANSWERS: Mapping[str, Answer] = {**{str(n): n for n in SCALE}, DONT_KNOW: DONT_KNOW}
# What the page itself sends along: the token, and which button was pressed.
BUTTONS = frozenset({"csrfmiddlewaretoken", "naar", "taal", "letters"})


class Statement:
    """Draws one statement from statement.html, and remembers how it looks with each answer.

    The same 42 statements are drawn for everybody; only which radio is chosen differs.
    """

    def __init__(self, name: str):
        self.name = name

    def render(self, form: BlockForm, context: Context, template_pack: str, **_: object) -> str:
        field = form[self.name]
        look = (self.name, field.label, form.words[self.name], form.scale, form.dont_know)
        if field.errors:
            return _draw(*look, chosen=None, errors=tuple(field.errors))
        return _drawn(*look, chosen=field.value())


def _draw(name, label, words, scale, dont_know, chosen, errors=()) -> SafeString:
    context = {"name": name, "label": label, "words": words, "scale": scale}
    context |= {"dont_know": dont_know, "chosen": chosen, "errors": errors}
    return render_to_string("leercultuur/statement.html", context)


_drawn = lru_cache(maxsize=4096)(_draw)


class FieldsOnly(FormHelper):
    """Draws errors and fields; the page itself writes the form, its token and its buttons."""

    form_tag = False
    form_show_errors = False  # the summary stands at the very top of the page
    disable_csrf = True
    form_action = ""  # crispy would search the whole URL map for it, twice per page

    def __init__(self, *fields: LayoutObject):
        super().__init__()
        self.layout = Layout(*fields)


class Radios(forms.RadioSelect):
    """Drawn by statement.html and choice.html; links to the field go to its first radio."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_


class StatementField(forms.Field):
    """One statement: 1-5, "weet ik niet", or nothing."""

    widget = Radios

    def clean(self, value: str | None) -> Answer | None:
        if not value:
            return None
        if value not in ANSWERS:
            raise forms.ValidationError(_unexpected(value))
        return ANSWERS[value]


class BlockForm(forms.Form):
    """One screen of the questionnaire, in the words of a role and in a language."""

    use_required_attribute = False

    def __init__(
        self,
        *,
        instrument: Instrument,
        block: Block,
        role: Role,
        language: str,
        data: Mapping[str, str] | None = None,
        answers: Mapping[str, Answer] | None = None,
    ):
        initial = {code: str(value) for code, value in (answers or {}).items()}
        super().__init__(data, initial=initial, auto_id="%s")
        self.codes = tuple(item.code for item in block.items)
        self.scale = tuple((str(n), text[language]) for n, text in instrument.scale.items())
        self.dont_know = (DONT_KNOW, instrument.dont_know[language])
        self.words = {item.code: explained(item.text(role, "nl"), language) for item in block.items}
        for item in block.items:
            self.fields[item.code] = StatementField(label=item.text(role, language), required=False)

    @property
    def helper(self) -> FormHelper:
        return FieldsOnly(*map(Statement, self.codes))

    @property
    def given(self) -> dict[str, Answer]:
        """What was filled in; an empty statement is left out."""
        return {code: self.cleaned_data[code] for code in self.codes if self.cleaned_data[code]}

    def clean(self) -> None:
        strangers = [name for name in self.data if name not in self.fields and name not in BUTTONS]
        if strangers:
            raise forms.ValidationError(
                _(
                    "De pagina stuurde een vraag mee die hier niet hoort: ‘%(name)s’. "
                    "We hebben die niet bewaard. Kijk je antwoorden na en ga verder."
                )
                % {"name": strangers[0][:40]}
            )


class RoleForm(forms.Form):
    """One question about the roles that were invited: the first that fits."""

    use_required_attribute = False

    def __init__(
        self,
        *,
        instrument: Instrument,
        language: str,
        invited: Mapping[Role, int],
        data: Mapping[str, str] | None = None,
        role: Role | None = None,
    ):
        super().__init__(data, initial={"role": role}, auto_id="%s")
        choices = [
            (str(code), text.choice[language])
            for code, text in instrument.roles.items()
            if invited[code]
        ]
        missing = _("Er is nog geen rol gekozen. Kies de eerste die past.")
        unknown = _("Deze rol kennen we hier niet: ‘%(value)s’. Kies een van de rollen hieronder.")
        self.fields["role"] = forms.ChoiceField(
            label=_("Welke rol past bij jou? Kies de eerste die past."),
            choices=choices,
            widget=Radios,
            error_messages={"required": missing, "invalid_choice": unknown},
        )

    @property
    def helper(self) -> FormHelper:
        return FieldsOnly(Field("role", template="leercultuur/choice.html"))


def _unexpected(value: str) -> str:
    text = _(
        "Verwacht: een van de vijf antwoorden of ‘weet ik niet’. Ontvangen: ‘%(value)s’. "
        "Kies opnieuw."
    )
    return text % {"value": value[:40]}
