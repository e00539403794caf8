"""Limits on trying, in the cache that all workers share, and answers that tell nothing.

Every limit is really exceeded here, as somebody would who tries.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from scan.models import User
from tests.people import PASSWORD, confirmed_user

KNOWN, UNKNOWN = "noor@example.org", "niet@example.org"
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()


@pytest.fixture
def noor(db):
    return confirmed_user(KNOWN)


def from_address(number: int) -> Client:
    """Another browser on another network: what counts per address is not what stops it."""
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


def until_refused(try_once: Callable[[int], HttpResponse], refused, most: int) -> int:
    """How often it could be tried."""
    for number in range(most):
        if refused(try_once(number)):
            return number
    raise AssertionError(f"never refused in {most} tries")


def is_429(answer: HttpResponse) -> bool:
    return answer.status_code == 429


def is_told(answer: HttpResponse) -> bool:
    return "Er is te vaak geprobeerd" in answer.content.decode()


def test_the_limits_live_where_all_workers_look():
    assert configured.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_guessing_the_password_of_one_account_from_many_networks(noor, email):
    def guess(number: int) -> HttpResponse:
        posted = {"login": email, "password": f"fout {number}"}
        return from_address(number).post(reverse("account_login"), posted)

    assert until_refused(guess, is_told, most=8) == 5
    posted = {"login": email, "password": PASSWORD}
    assert is_told(from_address(99).post(reverse("account_login"), posted))


def test_guessing_for_many_accounts_from_one_network(noor):
    def guess(number: int) -> HttpResponse:
        posted = {"login": f"{number}@example.org", "password": "fout"}
        return from_address(1).post(reverse("account_login"), posted)

    def refused(answer: HttpResponse) -> bool:
        return is_told(answer) or is_429(answer)

    assert until_refused(guess, refused, most=40) == 10


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_flooding_a_mailbox_with_codes(noor, email):
    def ask(number: int) -> HttpResponse:
        return from_address(number).post(reverse("account_request_login_code"), {"email": email})

    assert until_refused(ask, lambda answer: answer.status_code == 200, most=6) == 3
    assert len(mail.outbox) == (3 if email == KNOWN else 0)


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_flooding_a_mailbox_with_resets(noor, email):
    def ask(number: int) -> HttpResponse:
        return from_address(number).post(reverse("account_reset_password"), {"email": email})

    assert until_refused(ask, lambda answer: answer.status_code != 302, most=10) == 5
    assert len(mail.outbox) == (5 if email == KNOWN else 0)


def test_trying_links_of_invitations(db):
    def guess(number: int) -> HttpResponse:
        return from_address(1).post(reverse("scan:colleague", args=[f"token{number}"]))

    assert until_refused(guess, is_429, most=40) == 30


def test_making_accounts(db):
    def sign_up(number: int) -> HttpResponse:
        email = f"{number}@example.org"
        posted = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
        return from_address(1).post(reverse("account_signup"), posted)

    made = until_refused(sign_up, is_429, most=30)
    assert made == User.objects.count() == 20


def test_who_is_refused_gets_a_page_that_says_what_to_do(db):
    for number in range(31):
        answer = from_address(1).post(reverse("scan:colleague", args=[f"token{number}"]))
    assert "Wacht een paar minuten" in answer.content.decode()
    assert "css/manage.css" in answer.content.decode()


@pytest.fixture
def two_workers(tmp_path):
    """The address of a real server with two processes and a database of its own."""
    port, root = free_port(), Path(__file__).resolve().parent.parent.parent
    database = f"sqlite:///{tmp_path}/limits.sqlite3"
    environment = {**os.environ, "DATABASE_URL": database, "EMAIL_URL": "dummymail://"}
    for command in ("migrate", "createcachetable"):
        manage = [sys.executable, "manage.py", command, "-v0"]
        subprocess.run(manage, cwd=root, env=environment, check=True)
    serve = [sys.executable, "-m", "gunicorn", "leercultuur.wsgi", "--workers", "2"]
    serve += ["--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    server = subprocess.Popen(serve, cwd=root, env=environment)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise AssertionError("the server never came")


def status_of(address: str) -> int:
    try:
        with urlopen(address) as answer:
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


def test_two_workers_count_together(two_workers):
    """Every worker by itself would let the full number through."""
    address = two_workers + reverse("scan:colleague", args=["bestaat-niet"])
    with ThreadPoolExecutor(4) as at_once:
        found = list(at_once.map(status_of, [address] * 80))
    assert found.count(404) <= 30
    assert found.count(404) + found.count(429) == 80


def told(browser: Client, answer: HttpResponse, email: str) -> tuple[int, str, bytes, str, bytes]:
    """All that a visitor can see of an answer and of the page after it, but for the address."""
    after = browser.get(answer["Location"]) if answer.status_code == 302 else answer
    headers = str(sorted((k, v) for k, v in answer.items() if k != "Content-Length"))
    cookies = str(sorted(answer.cookies))
    return (
        answer.status_code,
        headers + cookies,
        _plain(answer, email),
        str(after.status_code),
        _plain(after, email),
    )


def _plain(answer: HttpResponse, email: str) -> bytes:
    text = TOKENS.sub("", answer.content.decode()).replace(email, "ADRES")
    return text.encode()


@pytest.mark.parametrize(
    ("name", "posted"),
    [
        ("account_login", {"login": "ADRES", "password": "fout"}),
        ("account_reset_password", {"email": "ADRES"}),
        ("account_request_login_code", {"email": "ADRES"}),
        ("account_signup", {"email": "ADRES", "password1": PASSWORD, "password2": PASSWORD}),
    ],
)
def test_known_and_unknown_addresses_get_the_same_bytes(noor, name, posted):
    found = []
    for number, email in enumerate((KNOWN, UNKNOWN), start=1):
        browser = from_address(number)
        values = {key: email if value == "ADRES" else value for key, value in posted.items()}
        found.append(told(browser, browser.post(reverse(name), values), email))
    assert found[0] == found[1]
