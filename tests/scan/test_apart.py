"""The question to the directie: who gets it, what it says, and what a yes does to the report."""

from __future__ import annotations

from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from reports.privacy import plan
from reports.publish import close_and_publish
from reports.thresholds import K
from scan import apart
from scan.drafts import Draft
from scan.models import Response
from scan.roles import ROLES, Role
from tests.scan.respondent import respondent_of, stored

QUESTION = "Mogen jouw antwoorden apart in het rapport staan?"
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 12)
FIRMS = [dict(zip(ROLES, n, strict=True)) for n in product(NUMBERS, repeat=4)]


@pytest.fixture
def firm(open_scan, monkeypatch):
    """A scan of one director (or more) among ten others who have answered, nobody in a hurry."""
    monkeypatch.setattr(Draft, "duration", 600.0)

    def make(directors: int = 1):
        type(open_scan).unscoped.filter(pk=open_scan.pk).update(
            invited_dir=directors, invited_hr=0, invited_lg=6, invited_mw=8
        )
        open_scan.refresh_from_db()
        for role, people in (("LG", 5), ("MW", 5)):
            for _ in range(people):
                respondent_of(open_scan, role).fill_in_all("3").send()
        return open_scan

    return make


def say(scan, answer: str | None, role: str = "DIR"):
    me = respondent_of(scan, role).fill_in_all("5")
    return me, me.post("versturen/", {"apart": answer} if answer else {})


def groups(scan) -> list[str]:
    content = close_and_publish(scan).content
    return [group["code"] for group in content["groups"]]


# Who is asked ---------------------------------------------------------------------------------


def test_it_is_asked_exactly_where_a_yes_can_have_an_effect():
    """By the function that decides publication, when everybody answers."""
    for invited in FIRMS:
        shown = plan(invited, invited, consent=True)
        assert apart.may_be_asked(Role.DIR, invited) == (shown.cell("DIR*") is not None), invited


def test_what_is_said_of_the_price_is_what_the_plan_does():
    for invited in FIRMS:
        without = plan(invited, invited, consent=False)
        beside = plan(invited, invited, consent=True)
        if not (invited[Role.DIR] and invited[Role.HR] + invited[Role.LG] and beside.cells):
            continue
        lost = without.cell("MW") is not None and beside.cell("MW") is None
        assert apart.takes_the_comparison_away(invited) == lost, invited


def test_the_limit_is_the_one_of_the_report():
    assert apart.LEAST == K


@pytest.mark.parametrize("role", [Role.HR, Role.LG, Role.MW, None, ""])
def test_nobody_else_is_ever_asked(role):
    assert not any(apart.may_be_asked(role, invited) for invited in FIRMS)


@pytest.mark.parametrize("role", ["DIR", "HR", "LG", "MW"])
def test_only_the_directie_sees_the_question(open_scan, role):
    me = respondent_of(open_scan, role).fill_in_all()
    assert (QUESTION in me.get("versturen/").content.decode()) == (role == "DIR")


def test_it_is_not_asked_where_it_could_not_happen(open_scan):
    type(open_scan).unscoped.filter(pk=open_scan.pk).update(invited_mw=0, invited_lg=3)
    me = respondent_of(open_scan, "DIR").fill_in_all()
    assert QUESTION not in me.get("versturen/").content.decode()
    me.post("versturen/", {"apart": "ja"})
    assert not Response.unscoped.get().shown_apart


def test_the_directie_knows_before_starting_that_it_will_come(open_scan):
    notice = "Aan het eind kies je of jouw antwoorden apart"
    assert notice in respondent_of(open_scan, "DIR").get().content.decode()
    assert "apart" not in respondent_of(open_scan, "MW").get().content.decode()
    me = respondent_of(open_scan, "")
    assert "Hoor je bij de directie?" in me.get().content.decode()
    me.begin().post("rol/", {"role": "DIR"})
    assert notice in me.get("blok/1/").content.decode()
    me.post("rol/", {"role": "LG"})
    assert "apart" not in me.get("blok/1/").content.decode()


# What is asked --------------------------------------------------------------------------------


