"""Paper forms that are typed in: kept as a batch, stored shuffled, seen by nobody afterwards."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from reports.publish import close_and_publish
from reports.published import TOTAL
from reports.published_json import from_json
from scan import actions, paper_batch
from scan.models import PaperSheet, Response
from scan.roles import Role
from tests.scan.respondent import INSTRUMENT, stored

CODES = INSTRUMENT.codes


@pytest.fixture
def manage(client, alice, open_scan):
    client.force_login(alice)
    return client, f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/papier/"


def digits(text: str = "3" * 42) -> dict[str, str]:
    """As typed: one character per statement, a dot for empty."""
    filled = dict(zip(CODES, text.ljust(42, "."), strict=True))
    return {code: "" if digit == "." else digit for code, digit in filled.items()}


def type_in(scan, number: int, role: Role = Role.MW) -> uuid.UUID:
    """A sheet that can be told from others."""
    answers = dict.fromkeys(CODES, number % 5 + 1) | {CODES[0]: number // 5 % 5 + 1}
    sheet = uuid.uuid4()
    paper_batch.add(scan=scan, role=role, answers=answers, number=sheet)
    return sheet


def test_a_sheet_waits_and_counts_only_when_the_batch_is_closed(manage, open_scan):
    client, address = manage
    answer = client.post(f"{address}MW/", digits("1234500..." * 4 + "12"))
    assert answer["Location"] == f"{address}MW/"
    assert not Response.unscoped.exists()
    assert "1 blad in de stapel" in client.get(f"{address}MW/").content.decode()
    answer = client.post(f"{address}sluiten/", {"doe": "sluiten"}, follow=True)
    assert "1 blad telt nu mee" in answer.content.decode()
    assert not PaperSheet.unscoped.exists()
    (response,) = stored(open_scan)
    assert response.role == Role.MW
    assert [response.answers.get(code) for code in CODES[:10]] == [
        *(1, 2, 3, 4, 5, "WN", "WN"),
        *(None, None, None),
    ]


def test_the_batch_is_stored_in_another_order_under_other_ids(open_scan):
    numbers = [type_in(open_scan, number) for number in range(25)]
    before = [(s.answers[CODES[0]], s.answers[CODES[1]]) for s in in_order_of_storing(PaperSheet)]
    assert len(set(before)) == 25  # typed in this order
    assert paper_batch.close(scan=open_scan) == 25
    rows = in_order_of_storing(Response)
    after = [(row.answers[CODES[0]], row.answers[CODES[1]]) for row in rows]
    assert sorted(after) == sorted(before)
    assert after != before  # equal once in 25! times
    assert not {row.pk for row in rows} & set(numbers)


def in_order_of_storing(model) -> list:
    """SQLite keeps a hidden rowid, PostgreSQL a ctid: read them as an attacker would."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    return list(model.unscoped.raw(f"SELECT * FROM {model._meta.db_table} ORDER BY {place}"))


def test_closing_the_scan_stores_the_batch_first(open_scan):
    for number in range(6):
        type_in(open_scan, number)
    publication = close_and_publish(open_scan)
    published = from_json(publication.content)
    assert not PaperSheet.unscoped.exists()
    assert len(stored(open_scan)) == 6
    assert published.group(TOTAL).n == 6


def test_when_closing_fails_the_batch_is_still_there(open_scan, monkeypatch):
    type_in(open_scan, 1)

    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr(actions, "shuffle_responses", broken)
    with pytest.raises(RuntimeError):
        close_and_publish(open_scan)
    assert PaperSheet.unscoped.count() == 1
    assert not Response.unscoped.exists()


def test_the_pages_say_what_waits(manage, open_scan):
    client, address = manage
    type_in(open_scan, 1)
    type_in(open_scan, 2)
    scan = address.removesuffix("papier/")
    assert "De 2 bladen op papier" in client.get(f"{scan}sluiten/").content.decode()
    assert "2 ingetypte bladen klaar" in client.get(scan).content.decode()
    page = client.get(address).content.decode()
    assert "Er liggen 2 ingetypte bladen klaar" in page
    assert str(PaperSheet.unscoped.first().pk) not in page


def test_a_reader_is_told_nothing_about_the_batch(client, bob, open_scan):
    type_in(open_scan, 1)
    client.force_login(bob)
    page = client.get(f"/o/{open_scan.organisation.slug}/scans/{open_scan.pk}/")
    assert "ingetypt" not in page.content.decode()


def test_typing_goes_on_after_the_last_day_until_the_scan_is_closed(manage, open_scan, today):
    open_scan.last_day = today - timedelta(days=1)
    open_scan.first_day = today - timedelta(days=9)
    open_scan.save()
    client, address = manage
    assert client.post(f"{address}MW/", digits()).status_code == 302
    client.post(f"{address}sluiten/")
    assert len(stored(open_scan)) == 1
    close_and_publish(open_scan)
    follow = address.removesuffix("papier/")
    for page in ("", "MW/"):
        assert client.get(address + page)["Location"] == follow
    assert client.post(f"{address}MW/", digits())["Location"] == follow
    assert client.post(f"{address}sluiten/")["Location"] == follow
    assert client.post(f"{address}MW/terug/")["Location"]
    assert len(stored(open_scan)) == 1


def test_sending_the_same_form_twice_keeps_one_sheet(manage):
    client, address = manage
    form = digits() | {"sheet": str(uuid.uuid4())}
    client.post(f"{address}MW/", form)
    client.post(f"{address}MW/", form)
    assert PaperSheet.unscoped.count() == 1


