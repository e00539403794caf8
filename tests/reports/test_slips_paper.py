"""Slips on paper: every code scans, is unique and leads to its own questionnaire; nothing clips."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import page as validator
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from reports.slips import PER_FILE, Occasion, boxes, proposed, render
from scan import inviting, slips
from scan.inviting import Invitee
from scan.models import Invitation
from scan.roles import ROLES, Role
from scan.slip_codes import code_from, readable
from tests.reports.printed import codes_on, overlaps, pictures, text_of, words_on
from tests.scan.respondent import Respondent

LONGEST = ("Samenwerkende Installatiebedrijven Zuidwest " * 3)[:120]
WORD = "Bouwmaterialengroothandelsvereniging" * 3


def invited(*numbers: int) -> dict[Role, int]:
    return dict(zip(ROLES, numbers, strict=True))


@pytest.fixture
def page_of(client, alice, open_scan):
    client.force_login(alice)

    def address(name: str = "slips", *more: str, **query: str) -> str:
        return reverse(f"reports:{name}", args=[open_scan.organisation.slug, open_scan.pk, *more])

    return address


# Which boxes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 1, 4, 40), [((Role.MW,), 40), ((Role.DIR, Role.HR, Role.LG), 6)]),
        ((5, 5, 8, 120), [((Role.MW,), 120), ((Role.DIR,), 5), ((Role.HR,), 5), ((Role.LG,), 8)]),
        ((1, 0, 1, 7), [((Role.DIR, Role.LG, Role.MW), 9)]),
        ((0, 0, 0, 12), [((Role.MW,), 12)]),
        ((1, 0, 0, 3), []),
    ],
)
def test_a_box_is_never_for_fewer_than_five_people(numbers, expected):
    """The groups of the privacy rules (D7): whoever tries all codes learns no smaller number."""
    assert [(box.roles, box.people) for box in boxes(invited(*numbers))] == expected


def test_only_a_box_of_one_role_has_it_on_its_slips():
    found = {box.code: box.role for box in boxes(invited(1, 1, 4, 40))}
    assert found == {"MW": Role.MW, "samen": None}


@pytest.mark.parametrize(
    ("people", "mailed", "expected"),
    [(40, 0, 50), (40, 38, 10), (40, 40, 0), (6, 0, 20), (500, 0, 550), (120, 30, 100)],
)
def test_the_proposal_leaves_a_choice_for_the_last_one(people, mailed, expected):
    """Without a mail, a tenth or at least five more, in sheets of ten: 90 + 9 -> 100."""
    (box,) = boxes(invited(0, 0, 0, people))
    assert proposed(box, {Role.MW: mailed}) == expected


# The sheets -------------------------------------------------------------------------------------


def occasion(**changes: object) -> Occasion:
    values = {
        "organisation": "Machinefabriek De Linde",
        "last_day": date(2026, 12, 7),
        "who": "medewerkers",
        "role": "MW",
        "address": "https://scan.voorbeeld.nl/c/",
    }
    return Occasion(**(values | changes))


def made_up(number: int) -> list[str]:
    return [readable(code_from((n * 31**8).to_bytes(32))) for n in range(1, number + 1)]


def test_ten_on_a_page_in_their_own_fields_and_every_one_scans():
    wanted = made_up(23)
    found = [codes_on(picture) for picture in pictures(render(occasion(), wanted, "nl"))]
    assert [len(codes) for codes in found] == [10, 10, 3]
    told = {seen.text for codes in found for seen in codes}
    bare = {code.replace("-", "") for code in wanted}
    assert told == {f"https://scan.voorbeeld.nl/c/{code}/" for code in bare}
    fields = {(int((seen.x - 10) // 95), int((seen.y - 10) // 55.4)) for seen in found[0]}
    assert fields == {(column, row) for column in (0, 1) for row in range(5)}


def test_the_code_to_type_stands_beside_its_own_picture():
    wanted = made_up(10)
    pdf = render(occasion(), wanted, "nl")
    (picture,) = pictures(pdf)
    seen = {(int((s.x - 10) // 95), int((s.y - 10) // 55.4)): s.text for s in codes_on(picture)}
    for word, left, top, _right, _bottom in words_on(pdf):
        if word in wanted:
            field = (int((left - 10) // 95), int((top - 10) // 55.4))
            assert seen[field].endswith(f"/{word.replace('-', '')}/")


def test_there_are_lines_to_cut_along():
    (picture,) = pictures(render(occasion(), made_up(10), "nl"))
    scale = 150 / 25.4
    for row in range(6):
        height = int((10.05 + row * 55.35) * scale)
        rows = range(height - 3, height + 4)
        dark = max(sum(picture.getpixel((x, y)) < 190 for x in range(60, 1180, 2)) for y in rows)
        assert dark > 200, row
    for x_mm in (10.05, 105, 199.9):
        columns = range(int(x_mm * scale) - 3, int(x_mm * scale) + 4)
        dark = max(sum(picture.getpixel((x, y)) < 190 for y in range(60, 1680, 2)) for x in columns)
        assert dark > 300, x_mm


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"organisation": LONGEST},
        {"organisation": WORD},
        {"organisation": "X" * 46},
        {"organisation": "Bandenspecialistenhuis Scheepsbouwmeesters"},
        {"address": "https://wwwwww.mmmmmmmmmmmmmmmmmmmmmm.nl/c/"},
        {"who": "directie, HR en leidinggevenden", "role": ""},
        {"address": "https://leercultuurscan.samenwerkende-installatiebedrijven-zuidwest.nl/c/"},
        {
            "organisation": LONGEST,
            "who": "directie, HR, leidinggevenden en medewerkers",
            "role": "",
            "address": "https://leercultuurscan.samenwerkende-installatiebedrijven.example/c/",
        },
    ],
)
def test_nothing_overlaps_or_leaves_its_slip(changes):
    pdf = render(occasion(**changes), made_up(10), "nl")
    assert len(pikepdf.open(BytesIO(pdf)).pages) == 1
    words = [word for word in words_on(pdf) if word[2] > 10]
    assert overlaps(words) == []
    for text, left, top, right, bottom in words:
        column, row = int((left - 10) // 95), int((top - 10) // 55.4)
        assert right < 10 + 95 * (column + 1) - 3, text
        assert bottom < 10 + 55.4 * (row + 1) - 2, text
        beside_the_picture = top < 10 + 55.4 * row + 35
        assert not beside_the_picture or right < 10 + 95 * column + 59.9, text
    assert len(codes_on(pictures(pdf)[0])) == 10


def test_a_file_is_accessible_and_names_everything():
    pdf = render(occasion(), made_up(12), "nl")
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        assert failures(pdf, profile) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "nl"
        assert "Strookjes voor medewerkers" in str(opened.docinfo["/Title"])
    told = text_of(pdf)
    for text in ("Machinefabriek De Linde", "Voor medewerkers.", "7 december 2026", "één keer"):
        assert told.count(text) >= 12
    assert "scan.voorbeeld.nl/c" in told


def failures(pdf: bytes, profile: str) -> list[tuple[str, str]]:
    wanted = getattr(validator.ValidationProfile, profile)
    found = validator.validate_pdf_bytes(pdf, profile=wanted).failures
    return [(each.rule_id, each.message) for each in found]


# The page ---------------------------------------------------------------------------------------


def test_a_manager_makes_slips_prints_them_and_somebody_scans_one(client, page_of, open_scan):
    shown = client.get(page_of()).content.decode()
    assert 'name="MW" value="50"' in shown
    assert 'name="samen" value="20"' in shown
    answer = client.post(page_of(), {"MW": "12", "samen": "3"}, follow=True)
    assert "15 strookjes gemaakt" in answer.content.decode()
    assert slips.counts(open_scan) == {Role.MW: 12, None: 3}
    for box, role, number in (("MW", Role.MW, 12), ("samen", None, 3)):
        answer = client.get(page_of("slips_pdf", box))
        assert answer["Content-Type"] == "application/pdf"
        assert "no-store" in answer["Cache-Control"]
        seen = [s.text for p in pictures(answer.content) for s in codes_on(p)]
        assert len(set(seen)) == number
        addresses = {text.partition("/c/")[2] for text in seen}
        links = [inviting.find_slip(code.rstrip("/")) for code in addresses]
        assert {link.role for link in links} == {role or ""}
        follow_one(seen[0], role)
    assert not Invitation.unscoped.filter(used=True).exists()


def follow_one(address: str, role: Role | None) -> None:
    """From the picture on paper to the first question."""
    visitor = Client()
    answer = visitor.get("/" + address.partition("://")[2].partition("/")[2])
    token = answer["Location"].split("/")[2]
    person = Respondent(visitor, inviting.find(token))
    assert person.goes_to(person.post(), "blok/1/" if role else "rol/")


def test_the_same_file_comes_out_again_also_when_slips_were_used(client, page_of, open_scan):
    client.post(page_of(), {"MW": "11"})
    first = client.get(page_of("slips_pdf", "MW")).content
    Invitation.unscoped.filter(pk=Invitation.unscoped.first().pk).update(used=True)
    assert client.get(page_of("slips_pdf", "MW")).content == first
    assert client.get(page_of("slips_pdf", "MW") + "?taal=en").content != first


def test_no_page_for_managers_tells_what_was_used(client, page_of, open_scan):
    client.post(page_of(), {"MW": "11"}, follow=True)
    before = client.get(page_of()).content
    Invitation.unscoped.update(used=True)
    after = client.get(page_of()).content
    assert without_token(before) == without_token(after)


def without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


def test_many_slips_come_in_files_of_two_hundred(client, page_of, open_scan):
    slips.make(scan=open_scan, numbers={Role.MW: PER_FILE + 1})
    shown = client.get(page_of()).content.decode()
    assert "PDF 1 tot en met 200" in shown
    assert "PDF 201 tot en met 201" in shown
    last = client.get(page_of("slips_pdf", "MW") + "?deel=2").content
    assert len(pikepdf.open(BytesIO(last)).pages) == 1
    for wrong in ("0", "3", "-1", "x", "²"):
        assert client.get(page_of("slips_pdf", "MW") + f"?deel={wrong}").status_code == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"MW": "", "samen": ""}, "Vul in hoeveel strookjes"),
        ({"MW": "0"}, "Vul in hoeveel strookjes"),
        ({"MW": "veel"}, "heel getal"),
        ({"MW": "-3"}, "heel getal"),
        ({"MW": "2001"}, "heel getal"),
        ({"MW": "2000", "samen": "1"}, "Er kunnen nog 2000 strookjes bij"),
    ],
)
def test_a_wrong_number_makes_nothing_and_says_what_was_expected(
    client, page_of, open_scan, given, told
):
    answer = client.post(page_of(), given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert slips.counts(open_scan) == {}


def test_who_has_a_mail_is_left_out_of_the_proposal(client, page_of, open_scan):
    people = [Invitee(f"p{n}@example.org", Role.MW) for n in range(38)]
    inviting.invite(scan=open_scan, people=people)
    shown = client.get(page_of()).content.decode()
    assert 'name="MW" value="10"' in shown
    assert "40 mensen, van wie 38 met een e-mail" in shown


def test_throwing_away_says_what_is_lost_and_asks_once(client, page_of, open_scan):
    client.post(page_of(), {"MW": "11"})
    asked = client.get(page_of("slips_discard", "MW")).content.decode()
    assert "De codes op alle 11 strookjes werken niet meer" in asked
    assert slips.counts(open_scan) == {Role.MW: 11}
    client.post(page_of("slips_discard", "MW"))
    assert slips.counts(open_scan) == {}
    assert client.get(page_of("slips_pdf", "MW"))["Location"] == page_of()


def test_for_fewer_than_five_people_there_are_no_slips(client, page_of, open_scan):
    open_scan.invited_dir, open_scan.invited_hr = 1, 0
    open_scan.invited_lg, open_scan.invited_mw = 0, 3
    open_scan.save()
    shown = client.get(page_of()).content.decode()
    assert "minder dan vijf mensen" in shown
    client.post(page_of(), {"MW": "5", "samen": "5"})
    assert slips.counts(open_scan) == {}


def test_a_changed_key_of_the_site_is_told_not_printed_wrong(client, page_of, settings, alice):
    client.post(page_of(), {"MW": "5"})
    settings.SECRET_KEY = "another-key-of-this-site-that-is-long-enough-to-use"
    client.force_login(alice)
    answer = client.get(page_of("slips_pdf", "MW"), follow=True)
    assert "kunnen we niet opnieuw afdrukken" in answer.content.decode()
