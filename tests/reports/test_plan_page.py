"""The page of the plan: who may do what, what goes wrong, and what can be taken along."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import uuid
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import page as validator
import pikepdf
import pytest
from django.urls import reverse

from reports.action_plan import actions
from reports.models import Publication
from reports.pipeline import load_report
from reports.published_json import digest, to_json
from scan import shares
from tests.reports import factories


@pytest.fixture
def close(open_scan):
    def close(published):
        open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
        open_scan.save()
        Publication.unscoped.create(
            scan=open_scan, digest=digest(published), content=to_json(published)
        )
        return open_scan

    return close


@pytest.fixture
def scan(close):
    return close(factories.typical())


@pytest.fixture
def action(scan):
    actions.add_own(scan=scan, text="Elke vrijdag nabespreken", owner="Noor")
    return scan.plan.get()


@pytest.fixture
def to(open_scan):
    def to(name, *rest):
        return reverse(f"reports:{name}", args=[open_scan.organisation.slug, open_scan.pk, *rest])

    return to


@pytest.fixture
def manager(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def reader(client, bob):
    client.force_login(bob)
    return client


def code_of(scan) -> str:
    return load_report(scan.publication, "nl").advice.three[0].advice.id


def text_of(response) -> str:
    """As a reader sees it: without tags, blanks as one."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_an_empty_plan_says_what_to_do(manager, scan, to):
    said = text_of(manager.get(to("plan")))
    assert "Er staat nog niets in het plan" in said
    assert "Kies hieronder een paar adviezen" in said
    assert "In het plan" in said


def test_a_reader_of_an_empty_plan_is_told_who_fills_it(reader, scan, to):
    response = reader.get(to("plan"))
    assert "Een beheerder zet hier de acties in." in text_of(response)
    assert "<form" not in main_of(response)


def main_of(response) -> str:
    """The page without its menu and foot, which have forms of their own."""
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_without_advice_there_is_still_a_plan_to_make(manager, close, to):
    scan = close(factories.too_small())
    page = manager.get(to("plan"))
    assert "Er zijn te weinig antwoorden voor advies" in text_of(page)
    assert to("plan_advice") not in page.content.decode()
    manager.post(to("plan_own"), {"text": "Samen praten"})
    assert scan.plan.get().text == "Samen praten"


@pytest.mark.parametrize("page", ["results", "follow", "handover"])
def test_the_pages_of_a_closed_scan_lead_to_the_plan(reader, scan, to, page):
    assert f'href="{to("plan")}"' in reader.get(to(page)).content.decode()


def test_a_reader_sees_the_plan_and_changes_nothing(reader, action, to):
    page = reader.get(to("plan"))
    assert "Elke vrijdag nabespreken" in text_of(page)
    assert "<form" not in main_of(page)
    for name, rest in (
        ("plan_own", ()),
        ("plan_advice", ()),
        ("plan_reminder", ()),
        ("plan_edit", (action.pk,)),
        ("plan_status", (action.pk,)),
        ("plan_remove", (action.pk,)),
    ):
        assert reader.post(to(name, *rest), {"text": "anders"}).status_code == 403
    action.refresh_from_db()
    assert (action.text, action.status) == ("Elke vrijdag nabespreken", "todo")


def test_before_closing_there_is_no_plan(manager, open_scan, to):
    for name in ("plan", "plan_pdf", "plan_excel"):
        response = manager.get(to(name), follow=True)
        assert response.redirect_chain[-1][0] == to("follow")
    manager.post(to("plan_own"), {"text": "te vroeg"})
    manager.post(to("plan_advice"), {"advies": "ADV-LO-L-DIR-1"})
    manager.post(to("plan_reminder"), {"on": "2030-01-01"})
    assert not open_scan.plan.exists()
    assert not hasattr(open_scan, "plan_reminder")


def test_advice_is_taken_with_one_click_and_shown_as_taken(manager, scan, to):
    code = code_of(scan)
    response = manager.post(to("plan_advice"), {"advies": code})
    assert response.url == f"{to('plan')}#advies-{code}"
    assert scan.plan.get().advice == code
    page = manager.get(to("plan")).content.decode()
    assert f'value="{code}"' not in page
    assert "Staat in het plan" in page


