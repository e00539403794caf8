"""What every test gets: a few people, firms and scans."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "leercultuur", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("leercultuur")


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def just_logged_in(request, monkeypatch):
    """`force_login` gives no password: without this every weighty page would ask for one.

    Tests that are about the asking carry the mark `asks_again`.
    """
    if not request.node.get_closest_marker("asks_again"):
        monkeypatch.setattr("scan.confirming.is_recent", lambda request: True)


@pytest.fixture
def today():
    from django.utils import timezone

    return timezone.localdate()


@pytest.fixture
def alice(db):
    """Manager of organisation A."""
    from scan.models import User

    return User.objects.create_user("alice@example.org", "een-lang-wachtwoord")


@pytest.fixture
def organisation(alice):
    from scan import actions

    return actions.create_organisation(user=alice, name="Machinefabriek De Linde")


@pytest.fixture
def bob(organisation):
    """Reader of organisation A."""
    from scan.models import Membership, User

    bob = User.objects.create_user("bob@example.org", "een-lang-wachtwoord")
    Membership.unscoped.create(user=bob, organisation=organisation, level="reader")
    return bob


@pytest.fixture
def charlie(db):
    """Manager of another organisation, B."""
    from scan import actions
    from scan.models import User

    charlie = User.objects.create_user("charlie@example.org", "een-lang-wachtwoord")
    actions.create_organisation(user=charlie, name="Bakkerij Smit")
    return charlie


@pytest.fixture
def draft_scan(organisation, today):
    return organisation.scans.model.unscoped.create(
        organisation=organisation,
        title="Scan november",
        contact="Noor van HR",
        first_day=today,
        last_day=today + timedelta(days=14),
        invited_dir=1,
        invited_hr=1,
        invited_lg=4,
        invited_mw=40,
    )


@pytest.fixture
def open_scan(draft_scan):
    from scan import actions

    actions.open_scan(scan=draft_scan)
    draft_scan.refresh_from_db()
    return draft_scan
