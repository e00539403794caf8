"""Inviting colleagues, and the page that a colleague gets to with the link.

Opening the link changes nothing: programs that check mail open it too.
"""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from scan import access, colleagues
from scan.colleague_forms import ColleagueForm
from scan.confirming import confirmed
from scan.mail_server import NotNow, Refused
from scan.models import MemberInvitation, Membership
from scan.views.errors import allow


@access.member("manager")
@allow("GET", "POST")
@confirmed
def colleague_new(request: HttpRequest, member: Membership) -> HttpResponse:
    form = ColleagueForm(request.POST or None, organisation=member.organisation)
    if form.is_valid():
        return _invite(request, member, form.cleaned_data)
    context = {"member": member, "form": form, "days": colleagues.LIFE.days}
    return render(request, "scan/colleague_new.html", context, status=422 if form.errors else 200)


@access.member("manager")
@allow("POST")
def colleague_revoke(request: HttpRequest, member: Membership, invitation: UUID) -> HttpResponse:
    found = get_object_or_404(member.organisation.member_invitations, pk=invitation)
    colleagues.revoke(invitation=found, user=request.user)
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("scan:members", member.organisation.slug)


@access.public
@allow("GET", "POST")
def colleague(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who invites for what. POST goes on: to logging in, signing up or joining."""
    if refused := ratelimit.consume_or_429(request, action="member_invitation", limit_get=True):
        return refused
    invitation = colleagues.find(token)
    if invitation is None or not invitation.is_open:
        return _ended(request, invitation)
    if request.method != "POST":
        return _show(request, invitation)
    colleagues.remember(request, invitation)
    if request.user.is_authenticated:
        return _accept(request, invitation)
    return redirect("account_signup" if "nieuw" in request.POST else "account_login")


@access.user
@allow("GET", "POST")
def colleague_answer(request: HttpRequest) -> HttpResponse:
    """The same, after logging in: the browser remembers which invitation it was."""
    invitation = colleagues.pending(request)
    if invitation is None:
        colleagues.forget(request)
        return redirect("scan:organisations")
    return _accept(request, invitation) if request.method == "POST" else _show(request, invitation)


def _invite(request: HttpRequest, member: Membership, chosen: dict) -> HttpResponse:
    by_mail = chosen["way"] == "mail"
    made = colleagues.invite(
        organisation=member.organisation,
        user=request.user,
        email=chosen["email"],
        level=chosen["level"],
        by_mail=by_mail,
    )
    if by_mail:
        return _mail(request, member, made)
    context = {"member": member, "invitation": made, "address": colleagues.address(made)}
    return render(request, "scan/colleague_made.html", context)


def _mail(request: HttpRequest, member: Membership, made: MemberInvitation) -> HttpResponse:
    """Without mail there is no invitation: nobody would know the link."""
    try:
        colleagues.send(made, user=request.user)
    except (NotNow, Refused):
        text = _(
            "De mail is niet verstuurd. Probeer het later nog eens, of geef de link zelf door."
        )
    except colleagues.TooMany:
        text = _("Je hebt vandaag al veel mensen uitgenodigd. Morgen kan het weer.")
    else:
        messages.success(request, _("De uitnodiging is verstuurd."))
        return redirect("scan:members", member.organisation.slug)
    colleagues.revoke(invitation=made, user=request.user)
    messages.error(request, text)
    return redirect("scan:colleague_new", member.organisation.slug)


def _accept(request: HttpRequest, invitation: MemberInvitation) -> HttpResponse:
    try:
        colleagues.accept(invitation=invitation, user=request.user)
    except colleagues.NotYours:
        return _show(request, invitation, status=403)
    except colleagues.NotOpen:
        return _ended(request, invitation)
    colleagues.forget(request)
    text = _("Je hoort nu bij %(name)s.")
    messages.success(request, text % {"name": invitation.organisation.name})
    return redirect("scan:scans", invitation.organisation.slug)


def _show(request: HttpRequest, invitation: MemberInvitation, status: int = 200) -> HttpResponse:
    user = request.user
    is_mine = user.is_authenticated and colleagues.is_for(invitation, user)
    context = {"invitation": invitation, "is_mine": is_mine}
    return _unkept(render(request, "scan/colleague.html", context, status=status))


def _ended(request: HttpRequest, invitation: MemberInvitation | None) -> HttpResponse:
    """The same page whatever the reason, without a name of the organisation."""
    colleagues.forget(request)
    return _unkept(render(request, "scan/colleague_ended.html", status=410 if invitation else 404))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
