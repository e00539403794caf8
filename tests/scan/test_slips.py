"""Slips: a code leads to the questionnaire once, a wrong one is told apart, guessing is limited."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from time import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from reports.publish import close_and_publish
from scan import guessing, invitation_tokens, inviting, slips
from scan.actions import ScanClosed
from scan.inviting import Invitee
from scan.models import Invitation
from scan.roles import Role
from scan.slip_codes import code_from
from tests.scan.respondent import Respondent, stored
from tests.test_no_trace import tables


@pytest.fixture(autouse=True)
def one_window(monkeypatch):
    now = time()
    monkeypatch.setattr(guessing, "time", lambda: now)


@pytest.fixture
def codes(open_scan) -> list[str]:
    slips.make(scan=open_scan, numbers={Role.MW: 5})
    return slips.codes(open_scan, Role.MW)


@pytest.fixture
def counts_from_nothing(transactional_db):
    """Rows of the cache outlive a test that really commits."""
    caches["default"].clear()
    yield
    caches["default"].clear()


def unknown(number: int) -> str:
    """A code that passes the check and was never given out."""
    return code_from(number.to_bytes(32))


def bare(code: str) -> str:
    return code.replace("-", "")


def typed(code: str, client: Client | None = None, **headers):
    return (client or Client()).post("/c/", {"code": code}, headers=headers)


def text(response) -> str:
    return response.content.decode()


def used(scan) -> int:
    return Invitation.unscoped.filter(scan=scan, used=True).count()


def test_a_typed_code_leads_to_the_first_question_and_is_spent_by_sending(open_scan, codes):
    client = Client()
    found = inviting.find_slip(bare(codes[0]))
    answer = typed(codes[0].lower().replace("-", " "), client)
    assert answer["Location"] == f"/v/{found.token}/"
    assert client.get(answer["Location"]).status_code == 200
    person = Respondent(client, found)
    person.fill_in_all()
    assert used(open_scan) == 0
    assert person.send()["Location"].endswith("/bedankt/")
    assert used(open_scan) == 1
    assert [response.role for response in stored(open_scan)] == [Role.MW]


def test_a_scanned_code_spends_nothing_however_often_it_is_opened(open_scan, codes):
    found = inviting.find_slip(bare(codes[0]))
    for _ in range(2 * guessing.PER_NETWORK):
        for method in ("get", "head"):
            answer = getattr(Client(), method)(f"/c/{bare(codes[0])}/")
            assert answer["Location"] == f"/v/{found.token}/"
            assert "no-store" in answer["Cache-Control"]
    assert used(open_scan) == 0


def test_a_slip_without_a_role_asks_for_it(open_scan):
    slips.make(scan=open_scan, numbers={None: 1})
    (code,) = slips.codes(open_scan, None)
    person = Respondent(Client(), inviting.find_slip(bare(code)))
    assert person.goes_to(person.post(), "rol/")
    person.post("rol/", {"role": "LG"})
    for number in range(1, 7):
        person.fill_in(number)
    person.send()
    assert [response.role for response in stored(open_scan)] == [Role.LG]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("", "nog geen code ingevuld"),
        ("ABCD-EFGH-JKM0", "in geen enkele code voorkomt"),
        ("ABCD-EFGH", "twaalf letters en cijfers. Kijk"),
        ("2222-2222-2223", "anders dan op je strookje"),
    ],
)
def test_a_slip_of_the_finger_is_told_without_asking_the_database(given, sentence, client):
    """No database mark: a query would fail this test."""
    answer = client.post("/c/", {"code": given})
    assert answer.status_code == 422
    assert sentence in text(answer)
    if given:
        assert f'value="{given}"' in text(answer)


def test_wrong_used_early_and_over_are_told_apart(open_scan, codes, today):
    wrong = typed(unknown(1))
    assert (wrong.status_code, "Deze code kennen we niet" in text(wrong)) == (422, True)

    person = Respondent(Client(), inviting.find_slip(bare(codes[0])))
    person.fill_in_all().send()
    second = Client()
    answer = second.get(typed(codes[0], second)["Location"])
    assert answer.status_code == 410
    assert "Met deze code is al meegedaan" in text(answer)

    open_scan.first_day = open_scan.last_day
    open_scan.save()
    cache_of_links_clear()
    answer = second.get(typed(codes[1], second)["Location"])
    assert answer.status_code == 403

    close_and_publish(open_scan)
    answer = typed(codes[1])
    assert answer.status_code == 422
    assert "Is de vragenlijst gesloten" in text(answer)


def cache_of_links_clear():
    caches["links"].clear()


def test_a_wrong_scanned_code_ends_on_a_page_without_the_code_in_its_address(db):
    for code, told in ((unknown(7), "onbekend"), ("222222222223", "typo"), ("XYZ", "length")):
        answer = Client().get(f"/c/{code}/")
        assert answer["Location"] == f"/c/?melding={told}"
        page = Client().get(answer["Location"])
        assert page.status_code == 200
        assert "Fout" in text(page)
        assert code not in text(page)


# Guessing ---------------------------------------------------------------------------------------


def test_after_ten_wrong_codes_a_device_gets_no_answer_not_even_on_a_good_one(codes):
    device = Client()
    for number in range(guessing.PER_DEVICE):
        assert typed(unknown(number), device).status_code == 422
    answer = typed(codes[0], device)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= guessing.WINDOW
    assert "te veel codes geprobeerd" in text(answer)
    assert device.get(f"/c/{bare(codes[0])}/")["Location"] == "/c/?melding=te-vaak"
    assert typed(codes[0]).status_code == 302  # a colleague on the same network


def test_devices_that_keep_nothing_are_limited_by_their_network(codes):
    for number in range(guessing.PER_NETWORK):
        assert typed(unknown(number)).status_code == 422
    assert typed(unknown(99)).status_code == 429
    assert typed(codes[0]).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.9").post("/c/", {"code": codes[0]}).status_code == 302


def test_a_neighbour_in_the_same_ipv6_network_shares_the_limit(codes):
    one, other = Client(REMOTE_ADDR="2001:db8::1"), Client(REMOTE_ADDR="2001:db8::ffff:2")
    for number in range(guessing.PER_NETWORK):
        one.cookies.clear()
        assert typed(unknown(number), one).status_code == 422
    assert typed(codes[0], other).status_code == 429
    assert typed(codes[0], Client(REMOTE_ADDR="2001:db8:0:1::1")).status_code == 302


def test_the_limit_ends_with_its_window(codes, monkeypatch):
    for number in range(guessing.PER_NETWORK + 1):
        last = typed(unknown(number))
    assert last.status_code == 429
    later = guessing.time() + guessing.WINDOW
    monkeypatch.setattr(guessing, "time", lambda: later)
    assert typed(codes[0]).status_code == 302


def test_trying_which_slips_were_used_counts_as_guessing(open_scan, codes):
    for code in codes:
        Invitation.unscoped.filter(pk=inviting.find_slip(bare(code)).pk).update(used=True)
    told = [typed(code).status_code for code in codes * 7]
    assert told == [302] * guessing.PER_NETWORK + [429] * (35 - guessing.PER_NETWORK)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_no_more_tries_than_one_after_another(counts_from_nothing):
    def guess(number: int) -> int:
        try:
            return typed(unknown(number)).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(guess, range(2 * guessing.PER_NETWORK)))
    assert found.count(422) == guessing.PER_NETWORK
    assert found.count(429) == guessing.PER_NETWORK


@pytest.mark.django_db(transaction=True)
def test_a_whole_firm_behind_one_address_can_use_its_codes_at_once(counts_from_nothing, open_scan):
    slips.make(scan=open_scan, numbers={Role.MW: 2 * guessing.PER_NETWORK})

    def enter(code: str) -> int:
        try:
            return typed(code).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(enter, slips.codes(open_scan, Role.MW)))
    assert set(found) == {302}


def test_no_address_of_a_visitor_is_kept_and_tries_are_forgotten(db, monkeypatch):
    typed(unknown(1), Client(REMOTE_ADDR="203.0.113.77"))
    rows = [line for line in tables().splitlines() if line.startswith("cache:")]
    assert len(rows) == 1
    assert "203.0.113" not in tables()
    with connection.cursor() as cursor:  # as if its window were over
        cursor.execute("UPDATE cache SET expires = '2020-01-01 00:00:00'")
    typed(unknown(2), Client(REMOTE_ADDR="198.51.100.1"))
    left = [line for line in tables().splitlines() if line.startswith("cache:")]
    assert len(left) == 1
    assert left != rows


# What is stored and told ------------------------------------------------------------------------


def test_codes_and_tokens_are_in_no_table_log_line_session_or_page_but_their_own(open_scan, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")
    slips.make(scan=open_scan, numbers={Role.MW: 3})
    code = slips.codes(open_scan, Role.MW)[0]
    found = inviting.find_slip(bare(code))
    client = Client()
    typed(code, client)
    client.get(f"/c/{bare(code)}/")
    client.get(f"/c/{bare(code)}/bestaat-niet/")
    Respondent(client, found).fill_in_all().send()
    typed(code)
    typed(code.replace(code[0], "Z"))
    assert "bestaat-niet" in caplog.text
    from tests.test_logs import shown

    logged = "\n".join(shown(msg=record.getMessage()) for record in caplog.records)
    for secret in (code, bare(code), found.token):
        assert secret not in tables()
        assert secret not in logged
    assert not re.search("Referer", logged)


def test_the_code_itself_is_no_key_to_a_questionnaire(codes):
    """Trying codes there would not be counted."""
    assert Client().get(f"/v/{bare(codes[0])}/").status_code == 404
    assert all(len(token) == 22 for token in invitation_tokens.tokens_of_slip(bare(codes[0])))


def test_slips_can_be_printed_again_and_survive_a_new_key(open_scan, codes, settings):
    assert slips.codes(open_scan, Role.MW) == codes
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-of-this-site-that-is-long-enough-to-use"
    assert slips.codes(open_scan, Role.MW) == codes
    assert typed(codes[0]).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(invitation_tokens.TokenLost):
        slips.codes(open_scan, Role.MW)


def test_printing_again_does_not_tell_which_were_used(open_scan, codes):
    Respondent(Client(), inviting.find_slip(bare(codes[2]))).fill_in_all().send()
    assert slips.codes(open_scan, Role.MW) == codes
    assert slips.counts(open_scan) == {Role.MW: 5}


# Making and throwing away -----------------------------------------------------------------------


def test_a_scan_has_at_most_two_thousand_slips_all_or_nothing(open_scan):
    slips.make(scan=open_scan, numbers={Role.MW: 1990})
    with pytest.raises(slips.TooManySlips) as refused:
        slips.make(scan=open_scan, numbers={None: 6, Role.MW: 5})
    assert refused.value.room == 10
    assert slips.counts(open_scan) == {Role.MW: 1990}
    slips.make(scan=open_scan, numbers={None: 10})


def test_only_an_open_scan_gets_slips(draft_scan):
    with pytest.raises(ScanClosed):
        slips.make(scan=draft_scan, numbers={Role.MW: 5})


def test_throwing_a_box_away_leaves_answers_other_boxes_and_mail(open_scan, codes):
    inviting.invite(scan=open_scan, people=[Invitee("a@example.org", Role.MW)])
    slips.make(scan=open_scan, numbers={None: 4})
    Respondent(Client(), inviting.find_slip(bare(codes[0]))).fill_in_all().send()
    cache_of_links_clear()
    assert slips.throw_away(scan=open_scan, box=Role.MW) == 5
    assert slips.counts(open_scan) == {None: 4}
    assert slips.invited_by_mail(open_scan) == {Role.MW: 1}
    assert len(stored(open_scan)) == 1
    assert "nieuwe strookjes" in text(typed(codes[1]))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL keeps xmin")
@pytest.mark.django_db(transaction=True)
def test_mail_and_slips_mixed_a_copy_of_the_database_tells_no_route(open_scan, codes):
    inviting.invite(scan=open_scan, people=[Invitee(f"p{n}@example.org", Role.MW) for n in "abc"])
    Respondent(Client(), inviting.find_slip(bare(codes[0]))).fill_in_all().send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM scan_invitation")
        assert cursor.fetchone() == (1,)
