"""Open answers from closing to publishing: who may read them when, and what is left of them."""

from __future__ import annotations

import json
import logging
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.models import Model, QuerySet
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from reports import texts
from reports.models import Publication, RenderedReport
from reports.pipeline import load_report
from reports.publish import close_and_publish
from reports.published import NoTexts, OwnWords, Texts
from reports.published_json import canonical, digest, from_json, to_json
from scan import actions
from scan.actions import OpenText, Sheet
from scan.instrument.load import load
from scan.models import OpenAnswer, Response, Scan
from scan.own_words import clean
from scan.roles import Role
from scan.shortening import MARK, shorten, words
from tests.addresses import values_for
from tests.reports import factories
from tests.scan.respondent import respondent_of

CODES = load("leercultuur_mkb_1").codes
CANARY = "papegaaienkooi"  # a word that stands in every text, and nowhere else


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch, request):
    """Cleaning the files of the database waits for the end of a transaction; a test has none."""
    if "transactional_db" not in request.fixturenames:
        monkeypatch.setattr("scan.leftovers.wipe", lambda: True)


@pytest.fixture
def asking_scan(open_scan):
    open_scan.open_questions = True
    open_scan.save()
    return open_scan


def answer(scan, people: int, first: int = 0, second: int = 0) -> None:
    """People of whom the first ones wrote something."""
    for number in range(people):
        written = [(1, number < first), (2, number < second)]
        actions.submit(
            scan=scan,
            sheet=Sheet(
                role=Role.MW,
                answers={code: number // 5**i % 5 + 1 for i, code in enumerate(CODES[:25])},
                texts=tuple(
                    OpenText(uuid.uuid4(), q, f"Vraag {q}: Jan zag de {CANARY} nummer {number}")
                    for q, wrote in written
                    if wrote
                ),
            ),
        )


def closed(scan) -> Scan:
    close_and_publish(scan)
    scan.refresh_from_db()
    return scan


def own_words(scan) -> OwnWords:
    return from_json(Publication.unscoped.get(scan=scan).content).texts


def address(name: str, scan, **more) -> str:
    return reverse(f"reports:{name}", kwargs={"slug": scan.organisation.slug, "pk": scan.pk} | more)


def page(client, user, name: str, scan, **more) -> str:
    client.force_login(user)
    return client.get(address(name, scan, **more)).content.decode()


# Closing: what may be kept ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "written", "expected"),
    [
        (9, {1: 9, 2: 9}, {1: "few_people", 2: "few_people"}),
        (10, {1: 5, 2: 5}, {}),
        (10, {1: 4, 2: 5}, {1: "few_texts"}),
        (10, {1: 4, 2: 4}, {1: "few_texts", 2: "few_texts"}),
        (10, {}, {1: "few_texts", 2: "few_texts"}),
        (0, {}, {1: "few_people", 2: "few_people"}),
        (200, {1: 150}, {2: "few_texts"}),
    ],
)
def test_ten_people_and_five_texts_are_needed(people, written, expected):
    assert texts.why_not(people, written) == expected


def test_with_enough_texts_a_closed_scan_is_in_review(asking_scan):
    answer(asking_scan, 10, first=5, second=4)
    scan = closed(asking_scan)
    assert (scan.is_in_review, scan.is_closed, scan.is_open) == (True, False, False)
    assert scan.closed_on is not None
    assert set(scan.texts.values_list("question", flat=True)) == {1}  # four are gone unread
    assert scan.texts.count() == 5


@pytest.mark.parametrize(("people", "first", "second"), [(9, 9, 9), (10, 4, 4), (10, 0, 0)])
def test_with_too_few_the_texts_are_destroyed_and_the_scan_is_closed(
    asking_scan, people, first, second
):
    answer(asking_scan, people, first, second)
    scan = closed(asking_scan)
    assert scan.is_closed
    assert not OpenAnswer.unscoped.exists()
    reason = "few_people" if people < 10 else "few_texts"
    assert own_words(scan).questions == (NoTexts(1, reason), NoTexts(2, reason))
    publication = scan.publication
    assert publication.digest == digest(from_json(publication.content))