@pytest.mark.parametrize(
    ("origin", "back"), [("uitkomsten", "results"), ("drie", "results"), ("//evil.nl", "plan")]
)
def test_after_taking_advice_it_goes_back_to_a_page_of_ours(manager, scan, to, origin, back):
    response = manager.post(to("plan_advice"), {"advies": code_of(scan), "van": origin})
    assert response.url.partition("#")[0] == to(back)


@pytest.mark.parametrize("code", ["", "ADV-XX-L-DIR-1", "<script>"])
def test_unknown_advice_is_not_there(manager, scan, to, code):
    assert manager.post(to("plan_advice"), {"advies": code}).status_code == 404
    assert not scan.plan.exists()


def test_every_button_on_the_results_page_takes_its_advice(manager, scan, to):
    """For each kind of advice; each lands on an anchor that exists."""
    page = manager.get(to("results")).content.decode()
    codes = set(re.findall(r'name="advies" value="([^"]+)"', page))
    assert {code.partition("-")[0] for code in codes} == {"ADV", "GAP", "SH"}
    for code in sorted(codes)[::9]:
        response = manager.post(to("plan_advice"), {"advies": code, "van": "uitkomsten"})
        assert f'id="{response.url.partition("#")[2]}"' in page
    assert scan.plan.count() == len(sorted(codes)[::9])


def test_the_results_page_says_what_is_taken(manager, scan, to):
    """In both places where the advice stands."""
    code = code_of(scan)
    before = manager.get(to("results")).content.decode()
    manager.post(to("plan_advice"), {"advies": code, "van": "drie"})
    after = manager.get(to("results")).content.decode()
    assert before.count(f'value="{code}"') == after.count("Staat in het plan") == 2
    assert f'value="{code}"' not in after


def test_a_reader_has_no_such_buttons(reader, scan, to):
    assert 'name="advies"' not in reader.get(to("results")).content.decode()


def test_ids_on_the_results_page_are_unique(manager, scan, to):
    found = re.findall(r'\sid="(advies-[^"]+)"', manager.get(to("results")).content.decode())
    assert len(found) == len(set(found)) > 20


def test_an_own_action_is_added_whole(manager, scan, to, today):
    manager.post(
        to("plan_own"),
        {
            "text": "Regel 1\r\nRegel 2",
            "owner": "Noor",
            "due_on": (today + timedelta(days=9)).isoformat(),
            "sign": "Er hangt een bord",
            "block": "OI",
        },
    )
    made = scan.plan.get()
    assert (made.text, made.owner, made.sign) == ("Regel 1\nRegel 2", "Noor", "Er hangt een bord")
    assert (made.block, made.status, made.advice) == ("OI", "todo", "")
    assert made.due_on == today + timedelta(days=9)


