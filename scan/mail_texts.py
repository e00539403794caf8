"""The mails of a round: subject, plain text and HTML, in Dutch or English."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from scan import invitation_tokens
from scan.models import Invitation, Mailing, Scan

LANGUAGES = ("nl", "en")
SAMPLE = "voorbeeld"  # stands where a token would, in a preview and a test mail


def message(mailing: Mailing, invitation: Invitation) -> EmailMultiAlternatives:
    """The mail to this person. Raises `invitation_tokens.TokenLost`."""
    thanks = mailing.kind == Mailing.Kind.THANKS
    token = "" if thanks else invitation_tokens.token_of(invitation)
    no_mail = _address("scan:no_mail", invitation_tokens.no_mail_token(invitation.pk))
    found = _message(mailing, invitation.language, invitation.email, token, no_mail)
    found.extra_headers |= {
        "List-Unsubscribe": f"<{no_mail}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return found


def sample(mailing: Mailing, language: str, to: str) -> EmailMultiAlternatives:
    """The same mail with a link that leads nowhere, for a preview or to oneself."""
    return _message(mailing, language, to, SAMPLE, _address("scan:welcome", SAMPLE))


def test(mailing: Mailing, language: str, to: str) -> EmailMultiAlternatives:
    """The sample, with a subject that says what it is."""
    found = sample(mailing, language, to)
    with override(language):
        found.subject = _("Proef: {subject}").format(subject=found.subject)
    return found


def html_of(message: EmailMultiAlternatives) -> str:
    return message.alternatives[0].content


def language_of(code: str) -> str:
    """Mails are in Dutch, or in English for everybody with another language."""
    return "nl" if code in ("", "nl") else "en"


def _message(
    mailing: Mailing, code: str, to: str, token: str, no_mail: str
) -> EmailMultiAlternatives:
    language = language_of(code)
    with override(language):
        values = _values(mailing, token, language) | {"no_mail": no_mail}
        found = EmailMultiAlternatives(
            subject=_subject(mailing),
            body=render_to_string(f"emails/{mailing.kind}.txt", values).strip() + "\n",
            from_email=sender(mailing.scan),
            to=[to],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )
        html = render_to_string(f"emails/{mailing.kind}.html", values)
    found.attach_alternative(html, "text/html")
    return found


def sender(scan: Scan) -> str:
    """The organisation's name, at the address of this site."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((f"{scan.organisation.name} via Leercultuur", address))


def _subject(mailing: Mailing) -> str:
    name = mailing.scan.organisation.name
    subjects = {
        Mailing.Kind.INVITATION: _("Hoe leren we bij {name}? Doe mee met de vragenlijst"),
        Mailing.Kind.REMINDER: _("Meedoen kan nog: hoe leren we bij {name}?"),
        Mailing.Kind.THANKS: _("De vragenlijst over leren bij {name} is gesloten"),
    }
    return subjects[Mailing.Kind(mailing.kind)].format(name=name)


def _values(mailing: Mailing, token: str, language: str) -> dict[str, Any]:
    return {
        "scan": mailing.scan,
        "organisation": mailing.scan.organisation,
        "introduction": mailing.introduction,
        "address": _address("scan:welcome", token) if token else "",
        "privacy": _address("scan:privacy"),
        "days": settings.ANSWER_RETENTION_DAYS,
        "language": language,
    }


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