def test_answers_beyond_the_headcount_make_no_ten(asking_scan):
    """An open link can bring twelve answers of nine people."""
    Scan.unscoped.filter(pk=asking_scan.pk).update(
        invited_dir=0, invited_hr=0, invited_lg=0, invited_mw=9
    )
    answer(asking_scan, 12, first=12)
    assert own_words(closed(asking_scan)).questions[0] == NoTexts(1, "few_people")


def test_answers_that_do_not_count_make_no_ten(asking_scan):
    answer(asking_scan, 9, first=9)
    actions.submit(scan=asking_scan, sheet=Sheet(role=Role.MW, answers={CODES[0]: 3}))
    assert own_words(closed(asking_scan)).questions[0] == NoTexts(1, "few_people")


def test_a_scan_without_open_questions_says_nothing_of_them(open_scan):
    answer(open_scan, 10, first=10)
    scan = closed(open_scan)
    assert scan.is_closed
    assert "texts" not in scan.publication.content
    assert own_words(scan) is None


# Review: nobody sees a result yet -----------------------------------------------------------------


@pytest.fixture
def in_review(asking_scan) -> Scan:
    answer(asking_scan, 12, first=7, second=5)
    return closed(asking_scan)


def member_addresses() -> list[tuple[str, dict]]:
    resolver = get_resolver()
    return [
        (f"{space}:{pattern.name}", pattern.pattern.converters)
        for space in ("scan", "reports")
        for pattern in resolver.namespace_dict[space][1].url_patterns
        if pattern.callback.access.who in {"reader", "manager"}
    ]


@pytest.mark.parametrize(("name", "converters"), member_addresses(), ids=lambda x: str(x)[:40])
def test_nobody_sees_a_result_before_publishing(client, alice, bob, in_review, name, converters):
    """Not a reader, not a manager, on no page: no number, no hash, and texts on one page only."""
    url = reverse(name, kwargs=values_for(converters, in_review))
    published = from_json(in_review.publication.content)
    score = published.shown("IW", "totaal").score.value
    for user in (alice, bob):
        client.force_login(user)
        answer = client.get(url, follow=True)
        seen = answer.content.decode(errors="replace")
        assert "application/pdf" not in answer["Content-Type"]
        assert in_review.publication.digest not in seen
        assert f">{score}<" not in seen
        assert "IW-AUT" not in seen or name == "scan:preview"
        may_read = name in {"reports:review", "reports:close"} and user == alice
        assert (CANARY in seen) == may_read
    assert not RenderedReport.unscoped.exists()


def test_asking_for_the_report_starts_nothing(client, alice, in_review):
    client.force_login(alice)
    client.post(address("report", in_review), {"taal": "nl"})
    assert not RenderedReport.unscoped.exists()


def test_the_check_page_does_not_know_the_hash_yet(client, in_review):
    seen = client.get("/controle/", {"kenmerk": in_review.publication.digest}).content.decode()
    assert "kennen we hier niet" in seen


@pytest.mark.parametrize("command", [["published"], ["report", "--pdf", "nergens.pdf"]])
def test_no_command_tells_a_result(in_review, command):
    with pytest.raises(CommandError, match="open antwoorden"):
        call_command(command[0], str(in_review.pk), *command[1:])


def test_closing_again_leads_to_the_review(client, alice, in_review):
    client.force_login(alice)
    for method in (client.get, client.post):
        assert method(address("close", in_review))["Location"] == address("review", in_review)
    assert Publication.unscoped.filter(scan=in_review).count() == 1


