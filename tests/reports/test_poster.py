"""The poster of an open link: scans from paper to the first question, true, legible in grey."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import page as validator
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from reports import poster
from reports.poster import Size
from scan.links import links_of
from scan.logo import clean, store
from tests.reports.printed import codes_on, overlaps, pictures, text_of, words_on
from tests.scan.respondent import Respondent
from tests.scan.test_logo import picture as logo

LONGEST = ("Samenwerkende Installatiebedrijven Zuidwest " * 3)[:120]


@pytest.fixture
def page_of(client, alice, open_scan):
    client.force_login(alice)

    def get(role: str, **query: str):
        address = reverse("reports:poster", args=[open_scan.organisation.slug, open_scan.pk, role])
        return client.get(address, query)

    return get


def rendered(scan, role: str = "MW", language: str = "nl", size: Size = Size.A4) -> bytes:
    link = next(link for link in links_of(scan) if link.role == role)
    return poster.render(scan, link, language, size)


@pytest.mark.parametrize(("role", "first"), [("iedereen", "rol/"), ("MW", "blok/1/")])
def test_the_code_on_the_printed_poster_leads_to_the_first_question(
    page_of, open_scan, role, first
):
    answer = page_of(role)
    assert answer["Content-Type"] == "application/pdf"
    (picture,) = pictures(answer.content)
    (seen,) = codes_on(picture)
    token = seen.text.rstrip("/").rpartition("/")[2]
    visitor = Respondent(Client(), open_scan.links.get(token=token))
    assert visitor.get().status_code == 200
    assert visitor.goes_to(visitor.post(), first)


def test_a_poster_is_one_page_of_the_size_that_was_asked(page_of):
    for query, size in (
        ({}, (210, 297)),
        ({"maat": "a3"}, (297, 420)),
        ({"maat": "x"}, (210, 297)),
    ):
        with pikepdf.open(BytesIO(page_of("MW", **query).content)) as opened:
            (only,) = opened.pages
            assert [round(float(side) * 25.4 / 72) for side in only.mediabox[2:]] == list(size)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("open_questions", [False, True])
@pytest.mark.parametrize("name", ["De Linde", LONGEST, "X" * 60])
def test_nothing_overlaps_or_falls_off(open_scan, name, open_questions, language):
    open_scan.organisation.name = name
    open_scan.contact = "Noor van Personeelszaken, toestel 1234, kantoor boven, noor@voorbeeld.nl"
    open_scan.open_questions, open_scan.last_day = open_questions, date(2026, 9, 28)
    pdf = rendered(open_scan, "", language)
    words = words_on(pdf)
    assert overlaps(words) == []
    assert all(right < 195 and bottom < 292 for _t, _l, _top, right, bottom in words)
    assert len(codes_on(pictures(pdf)[0])) == 1


def test_it_says_who_when_and_what_the_employer_sees(open_scan):
    open_scan.last_day = date(2026, 12, 7)
    told = " ".join(text_of(rendered(open_scan)).split())
    for text in ("Machinefabriek De Linde", "medewerkers", "7 december", "mag, hoeft niet"):
        assert text in told
    assert "Je werkgever ziet niet of je meedoet" in told


@pytest.mark.parametrize(
    ("directors", "open_questions", "there", "not_there"),
    [
        (0, False, (), ("directie", "open vragen")),
        (1, False, ("directie als die dat zelf kiest",), ("open vragen",)),
        (0, True, ("twee open vragen",), ("directie",)),
        (1, True, ("directie als die dat zelf kiest", "twee open vragen"), ()),
    ],
)
def test_the_promise_is_true_for_this_scan(open_scan, directors, open_questions, there, not_there):
    open_scan.invited_dir, open_scan.open_questions = directors, open_questions
    told = poster.promise(open_scan)
    assert "vijf mensen of meer" in told
    assert told.count(".") == 1  # one sentence
    assert all(text in told for text in there)
    assert not any(text in told for text in not_there)


def test_it_can_be_read_from_three_metres(open_scan):
    """A letter of one two-hundredth of the distance reads well: 15 mm of type, 5 of capitals.

    Source Sans: capitals are 0.66 of the size; the facts are 22 pt, the promise 19 pt or more.
    """
    heights = {text: bottom - top for text, _l, top, _r, bottom in words_on(rendered(open_scan))}
    assert heights["Hoe"] > 15
    assert heights["medewerkers"] > 7
    assert heights["werkgever"] > 6
    (seen,) = codes_on(pictures(rendered(open_scan))[0])
    assert 60 < seen.x < 90


def test_in_grey_nothing_is_lost(open_scan):
    """`pictures` are grey already; here as dark and light only, as a worn copier prints it."""
    (picture,) = pictures(rendered(open_scan))
    harsh = picture.point(lambda dot: 255 if dot > 127 else 0)
    assert len(codes_on(harsh)) == 1


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
@pytest.mark.parametrize("with_logo", [False, True])
def test_the_file_is_accessible(open_scan, profile, with_logo):
    if with_logo:
        store.save(organisation=open_scan.organisation, logo=clean(logo()))
    pdf = rendered(open_scan, size=Size.A3)
    wanted = getattr(validator.ValidationProfile, profile)
    found = validator.validate_pdf_bytes(pdf, profile=wanted).failures
    assert [(each.rule_id, each.message) for each in found] == []


def test_a_role_without_people_has_no_poster(page_of, open_scan):
    open_scan.invited_hr = 0
    open_scan.save()
    assert page_of("HR").status_code == 404
    assert page_of("XX").status_code == 404


def test_the_links_page_offers_every_poster(client, alice, open_scan):
    client.force_login(alice)
    address = reverse("scan:links", args=[open_scan.organisation.slug, open_scan.pk])
    shown = client.get(address).content.decode()
    for link in links_of(open_scan):
        assert f"/affiche/{link.code}.pdf?maat=a3" in shown