@pytest.mark.parametrize("wrong", ["6", "9", "-1", "a", "11", "٣", "WN", "<b>"])
def test_anything_but_a_digit_is_refused_at_its_field(manage, wrong):
    client, address = manage
    answer = client.post(f"{address}MW/", digits() | {CODES[4]: wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Verwacht: 1, 2, 3, 4, 5, of 0" in page
    assert f'href="#{CODES[4]}"' in page
    assert f'name="{CODES[5]}" value="3"' in page  # nothing that was typed is lost
    assert "<b>’" not in page
    assert not PaperSheet.unscoped.exists()


def test_a_sheet_that_would_not_count_is_asked_about_once(manage, open_scan):
    client, address = manage
    few = digits("3" * 20 + "0" * 10)
    answer = client.post(f"{address}MW/", few)
    assert answer.status_code == 422
    assert "Op dit blad staan 20 antwoorden" in answer.content.decode()
    assert not PaperSheet.unscoped.exists()
    assert client.post(f"{address}MW/", few | {"few_is_right": "on"}).status_code == 302
    client.post(f"{address}sluiten/")
    assert [response.unusable for response in stored(open_scan)] == [True]
    assert client.post(f"{address}MW/", digits("3" * 21)).status_code == 302


def test_the_last_sheet_can_be_taken_back_right_after_typing(manage):
    client, address = manage
    client.post(f"{address}MW/", digits("1" * 42))
    client.post(f"{address}MW/", digits("2" * 41 + "0"))
    assert "Het vorige blad terughalen" in client.get(f"{address}MW/").content.decode()
    page = client.post(f"{address}MW/terug/").content.decode()
    assert f'name="{CODES[0]}" value="2"' in page
    assert f'name="{CODES[41]}" value="0"' in page
    assert PaperSheet.unscoped.get().answers[CODES[0]] == 1
    assert client.post(f"{address}MW/terug/").status_code == 302  # only the last, only once
    assert PaperSheet.unscoped.count() == 1


def test_later_no_sheet_can_be_taken_back(manage):
    client, address = manage
    client.post(f"{address}MW/", digits())
    client.get(address)
    assert "terughalen" not in client.get(f"{address}MW/").content.decode()
    client.post(f"{address}MW/terug/")
    assert PaperSheet.unscoped.count() == 1


def test_after_closing_the_batch_the_session_points_at_nothing(manage, open_scan):
    client, address = manage
    client.post(f"{address}MW/", digits())
    client.post(f"{address}sluiten/")
    kept = str([row.get_decoded() for row in Session.objects.all()])
    assert "last_sheet" not in kept
    assert str(stored(open_scan)[0].pk) not in kept


def test_the_batch_can_be_thrown_away(manage, open_scan):
    client, address = manage
    type_in(open_scan, 1)
    answer = client.post(f"{address}sluiten/", {"doe": "weggooien"}, follow=True)
    assert "Er is niets meegeteld" in answer.content.decode()
    assert not PaperSheet.unscoped.exists()
    assert not Response.unscoped.exists()


def test_closing_an_empty_batch_stores_nothing(manage):
    client, address = manage
    assert client.post(f"{address}sluiten/").status_code == 302
    assert not Response.unscoped.exists()


def test_more_sheets_than_people_is_pointed_out(manage, open_scan):
    client, address = manage
    type_in(open_scan, 1, Role.DIR)
    assert "meer bladen dan mensen" not in client.get(address).content.decode()
    type_in(open_scan, 2, Role.DIR)
    page = client.get(address).content.decode()
    assert "meer bladen dan mensen" in page
    assert "Directie: aantal bladen 2, aantal mensen 1" in page


def test_a_full_batch_asks_to_be_closed(manage, open_scan, monkeypatch):
    monkeypatch.setattr(paper_batch, "MOST", 1)
    type_in(open_scan, 1)
    client, address = manage
    answer = client.post(f"{address}MW/", digits(), follow=True)
    assert "De stapel is vol" in answer.content.decode()
    assert PaperSheet.unscoped.count() == 1


def test_the_typist_of_one_firm_cannot_touch_the_batch_of_another(
    client, charlie, open_scan, today
):
    mine = type_in(open_scan, 1)
    client.force_login(charlie)
    own = charlie.memberships.get().organisation
    other = own.scans.create(title="B", contact="b", first_day=today, last_day=today, invited_mw=9)
    actions.open_scan(scan=other)
    address = f"/o/{own.slug}/scans/{other.pk}/papier/"
    client.post(f"{address}MW/", digits("5" * 42) | {"sheet": str(mine)})
    client.post(f"{address}MW/terug/")
    client.post(f"{address}sluiten/")
    assert list(open_scan.paper_sheets.values_list("pk", flat=True)) == [mine]
    assert stored(open_scan) == []


def test_an_unknown_role_has_no_form(manage):
    client, address = manage
    assert client.get(f"{address}CEO/").status_code == 404


def test_a_foreign_answer_is_refused_by_the_action_itself(open_scan):
    with pytest.raises(actions.BadAnswers):
        paper_batch.add(scan=open_scan, role=Role.MW, answers={"X": 1}, number=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_no_sheet_is_left_in_the_files_of_the_database(open_scan):
    from tests.test_model_privacy import found_on_disk

    numbers = {type_in(open_scan, number) for number in range(20)}
    if connection.vendor == "sqlite":
        assert found_on_disk(numbers) == numbers
    paper_batch.close(scan=open_scan)
    assert found_on_disk(numbers) == set()
