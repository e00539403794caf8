"""Accounts by e-mail address and password."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse

from scan.models import User
from tests.people import PASSWORD, confirmed_user


@pytest.fixture(autouse=True)
def quick(settings, db):
    """No rate limits between tests."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def sign_up(client, email="Noor@Example.org", **changed):
    posted = {"email": email, "password1": PASSWORD, "password2": PASSWORD} | changed
    return client.post(reverse("account_signup"), posted)


def log_in(client, email="noor@example.org", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_up_makes_an_account_and_asks_for_an_organisation(client):
    answer = sign_up(client)
    assert User.objects.get().email == "noor@example.org"
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert log_in(client)["Location"] == reverse("account_email_verification_sent")
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    client.post(link)
    assert log_in(client)["Location"] == reverse("scan:organisations")
    organisations = client.get(reverse("scan:organisations"))
    assert organisations["Location"] == reverse("scan:organisation_new")


def test_one_address_is_one_account_whatever_its_case(client):
    sign_up(client)
    client.logout()
    sign_up(client, email="NOOR@example.org")
    assert User.objects.count() == 1


@pytest.mark.parametrize("email", ["noor@example.org", "NOOR@Example.org"])
def test_logging_in_and_out(client, email):
    confirmed_user("noor@example.org")
    assert log_in(client, email)["Location"] == reverse("scan:organisations")
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("scan:home")
    assert client.get(reverse("scan:organisations")).status_code == 302


def test_a_wrong_password_tells_nothing_about_the_address(client):
    User.objects.create_user("noor@example.org", PASSWORD)
    pages = [log_in(client, email, "fout") for email in ("noor@example.org", "x@example.org")]
    told = [re.findall(r"Dit e-mailadres en wachtwoord[^<]*", p.content.decode()) for p in pages]
    assert told[0] == told[1] != []


@pytest.mark.parametrize("password", ["kort", "123456789012", "wachtwoordwachtwoord"])
def test_a_weak_password_is_refused(client, password):
    weak = {"kort", "123456789012"}
    sign_up(client, password1=password, password2=password)
    assert User.objects.exists() == (password not in weak)


def test_sign_up_can_be_closed(client, settings):
    settings.SIGNUP_OPEN = False
    assert "Aanmelden kan hier niet" in sign_up(client).content.decode()
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced_with_a_link_from_the_mail(client):
    User.objects.create_user("noor@example.org", PASSWORD)
    client.post(reverse("account_reset_password"), {"email": "Noor@example.org"})
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True)
    new = "een-heel-ander-wachtwoord"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert log_in(client, password=new)["Location"] == reverse("scan:organisations")


def test_a_reset_for_an_unknown_address_looks_the_same_and_mails_nobody(client):
    answer = client.post(reverse("account_reset_password"), {"email": "x@example.org"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_an_account_without_a_password_can_choose_one(client):
    """Made by `add_member --create`. The link shows that the mailbox is theirs."""
    User.objects.create_user("noor@example.org")
    client.post(reverse("account_reset_password"), {"email": "noor@example.org"})
    form = client.get(re.search(r"http://\S+", mail.outbox[0].body)[0], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert log_in(client)["Location"] == reverse("scan:organisations")


class TestAMailedCode:
    @pytest.fixture
    def code(self, client):
        confirmed_user("noor@example.org")
        client.post(reverse("account_request_login_code"), {"email": "noor@example.org"})
        return re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[0].body, re.MULTILINE)[0]

    def test_logs_in_without_a_password(self, client, code):
        answer = client.post(reverse("account_confirm_login_code"), {"code": code})
        assert answer["Location"] == reverse("scan:organisations")
        assert client.get(reverse("account_email")).status_code == 200

    def test_a_wrong_code_does_not(self, client, code):
        client.post(reverse("account_confirm_login_code"), {"code": "FOUTFOUT"})
        assert client.get(reverse("scan:organisations"))["Location"].startswith("/account/login")

    def test_three_wrong_codes_end_it(self, client, code):
        for _ in range(3):
            client.post(reverse("account_confirm_login_code"), {"code": "FOUTFOUT"})
        client.post(reverse("account_confirm_login_code"), {"code": code})
        assert client.get(reverse("scan:organisations"))["Location"].startswith("/account/login")

    def test_asks_the_second_step_too(self, client, code):
        TOTP.activate(User.objects.get(), generate_totp_secret())
        answer = client.post(reverse("account_confirm_login_code"), {"code": code})
        assert answer["Location"] == reverse("mfa_authenticate")


def test_mail_is_dutch_and_plain(client):
    sign_up(client)
    confirmation = mail.outbox[0]
    assert confirmation.subject == "Bevestig je e-mailadres"
    assert "Met dit e-mailadres is een account gemaakt" in confirmation.body
    assert "&" not in confirmation.body


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Doe je mee aan een scan?"),
        ("account_signup", "Minstens twaalf tekens"),
        ("account_reset_password", "Wachtwoord vergeten"),
        ("account_reset_password_done", "Kijk in je e-mail"),
        ("account_email_verification_sent", "Kijk in je e-mail"),
    ],
)
def test_pages_before_logging_in_wear_our_own_frame(client, name, words):
    page = client.get(reverse(name)).content.decode()
    assert words in page
    assert "css/manage.css" in page
    assert "style=" not in page


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "mfa_index", "account_logout"]
)
def test_pages_of_ones_own_account_wear_our_own_frame(client, alice, name):
    client.force_login(alice)
    page = client.get(reverse(name)).content.decode()
    assert "css/manage.css" in page
    assert "<script" not in page
    assert "style=" not in page


class TestSecondStep:
    @pytest.fixture
    def confirmed(self, client, alice):
        EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
        log_in(client, alice.email, "een-lang-wachtwoord")
        return client

    def test_setting_it_up_asks_the_password_and_shows_a_code_to_scan(self, confirmed):
        asked = confirmed.get(reverse("mfa_activate_totp"))["Location"]
        assert "Even controleren of jij het bent" in confirmed.get(asked).content.decode()
        answer = confirmed.post(asked, {"password": "een-lang-wachtwoord"}, follow=True)
        page = answer.content.decode()
        assert "data:image/svg+xml;base64" in page
        assert "style=" not in page

    def test_with_it_a_password_alone_is_not_enough(self, confirmed, alice):
        TOTP.activate(alice, generate_totp_secret())
        RecoveryCodes.activate(alice)
        confirmed.logout()
        answer = log_in(confirmed, alice.email, "een-lang-wachtwoord")
        assert answer["Location"] == reverse("mfa_authenticate")
        assert "Nog één stap" in confirmed.get(answer["Location"]).content.decode()
        assert confirmed.get(reverse("scan:organisations")).status_code == 302

    @pytest.mark.parametrize(
        "name", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
    )
    def test_its_pages_wear_our_own_frame(self, confirmed, alice, name):
        TOTP.activate(alice, generate_totp_secret())
        RecoveryCodes.activate(alice)
        page = confirmed.get(reverse(name), follow=True).content.decode()
        assert "css/manage.css" in page
        assert "<script" not in page