def test_every_page_of_the_scan_says_what_is_next(client, alice, bob, in_review):
    for user, told in ((alice, "Open antwoorden nalopen"), (bob, "Een beheerder haalt namen")):
        assert told in page(client, user, "follow", in_review)
    assert "Eerst haalt een beheerder namen" in page(client, bob, "results", in_review)
    scans = client.get(reverse("scan:scans", args=[in_review.organisation.slug])).content.decode()
    assert "Eerst worden de open antwoorden nagelopen" in scans


def test_links_take_no_answers_any_more(in_review):
    seen = respondent_of(in_review).get()
    assert seen.status_code == 410
    assert "is gesloten op" in seen.content.decode()


def test_a_reader_may_not_read_or_publish(client, bob, in_review):
    client.force_login(bob)
    text = in_review.texts.first()
    for name, more in (("review", {}), ("publish", {}), ("shorten_text", {"text": text.pk})):
        assert client.get(address(name, in_review, **more)).status_code == 403
        assert client.post(address(name, in_review, **more)).status_code == 403
    in_review.refresh_from_db()
    assert in_review.is_in_review


def test_a_text_of_another_scan_is_not_there(client, alice, in_review, organisation, today):
    other = Scan.unscoped.create(
        organisation=organisation, title="Andere", first_day=today, last_day=today, status="review"
    )
    text = OpenAnswer.unscoped.create(scan=other, question=1, text="Van een ander")
    client.force_login(alice)
    assert client.get(address("shorten_text", in_review, text=text.pk)).status_code == 404


# Review: shortening -------------------------------------------------------------------------------


def mark(client, scan, text, **posted) -> int:
    return client.post(address("shorten_text", scan, text=text.pk), posted).status_code


def test_marking_keeps_the_original_until_publishing(client, alice, in_review):
    client.force_login(alice)
    text = in_review.texts.filter(question=1).first()
    assert mark(client, in_review, text, struck=["2"]) == 302
    seen = page(client, alice, "review", in_review)
    assert f"“Vraag 1: {MARK} zag de" in seen
    assert mark(client, in_review, text, struck=[]) == 302  # a second thought
    assert MARK not in page(client, alice, "review", in_review).split("<aside>")[0]
    text.refresh_from_db()
    assert text.text.startswith("Vraag 1: Jan zag de")


def test_what_was_chosen_is_still_chosen_later(client, alice, in_review):
    client.force_login(alice)
    text = in_review.texts.first()
    mark(client, in_review, text, struck=["2", "4"], left_out="on")
    seen = page(client, alice, "shorten_text", in_review, text=text.pk)
    assert 'value="2" checked' in seen
    assert 'value="4" checked' in seen
    assert 'id="id_left_out" checked' in seen
    assert 'value="3" checked' not in seen


@pytest.mark.parametrize("struck", ["99", "-1", "Piet", "2.5", ""])
def test_a_word_that_is_not_there_cannot_be_chosen(client, alice, in_review, struck):
    client.force_login(alice)
    text = in_review.texts.first()
    assert mark(client, in_review, text, struck=[struck, "1"]) == 422
    text.refresh_from_db()
    assert text.struck == []


def test_nobody_can_write_into_a_text(client, alice, in_review):
    """Whatever is posted: the text stays, only numbers of its own words are kept."""
    client.force_login(alice)
    text = in_review.texts.first()
    before = text.text
    posted = {"struck": ["1"], "text": "Alles is hier geweldig", "words": "Alles is goed"}
    client.post(address("shorten_text", in_review, text=text.pk), posted)
    text.refresh_from_db()
    assert (text.text, text.struck) == (before, [1])


def is_original_with_parts_taken_out(shortened: str, original: str) -> bool:
    """Written apart from `shorten`: every piece between the marks stands, in that order and
    without overlap, in the original; without a mark at an end the original begins or ends so."""
    pieces = [piece.strip() for piece in shortened.split(MARK)]
    place = 0
    for piece in pieces:
        place = original.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return original.startswith(pieces[0]) and original.endswith(pieces[-1])


