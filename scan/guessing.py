"""Limits how often codes of slips can be tried that do not exist, or that were used.

Counted per device and per network, in fixed windows of ten minutes. A try is taken before anything
is looked up and given back when the code was good: of many that come at once none slips past the
limit, and a whole firm behind one address can answer at the same time. Whoever is over the limit
gets no answer, also not on a good code.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from time import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

WINDOW = 600  # seconds
PER_NETWORK = 30  # colleagues share one; a slip of the finger is found out before it counts
PER_DEVICE = 10  # below the other, so that one person cannot use up what colleagues need
COOKIE = "pogingen"


class TooManyTries(Exception):
    """Wait for the next window."""


@dataclass(frozen=True)
class Try:
    """One try that counts until it is given back."""

    key: str

    def give_back(self) -> None:
        cache.delete(self.key)


def take_try(request: HttpRequest) -> Try:
    """Raises TooManyTries. One row per try: adding a row is the only step that cannot be done
    twice at once, whatever the number of workers."""
    if _on_this_device(request) >= PER_DEVICE:
        raise TooManyTries
    _forget_what_is_over()
    name = _name_of_network(request)
    keys = [f"code-{name}-{number}" for number in range(PER_NETWORK)]
    taken = cache.get_many(keys)
    for key in keys:
        if key not in taken and cache.add(key, 1, timeout=WINDOW):
            return Try(key)
    raise TooManyTries


def minutes_left() -> int:
    return -(-seconds_left() // 60)


def seconds_left() -> int:
    return WINDOW - int(time()) % WINDOW


def note_on_device(request: HttpRequest, response: HttpResponse, path: str) -> None:
    """Another wrong try from this device. A number and a window, nothing about who."""
    response.set_cookie(
        COOKIE,
        f"{_window()}-{_on_this_device(request) + 1}",
        max_age=WINDOW,
        path=path,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _on_this_device(request: HttpRequest) -> int:
    window, _, number = request.COOKIES.get(COOKIE, "").partition("-")
    is_ours = window == str(_window()) and number.isdecimal() and len(number) < 4
    return int(number) if is_ours else 0


def _window() -> int:
    return int(time()) // WINDOW


def _name_of_network(request: HttpRequest) -> str:
    """Never the address itself; who has the database, but not the key, cannot try them all."""
    key = settings.SECRET_KEY.encode() + b" leercultuur guessing"
    told = f"{_window()} {_network(request)}"
    return hmac.digest(key, told.encode(), "sha256")[:16].hex()


def _network(request: HttpRequest) -> str:
    """One IPv4 address, or the /64 that one IPv6 connection has for itself."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    bits = 32 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def _forget_what_is_over() -> None:
    """Rows of earlier windows: the cache itself deletes these only when it is full."""
    store = settings.CACHES["default"]
    if not store["BACKEND"].endswith("DatabaseCache"):
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(store["LOCATION"])
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 (own name)
