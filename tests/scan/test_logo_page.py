"""Choosing a logo on the site: who may, what is said, and how the picture is served."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scan.logo import Problem
from scan.logo_form import PROBLEMS
from scan.models import Logo
from tests.scan.test_logo import SHAPE, picture, svg


@pytest.fixture
def address(organisation):
    return f"/o/{organisation.slug}/logo/"


def send(client, address, content: bytes, name: str = "logo.png"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_manager_chooses_replaces_and_removes_a_logo(client, alice, organisation, address):
    client.force_login(alice)
    assert "Er is nog geen logo" in client.get(address).content.decode()
    assert "Het logo is bewaard." in send(client, address, picture()).content.decode()
    assert organisation.logo.kind == "png"
    send(client, address, svg(SHAPE), "logo.svg")
    assert Logo.unscoped.get().kind == "svg"
    answer = client.post(address, {"remove": "1"}, follow=True)
    assert "Het logo is verwijderd." in answer.content.decode()
    assert not Logo.unscoped.exists()


def test_the_name_and_type_that_were_sent_mean_nothing(client, alice, address):
    client.force_login(alice)
    send(client, address, svg(SHAPE + "<script>alert(1)</script>"), "logo.png")
    assert Logo.unscoped.get().kind == "svg"
    assert b"alert" not in bytes(Logo.unscoped.get().content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit bestand is leeg."),
        (b"GIF89a", "Dit is geen PNG, JPG of SVG."),
        (picture()[:60], "Dit bestand is beschadigd"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 1_000_000, "groter dan 1 MB"),
    ],
)
def test_a_bad_file_is_explained_and_the_old_logo_stays(client, alice, address, content, said):
    client.force_login(alice)
    send(client, address, picture())
    digest = Logo.unscoped.get().digest
    answer = send(client, address, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Logo.unscoped.get().digest == digest


def test_no_file_is_explained(client, alice, address):
    client.force_login(alice)
    answer = client.post(address, {})
    assert answer.status_code == 422
    assert "Kies eerst een bestand." in answer.content.decode()


def test_a_file_that_is_much_too_large_is_refused_at_the_door(client, alice, address):
    client.force_login(alice)
    answer = send(client, address, bytes(3_100_000))
    assert answer.status_code == 413
    assert not Logo.unscoped.exists()


def test_every_problem_has_a_sentence():
    assert set(PROBLEMS) == set(Problem)


def test_remarks_about_a_logo_that_can_hardly_be_seen(client, alice, address):
    client.force_login(alice)
    assert "bijna wit" in send(client, address, picture(colour="white")).content.decode()
    answer = send(client, address, svg(f'<image href="x"/>{SHAPE}'), "logo.svg")
    assert "Niet alles uit het SVG-bestand" in answer.content.decode()


def test_a_reader_sees_the_picture_but_may_not_change_it(client, alice, bob, organisation, address):
    client.force_login(alice)
    send(client, address, svg(SHAPE), "logo.svg")
    client.force_login(bob)
    assert client.get(address).status_code == 403
    assert client.post(address, {"remove": "1"}).status_code == 403
    answer = client.get(f"/o/{organisation.slug}/logo.svg")
    assert answer.content == bytes(organisation.logo.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["logo.png", "logo.exe", "logo.hr"])
def test_another_kind_is_not_there(client, alice, organisation, address, name):
    client.force_login(alice)
    send(client, address, svg(SHAPE), "logo.svg")
    assert client.get(f"/o/{organisation.slug}/{name}").status_code == 404


def test_a_stranger_finds_no_logo(client, alice, charlie, organisation, address):
    client.force_login(alice)
    send(client, address, picture())
    client.force_login(charlie)
    assert client.get(f"/o/{organisation.slug}/logo.png").status_code == 404


def test_the_page_shows_it_as_a_picture_only(client, alice, organisation, address):
    client.force_login(alice)
    page = send(client, address, svg(SHAPE), "logo.svg").content.decode()
    assert f'src="/o/{organisation.slug}/logo.svg?v={organisation.logo.digest[:12]}"' in page
    assert "M0 0h10v10z" not in page
    assert f'href="{address}"' in client.get(f"/o/{organisation.slug}/leden/").content.decode()
