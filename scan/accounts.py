"""Accounts by e-mail address: who may sign up, and in what words mistakes are told."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from scan import colleagues
from scan.models import User


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is gesloten."),
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "email_taken": _("Er is al een account met dit e-mailadres."),
        "enter_current_password": _("Dit is niet je huidige wachtwoord."),
        "incorrect_code": _("Deze code klopt niet. Vraag in je app een nieuwe op."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "rate_limited": _("Dit gaat te snel. Wacht een paar minuten en probeer het opnieuw."),
        "too_many_login_attempts": _(
            "Er is te vaak geprobeerd in te loggen. Wacht een paar minuten en probeer het opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Who was invited may always sign up, with the invited address."""
        return settings.SIGNUP_OPEN or colleagues.pending(request) is not None

    def clean_email(self, email: str) -> str:
        if not settings.SIGNUP_OPEN and self.request.resolver_match.view_name == "account_signup":
            invitation = colleagues.pending(self.request)
            if invitation is None or invitation.email != email.lower():
                raise ValidationError(_("Gebruik het e-mailadres waarop je bent uitgenodigd."))
        return super().clean_email(email)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the invitation that somebody logged in for."""
        if colleagues.pending(request):
            return reverse("scan:colleague_answer")
        return super().get_login_redirect_url(request)

    get_signup_redirect_url = get_login_redirect_url


@receiver(password_reset)
def confirm_address(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Who used the link in the mail has the mailbox: also who was added by an administrator."""
    addresses = EmailAddress.objects.filter(user=user)
    if not addresses.exclude(email__iexact=user.email).exists():
        values = {"verified": True, "primary": True}
        addresses.update_or_create(email=user.email, defaults={"user": user} | values)


class SecondStep(DefaultMFAAdapter):
    """What the app or the passkey shows as the name of this site."""

    def get_totp_issuer(self) -> str:
        return "Leercultuur"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Leercultuur"}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return gettext("Passkey van %(day)s") % {"day": date_format(timezone.localdate(), "j F Y")}