def far(years: int) -> str:
    today = date.today()
    return today.replace(year=today.year + years, day=1).isoformat()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "Schrijf op wat jullie gaan doen."),
        ({"text": "   "}, "Schrijf op wat jullie gaan doen."),
        ({"text": "\x01\x02"}, "Schrijf op wat jullie gaan doen."),
        ({"text": "x" * 601}, "Dit is te lang: 601 tekens. Er passen er 600."),
        ({"owner": "x" * 121}, "Dit is te lang: 121 tekens. Er passen er 120."),
        ({"sign": "x" * 301}, "Dit is te lang: 301 tekens. Er passen er 300."),
        ({"due_on": "2020-01-31"}, "31 januari 2020 is al voorbij. Kies vandaag of een latere"),
        ({"due_on": far(6)}, "is te ver weg. Kies een dag voor"),
        ({"due_on": "morgen"}, "Kies een dag, of typ hem als 23-11-2026."),
        ({"block": "XX"}, "XX"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(manager, scan, to, values, said):
    sent = {"text": "Iets goeds", "owner": "Noor van HR", "due_on": "", "sign": ""} | values
    response = manager.post(to("plan_own"), sent)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not scan.plan.exists()
    for typed in (value for value in sent.values() if value.strip() and value != "XX"):
        assert typed in response.content.decode()


def test_line_breaks_count_as_one(manager, scan, to):
    assert manager.post(to("plan_own"), {"text": "x\r\n" * 299 + "xx"}).status_code == 302


def test_signs_that_no_letter_shows_are_left_out(manager, scan, to):
    sent = {"text": "a\x01b\x0bc\ufffe 😀\né", "owner": "\x1b[31mNoor", "sign": "bo\x7frd"}
    manager.post(to("plan_own"), sent)
    made = scan.plan.get()
    assert (made.text, made.owner, made.sign) == ("abc 😀\né", "[31mNoor", "bord")


def test_a_full_plan_says_so(manager, action, to, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    for name, values in (
        ("plan_own", {"text": "nog een"}),
        ("plan_advice", {"advies": code_of(action.scan)}),
    ):
        response = manager.post(to(name), values, follow=True)
        assert "Het plan is vol: er passen 1 acties in." in text_of(response)
    assert action.scan.plan.count() == 1


def test_an_action_is_changed(manager, action, to, today):
    page = to("plan_edit", action.pk)
    assert "Elke vrijdag nabespreken" in manager.get(page).content.decode()
    sent = {"text": "Elke maandag", "owner": "Bas", "status": "done", "due_on": today.isoformat()}
    assert manager.post(page, sent).url == to("plan")
    action.refresh_from_db()
    assert (action.text, action.owner, action.status) == ("Elke maandag", "Bas", "done")


def test_a_late_action_can_be_changed_without_touching_its_date(manager, action, to, today):
    late = today - timedelta(days=40)
    actions.change(action=action, due_on=late)
    sent = {"text": action.text, "status": "doing", "due_on": late.isoformat()}
    assert manager.post(to("plan_edit", action.pk), sent).status_code == 302
    sent["due_on"] = (late - timedelta(days=1)).isoformat()
    assert manager.post(to("plan_edit", action.pk), sent).status_code == 422


def test_a_mistake_in_a_change_changes_nothing(manager, action, to):
    response = manager.post(to("plan_edit", action.pk), {"text": "", "status": "done"})
    assert response.status_code == 422
    assert "Schrijf op wat jullie gaan doen." in text_of(response)
    action.refresh_from_db()
    assert (action.text, action.status) == ("Elke vrijdag nabespreken", "todo")


def test_one_click_says_it_has_begun(manager, action, to):
    manager.post(to("plan_status", action.pk), {"stand": "doing"})
    action.refresh_from_db()
    assert action.status == "doing"
    assert manager.post(to("plan_status", action.pk), {"stand": "x"}).status_code == 404


def test_removing_is_asked_once_and_says_what_is_lost(manager, action, to):
    page = manager.get(to("plan_edit", action.pk))
    assert "De actie verdwijnt met naam, datum en stand." in text_of(page)
    assert manager.get(to("plan_remove", action.pk)).url == to("plan")
    assert action.scan.plan.exists()
    manager.post(to("plan_remove", action.pk))
    assert not action.scan.plan.exists()
    assert manager.post(to("plan_remove", action.pk)).status_code == 404


@pytest.fixture
def theirs(scan, charlie, today):
    """An action of another organisation, and one of another scan of our own."""
    found = []
    for organisation in (charlie.memberships.get().organisation, scan.organisation):
        other = organisation.scans.model.unscoped.create(
            organisation=organisation, title="Andere", contact="Iemand",
            first_day=today, last_day=today, status="closed", closed_on=today, invited_mw=9,
        )  # fmt: skip
        actions.add_own(scan=other, text="Van hen")
        found.append(other.plan.get())
    return found


@pytest.mark.parametrize("name", ["plan_edit", "plan_status", "plan_remove"])
def test_an_action_of_another_scan_is_not_there(manager, theirs, to, name):
    sent = {"text": "gekaapt", "status": "done", "stand": "done"}
    for action in theirs:
        assert manager.post(to(name, action.pk), sent).status_code == 404
        action.refresh_from_db()
        assert (action.text, action.status) == ("Van hen", "todo")
    assert manager.post(to(name, uuid.uuid4()), sent).status_code == 404


def test_a_reminder_is_set_changed_and_taken_back(manager, scan, to, today):
    day = today + timedelta(days=60)
    said = text_of(manager.post(to("plan_reminder"), {"on": day.isoformat()}, follow=True))
    assert "krijgen de beheerders een mail." in said
    manager.post(to("plan_reminder"), {"on": (day + timedelta(days=1)).isoformat()})
    scan.refresh_from_db()
    assert scan.plan_reminder.on == day + timedelta(days=1)
    manager.post(to("plan_reminder"), {"niet": ""})
    scan = type(scan).unscoped.get(pk=scan.pk)
    assert not hasattr(scan, "plan_reminder")


def test_what_was_sent_is_said(reader, scan, to):
    actions.remind_on(scan=scan, day=date(2027, 2, 1))
    assert "Op 1 februari 2027 krijgen de beheerders een mail." in text_of(reader.get(to("plan")))
    type(scan.plan_reminder).unscoped.update(sent_on=date(2027, 2, 1))
    assert "De mail is verstuurd op 1 februari 2027." in text_of(reader.get(to("plan")))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Kies een dag, of typ hem als 23-11-2026."),
        ("2020-02-01", "1 februari 2020 is te vroeg. Kies een dag vanaf morgen."),
        (date.today().isoformat(), "is te vroeg. Kies een dag vanaf morgen."),
        (far(6), "is te ver weg."),
        ("31-31-2030", "Kies een dag, of typ hem als 23-11-2026."),
    ],
)
def test_an_impossible_day_is_explained(manager, scan, to, day, said):
    response = manager.post(to("plan_reminder"), {"on": day})
    assert response.status_code == 422
    assert said in text_of(response)
    assert not hasattr(type(scan).unscoped.get(pk=scan.pk), "plan_reminder")