@given(st.text(min_size=1).map(clean), st.sets(st.integers(-5, 60)))
def test_a_shortened_text_is_the_original_with_parts_taken_out(text, struck):
    result = shorten(text, struck)
    assert is_original_with_parts_taken_out(result, text)
    gone = [word for n, word in enumerate(words(text)) if n in struck]
    assert len(words(result.replace(MARK, ""))) == len(words(text)) - len(gone)
    assert f"{MARK} {MARK}" not in result  # does not tell how many words went


@given(st.lists(st.sampled_from(["Jan", "ziet", "Piet"]), min_size=1, max_size=9), st.data())
def test_what_is_struck_is_gone(many, data):
    text = " ".join(many)
    struck = data.draw(st.sets(st.integers(0, len(many) - 1)))
    left = [word for n, word in enumerate(many) if n not in struck]
    assert [word for word in shorten(text, struck).split() if word != MARK] == left


def test_nothing_struck_changes_nothing():
    assert shorten("Jan zag het", []) == "Jan zag het"
    assert shorten("Jan zag het", [0, 1, 2]) == MARK
    assert shorten("Jan zag het", [1]) == f"Jan {MARK} het"


# Publishing ---------------------------------------------------------------------------------------


def test_publishing_freezes_what_is_left_and_destroys_the_rest(client, alice, bob, in_review):
    before = in_review.publication.digest
    client.force_login(alice)
    one, two, *_ = in_review.texts.filter(question=1)
    mark(client, in_review, one, struck=["2"])
    mark(client, in_review, two, left_out="on")
    asked = page(client, alice, "publish", in_review)
    assert "1 van de 7 teksten ingekort, 1 weggelaten." in asked
    assert client.post(address("publish", in_review))["Location"] == address("results", in_review)
    in_review.refresh_from_db()
    assert in_review.is_closed
    assert not OpenAnswer.unscoped.exists()
    publication = Publication.unscoped.get(scan=in_review)
    first, second = own_words(in_review).questions
    assert (first.total, first.shortened, first.left_out, len(first.texts)) == (7, 1, 1, 6)
    assert (second.total, second.shortened, second.left_out, len(second.texts)) == (5, 0, 0, 5)
    assert sum(MARK in text for text in first.texts) == 1
    assert publication.digest == digest(from_json(publication.content)) != before
    for user in (alice, bob):
        assert CANARY in page(client, user, "results", in_review)
    seen = client.get("/controle/", {"kenmerk": publication.digest}).content.decode()
    assert "Ja, deze code" in seen


def test_publishing_leaves_every_number_as_it_was(in_review):
    before = dict(in_review.publication.content)
    texts.publish_texts(in_review)
    after = dict(Publication.unscoped.get(scan=in_review).content)
    del after["texts"]
    assert after == before


def test_a_text_without_a_word_left_is_left_out(client, alice, in_review):
    client.force_login(alice)
    text = in_review.texts.filter(question=1).first()
    mark(client, in_review, text, struck=[str(n) for n in range(len(words(text.text)))])
    assert "Deze tekst blijft weg" in page(client, alice, "review", in_review)
    texts.publish_texts(in_review)
    first = own_words(in_review).questions[0]
    assert (first.total, first.shortened, first.left_out) == (7, 0, 1)


def test_with_fewer_than_five_left_none_is_shown(client, alice, in_review):
    client.force_login(alice)
    mark(client, in_review, in_review.texts.filter(question=2).first(), left_out="on")
    assert "minder dan vijf" in page(client, alice, "publish", in_review)
    texts.publish_texts(in_review)
    assert own_words(in_review).questions[1] == NoTexts(2, "few_left")


def test_published_twice_is_published_once(client, alice, in_review):
    texts.publish_texts(in_review)
    frozen = Publication.unscoped.get(scan=in_review).content
    texts.publish_texts(in_review)
    texts.publish_without_texts(in_review)
    client.force_login(alice)
    assert client.post(address("publish", in_review))["Location"] == address("follow", in_review)
    assert Publication.unscoped.get(scan=in_review).content == frozen


