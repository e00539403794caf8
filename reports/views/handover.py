"""Handing over: everything made from the frozen result, to look over and to download."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.files import kept
from reports.pipeline import Report, load_report
from reports.published_json import from_json
from reports.views.downloads import note_download
from scan import access
from scan.models import Membership, Scan
from scan.views.errors import allow

if TYPE_CHECKING:
    from uuid import UUID

    from reports.files import Make

NAMES = {"xlsx": "excel", "pptx": "slides"}  # in the log
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Link:
    language: str
    name: str
    address: str


@dataclass(frozen=True)
class Item:
    """Something to take along; `links` is a download per language, `page` where it is made."""

    title: str | Promise
    what: str | Promise
    audience: str | Promise
    form: str | Promise
    links: tuple[Link, ...] = ()
    page: str = ""
    page_name: str | Promise = ""


@dataclass(frozen=True)
class Group:
    title: str | Promise
    items: tuple[Item, ...]


@access.member("reader")
@allow("GET")
def handover(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    """Every file of a closed scan: what it is, for whom, and where to get it."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_follow(member, scan)
    report = load_report(scan.publication, get_language())
    groups = _groups(member, scan, report)
    context = {"member": member, "scan": scan, "report": report, "groups": groups}
    return render(request, "reports/handover.html", context)


@access.member("reader")
@allow("GET")
def excel(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_follow(member, scan)
    if not _has_results(scan):
        raise Http404
    from reports.excel import workbook

    return _file(request, scan, "xlsx", workbook, XLSX, ("cijfers", "xlsx"))


@access.member("reader")
@allow("GET")
def slides(request: HttpRequest, member: Membership, pk: UUID) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_follow(member, scan)
    if not _is_built("slides"):
        raise Http404
    from reports.slides import presentation

    return _file(request, scan, "pptx", presentation, PPTX, ("presentatie", "pptx"))


@access.member("reader")
@allow("GET")
def handout(request: HttpRequest, member: Membership, pk: UUID, kind: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if not scan.is_closed:
        return _to_follow(member, scan)
    if kind not in _handouts(load_report(scan.publication, settings.LANGUAGE_CODE)):
        raise Http404
    from reports.handouts import render as render_handout

    make = partial(render_handout, kind=kind)
    return _file(request, scan, f"blad-{kind}", make, PDF, (kind, "pdf"))


def _groups(member: Membership, scan: Scan, report: Report) -> tuple[Group, ...]:
    """For reading and telling first, then what to hand out. Empty groups are left out."""
    found = (
        Group(_("Lezen en presenteren"), (*_to_read(scan, report), *_to_share(member, scan))),
        Group(_("Uitdelen"), _to_hand_out(scan, report)),
    )
    return tuple(group for group in found if group.items)


def _to_read(scan: Scan, report: Report) -> tuple[Item, ...]:
    address = partial(reverse, args=[scan.organisation.slug, scan.pk])
    items = [
        Item(
            _("Rapport"),
            _in_report(report),
            _("de directie en HR"),
            _("PDF, A4"),
            page=address("reports:report"),
            page_name=_("Naar het rapport"),
        ),
        Item(
            _("Actieplan"),
            _("Wat jullie gaan doen: wie het oppakt, wanneer, en hoe je het merkt."),
            _("iedereen die een actie oppakt"),
            _("Webpagina, PDF en Excel"),
            page=address("reports:plan"),
            page_name=_("Naar het plan"),
        ),
    ]
    if _is_built("slides"):
        items.append(
            Item(
                _("Presentatie"),
                _in_slides(report),
                _("wie de uitkomsten vertelt"),
                _("PowerPoint"),
                _links(address("reports:slides")),
            )
        )
    if report.published.has_results:
        items.append(
            Item(
                _("Getallen"),
                _("Alle getallen uit het rapport, met uitleg en een actieplan om in te vullen."),
                _("wie zelf verder wil rekenen"),
                _("Excel"),
                _links(address("reports:excel")),
            )
        )
    return tuple(items)


def _in_report(report: Report) -> Promise:
    if report.published.has_results:
        return _("Het hele verhaal: uitkomsten, samenhang, advies per rol en een actieplan.")
    return _("Waarom er geen getallen zijn, de zes bouwstenen, en hoe je er toch over praat.")


def _in_slides(report: Report) -> Promise:
    if report.published.has_results:
        return _("De hoofdlijn in dia’s, met grafieken die je kunt aanpassen en spreektekst.")
    return _("Drie dia’s zonder cijfers: wat er gebeurde, en het gesprek dat wel kan.")


def _to_share(member: Membership, scan: Scan) -> tuple[Item, ...]:
    """Making a link is for managers."""
    if not member.is_manager:
        return ()
    return (
        Item(
            _("Link voor de directie"),
            _("Uitkomsten en rapport bekijken zonder account, tot een dag die je zelf kiest."),
            _("de directie of een toezichthouder"),
            _("Webpagina"),
            page=reverse("reports:sharing", args=[member.organisation.slug, scan.pk]),
            page_name=_("Delen met een link"),
        ),
    )


def _to_hand_out(scan: Scan, report: Report) -> tuple[Item, ...]:
    def link(kind: str) -> tuple[Link, ...]:
        return _links(reverse("reports:handout", args=[scan.organisation.slug, scan.pk, kind]))

    return tuple(
        Item(kind.title, kind.description, kind.audience, _("PDF, A4"), link(code))
        for code, kind in _handouts(report).items()
    )


def _handouts(report: Report) -> dict:
    """The handouts that make sense for this report, by their name in the address."""
    if not _is_built("handouts"):
        return {}
    from reports.handouts import KINDS, available

    return {code: KINDS[code] for code in available(report)}


def _is_built(module: str) -> bool:
    return find_spec(f"reports.{module}") is not None


def _has_results(scan: Scan) -> bool:
    return from_json(scan.publication.content).has_results


def _links(address: str) -> tuple[Link, ...]:
    """A download per language, the reader's own first."""
    own = get_language()
    languages = sorted(settings.MANAGER_LANGUAGES, key=lambda language: language[0] != own)
    return tuple(Link(code, name, f"{address}?taal={code}") for code, name in languages)


def _to_follow(member: Membership, scan: Scan) -> HttpResponse:
    return redirect("reports:follow", member.organisation.slug, scan.pk)


def _file(
    request: HttpRequest, scan: Scan, kind: str, make: Make, content_type: str, name: tuple
) -> HttpResponse:
    """The kept file as a download, named like the report: leercultuur-<firm>-<day>-<what>."""
    asked = request.GET.get("taal")
    language = asked if asked in dict(settings.MANAGER_LANGUAGES) else settings.LANGUAGE_CODE
    content = kept(scan.publication, kind, language, make)
    note_download(request, scan, NAMES.get(kind, "handout"))
    response = HttpResponse(content, content_type=content_type)
    file_name = _file_name(scan, language, *name)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _file_name(scan: Scan, language: str, what: str, suffix: str) -> str:
    other = "" if language == settings.LANGUAGE_CODE else f"-{language}"
    slug = scan.organisation.slug
    return f"leercultuur-{slug}-{scan.closed_on.isoformat()}-{what}{other}.{suffix}"
