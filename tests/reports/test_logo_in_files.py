"""The firm's logo in what is handed over: inside the file, described, renewed when it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import page as validator
import pikepdf
import pytest
from PIL import Image

from reports.files import kept
from reports.logo import Picture
from reports.models import Publication, RenderedReport
from reports.pdf import render_pdf, to_html
from reports.pipeline import build_report, load_report
from reports.published_json import digest, to_json
from reports.tasks import key_of
from reports.waves import name_of
from scan.logo import clean, store
from tests.reports import factories
from tests.scan.test_logo import SHAPE, picture, svg

SVG = svg(f'<rect width="100" height="50" fill="#63260A"/>{SHAPE}<text y="40">De Linde</text>')
LOGOS = {
    "svg": SVG,
    "wide": picture(size=(1200, 60)),
    "tall": picture(size=(60, 1200)),
    "tiny": picture(size=(60, 20)),
    "see-through": picture("RGBA", colour=(120, 0, 0, 128)),
}


def as_picture(content: bytes) -> Picture:
    cleaned = clean(content)
    return Picture(cleaned.kind, cleaned.content, cleaned.digest)


def with_logo(content: bytes):
    return replace(build_report(factories.too_small(), "nl"), logo=as_picture(content))


@pytest.fixture
def publication(open_scan):
    open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
    open_scan.save()
    published = factories.typical()
    return Publication.unscoped.create(
        scan=open_scan, digest=digest(published), content=to_json(published)
    )


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@pytest.mark.parametrize("name", ["svg", "see-through"])
def test_a_report_with_a_logo_is_still_accessible_and_fit_to_be_kept(name, profile):
    standard = getattr(validator.ValidationProfile, profile)
    result = validator.validate_pdf_bytes(render_pdf(with_logo(LOGOS[name])), profile=standard)
    assert [(each.rule_id, each.message) for each in result.failures] == []
    assert result.is_compliant


def pages_in(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as file:
        return len(file.pages)


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_of_any_shape_changes_no_page(name):
    """The cover stays one page, and the picture is told."""
    plain, marked = build_report(factories.too_small(), "nl"), with_logo(LOGOS[name])
    assert pages_in(render_pdf(plain)) == pages_in(render_pdf(marked))
    assert 'alt="Logo van Loodgieter De Wit"' in to_html(marked)
    assert "Logo van" not in to_html(plain)


def test_nothing_is_fetched_for_it():
    html = to_html(with_logo(SVG))
    source = html.partition('class="firma"><img src="')[2].partition('"')[0]
    assert source.startswith("data:image/svg+xml;base64,")


def test_files_are_made_again_when_the_logo_changes(publication):
    organisation = publication.scan.organisation
    assert name_of(publication) == publication.digest
    keys, made = [key_of(publication, "nl")], []

    def make(report) -> bytes:
        made.append(report.logo)
        return b"%d" % len(made)

    kept(publication, "proef", "nl", make)
    for content in (picture(), SVG):
        store.save(organisation=organisation, logo=clean(content))
        keys.append(key_of(publication, "nl"))
        assert kept(publication, "proef", "nl", make) == kept(publication, "proef", "nl", make)
    assert len(set(keys)) == len(keys)
    assert [logo.kind if logo else None for logo in made] == [None, "png", "svg"]
    store.remove(organisation=organisation)
    assert key_of(publication, "nl") == keys[0]
    kept(publication, "proef", "nl", make)
    assert made[-1] is None
    longest = RenderedReport._meta.get_field("key").max_length
    assert all(len(key) <= longest for key in keys)


def test_the_logo_is_no_part_of_the_frozen_result(publication):
    store.save(organisation=publication.scan.organisation, logo=clean(picture()))
    assert load_report(publication, "nl").digest == publication.digest


def test_the_results_page_shows_it(client, bob, publication):
    organisation = publication.scan.organisation
    client.force_login(bob)
    page = f"/o/{organisation.slug}/scans/{publication.scan.pk}/resultaten/"
    assert "logo." not in client.get(page).content.decode()
    store.save(organisation=organisation, logo=clean(SVG))
    assert f'src="/o/{organisation.slug}/logo.svg?v=' in client.get(page).content.decode()


def test_the_first_slide_shows_a_png(publication):
    from pptx import Presentation

    from reports.slides import presentation

    def pictures(logo) -> list:
        deck = presentation(replace(build_report(factories.typical(), "nl"), logo=logo))
        shapes = Presentation(BytesIO(deck)).slides[0].shapes
        return [shape for shape in shapes if shape.name == "Logo"]

    assert pictures(None) == pictures(as_picture(SVG)) == []
    for wide, high in ((200, 100), (1200, 60), (60, 1200)):
        [shape] = pictures(as_picture(picture(size=(wide, high))))
        assert shape._element.nvPicPr.cNvPr.get("descr") == "Logo van Machinefabriek De Linde"
        assert shape.width / shape.height == pytest.approx(wide / high, rel=0.02)
        assert Image.open(BytesIO(shape.image.blob)).size == (wide, high)
