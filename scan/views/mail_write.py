"""Writing a round of mail: the introduction, looking at it, a test mail to oneself, sending."""

from __future__ import annotations

from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from scan import access, mail_rounds, mail_server, mail_tests, mail_texts
from scan.mail_forms import DayForm, IntroductionForm
from scan.mail_rounds import BadDay, NotAllowed, TextChanged
from scan.mail_sentences import explain, refusal
from scan.models import Mailing, Membership, Scan
from scan.views.errors import allow
from scan.views.mail import SLUGS

KINDS = {slug: kind for kind, slug in SLUGS.items()}
# The mail has its styles inside; it may load, run and send nothing.
SEALED = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)


@access.member("manager")
@allow("GET", "POST")
def mail_write(request: HttpRequest, member: Membership, pk, letter: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if refused := _refused(request, member, scan, letter):
        return refused
    old = {"introduction": mail_rounds.draft(scan, KINDS[letter]).introduction}
    form = IntroductionForm(request.POST or None, initial=old)
    if form.is_valid():
        mail_rounds.write(scan=scan, kind=KINDS[letter], **form.cleaned_data)
        return redirect("scan:mail_check", member.organisation.slug, pk, letter)
    context = {"member": member, "scan": scan, "form": form, "kind": KINDS[letter]}
    return render(request, "scan/mail_write.html", context, status=422 if form.errors else 200)


@access.member("manager")
@allow("GET")
def mail_check(request: HttpRequest, member: Membership, pk, letter: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if refused := _refused(request, member, scan, letter):
        return refused
    return _show(request, member, scan, letter, DayForm(scan, KINDS[letter]))


@access.member("manager")
@allow("GET")
def mail_html(request: HttpRequest, member: Membership, pk, letter: str, language) -> HttpResponse:
    """The mail as mail programs show it; by itself, under rules of its own."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if letter not in KINDS or language not in mail_texts.LANGUAGES:
        raise Http404
    found = mail_texts.sample(mail_rounds.draft(scan, KINDS[letter]), language, "")
    response = HttpResponse(mail_texts.html_of(found))
    response["Content-Security-Policy"] = SEALED
    return response


@access.member("manager")
@allow("POST")
def mail_test(request: HttpRequest, member: Membership, pk, letter: str) -> HttpResponse:
    """One mail to the manager, at once: whether mail works at all is what it should show."""
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if refused := _refused(request, member, scan, letter):
        return refused
    language = "en" if request.POST.get("taal") == "en" else "nl"
    found = mail_rounds.draft(scan, KINDS[letter])
    message = mail_texts.test(found, language, member.user.email)
    _send_test(request, member, message)
    return redirect("scan:mail_check", member.organisation.slug, pk, letter)


@access.member("manager")
@allow("POST")
def mail_send(request: HttpRequest, member: Membership, pk, letter: str) -> HttpResponse:
    scan = get_object_or_404(member.organisation.scans, pk=pk)
    if refused := _refused(request, member, scan, letter):
        return refused
    form = DayForm(scan, KINDS[letter], request.POST)
    if not form.is_valid():
        return _show(request, member, scan, letter, form, status=422)
    try:
        found = mail_rounds.send(
            scan=scan,
            kind=KINDS[letter],
            day=form.cleaned_data["day"],
            looked_at=request.POST.get("gezien", ""),
            by=request.user,
        )
    except (NotAllowed, BadDay):  # somebody else was a moment earlier
        messages.info(request, _("Deze mail is intussen al verstuurd of klaargezet."))
        return redirect("scan:mail", member.organisation.slug, pk)
    except TextChanged:
        messages.warning(request, _("De tekst is intussen veranderd. Kijk nog één keer."))
        return redirect("scan:mail_check", member.organisation.slug, pk, letter)
    return _sent(request, member, found)


def _sent(request: HttpRequest, member: Membership, found: Mailing) -> HttpResponse:
    address = (member.organisation.slug, found.scan_id)
    if found.planned_on <= timezone.localdate():
        return redirect("scan:mail_round", *address, found.pk)
    text = _("De mail staat klaar voor %(day)s.")
    messages.success(request, text % {"day": date_format(found.planned_on, "j F Y")})
    return redirect("scan:mail", *address)


def _refused(
    request: HttpRequest, member: Membership, scan: Scan, letter: str
) -> HttpResponse | None:
    """Back to where the rounds stand, with the reason why this one cannot be sent."""
    if letter not in KINDS:
        raise Http404
    reason = mail_rounds.why_not(scan, KINDS[letter])
    if reason is None:
        return None
    messages.info(request, refusal(reason))
    return redirect("scan:mail", member.organisation.slug, scan.pk)


def _show(
    request: HttpRequest,
    member: Membership,
    scan: Scan,
    letter: str,
    form: DayForm,
    status: int = 200,
) -> HttpResponse:
    found = mail_rounds.draft(scan, KINDS[letter])
    languages = sorted(mail_texts.LANGUAGES, key=lambda code: code != get_language())
    context = {
        "member": member,
        "scan": scan,
        "letter": letter,
        "kind": KINDS[letter],
        "form": form,
        "seen": mail_rounds.seen(found),
        "mails": [(code, mail_texts.sample(found, code, "")) for code in languages],
        "new": mail_rounds.newly_invited(scan) if letter == SLUGS[Mailing.Kind.INVITATION] else 0,
        "at_once": form.first == timezone.localdate(),
    }
    return render(request, "scan/mail_check.html", context, status=status)


def _send_test(request: HttpRequest, member: Membership, message: EmailMultiAlternatives) -> None:
    try:
        mail_tests.send(member.user, message)
    except mail_tests.TooMany:
        messages.error(request, _("Je hebt vandaag al twintig proefmails gehad. Morgen kan het weer."))  # fmt: skip  # noqa: E501
    except (mail_server.NotNow, mail_server.Refused) as trouble:
        text = _("De proefmail is niet verstuurd. %(why)s")
        messages.error(request, text % {"why": explain(str(trouble))})
    else:
        text = _("De proefmail is verstuurd naar %(address)s. Niet gezien? Kijk bij de ongewenste mail.")  # fmt: skip  # noqa: E501
        messages.success(request, text % {"address": member.user.email})
