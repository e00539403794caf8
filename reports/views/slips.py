"""Slips for a manager: making them, printing them again, throwing a box away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reports.slips import PER_FILE, Occasion, SlipBox, boxes, proposed
from reports.slips.form import SlipsForm
from reports.slips.words import counted, title, who
from reports.views.downloads import note_download
from scan import access, slips
from scan.actions import ScanClosed
from scan.invitation_tokens import TokenLost
from scan.models import Membership, Scan
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID


PRINTED_IN = ("nl", "en")


@dataclass(frozen=True)
class Pile:
    """A box with the slips made for it, and the files to print them from."""

    box: SlipBox
    name: str
    people: str
    made: int

    @property
    def files(self) -> list[tuple[int, int, int]]:
        """Number of the file, and its first and last slip."""
        starts = range(0, self.made, PER_FILE)
        return [
            (number, start + 1, min(start + PER_FILE, self.made))
            for number, start in enumerate(starts, start=1)
        ]


@access.member("manager")
@allow("GET", "POST")
def slips_page(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_open:
        return redirect("reports:follow", member.organisation.slug, pk)
    form = _form(request, scan)
    if form is not None and form.is_valid():
        try:
            number = slips.make(scan=scan, numbers=form.numbers)
        except slips.TooManySlips as refused:
            form.refuse(refused.room)
        except ScanClosed:
            return redirect("reports:follow", member.organisation.slug, pk)
        else:
            messages.success(request, _made(number))
            return redirect("reports:slips", member.organisation.slug, pk)
    context = {"member": member, "scan": scan, "form": form, "piles": _piles(scan)}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "reports/slips.html", context, status=status)


@access.member("manager")
@allow("GET")
def slips_pdf(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    """All slips of a box, used or not: which were used is for nobody to see."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    box = _box(scan, role)
    if not scan.is_open or not slips.counts(scan).get(box.role):
        return redirect("reports:slips", member.organisation.slug, pk)
    try:
        codes = slips.codes(scan, box.role)
    except TokenLost:
        messages.error(request, _lost())
        return redirect("reports:slips", member.organisation.slug, pk)
    number = _number(request, codes)
    part = codes[(number - 1) * PER_FILE : number * PER_FILE]
    from reports.slips import render as render_slips

    language = language_of(request)
    content = render_slips(_occasion(scan, box, language), part, language)
    note_download(request, scan, "slips")
    name = f"strookjes-{scan.organisation.slug}-{box.code.lower()}-{number}.pdf"
    return pdf(content, name)


@access.member("manager")
@allow("GET", "POST")
def slips_discard(request: HttpRequest, member: Membership, pk: UUID, role: str) -> HttpResponse:
    """Ask once, then throw the box away."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    box = _box(scan, role)
    made = slips.counts(scan).get(box.role, 0)
    if not scan.is_open or not made:
        return redirect("reports:slips", member.organisation.slug, pk)
    if request.method == "POST":
        slips.throw_away(scan=scan, box=box.role)
        messages.success(request, _("De strookjes zijn weggegooid. De codes werken niet meer."))
        return redirect("reports:slips", member.organisation.slug, pk)
    name = who(scan, box, get_language())
    context = {"member": member, "scan": scan, "name": name, "made": made}
    return render(request, "reports/slips_discard.html", context)


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("taal")
    return asked if asked in PRINTED_IN else PRINTED_IN[0]


def pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: HttpRequest, scan: Scan) -> SlipsForm | None:
    """None where no slips can be made."""
    found, mailed, made = boxes(scan.invited), slips.invited_by_mail(scan), slips.counts(scan)
    if not found:
        return None
    asked = [(box, title(scan, box, get_language()), counted(box, mailed)) for box in found]
    start = {box: 0 if made.get(box.role) else proposed(box, mailed) for box in found}
    data = request.POST if request.method == "POST" else None
    return SlipsForm(data, asked=asked, proposed=start)


def _piles(scan: Scan) -> list[Pile]:
    made, mailed = slips.counts(scan), slips.invited_by_mail(scan)
    return [
        Pile(box, title(scan, box, get_language()), counted(box, mailed), made[box.role])
        for box in boxes(scan.invited)
        if made.get(box.role)
    ]


def _box(scan: Scan, code: str) -> SlipBox:
    found = next((box for box in boxes(scan.invited) if box.code == code), None)
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, codes: list[str]) -> int:
    text = request.GET.get("deel", "1")
    last = -(-len(codes) // PER_FILE)
    if not text.isdecimal() or not 1 <= int(text[:4]) <= last:
        raise Http404
    return int(text[:4])


def _occasion(scan: Scan, box: SlipBox, language: str) -> Occasion:
    return Occasion(
        organisation=scan.organisation.name,
        last_day=scan.last_day,
        who=who(scan, box, language),
        role=box.role or "",
        address=settings.SITE_URL + reverse("scan:slip"),
    )


def _made(number: int) -> str:
    text = ngettext(
        "Er is %(n)s strookje gemaakt. Je kunt het nu afdrukken.",
        "Er zijn %(n)s strookjes gemaakt. Je kunt ze nu afdrukken.",
        number,
    )
    return text % {"n": number}


def _lost() -> str:
    return _(
        "Deze strookjes kunnen we niet opnieuw afdrukken: de sleutel van deze site is veranderd. "
        "Gooi ze weg en maak nieuwe."
    )
