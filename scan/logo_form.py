"""Uploading a logo: the file is cleaned while the form is checked, with a sentence per problem."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scan.logo import MOST_BYTES, BadLogo, CleanLogo, Problem, clean

KIND = gettext_lazy(
    "Dit is geen PNG, JPG of SVG. Bewaar het logo als PNG of SVG en kies dat bestand."
)
PROBLEMS = {
    Problem.EMPTY: gettext_lazy("Dit bestand is leeg. Kies het bestand met het logo."),
    Problem.TOO_HEAVY: gettext_lazy(
        "Dit bestand is groter dan 1 MB. Bewaar het logo kleiner, zo’n 1200 beeldpunten breed."
    ),
    Problem.SVG_TOO_HEAVY: gettext_lazy(
        "Dit SVG-bestand is groter dan 200 kB. Bewaar het eenvoudiger, of als PNG."
    ),
    Problem.OTHER_KIND: gettext_lazy(
        "Dit is geen PNG, JPG of SVG. Bewaar het logo als PNG of SVG en kies dat bestand."
    ),
    Problem.BROKEN: gettext_lazy(
        "Dit bestand is beschadigd of niet compleet. Bewaar het logo opnieuw en kies het nog eens."
    ),
    Problem.TOO_MANY_PIXELS: gettext_lazy(
        "Dit beeld is te groot: hoogstens 16 miljoen beeldpunten, bijvoorbeeld 4000 bij 4000."
    ),
    Problem.TOO_SMALL: gettext_lazy(
        "Dit beeld is te klein om af te drukken. Nodig zijn minstens 60 beeldpunten, liever 600."
    ),
    Problem.TOO_LONG: gettext_lazy(
        "Dit logo is meer dan 40 keer zo lang als breed. Zo klein is het niet te zien."
    ),
    Problem.NOTHING_TO_SEE: gettext_lazy(
        "In dit bestand is niets te zien. Kies een ander bestand."
    ),
    Problem.SVG_DOCTYPE: gettext_lazy(
        "Dit SVG-bestand bevat eigen definities die we niet vertrouwen. Bewaar het als gewone SVG "
        "zonder bewerkingsgegevens, of als PNG."
    ),
    Problem.SVG_SIZE: gettext_lazy(
        "Dit SVG-bestand zegt niet hoe groot het is (viewBox). Bewaar het opnieuw, of als PNG."
    ),
    Problem.SVG_TOO_COMPLEX: gettext_lazy(
        "Dit SVG-bestand heeft te veel onderdelen voor een logo. Bewaar het als PNG."
    ),
    Problem.SVG_PICTURE: gettext_lazy(
        "In dit SVG-bestand zit alleen een foto. Bewaar het logo als PNG en kies dat bestand."
    ),
}


class LogoForm(forms.Form):
    """`cleaned_data["file"]` is the cleaned logo, never what was sent."""

    file = forms.FileField(
        label=gettext_lazy("Bestand met het logo"),
        help_text=gettext_lazy(
            "PNG, JPG of SVG, hoogstens 1 MB. Een doorzichtige PNG is het mooist."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.svg"}),
        error_messages={"required": gettext_lazy("Kies eerst een bestand.")},
    )

    def clean_file(self) -> CleanLogo:
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            return clean(sent.read(MOST_BYTES + 1))
        except BadLogo as bad:
            raise forms.ValidationError(PROBLEMS[bad.problem]) from bad


def remarks(logo: CleanLogo) -> list[str]:
    """What the manager should look at."""
    found = []
    if logo.faint:
        found.append(_("Dit logo is bijna wit. Op wit papier valt het weg."))
    if logo.left_out:
        found.append(
            _("Niet alles uit het SVG-bestand is bewaard. Klopt het beeld niet? Kies een PNG.")
        )
    return found