def test_nobody_reads_or_marks_after_publishing(client, alice, in_review):
    text = in_review.texts.first()
    texts.publish_texts(in_review)
    client.force_login(alice)
    follow = address("follow", in_review)
    assert client.get(address("review", in_review))["Location"] == follow
    assert client.post(address("shorten_text", in_review, text=text.pk))["Location"] == follow


def test_who_is_late_with_marking_changes_nothing(in_review):
    """A page that was open when somebody else published."""
    text = in_review.texts.first()
    texts.publish_texts(in_review)
    actions.mark_text(text=text, struck=[0], left_out=False)
    assert not OpenAnswer.unscoped.exists()


@pytest.mark.parametrize(("days", "is_published"), [(29, False), (30, True), (45, True)])
def test_when_nobody_reads_them_they_go_and_the_numbers_come(in_review, today, days, is_published):
    Scan.unscoped.filter(pk=in_review.pk).update(closed_on=today - timedelta(days))
    call_command("erase_answers", verbosity=0)
    in_review.refresh_from_db()
    assert in_review.is_closed == is_published
    assert OpenAnswer.unscoped.exists() != is_published
    assert Response.unscoped.exists() != is_published
    if is_published:
        assert own_words(in_review).questions == (NoTexts(1, "not_read"), NoTexts(2, "not_read"))
        assert load_report(in_review.publication, "nl").published.has_results


# The frozen result --------------------------------------------------------------------------------

WITH_TEXTS = OwnWords(
    "open_questions_1",
    (Texts(1, 7, 1, 1, (f"{MARK} zei “ja”", "b", "c", "d", "é", "f")), NoTexts(2, "few_texts")),
)


def with_texts():
    return replace(factories.typical(), texts=WITH_TEXTS)


def test_texts_come_back_from_json_as_they_were():
    published = with_texts()
    assert from_json(to_json(published)) == published
    assert from_json(json.loads(canonical(published))) == published


def test_the_format_as_it_is_written():
    assert to_json(with_texts())["texts"] == {
        "version": "open_questions_1",
        "questions": [
            {
                "question": 1,
                "total": 7,
                "shortened": 1,
                "left_out": 1,
                "texts": [f"{MARK} zei “ja”", "b", "c", "d", "é", "f"],
            },
            {"question": 2, "hidden": "few_texts"},
        ],
    }


def test_a_result_without_open_questions_keeps_its_hash():
    """The hash of this firm as it was before open answers existed."""
    assert "texts" not in to_json(factories.typical())
    assert '"texts"' not in canonical(factories.typical())


# Nothing joins a text to an answer ----------------------------------------------------------------


def test_a_text_says_nothing_of_who_wrote_it():
    names = {field.name for field in OpenAnswer._meta.get_fields()}
    assert names == {"id", "scan", "question", "text", "struck", "left_out"}


def test_after_closing_texts_and_answers_stand_in_unrelated_orders(asking_scan):
    """The attack: pair the n-th text with the n-th answer, by id or by place on disk."""
    answer(asking_scan, 40, first=40)
    assert matches(asking_scan, PLACE) == 40  # while open: this is how an attacker would look
    assert matches(asking_scan, "id") < 9  # by chance one; nine or more once in 300,000 times
    scan = closed(asking_scan)
    for order in ("id", PLACE):
        assert matches(scan, order) < 9
        assert people_in(OpenAnswer, scan, order) != list(range(40))
    assert not set(scan.texts.values_list("pk")) & set(scan.responses.values_list("pk"))


PLACE = "rowid" if connection.vendor == "sqlite" else "ctid"


def matches(scan, order: str) -> int:
    pairs = zip(people_in(OpenAnswer, scan, order), people_in(Response, scan, order), strict=True)
    return sum(text == given for text, given in pairs)


