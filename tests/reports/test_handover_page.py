"""Everything to take along: what is offered when, the downloads, and that they are kept."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pptx import Presentation

from reports import files
from reports.handouts import kinds as handouts
from reports.models import Publication, RenderedReport
from reports.published_json import digest, to_json
from reports.views import handover
from tests.reports import factories


@pytest.fixture
def close(open_scan):
    """Closes the scan with a result made by hand."""

    def close(published):
        open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
        open_scan.save()
        return Publication.unscoped.create(
            scan=open_scan, digest=digest(published), content=to_json(published)
        )

    return close


@pytest.fixture
def publication(close):
    return close(factories.typical())


@pytest.fixture
def to(open_scan):
    def to(name, *rest):
        return reverse(f"reports:{name}", args=[open_scan.organisation.slug, open_scan.pk, *rest])

    return to


@pytest.fixture
def reader(client, bob):
    client.force_login(bob)
    return client


def name_of(response) -> str:
    return response["Content-Disposition"]


def test_the_page_offers_every_file_with_words_about_it(reader, publication, to):
    content = reader.get(to("handover")).content.decode()
    for address in (to("report"), to("excel") + "?taal=nl", to("excel") + "?taal=en"):
        assert f'href="{address}"' in content
    assert "Voor de directie en HR. PDF, A4." in content


@pytest.mark.parametrize("page", ["results", "follow"])
def test_the_pages_of_a_closed_scan_lead_to_it(reader, publication, to, page):
    assert f'href="{to("handover")}"' in reader.get(to(page)).content.decode()


@pytest.mark.parametrize("page", ["handover", "excel", "slides"])
def test_before_closing_there_is_nothing_to_take_along(reader, open_scan, to, page):
    assert reader.get(to(page)).url == to("follow")
    assert reader.get(to("handout", "gesprek")).url == to("follow")


def test_the_excel_file_downloads_with_a_name(reader, publication, to, open_scan):
    response = reader.get(to("excel"))
    assert response.content.startswith(b"PK")
    assert response["Content-Type"] == handover.XLSX
    slug = open_scan.organisation.slug
    assert name_of(response) == f'attachment; filename="leercultuur-{slug}-2026-11-20-cijfers.xlsx"'
    assert response["Cache-Control"].startswith("private")


def test_each_language_has_its_own_file(reader, publication, to):
    english = reader.get(to("excel"), {"taal": "en"})
    assert name_of(english).endswith('-cijfers-en.xlsx"')
    assert english.content != reader.get(to("excel")).content
    assert reader.get(to("excel"), {"taal": "xx"}).content == reader.get(to("excel")).content


def test_with_too_few_answers_only_what_needs_no_numbers(reader, close, to):
    close(factories.too_small())
    content = reader.get(to("handover")).content.decode()
    assert to("report") in content
    assert to("excel") not in content
    assert reader.get(to("excel")).status_code == 404
    assert "Drie dia’s zonder cijfers" in content
    deck = Presentation(BytesIO(reader.get(to("slides")).content))
    assert len(deck.slides) == 3
    offered = {kind for kind in handouts.KINDS if f"/bladen/{kind}.pdf" in content}
    assert offered == {"gesprek"}
    assert reader.get(to("handout", "kantine")).status_code == 404


def test_what_is_not_built_is_not_offered(reader, publication, to, monkeypatch):
    monkeypatch.setattr(handover, "_is_built", lambda module: False)
    content = reader.get(to("handover")).content.decode()
    assert to("slides") not in content
    assert "/bladen/" not in content
    assert reader.get(to("slides")).status_code == 404
    assert reader.get(to("handout", "gesprek")).status_code == 404


def test_an_unknown_handout_does_not_exist(reader, publication, to):
    assert reader.get(to("handout", "onbekend")).status_code == 404


def test_strangers_get_nothing(client, charlie, publication, to):
    client.force_login(charlie)
    for page in ("handover", "excel", "slides"):
        assert client.get(to(page)).status_code == 404
    assert client.get(to("handout", "gesprek")).status_code == 404


def test_a_file_is_made_once_and_kept(publication):
    made = []

    def make(report):
        made.append(report.language)
        return b"bestand"

    for _again in range(3):
        assert files.kept(publication, "xlsx", "nl", make) == b"bestand"
    assert files.kept(publication, "xlsx", "en", make) == b"bestand"
    assert made == ["nl", "en"]


def test_kinds_do_not_get_each_others_file(publication):
    files.kept(publication, "xlsx", "nl", lambda report: b"een")
    assert files.kept(publication, "pptx", "nl", lambda report: b"twee") == b"twee"


def test_a_new_look_makes_a_new_file(publication, monkeypatch):
    files.kept(publication, "xlsx", "nl", lambda report: b"oud")
    monkeypatch.setattr(files, "renderer_version", lambda: "anders")
    assert files.kept(publication, "xlsx", "nl", lambda report: b"nieuw") == b"nieuw"


def test_a_file_that_failed_leaves_nothing_behind(publication):
    def fail(report):
        raise RuntimeError("geen lettertype")

    with pytest.raises(RuntimeError):
        files.kept(publication, "xlsx", "nl", fail)
    assert not RenderedReport.unscoped.exists()


def test_two_at_the_same_moment_keep_one(publication):
    """The second is made while the first is on its way."""

    def make(report):
        files.kept(publication, "xlsx", "nl", lambda report: b"bestand")
        return b"bestand"

    assert files.kept(publication, "xlsx", "nl", make) == b"bestand"
    assert RenderedReport.unscoped.count() == 1


def test_the_key_fits_for_every_kind(publication):
    longest = RenderedReport._meta.get_field("key").max_length
    for kind in ("xlsx", "pptx", "blad-leidinggevende"):
        assert len(files.key_of(publication.digest, "nl", kind)) <= longest


def test_the_pdf_of_the_report_stays_apart(publication, reader, to):
    """The report's own page does not take another file for its PDF."""
    reader.get(to("excel"))
    assert "Maak het rapport" in reader.get(to("report")).content.decode()


