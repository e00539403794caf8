"""The questionnaire's forms: what they accept, what they refuse and how they are drawn."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.utils.translation import override

from scan.instrument.load import load
from scan.instrument.types import LANGUAGES
from scan.questionnaire_form import BlockForm, RoleForm
from scan.roles import ROLES, Role

INSTRUMENT = load("leercultuur_mkb_1")
FIRST, SECOND = INSTRUMENT.blocks[:2]
CODE = FIRST.items[0].code
PAGE = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form %}")


@pytest.fixture(autouse=True)
def dutch():
    with override("nl"):
        yield


def form(data=None, block=FIRST, role=Role.MW, language="nl", **fields) -> BlockForm:
    return BlockForm(
        instrument=INSTRUMENT, block=block, role=role, language=language, data=data, **fields
    )


def draw(form) -> str:
    return PAGE.render({"form": form})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("block", INSTRUMENT.blocks, ids=lambda block: block.code)
def test_a_statement_is_a_fieldset_with_five_answers_and_dont_know(block, role, language):
    html = draw(form(block=block, role=role, language=language))
    assert html.count("<fieldset>") == html.count("<legend>") == len(block.items)
    for item in block.items:
        assert f"<legend>{item.text(role, language)}</legend>" in html
        values = re.findall(rf'name="{item.code}" value="(\w+)"', html)
        assert values == ["1", "2", "3", "4", "5", "WN"]
    assert html.count(INSTRUMENT.dont_know[language]) == len(block.items)
    assert " checked" not in html


def test_what_was_answered_is_checked_again():
    html = draw(form(answers={CODE: 4, FIRST.items[1].code: "WN"}))
    assert re.findall(r'name="([\w-]+)" value="(\w+)" checked', html) == [
        (CODE, "4"),
        (FIRST.items[1].code, "WN"),
    ]


def test_what_one_person_answered_is_not_drawn_for_the_next():
    draw(form(answers={CODE: 2}))
    assert " checked" not in draw(form())


def test_everything_may_stay_empty():
    empty = form(data={})
    assert empty.is_valid()
    assert empty.given == {}


def test_answers_become_numbers_and_dont_know_stays_a_word():
    filled = form(data={CODE: "5", FIRST.items[1].code: "WN", FIRST.items[2].code: ""})
    assert filled.is_valid()
    assert filled.given == {CODE: 5, FIRST.items[1].code: "WN"}


@pytest.mark.parametrize("value", ["0", "6", "-1", "4.0", "wn", "vier", "\x00", "٤", "5" * 5000])
def test_an_answer_off_the_scale_is_refused_with_what_was_expected(value):
    wrong = form(data={CODE: value})
    assert not wrong.is_valid()
    (message,) = wrong.errors[CODE]
    assert "Verwacht: een van de vijf antwoorden" in message
    assert len(message) < 200


@pytest.mark.parametrize("name", [SECOND.items[0].code, "XX-1", "role", "scan"])
def test_a_question_of_another_page_is_refused(name):
    wrong = form(data={CODE: "3", name: "3"})
    assert not wrong.is_valid()
    assert name in wrong.non_field_errors()[0]


def test_a_refused_page_keeps_the_other_choices_and_says_where_it_is_wrong():
    html = draw(form(data={CODE: "9", FIRST.items[1].code: "2"}))
    assert re.findall(r'name="([\w-]+)" value="(\w+)" checked', html) == [
        (FIRST.items[1].code, "2")
    ]
    assert f'class="mis" aria-describedby="{CODE}_error"' in html
    assert f'id="{CODE}_error"' in html
    assert f'id="{CODE}"' in html  # where the summary's link leads


def test_what_came_in_is_escaped():
    wrong = form(data={CODE: "<script>alert(1)</script>"})
    assert "<script>" not in draw(wrong)


EVERYBODY = dict.fromkeys(ROLES, 1)


def test_a_role_without_people_is_not_offered():
    invited = {**EVERYBODY, Role.HR: 0}
    form = RoleForm(instrument=INSTRUMENT, language="nl", invited=invited, data={"role": "HR"})
    assert [code for code, _ in form.fields["role"].choices] == ["DIR", "LG", "MW"]
    assert not form.is_valid()


def test_the_role_question_offers_the_roles_in_their_order():
    html = draw(RoleForm(instrument=INSTRUMENT, language="nl", invited=EVERYBODY))
    assert re.findall(r'value="(\w+)"', html) == ["DIR", "HR", "LG", "MW"]
    assert html.count("<fieldset>") == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [({}, "nog geen rol gekozen"), ({"role": "BAAS"}, "Deze rol kennen we hier")],
)
def test_the_role_question_needs_one_of_the_four(data, expected):
    wrong = RoleForm(instrument=INSTRUMENT, language="nl", invited=EVERYBODY, data=data)
    assert expected in wrong.errors["role"][0]
