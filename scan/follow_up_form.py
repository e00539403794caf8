"""The form of a follow-up: a new scan, filled in from the one before, and not too soon after it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from scan.comparable import advised_from, is_too_soon
from scan.manage_forms import DURATION, ScanForm
from scan.models import Scan
from scan.waves import next_title, successor


class FollowUpForm(ScanForm):
    """Within six months only on purpose: then the box has to be ticked."""

    soon_on_purpose = forms.BooleanField(
        label=_("Toch eerder meten. We weten dat er dan minder te vergelijken is."), required=False
    )

    asks_on_purpose = False  # whether the box is shown: only once a day was sent that is too soon

    def __init__(self, *args, before: Scan, **kwargs):
        self.before = before
        initial = _proposal(before)
        super().__init__(*args, instance=successor(before), initial=initial, **kwargs)
        self.fields["first_day"].help_text = _(
            "Vanaf deze dag werken de links. Op %(day)s is het zes maanden na de vorige scan."
        ) % {"day": _long(self.advised_from)}

    @property
    def advised_from(self) -> date:
        return advised_from(self.before.closed_on)

    def clean(self) -> None:
        super().clean()
        day = self.cleaned_data.get("first_day")
        self.asks_on_purpose = bool(day) and is_too_soon(self.before.closed_on, day)
        if self.asks_on_purpose and not self.cleaned_data.get("soon_on_purpose"):
            text = _(
                "%(day)s is minder dan zes maanden nadat de vorige scan sloot (%(closed)s). "
                "Kies %(advised)s of later. Wil je toch eerder meten? Vink dit dan aan."
            )
            days = {"day": day, "closed": self.before.closed_on, "advised": self.advised_from}
            told = {name: _long(each) for name, each in days.items()}
            self.add_error("soon_on_purpose", text % told)


def _proposal(before: Scan) -> dict[str, object]:
    """Two weeks from today, or from the first day that is late enough."""
    first = max(timezone.localdate(), advised_from(before.closed_on))
    title = next_title(before, first.year)
    return {"title": title, "first_day": first, "last_day": first + DURATION}


def _long(day: date) -> str:
    return date_format(day, "j F Y")
