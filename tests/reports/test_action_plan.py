"""The actions of a plan: what can be added, when, and that nothing is added twice or halfway."""

from __future__ import annotations

from datetime import date

import pytest

from reports.action_plan import actions, lines, page
from reports.action_plan.offers import offers
from reports.models import Publication
from reports.pipeline import load_report
from reports.published_json import digest, to_json
from tests.reports import factories


@pytest.fixture
def closed_scan(open_scan):
    """With a result made by hand."""
    published = factories.typical()
    open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
    open_scan.save()
    Publication.unscoped.create(
        scan=open_scan, digest=digest(published), content=to_json(published)
    )
    return open_scan


@pytest.fixture
def report(closed_scan):
    return load_report(closed_scan.publication, "nl")


def add(scan, text, **values):
    assert actions.add_own(scan=scan, text=text, **values)
    return scan.plan.get(text=text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_advice_is_copied_in_the_language_of_the_manager(closed_scan, report, language):
    advice = report.advice.three[0].advice
    assert actions.add_advice(scan=closed_scan, code=advice.id, language=language)
    action = closed_scan.plan.get()
    assert action.text == advice.text[language]
    assert action.sign == report.library.noticed[advice.feature][language]
    assert (action.advice, action.block, action.status) == (advice.id, advice.block, "todo")


def test_twice_adds_once_also_in_the_other_language(closed_scan, report):
    code = report.advice.three[0].advice.id
    assert actions.add_advice(scan=closed_scan, code=code, language="nl")
    assert not actions.add_advice(scan=closed_scan, code=code, language="en")
    assert closed_scan.plan.count() == 1


def test_a_changed_text_stays_when_the_advice_is_taken_again(closed_scan, report):
    code = report.advice.three[0].advice.id
    actions.add_advice(scan=closed_scan, code=code, language="nl")
    actions.change(action=closed_scan.plan.get(), text="Op onze manier")
    actions.add_advice(scan=closed_scan, code=code, language="nl")
    assert closed_scan.plan.get().text == "Op onze manier"


def test_every_advice_of_the_report_can_be_taken(closed_scan, report):
    """Whatever its kind: of a block, about a gap, about a signal. All fit in their columns."""
    found = offers(report)
    kinds = {code.partition("-")[0] for code in found}
    assert kinds >= {"ADV", "GAP", "SH"}
    for code, offer in list(found.items())[:: len(found) // 40 + 1]:
        assert actions.add_advice(scan=closed_scan, code=code, language="nl")
        action = closed_scan.plan.get(advice=code)
        action.clean_fields(exclude=["scan"])
        assert action.owner == offer.role
    assert max(map(len, found)) <= 40


@pytest.mark.parametrize("code", ["", "ADV-LO-L-DIR-9", "ADV-XX", "x" * 400])
def test_advice_that_the_report_does_not_give_cannot_be_taken(closed_scan, code):
    with pytest.raises(actions.UnknownAdvice):
        actions.add_advice(scan=closed_scan, code=code, language="nl")
    assert not closed_scan.plan.exists()


def test_before_closing_there_is_no_plan(open_scan, today):
    for write in (
        lambda: actions.add_own(scan=open_scan, text="Te vroeg"),
        lambda: actions.add_advice(scan=open_scan, code="ADV-LO-L-DIR-1", language="nl"),
        lambda: actions.remind_on(scan=open_scan, day=today),
        lambda: actions.forget_reminder(scan=open_scan),
    ):
        with pytest.raises(actions.NotClosed):
            write()
    assert not open_scan.plan.exists()


def test_a_second_click_on_an_own_action_adds_nothing(closed_scan):
    assert actions.add_own(scan=closed_scan, text="Elke vrijdag nabespreken", owner="Noor")
    assert not actions.add_own(scan=closed_scan, text="Elke vrijdag nabespreken", owner="Bas")
    assert closed_scan.plan.get().owner == "Noor"


def test_a_full_plan_takes_no_more(closed_scan, report, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    add(closed_scan, "een")
    add(closed_scan, "twee")
    with pytest.raises(actions.PlanFull):
        actions.add_own(scan=closed_scan, text="drie")
    with pytest.raises(actions.PlanFull):
        actions.add_advice(scan=closed_scan, code=report.advice.three[0].advice.id, language="nl")
    assert closed_scan.plan.count() == 2


def test_what_was_removed_meanwhile_cannot_be_changed(closed_scan):
    action = add(closed_scan, "weg ermee")
    actions.remove(action=action)
    actions.remove(action=action)
    assert not actions.change(action=action, text="toch nog")
    assert not closed_scan.plan.exists()


def test_a_removed_advice_can_be_taken_again(closed_scan, report):
    code = report.advice.three[0].advice.id
    actions.add_advice(scan=closed_scan, code=code, language="nl")
    actions.remove(action=closed_scan.plan.get())
    assert actions.add_advice(scan=closed_scan, code=code, language="nl")


def test_only_what_people_may_fill_in_can_be_changed(closed_scan):
    action = add(closed_scan, "een")
    with pytest.raises(ValueError, match="advice"):
        actions.change(action=action, advice="ADV-LO-L-DIR-1")


def test_what_is_being_done_stands_first_and_the_first_date_on_top(closed_scan):
    add(closed_scan, "klaar", status="done", due_on=date(2026, 1, 1))
    add(closed_scan, "ooit")
    add(closed_scan, "later", due_on=date(2027, 6, 1))
    add(closed_scan, "eerst", due_on=date(2027, 2, 1))
    add(closed_scan, "bezig", status="doing")
    add(closed_scan, "nooit", status="dropped")
    found = lines.lines(closed_scan, "nl")
    assert [line.text for line in found] == ["bezig", "eerst", "later", "ooit", "klaar", "nooit"]
    assert [group.title for group in lines.groups(found)] == [
        "Bezig",
        "Nog niet begonnen",
        "Gedaan",
        "Niet meer nodig",
    ]
    assert lines.count(found) == lines.Counted(all=6, open=4, doing=1, done=1)


@pytest.mark.parametrize(
    ("days", "status", "late"), [(-1, "todo", 1), (-1, "done", 0), (0, "todo", 0), (1, "doing", 0)]
)
def test_only_what_is_open_can_be_late(closed_scan, today, days, status, late):
    add(closed_scan, "een", due_on=date.fromordinal(today.toordinal() + days), status=status)
    assert lines.lines(closed_scan, "nl")[0].days_late == late


def test_a_follow_up_knows_the_plan_of_last_time(closed_scan, alice, organisation):
    member = alice.memberships.get(organisation=organisation)
    later = organisation.scans.model(organisation=organisation, follows=closed_scan)
    assert page.earlier_plan(member, later) is None  # nothing in it yet
    add(closed_scan, "afgesproken", status="done")
    found = page.earlier_plan(member, later)
    assert [line.text for line in found.lines] == ["afgesproken"]
    assert found.count.done == 1


def test_a_scan_of_others_gives_no_plan_of_last_time(closed_scan, charlie, organisation):
    """Even when a follow-up would point at it."""
    add(closed_scan, "geheim")
    member = charlie.memberships.get()
    later = organisation.scans.model(organisation=member.organisation, follows=closed_scan)
    assert page.earlier_plan(member, later) is None