@pytest.fixture
def later(scan, today):
    """A follow-up of the scan, in the same organisation."""
    return scan.organisation.scans.model.unscoped.create(
        organisation=scan.organisation, title="Een jaar later", contact="Noor", follows=scan,
        first_day=today, last_day=today + timedelta(days=9), invited_mw=40,
    )  # fmt: skip


def test_the_follow_up_shows_the_plan_of_last_time(reader, action, later, today):
    actions.change(action=action, status="done")
    own = reverse("reports:plan", args=[later.organisation.slug, action.scan.pk])
    follow = reader.get(reverse("reports:follow", args=[later.organisation.slug, later.pk]))
    assert "Het plan van vorige keer" in text_of(follow)
    assert "Gedaan: 1 van de 1." in text_of(follow)
    assert own in follow.content.decode()


def test_the_plan_of_the_follow_up_shows_it_too(manager, action, later, today):
    published = factories.typical()
    later.status, later.closed_on = later.Status.CLOSED, today
    later.save()
    Publication.unscoped.create(scan=later, digest="0" * 64, content=to_json(published))
    page = manager.get(reverse("reports:plan", args=[later.organisation.slug, later.pk]))
    said = text_of(page)
    assert "Het plan van vorige keer" in said
    assert "Elke vrijdag nabespreken" in said.partition("Het plan van vorige keer")[2]
    assert f"/{action.pk}/" not in page.content.decode()  # to read, not to change


