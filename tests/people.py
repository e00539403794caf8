"""Accounts for tests that log in through the form."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from scan.models import User

PASSWORD = "vier-woorden-op-een-rij"


def confirmed_user(email: str, password: str | None = PASSWORD) -> User:
    """An account whose address is confirmed; the same person when it exists already."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user