def test_a_new_file_takes_the_place_of_the_older_one(publication, monkeypatch):
    def names():
        return {(each.language, bytes(each.pdf)) for each in publication.files.all()}

    for kind, language in (("xlsx", "nl"), ("xlsx", "en"), ("blad-hr", "nl")):
        files.kept(publication, kind, language, lambda report, kind=kind: kind.encode())
    monkeypatch.setattr(files, "renderer_version", lambda: "later")
    files.kept(publication, "xlsx", "nl", lambda report: b"nieuw")
    assert names() == {("nl", b"nieuw"), ("en", b"xlsx"), ("nl", b"blad-hr")}


def test_what_is_still_being_made_is_not_forgotten(publication, monkeypatch):
    files.kept(publication, "xlsx", "nl", lambda report: b"oud")
    publication.files.update(state="running")
    monkeypatch.setattr(files, "renderer_version", lambda: "later")
    files.kept(publication, "xlsx", "nl", lambda report: b"nieuw")
    assert publication.files.count() == 2


@pytest.mark.parametrize(
    ("page", "rest", "start", "ending"),
    [
        ("slides", (), b"PK", "-presentatie.pptx"),
        ("handout", ("gesprek",), b"%PDF", "-gesprek.pdf"),
    ],
)
def test_slides_and_handouts_download_and_are_kept(
    reader, publication, to, page, rest, start, ending
):
    first = reader.get(to(page, *rest))
    assert first.content.startswith(start)
    assert name_of(first).endswith(f'{ending}"')
    assert RenderedReport.unscoped.count() == 1
    assert reader.get(to(page, *rest)).content == first.content
    assert RenderedReport.unscoped.count() == 1


def test_every_file_the_page_offers_is_there(reader, publication, to):
    """No link to a handout that does not exist."""
    page = reader.get(to("handover"))
    items = [item for group in page.context["groups"] for item in group.items]
    links = [link.address for item in items for link in item.links]
    assert len(links) >= 4
    for address in links:
        if address.endswith("nl"):
            assert reader.get(address).status_code == 200, address
