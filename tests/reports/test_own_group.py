"""What people are told of their group before they answer is what the report does."""

from __future__ import annotations

from itertools import product

import pytest

from reports.own_group import own_group
from reports.privacy import plan
from reports.publish import close_and_publish
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.roles import ROLES, Role
from tests.scan.respondent import respondent_of

NUMBERS = (0, 1, 2, 4, 5, 9, 12)
FIRMS = [dict(zip(ROLES, n, strict=True)) for n in product(NUMBERS, repeat=4)]


def test_the_group_is_never_smaller_than_what_is_promised():
    for invited in FIRMS:
        for role in (role for role in ROLES if invited[role]):
            group = own_group(invited, role)
            assert group.kind == "none" or role in group.roles
            assert group.kind == "none" or group.people == sum(invited[r] for r in group.roles) >= 5
            assert (group.kind == "none") == (sum(invited.values()) < 5)


def test_with_fewer_answers_a_group_of_the_report_only_gets_larger_or_goes():
    """The sentence is about everybody answering; nobody may end up in a smaller group than told."""
    for invited in FIRMS[::7]:
        for kept in product((0, 1), repeat=4):
            n = {role: invited[role] * keep for role, keep in zip(ROLES, kept, strict=True)}
            shown = plan(n, invited, consent=False)
            for role in (role for role in ROLES if n[role]):
                told = own_group(invited, role)
                own = [part for part in shown.parts if role in part] or [shown.roles]
                if shown.cells and told.kind != "none":
                    assert set(told.roles) <= set(own[0])


@pytest.fixture
def firm(open_scan):
    def make(dir: int, hr: int, lg: int, mw: int):
        type(open_scan).unscoped.filter(pk=open_scan.pk).update(
            invited_dir=dir, invited_hr=hr, invited_lg=lg, invited_mw=mw
        )
        open_scan.refresh_from_db()
        return open_scan

    return make


@pytest.mark.parametrize(
    ("numbers", "role", "says"),
    [
        ((1, 1, 3, 15), "MW", "Medewerker, samen 15 mensen"),
        ((1, 1, 3, 15), "HR", "Directie, HR, Leidinggevende, samen 5 mensen"),
        ((1, 1, 2, 20), "LG", "iedereen samen, 24 mensen"),
        ((1, 0, 0, 3), "MW", "Dan komen er geen cijfers"),
    ],
)
def test_the_page_says_it_before_the_first_question(firm, numbers, role, says):
    """On a link of one role at once, on a general link as soon as the role is chosen."""
    scan = firm(*numbers)
    assert says in respondent_of(scan, role).get().content.decode()
    me = respondent_of(scan, "").begin()
    me.post("rol/", {"role": role})
    assert says in me.get("blok/1/").content.decode()
    assert says not in me.get("blok/2/").content.decode()


@pytest.mark.parametrize(
    ("numbers", "role", "told"),
    [((1, 1, 3, 15), "HR", True), ((1, 2, 3, 15), "HR", False), ((1, 0, 0, 3), "DIR", False)],
)
def test_who_may_be_the_only_one_is_told_so_where_it_holds(firm, numbers, role, told):
    page = respondent_of(firm(*numbers), role).get().content.decode()
    assert ("Je bent mogelijk de enige in jouw rol" in page) == told


@pytest.mark.parametrize("numbers", [(1, 1, 3, 15), (1, 1, 2, 20), (5, 5, 8, 20), (2, 3, 0, 12)])
def test_what_was_said_is_what_is_published(firm, numbers):
    scan = firm(*numbers)
    from scan import actions

    instrument = load(scan.instrument)
    counts = {role: n for role, n in scan.invited.items() if n}
    sheets = make_sheets(instrument, counts, CLIMATES["gemengd"], seed=1)
    actions.import_sheets(scan=scan, sheets=sheets)
    groups = {group["code"]: group["n"] for group in close_and_publish(scan).content["groups"]}
    for role in counts:
        told = own_group(scan.invited, Role(role))
        code = next((c for c in groups if told.kind == "part" and role in c.split("+")), "totaal")
        assert groups[code] == told.people
