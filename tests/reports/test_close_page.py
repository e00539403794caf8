"""The scan's own page in every state, and closing. Alice manages A, Bob reads A."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reports.models import Publication
from scan.instrument.load import load
from scan.models import OpenLink, Response, Scan


def address(name: str, scan: Scan) -> str:
    return reverse(f"reports:{name}", args=[scan.organisation.slug, scan.pk])


def answer(scan: Scan, **people: int) -> None:
    codes = load(scan.instrument).codes
    Response.unscoped.bulk_create(
        Response(scan=scan, role=role, answers={c: 1 + (i + j) % 5 for j, c in enumerate(codes)})
        for role, n in people.items()
        for i in range(n)
    )


def read(client, user, scan: Scan, name: str = "follow") -> str:
    client.force_login(user)
    return client.get(address(name, scan)).content.decode()


def move(scan: Scan, **days) -> None:
    Scan.unscoped.filter(pk=scan.pk).update(**days)


class TestFollow:
    def test_a_draft_shows_a_manager_what_to_do(self, client, alice, bob, draft_scan):
        assert "Scan openen" in read(client, alice, draft_scan)
        assert "Scan openen" not in read(client, bob, draft_scan)

    def test_an_open_scan_counts_groups_of_at_least_five(self, client, alice, open_scan):
        answer(open_scan, DIR=1, HR=1, LG=2, MW=20)
        page = read(client, alice, open_scan)
        assert "24 van de 46 mensen" in page
        assert "Minstens de helft heeft meegedaan" in page
        assert "20 van 40" in page
        assert "4 van 6" in page
        assert "1 van 1" not in page
        assert "2 van 4" not in page

    def test_a_small_leading_group_is_nowhere(self, client, alice, open_scan):
        move(open_scan, invited_lg=2)
        answer(open_scan, DIR=1, MW=20)
        page = read(client, alice, open_scan)
        assert "21 van de 44 mensen" in page
        assert "20 van 40" not in page

    def test_a_tiny_scan_does_not_even_count(self, client, alice, open_scan):
        move(open_scan, invited_lg=0, invited_mw=2)
        answer(open_scan, MW=2)
        page = read(client, alice, open_scan)
        assert "laten we ook het aantal antwoorden niet zien" in page
        assert "2 van" not in page

    def test_nothing_is_told_of_answers_before_closing(self, client, alice, open_scan):
        answer(open_scan, MW=20)
        before = read(client, alice, open_scan)
        for response in Response.unscoped.all():
            response.answers = dict.fromkeys(response.answers, 5)
            response.save()
        assert without_tokens(read(client, alice, open_scan)) == without_tokens(before)

    def test_a_reader_sees_the_response_and_no_buttons(self, client, bob, open_scan):
        answer(open_scan, MW=20)
        page = read(client, bob, open_scan)
        assert "20 van de 46 mensen" in page
        for button in ("Nu sluiten", "Uitnodigen", "Verlengen"):
            assert button not in page

    @pytest.mark.parametrize(
        ("first", "last", "words"),
        [
            (-3, 6, "Nog 6 dagen"),
            (-3, 1, "Nog 1 dag<"),
            (-3, 0, "Vandaag is de laatste dag"),
            (-3, -1, "De laatste dag is voorbij"),
            (2, 9, "De scan staat klaar en begint op"),
        ],
    )
    def test_how_long_it_lasts(self, client, alice, open_scan, today, first, last, words):
        days = {"first_day": today + timedelta(first), "last_day": today + timedelta(last)}
        move(open_scan, **days)
        assert words in read(client, alice, open_scan)


class TestClosing:
    def test_asking_says_what_happens_and_closes_nothing(self, client, alice, open_scan):
        page = read(client, alice, open_scan, "close")
        assert "worden één keer berekend" in page
        assert "over 30 dagen vernietigd" in page
        open_scan.refresh_from_db()
        assert open_scan.is_open

    @pytest.mark.parametrize(
        ("people", "warning"),
        [
            ({"MW": 4}, "Het rapport krijgt dan geen cijfers"),
            ({"MW": 30, "LG": 4}, "Bij directie, HR en leidinggevenden zijn er minder dan vijf"),
            ({"MW": 10, "LG": 4, "HR": 1}, "Minder dan de helft deed mee"),
        ],
    )
    def test_it_warns_when_few_answered(self, client, alice, open_scan, people, warning):
        answer(open_scan, **people)
        assert warning in read(client, alice, open_scan, "close")

    @pytest.mark.parametrize(("others", "told"), [(4, False), (5, True), (6, False)])
    def test_it_warns_when_a_yes_of_the_directie_could_take_all_numbers(
        self, client, alice, open_scan, others, told
    ):
        """By the number of answers only: whether the directie agreed, nobody knows."""
        answer(open_scan, MW=others)
        page = read(client, alice, open_scan, "close")
        assert ("Koos de directie om apart te staan?" in page) == told

    def test_enough_answers_on_the_last_day_give_no_warning(self, client, alice, open_scan, today):
        gone = today - timedelta(days=1)
        move(open_scan, first_day=gone, last_day=gone)
        answer(open_scan, MW=30, LG=4, HR=1)
        assert "Goed om te weten voordat je sluit" not in read(client, alice, open_scan, "close")

    def test_closing_publishes_once_and_goes_to_the_results(self, client, alice, open_scan):
        answer(open_scan, DIR=1, HR=1, LG=4, MW=20)
        client.force_login(alice)
        for _ in range(2):  # a double click
            reply = client.post(address("close", open_scan))
            assert reply["Location"] == address("results", open_scan)
        open_scan.refresh_from_db()
        assert open_scan.is_closed
        assert Publication.unscoped.count() == 1

    def test_a_closed_scan_leads_to_its_results(self, client, alice, bob, open_scan):
        answer(open_scan, DIR=1, HR=1, LG=4, MW=20)
        client.force_login(alice)
        client.post(address("close", open_scan))
        page = read(client, bob, open_scan)
        assert "26 van de 46 mensen" in page
        assert address("results", open_scan) in page
        assert "vernietigd" in page
        assert client.get(address("forecast", open_scan)).status_code == 200

    def test_too_few_answers_make_a_report_without_numbers(self, client, alice, open_scan):
        answer(open_scan, MW=3)
        client.force_login(alice)
        client.post(address("close", open_scan))
        page = read(client, alice, open_scan)
        assert "Er deden te weinig mensen mee voor cijfers" in page
        assert "3 van" not in page

    def test_a_draft_cannot_be_closed(self, client, alice, draft_scan):
        client.force_login(alice)
        reply = client.post(address("close", draft_scan))
        draft_scan.refresh_from_db()
        assert reply["Location"] == address("follow", draft_scan)
        assert draft_scan.is_draft

    def test_a_reader_cannot_close(self, client, bob, open_scan):
        client.force_login(bob)
        assert client.post(address("close", open_scan)).status_code == 403
        open_scan.refresh_from_db()
        assert open_scan.is_open


def without_tokens(page: str) -> list[str]:
    """The page without the lines that differ at every visit."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_links_stay_out_of_the_readers_pages(client, bob, open_scan):
    tokens = OpenLink.unscoped.values_list("token", flat=True)
    page = read(client, bob, open_scan)
    assert not [token for token in tokens if token in page]
