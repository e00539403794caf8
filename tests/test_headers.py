"""Every answer, whatever it is, carries the headers that protect who reads it."""

from __future__ import annotations

import pytest

ADDRESSES = {
    "a public page": "/",
    "a page of a member, before logging in": "/organisaties/",
    "an unknown link": "/v/bestaat-niet/",
    "an unknown link to a result": "/d/bestaat-niet/",
    "a page that does not exist": "/bestaat-niet/",
    "a static file": "/static/css/tokens.css",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_headers(client, db, address):
    answer = client.get(address)
    answer.close()  # a static file is an open file
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("name", ["", "nieuw/"])
def test_pages_of_who_is_logged_in_are_kept_nowhere(client, alice, organisation, name):
    client.force_login(alice)
    assert client.get(f"/organisaties/{name}")["Cache-Control"] == "private, no-store"
    assert client.get(f"/o/{organisation.slug}/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/", "/v/bestaat-niet/", "/d/bestaat-niet/", "/bestaat-niet/"])
def test_pages_run_nothing_but_our_own_files(client, db, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "DENY"
