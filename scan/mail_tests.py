"""A test mail of a round, to the manager's own address: at once, and not without end."""

from __future__ import annotations

from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from scan.mail_server import NotNow, hand_over
from scan.models import User

A_DAY = 20  # an account may have somebody else's address: nobody is flooded through us
PATIENCE = 10  # seconds; somebody is waiting for the page


class TooMany(Exception):
    """Today this user had as many as anybody needs."""


def send(user: User, message: EmailMultiAlternatives) -> None:
    """Raises TooMany, `mail_server.NotNow` or `mail_server.Refused`."""
    key = f"mail-tests-{user.pk}-{timezone.localdate()}"
    cache.add(key, 0, timeout=24 * 3600)
    if cache.incr(key) > A_DAY:
        raise TooMany
    try:
        hand_over(message, just_before=lambda: None, timeout=PATIENCE)
    except OSError as error:
        raise NotNow(type(error).__name__) from None
