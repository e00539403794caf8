"""The pages for anyone, the choice of a language, and the pages for what goes wrong."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from scan.views import errors


@pytest.mark.parametrize("name", ["home", "privacy"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_public_pages_need_no_database(client, name, language):
    response = client.get(reverse(f"scan:{name}"), headers={"accept-language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_the_home_page_is_honest_and_names_the_six_blocks(client):
    page = client.get("/").content.decode()
    for text in ("nog niet gevalideerd", "zonder band met hen", "minder dan vijf mensen"):
        assert text in page
    for name in ("Inhoud van werk", "Leiderschap", "Externe omgeving"):
        assert name in page


@pytest.mark.parametrize("is_open", [True, False])
def test_signing_up_is_offered_only_where_it_is_open(client, settings, is_open):
    settings.SIGNUP_OPEN = is_open
    assert (reverse("account_signup") in client.get("/").content.decode()) == is_open


def test_someone_logged_in_goes_on_to_the_own_scans(client, alice):
    client.force_login(alice)
    assert reverse("scan:organisations") in client.get("/").content.decode()


def test_the_notice_says_what_the_law_asks(client, settings):
    page = client.get("/privacy/").content.decode()
    for text in (
        "Wie is verantwoordelijk?", "gerechtvaardigd belang", "Niemand ziet wie wel of niet",
        "minstens vijf mensen", "vanaf tien mensen", "de enige in jouw rol", "vier anderen",
        f"{settings.ANSWER_RETENTION_DAYS} dagen", "artikel 11", "Autoriteit Persoonsgegevens",
        "geen besluiten over personen", "twee keer kan meedoen",
    ):  # fmt: skip
        assert text in page


@pytest.mark.parametrize("code", ["en", "nl"])
def test_a_language_is_remembered_on_the_device(client, code):
    response = client.post("/taal/", {"language": code, "next": "/privacy/"})
    assert response["Location"] == "/privacy/"
    assert f'<html lang="{code}">' in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("code", ["", "xx", "nl\x00", "../../etc"])
def test_an_unknown_language_is_not(client, code):
    response = client.post("/taal/", {"language": code, "next": "/"})
    assert response.status_code == 302
    assert "django_language" not in client.cookies


@pytest.mark.parametrize(
    "address", ["https://elders.example", "//elders.example", "/\\elders.example", "elders", ""]
)
def test_the_language_page_sends_nobody_elsewhere(client, address):
    assert client.post("/taal/", {"language": "en", "next": address})["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [("/", "post", "GET"), ("/privacy/", "delete", "GET"), ("/taal/", "get", "POST")],
)
def test_other_methods_get_a_page(client, path, method, allowed):
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response["Allow"] == allowed
    assert "Zo kun je deze pagina niet openen" in response.content.decode()


def test_an_address_that_does_not_exist(client):
    response = client.get("/bestaat/niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.csrf_failure, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
def test_error_pages_work_without_database_and_without_session(page, status):
    response = page(RequestFactory().get("/iets/"))
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_the_last_resort_needs_no_templates(monkeypatch):
    def broken(*_):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    with override("nl"):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Probeer het over een paar minuten opnieuw" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/privacy/"])
def test_no_style_or_script_stands_in_a_page(client, path):
    page = client.get(path).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
