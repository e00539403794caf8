"""Pages that show where each round of mail stands, and that take one back or try again."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scan import access, mail_rounds
from scan import mailing as work
from scan.mail_rounds import No, Round, Stage
from scan.mail_sentences import explain, refusal, words
from scan.models import Delivery, Mailing, Membership, Scan
from scan.views.errors import allow

SLUGS = {
    Mailing.Kind.INVITATION: "uitnodiging",
    Mailing.Kind.REMINDER: "herinnering",
    Mailing.Kind.THANKS: "bedankje",
}
SHOWN = 200  # addresses on one page


@dataclass(frozen=True)
class Part:
    """One kind of mail on the page: its rounds, and whether another can be sent."""

    kind: str
    slug: str
    rounds: list[Round]
    why_not: str  # empty when it can be sent
    asks_for_people: bool = False
    new: int = 0  # invitations only


@access.member("manager")
@allow("GET")
def mail(request: HttpRequest, member: Membership, pk) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    for unfinished in scan.mailings.exclude(planned_on=None).filter(finished_on=None):
        work.resume(unfinished)
    found = mail_rounds.rounds(scan)
    parts = [_part(scan, kind, found) for kind in SLUGS]
    is_stalled = any(each.is_stalled for each in found)
    context = {"member": member, "scan": scan, "parts": parts, "is_stalled": is_stalled}
    return render(request, "scan/mail.html", context)


@access.member("manager")
@allow("GET")
def mail_round(request: HttpRequest, member: Membership, pk, mailing) -> HttpResponse:
    """Where one round stands. Looking repairs what a dead worker left."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    found = scan.mailings.filter(pk=mailing).exclude(planned_on=None).first()
    if found is None:  # taken back
        return redirect("scan:mail", member.organisation.slug, pk)
    if not found.finished_on:
        work.resume(found)
        found.refresh_from_db()
    shown = next(each for each in mail_rounds.rounds(scan) if each.mailing.pk == found.pk)
    context = {"member": member, "scan": scan, "round": shown, "is_working": _is_working(shown)}
    return render(request, "scan/mail_round.html", context | _trouble(scan, found))


@access.member("manager")
@allow("POST")
def mail_again(request: HttpRequest, member: Membership, pk, mailing) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    found = get_object_or_404(scan.mailings, pk=mailing)
    what = request.POST.get("wat")
    state = Delivery.State.HANDED_OVER if what == "onzeker" else Delivery.State.REFUSED
    number = work.try_again(found, state)
    text = ngettext("%(n)s mail wordt opnieuw geprobeerd.", "%(n)s mails worden opnieuw geprobeerd.", number)  # fmt: skip  # noqa: E501
    nothing = _("Er was niets om opnieuw te proberen.")
    messages.info(request, text % {"n": number} if number else nothing)
    return redirect("scan:mail_round", member.organisation.slug, pk, mailing)


@access.member("manager")
@allow("POST")
def mail_cancel(request: HttpRequest, member: Membership, pk, mailing) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    found = get_object_or_404(scan.mailings, pk=mailing)
    if mail_rounds.cancel(scan=scan, found=found):
        messages.success(request, _("Deze mail gaat niet uit. Jullie tekst is bewaard."))
    else:
        messages.error(request, _("Dat kan niet meer: het versturen is al begonnen."))
    return redirect("scan:mail", member.organisation.slug, pk)


def _part(scan: Scan, kind: str, found: list[Round]) -> Part:
    reason = mail_rounds.why_not(scan, kind)
    is_invitation = kind == Mailing.Kind.INVITATION
    return Part(
        kind=str(kind),
        slug=SLUGS[Mailing.Kind(kind)],
        rounds=[each for each in found if each.mailing.kind == kind],
        why_not=refusal(reason) if reason else "",
        asks_for_people=reason in (No.NOBODY_LISTED, No.NOBODY_NEW),
        new=mail_rounds.newly_invited(scan) if is_invitation and not reason else 0,
    )


def _is_working(shown: Round) -> bool:
    """A page about a reminder stands still once it has begun, whatever there is left to do."""
    return shown.stage == Stage.QUEUED or (shown.stage == Stage.BUSY and not shown.is_reminder)


def _trouble(scan: Scan, found: Mailing) -> dict[str, object]:
    """The addresses that got no invitation, for as long as something can be done about it."""
    if not scan.is_open:
        return {}
    refused = work.refused(found)[:SHOWN]
    return {
        "refused": [
            (each.invitation.email, explain(each.reason), words(each.reason)) for each in refused
        ],
        "uncertain": [each.invitation.email for each in work.uncertain(found)[:SHOWN]],
        "may_try_again": work.may_start(found),
    }