def sheet_of(response) -> str:
    with ZipFile(BytesIO(response.content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def cells_of(response) -> list[str]:
    """Every text of the workbook, as it is stored."""
    with ZipFile(BytesIO(response.content)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    return re.findall(r"<t[^>]*>([^<]*)</t>", strings)


DANGEROUS = ("=1+1", "@SUM(A1)", "+31612345678", "-2", "=HYPERLINK(&quot;http://x&quot;)")


def test_in_the_workbook_text_never_becomes_a_formula_or_a_link(reader, scan, to):
    for text in DANGEROUS:
        actions.add_own(scan=scan, text=text.replace("&quot;", '"'), owner="=2+2", sign="@A1")
    actions.add_own(scan=scan, text="https://voorbeeld.nl")
    response = reader.get(to("plan_excel"))
    assert "<f>" not in sheet_of(response)
    assert "hyperlink" not in sheet_of(response)
    cells = [cell.replace('"', "&quot;") for cell in cells_of(response)]
    assert {*DANGEROUS, "=2+2", "@A1", "https://voorbeeld.nl"} <= set(cells)


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("nl", ["Actie", "Bouwsteen", "Wie", "Wanneer", "Hoe merken we het?", "Stand"]),
        ("en", ["Action", "Building block", "Who", "When", "How will we notice?", "Status"]),
    ],
)
def test_the_workbook_has_every_column_in_both_languages(reader, action, to, language, heads):
    actions.change(action=action, due_on=date(2027, 2, 1))
    response = reader.get(to("plan_excel"), {"taal": language})
    cells = cells_of(response)
    assert [cell for cell in cells if cell in heads] == heads
    assert {"Elke vrijdag nabespreken", "Noor"} <= set(cells)
    assert "<v>46419</v>" in sheet_of(response)  # 1 February 2027 as Excel counts days


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_paper_is_accessible_and_fit_to_be_kept(reader, action, to, profile):
    content = reader.get(to("plan_pdf")).content
    standard = getattr(validator.ValidationProfile, profile)
    result = validator.validate_pdf_bytes(content, profile=standard)
    assert [(each.rule_id, each.message) for each in result.failures] == []
    assert result.is_compliant


def test_a_shared_page_knows_no_plan(client, alice, action, to, today):
    link = shares.make(
        scan=action.scan, user=alice, label="de directie", expires_on=today + timedelta(days=30)
    )
    page = client.get(reverse("reports:shared", args=[link.token]))
    assert page.status_code == 200
    for sign in ('name="advies"', 'id="in-plan"', to("plan"), "Staat in het plan"):
        assert sign not in page.content.decode()


def test_files_have_a_name_and_are_not_kept(reader, action, to, today):
    other = {"pdf": ("plan_pdf", b"%PDF"), "xlsx": ("plan_excel", b"PK")}
    for suffix, (name, start) in other.items():
        response = reader.get(to(name), {"taal": "en"})
        slug = action.scan.organisation.slug
        file_name = f"leercultuur-{slug}-{today.isoformat()}-actieplan-en.{suffix}"
        assert response["Content-Disposition"] == f'attachment; filename="{file_name}"'
        assert response["Cache-Control"] == "private, no-store"
        assert response.content.startswith(start)


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here"
)


def told(content: bytes, folder) -> str:
    """The text of a PDF as other software reads it, blanks as one."""
    path = folder / "plan.pdf"
    path.write_bytes(content)
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())


@needs_poppler
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Wat gaan we doen?", "Hoe merken we het?", "Nog niet begonnen", "1 februari 2027"]),
        ("en", ["What are we going to do?", "How will we notice?", "Not started", "1 February"]),
    ],
)
def test_the_paper_holds_the_whole_plan(reader, action, to, tmp_path, language, said):
    actions.change(action=action, due_on=date(2027, 2, 1), sign="Er hangt <een> bord")
    content = reader.get(to("plan_pdf"), {"taal": language}).content
    text = told(content, tmp_path)
    for part in (*said, "Elke vrijdag nabespreken", "Noor", "Er hangt <een> bord"):
        assert part in text
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.Lang == language
        assert "/StructTreeRoot" in pdf.Root


@needs_poppler
def test_an_empty_plan_can_be_printed(reader, scan, to, tmp_path):
    assert "nog geen acties" in told(reader.get(to("plan_pdf")).content, tmp_path)
    assert reader.get(to("plan_excel")).content.startswith(b"PK")


def test_a_full_plan_repeats_its_head_on_every_page(reader, scan, to):
    for number in range(actions.MOST):
        actions.add_own(scan=scan, text=f"Actie {number} " + "x" * 400, owner="y" * 120)
    with pikepdf.open(BytesIO(reader.get(to("plan_pdf")).content)) as pdf:
        assert len(pdf.pages) > 5