def people_in(model, scan, order: str) -> list[int]:
    """The people, by the number in their text or answers, in the order of the rows."""
    found = model.unscoped.raw(f"SELECT * FROM {model._meta.db_table} ORDER BY {order}")
    return [person_of(row) for row in found if row.scan_id == scan.pk]


def person_of(row) -> int:
    if isinstance(row, OpenAnswer):
        return int(row.text.rsplit(" ", 1)[1])
    return sum((row.answers[code] - 1) * 5**n for n, code in enumerate(CODES[:3]))


# Nothing is left ----------------------------------------------------------------------------------


def on_disk() -> bytes:
    """What the files of the database hold of the texts, freed pages and the WAL included."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{suffix}") for suffix in ("", "-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relname LIKE 'scan_openanswer%' AND relkind IN ('r', 'i', 't')"
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


@pytest.mark.parametrize("ending", [texts.publish_without_texts, texts.publish_texts])
def test_what_was_taken_out_is_gone_from_the_files(transactional_db, asking_scan, ending):
    answer(asking_scan, 12, first=7, second=4)
    arrived = [text.pk for text in asking_scan.texts.all()]
    scan = closed(asking_scan)
    assert CANARY.encode() in on_disk()
    assert b"Vraag 2" not in on_disk()  # four texts: destroyed at closing
    for text in scan.texts.all():
        struck = [n for n, word in enumerate(words(text.text)) if word in ("Jan", CANARY)]
        actions.mark_text(text=text, struck=struck, left_out=False)
    ending(scan)
    found = on_disk()
    assert CANARY.encode() not in found
    assert b"Jan zag" not in found
    assert not [i for i in arrived if i.hex.encode() in found or i.bytes in found]


def test_no_log_cache_session_or_task_knows_a_text(
    asking_scan, alice, client, caplog, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")
    me = respondent_of(asking_scan).fill_in_all()
    me.post("eigen-woorden/", {"vraag1": CANARY, "vraag2": CANARY})
    assert CANARY not in tables()
    me.send()
    me.get("bedankt/")
    answer(asking_scan, 12, first=7)
    assert CANARY in tables()
    scan = closed(asking_scan)
    client.force_login(alice)
    mark(client, scan, scan.texts.first(), struck=["1"])
    page(client, alice, "review", scan)
    assert CANARY not in tables("scan_openanswer")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("publish", scan))
        client.post(address("report", scan), {"taal": "nl"})
    assert CANARY not in tables("reports_publication", "reports_renderedreport")
    assert CANARY not in caplog.text
    assert "Jan zag" not in caplog.text


@pytest.mark.parametrize("where", ["bulk_create", "save"])
def test_an_error_tells_nobody_a_text(asking_scan, monkeypatch, where):
    """PostgreSQL repeats a refused row in its message."""

    def fail(self, *args, **kwargs):
        raise IntegrityError(f"DETAIL: Failing row contains ({CANARY})")

    if where == "bulk_create":
        monkeypatch.setattr(QuerySet, "bulk_create", fail)
        with pytest.raises(actions.NotStored) as refused:
            answer(asking_scan, 1, first=1)
    else:
        answer(asking_scan, 12, first=7)
        scan = closed(asking_scan)
        monkeypatch.setattr(Model, "save", fail)
        with pytest.raises(actions.NotStored) as refused:
            actions.mark_text(text=scan.texts.first(), struck=[1], left_out=False)
        with pytest.raises(actions.NotStored):
            texts.publish_texts(scan)
    assert CANARY not in str(refused.value)
    assert refused.value.__suppress_context__
    assert CANARY not in repr(Sheet(Role.MW, {}, texts=(OpenText(uuid.uuid4(), 1, CANARY),)))


def tables(*but: str) -> str:
    """Every row of every table, sessions, cache and task queue included."""
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names(cursor):
            if name not in but:
                cursor.execute(f'SELECT * FROM "{name}"')
                rows += [f"{name}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)
