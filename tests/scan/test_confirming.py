"""Before something that weighs, who is logged in shows it once more."""

from __future__ import annotations

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver, reverse

from tests.people import PASSWORD, confirmed_user

pytestmark = pytest.mark.asks_again

WEIGHTY = {
    "reports:close",
    "reports:publish",
    "reports:sharing",
    "scan:member_change",
    "scan:colleague_new",
    "scan:second_step",
    "scan:leave",
    "scan:account_delete",
    "scan:email",
    "scan:password_set",
}


@pytest.fixture
def logged_in(client, alice, settings):
    """Alice, with her password, just now."""
    settings.ACCOUNT_RATE_LIMITS = False
    confirmed_user(alice.email)
    client.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    return client


def an_hour_passes(client) -> None:
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - 3600
    session.save()


def address(name: str, scan) -> str:
    if name in {"scan:account_delete", "scan:email", "scan:password_set"}:
        return reverse(name)
    arguments = [scan.organisation.slug, *([scan.pk] if name.startswith("reports") else [])]
    return reverse(name, args=arguments)


def test_these_pages_ask():
    found = {
        f"{namespace}:{pattern.name}"
        for namespace, (_, inner) in get_resolver().namespace_dict.items()
        for pattern in inner.url_patterns
        if _asks(pattern.callback)
    }
    assert found == WEIGHTY


def _asks(view) -> bool:
    while view is not None:
        if getattr(view, "asks_again", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(WEIGHTY))
def test_after_a_while_the_password_is_asked_and_the_page_comes_back(
    logged_in, open_scan, name, method
):
    an_hour_passes(logged_in)
    answer = getattr(logged_in, method)(address(name, open_scan), {"level": "", "person": "1"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    open_scan.refresh_from_db()
    assert open_scan.is_open
    back = logged_in.post(answer["Location"], {"password": PASSWORD})
    assert back["Location"].startswith(address(name, open_scan))


def test_who_just_logged_in_is_not_asked(logged_in, open_scan):
    assert logged_in.get(address("reports:close", open_scan)).status_code == 200


def test_a_wrong_password_opens_nothing(logged_in, open_scan):
    an_hour_passes(logged_in)
    asked = logged_in.get(address("reports:close", open_scan))["Location"]
    assert logged_in.post(asked, {"password": "fout"}).status_code == 200
    assert logged_in.post(address("reports:close", open_scan)).status_code == 302
    open_scan.refresh_from_db()
    assert open_scan.is_open


def test_what_was_filled_in_is_not_kept_in_the_session(logged_in, open_scan):
    an_hour_passes(logged_in)
    logged_in.post(address("reports:sharing", open_scan), {"passcode": "GEHEIM-GEHEIM"})
    assert "GEHEIM" not in str(dict(logged_in.session))


def test_the_time_is_counted_from_the_last_proof(logged_in, open_scan, settings):
    settings.CONFIRMED_FOR_SECONDS = 0
    assert logged_in.get(address("reports:close", open_scan)).status_code == 302


def test_without_a_password_a_second_step_will_do(logged_in, alice, open_scan):
    alice.set_unusable_password()
    alice.save()
    TOTP.activate(alice, generate_totp_secret())
    logged_in.force_login(alice)
    answer = logged_in.get(address("reports:close", open_scan))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))


def test_with_neither_one_logs_in_again_with_a_code(logged_in, alice, open_scan):
    alice.set_unusable_password()
    alice.save()
    logged_in.force_login(alice)
    close = address("reports:close", open_scan)
    asked = logged_in.get(close)["Location"]
    page = logged_in.get(asked).content.decode()
    assert "Opnieuw inloggen" in page
    assert f"{reverse('account_request_login_code')}?next=" in page


def test_no_way_out_to_another_site(logged_in):
    page = logged_in.get(reverse("scan:login_again"), {"next": "https://kwaad.example/"})
    after = f'name="next" value="{reverse("account_request_login_code")}"'
    assert after in page.content.decode()