def test_the_question_says_what_a_yes_means_and_stands_on_no(open_scan):
    page = respondent_of(open_scan, "DIR").fill_in_all().get("versturen/").content.decode()
    for text in (
        "weet dat ze van jou zijn", "alleen als jullie allemaal ja kiezen", "groep van minstens",
        "minder dan vijf mensen mee", "Aan het totaal verandert niets", "trek je je ja in",
    ):  # fmt: skip
        assert text in page
    assert '<input type="radio" name="apart" value="nee" id="apart" checked>' in page
    assert page.count(" checked") == 1


@pytest.mark.parametrize(("leading", "told"), [(4, True), (5, False), (0, False)])
def test_what_it_costs_is_told_where_it_costs(open_scan, leading, told):
    """With four beside the directie, these four disappear into the rest: so does the comparison."""
    scans = type(open_scan).unscoped.filter(pk=open_scan.pk)
    scans.update(invited_hr=0, invited_lg=leading)
    page = respondent_of(open_scan, "DIR").fill_in_all().get("versturen/").content.decode()
    assert ("valt dan weg uit het rapport" in page) == told


def test_a_yes_survives_a_page_that_is_refused(open_scan):
    me = respondent_of(open_scan, "DIR").begin()
    answer = me.post("versturen/", {"apart": "ja"})
    assert answer.status_code == 422
    assert 'value="ja" checked' in answer.content.decode()
    assert stored(open_scan) == []


def test_an_unknown_choice_is_no_choice(open_scan):
    me, answer = say(open_scan, "misschien")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Deze keuze kennen we niet: ‘misschien’" in page
    assert stored(open_scan) == []
    assert me.has_draft


# What it does ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "agreed"), [("ja", True), ("nee", False), (None, False)])
def test_only_a_yes_is_a_yes(open_scan, answer, agreed):
    me, sent = say(open_scan, answer)
    assert me.goes_to(sent, "bedankt/")
    assert Response.unscoped.get().shown_apart is agreed


@pytest.mark.parametrize("role", ["HR", "LG", "MW"])
def test_what_others_send_along_is_ignored(open_scan, role):
    for value in ("ja", "onzin"):
        me, sent = say(open_scan, value, role)
        assert me.goes_to(sent, "bedankt/")
    assert not Response.unscoped.filter(shown_apart=True).exists()


def test_a_director_who_wants_to_stands_apart_in_the_result(firm):
    scan = firm()
    say(scan, "ja")
    assert groups(scan) == ["totaal", "LG", "MW", "DIR*", "leiding"]


def test_a_director_who_does_not_is_merged(firm):
    scan = firm()
    say(scan, "nee")
    assert groups(scan) == ["totaal", "DIR+HR+LG", "MW"]


@pytest.mark.parametrize(
    ("answers", "shown"), [(("ja", "ja"), True), (("ja", "nee"), False), (("ja", None), False)]
)
def test_directors_stand_apart_only_when_all_of_them_want_to(firm, answers, shown):
    scan = firm(directors=2)
    for answer in answers:
        say(scan, answer)
    assert ("DIR*" in groups(scan)) == shown


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "die koos daar zelf voor, en dat stond zo bij het sluiten op "),
        ("en", "they chose this themselves, and it stood so at closing on "),
    ],
)
def test_the_results_say_who_chose_it_and_when_it_stood(firm, client, alice, language, sentence):
    scan = firm()
    say(scan, "ja")
    close_and_publish(scan)
    client.force_login(alice)
    address = reverse("reports:results", args=[scan.organisation.slug, scan.pk])
    page = client.get(address, headers={"accept-language": language}).content.decode()
    with override(language):
        assert sentence + date_format(timezone.localdate(), "j F Y") in page


@pytest.mark.parametrize(("answer", "shown"), [("ja", []), ("nee", ["totaal"])])
def test_four_others_are_protected_from_a_yes(open_scan, monkeypatch, answer, shown):
    """As the page says: the total minus the directie would tell of four people."""
    monkeypatch.setattr(Draft, "duration", 600.0)
    for _ in range(4):
        respondent_of(open_scan, "MW").fill_in_all("3").send()
    say(open_scan, answer)
    assert groups(open_scan) == shown
