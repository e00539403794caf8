"""A link to a result: what its holder sees, what is written down, and the manager's side."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports import tasks
from reports.models import Publication, RenderedReport
from reports.published_json import digest, to_json
from scan import shares
from scan.models import ShareLink, ShareVisit
from tests.reports.factories import FIRMS

CODE = "KLEI-ZAND"
PUBLIC = ("shared", "shared_figures", "shared_report", "shared_pdf", "share_passcode")


@pytest.fixture
def close(open_scan):
    def close(firm="typical"):
        published = FIRMS[firm]()
        open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
        open_scan.save()
        Publication.unscoped.create(
            scan=open_scan, digest=digest(published), content=to_json(published)
        )
        return open_scan

    return close


@pytest.fixture
def scan(close):
    return close()


@pytest.fixture
def link(scan, alice, today):
    return make(scan, alice, today)


@pytest.fixture
def guarded(scan, alice, today):
    return make(scan, alice, today, passcode=CODE)


def make(scan, user, today, **options):
    until = today + timedelta(30)
    return shares.make(scan=scan, user=user, label="de directie", expires_on=until, **options)


def at(link, name="shared"):
    return reverse(f"reports:{name}", args=[link.token])


def of_member(scan, name):
    return reverse(f"reports:{name}", args=[scan.organisation.slug, scan.pk])


def text(answer) -> str:
    return answer.content.decode()


# What the holder sees ---------------------------------------------------------------------------


def test_it_says_for_whom_it_is_and_until_when(client, link, today):
    page = text(client.get(at(link)))
    assert "Gedeeld met: de directie" in page
    until = today + timedelta(30)
    assert f"tot en met {until.day} " in page
    assert re.search(r"<title>[^<]*de directie", page)


@pytest.mark.parametrize("firm", FIRMS)
def test_the_sections_are_those_of_the_members_page(client, bob, close, alice, today, firm):
    """The same page but for the door: strip, menu, breadcrumb and the way to other files."""
    scan = close(firm)
    shared = text(client.get(at(make(scan, alice, today))))
    client.force_login(bob)
    own = text(client.get(of_member(scan, "results")))
    for tag in ("h1", "h2", "h3", "svg", "table"):
        found, expected = (re.findall(rf"<{tag}\b.*?</{tag}>", p, re.S) for p in (shared, own))
        assert [e for e in expected if e not in found] == []
        assert len(found) == len(expected)


@pytest.mark.parametrize("firm", ["typical", "too_small"])
@pytest.mark.parametrize("logged_in", [False, True])
def test_nothing_of_the_manager_stands_on_its_pages(client, close, alice, today, firm, logged_in):
    link = make(close(firm), alice, today)
    if logged_in:
        client.force_login(alice)
    for name in ("shared", "shared_report"):
        page = text(client.get(at(link, name)))
        assert "/o/" not in page
        assert "Uitloggen" not in page
        assert "Inloggen" not in page
        assert alice.email not in page
        leads_to = set(re.findall(r'(?:href|action)="(/[^"#]*)"', page))
        allowed = ("/static/", "/d/", "/privacy/", "/toegankelijkheid/", "/taal/")
        home = {"/", "/organisaties/"}
        assert {a for a in leads_to if not a.startswith(allowed)} <= home


def test_the_figures_are_those_of_the_member(client, bob, scan, link):
    figures = client.get(at(link, "shared_figures"))
    assert f'data-figures="{at(link, "shared_figures")}"' in text(client.get(at(link)))
    client.force_login(bob)
    assert figures.json() == client.get(of_member(scan, "figures")).json()


def test_the_pdf_is_made_on_demand_and_is_the_same_file(
    client, bob, scan, link, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(tasks, "_render", fake_render)
    assert client.get(at(link, "shared_pdf")).url == at(link, "shared_report")
    assert "Maak het rapport" in text(client.get(at(link, "shared_report")))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(at(link, "shared_report"), {"taal": "nl"}).url == at(
            link, "shared_report"
        )
    page = text(client.get(at(link, "shared_report")))
    assert f'href="{at(link, "shared_pdf")}?taal=nl"' in page
    shared = client.get(at(link, "shared_pdf"))
    client.force_login(bob)
    own = client.get(of_member(scan, "report_pdf"))
    assert shared.content == own.content
    assert shared["Content-Disposition"] == own["Content-Disposition"]
    assert shared["Cache-Control"] == "private, no-store"


def fake_render(rendered):
    rendered.pdf = b"%PDF " + rendered.publication.digest.encode()
    tasks._note(rendered, RenderedReport.State.READY)


@pytest.mark.parametrize(("state", "age"), [("failed", 0), ("running", 5)])
def test_when_the_report_fails_the_holder_asks_who_gave_the_link(client, scan, link, state, age):
    work = tasks.ask_for_report(scan.publication, "nl")
    changed = timezone.now() - timedelta(minutes=age)
    RenderedReport.unscoped.filter(pk=work.pk).update(state=state, changed_at=changed)
    page = text(client.get(at(link, "shared_report")))
    assert "wie je de link gaf" in page
    assert "sitebeheerder" not in page
    assert "manage.py" not in page


def test_the_pages_speak_english(client, link, guarded):
    for name in ("shared", "shared_report"):
        page = text(client.get(at(link, name), headers={"accept-language": "en"}))
        assert '<html lang="en">' in page
        assert "Gedeeld met" not in page
    page = text(client.get(at(guarded, "share_passcode"), headers={"accept-language": "en"}))
    assert "Toegangscode" not in page


def test_the_language_switch_comes_back_to_the_link(client, link):
    back = re.search(r'name="next" value="([^"]+)"', text(client.get(at(link)))).group(1)
    answer = client.post("/taal/", {"next": back, "language": "en"})
    assert answer.url == at(link)
    assert '<html lang="en">' in text(client.get(answer.url))


def test_a_name_cannot_become_markup(client, scan, alice, today):
    link = shares.make(scan=scan, user=alice, label="<script>x</script>", expires_on=today)
    assert "<script>x" not in text(client.get(at(link)))


# The passcode -----------------------------------------------------------------------------------


def give(client, link, code):
    return client.post(at(link, "share_passcode"), {"passcode": code})


def test_the_right_code_opens_every_page_in_this_browser_only(client, guarded):
    assert client.get(at(guarded)).url == at(guarded, "share_passcode")
    assert give(client, guarded, "klei zand").url == at(guarded)
    assert client.get(at(guarded)).status_code == 200
    assert client.get(at(guarded, "shared_report")).status_code == 200
    assert Client().get(at(guarded)).status_code == 302


def test_the_cookie_tells_nothing_and_goes_nowhere_else(client, guarded, settings):
    settings.HTTPS = True
    cookie = give(client, guarded, CODE).cookies[shares.COOKIE]
    assert cookie["path"] == at(guarded)
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 12 * 3600
    row = ShareLink.unscoped.get(pk=guarded.pk)
    for secret in (CODE, guarded.token, row.passcode, row.token_hash):
        assert secret not in cookie.value


def with_cookie(value):
    client = Client()
    client.cookies[shares.COOKIE] = value
    return client


def test_a_cookie_opens_its_own_link_only(client, scan, alice, today, guarded):
    value = give(client, guarded, CODE).cookies[shares.COOKIE].value
    other = make(scan, alice, today, passcode=CODE)
    same = ShareLink.unscoped.get(pk=guarded.pk).passcode  # even then
    ShareLink.unscoped.filter(pk=other.pk).update(passcode=same)
    assert with_cookie(value).get(at(guarded)).status_code == 200
    assert with_cookie(value).get(at(other)).status_code == 302
    assert with_cookie(value[:-1] + "x").get(at(guarded)).status_code == 302
    assert with_cookie(guarded.pk.hex).get(at(guarded)).status_code == 302


def test_a_cookie_ends_with_the_passcode_and_after_twelve_hours(client, guarded, monkeypatch):
    value = give(client, guarded, CODE).cookies[shares.COOKIE].value
    later = timezone.now().timestamp() + 12 * 3600 + 5
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: later)
        assert with_cookie(value).get(at(guarded)).status_code == 302
    ShareLink.unscoped.filter(pk=guarded.pk).update(passcode="another")
    assert with_cookie(value).get(at(guarded)).status_code == 302


def test_a_wrong_code_says_how_often_one_may_try(client, guarded):
    answer = give(client, guarded, "FOUT-FOUT")
    assert answer.status_code == 422
    assert "nog 9 keer" in text(answer)
    assert shares.COOKIE not in answer.cookies


@pytest.mark.parametrize("code", ["", "x" * 41, "a\x00b"])
def test_what_cannot_be_a_code_is_no_try(client, guarded, code):
    assert give(client, guarded, code).status_code == 422
    assert ShareLink.unscoped.get(pk=guarded.pk).wrong_passcodes == 0


def test_ten_wrong_codes_lock_the_link_also_for_who_was_in(client, guarded):
    inside = Client()
    give(inside, guarded, CODE)
    for _ in range(9):
        assert give(client, guarded, "FOUT-FOUT").status_code == 422
    last = client.post(at(guarded, "share_passcode"), {"passcode": "FOUT"}, follow=True)
    assert last.status_code == 410
    assert "op slot" in text(last)
    assert give(client, guarded, CODE).status_code == 410
    assert inside.get(at(guarded)).status_code == 410


def test_a_link_without_passcode_asks_for_none(client, link):
    assert client.get(at(link, "share_passcode")).url == at(link)
    assert give(client, link, "iets").url == at(link)


def test_the_question_needs_the_form_of_the_site(guarded):
    strict = Client(enforce_csrf_checks=True)
    assert give(strict, guarded, CODE).status_code == 403


# What is written down ---------------------------------------------------------------------------


def pages(link) -> list[str]:
    return sorted(link.visits.values_list("page", flat=True))


def test_opening_is_written_down_with_page_and_moment(client, link):
    client.get(at(link))
    assert pages(link) == ["results"]
    columns = {field.name for field in ShareVisit._meta.get_fields()}
    assert columns == {"id", "link", "page", "at"}


def test_looking_again_within_a_minute_is_the_same_visit(client, link):
    client.get(at(link))
    client.get(at(link))
    assert pages(link) == ["results"]
    link.visits.update(at=timezone.now() - timedelta(seconds=61))
    client.get(at(link))
    assert pages(link) == ["results", "results"]


def test_the_report_counts_when_it_is_downloaded(client, scan, link):
    client.get(at(link, "shared_report"))
    client.get(at(link, "shared_pdf"))
    assert pages(link) == []
    work = tasks.ask_for_report(scan.publication, "nl")
    RenderedReport.unscoped.filter(pk=work.pk).update(state="ready", pdf=b"%PDF")
    client.get(at(link, "shared_pdf"))
    assert pages(link) == ["report"]


def test_who_only_asks_whether_it_is_there_is_not_counted(client, link):
    for name in PUBLIC:
        client.head(at(link, name))
    assert pages(link) == []


def test_who_gets_no_further_than_the_code_is_not_counted(client, guarded):
    for name in PUBLIC:
        client.get(at(guarded, name))
    assert pages(guarded) == []


def test_no_log_line_has_the_token(client, link, guarded, caplog):
    from leercultuur.logs import HideTokens

    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(HideTokens())
    for name in PUBLIC:
        client.get(at(link, name))
    client.get(at(link) + "bestaat-niet/")
    give(client, guarded, CODE)
    assert "bestaat-niet" in caplog.text
    for secret in (link.token, guarded.token, CODE):
        assert secret not in caplog.text


# The manager's side -----------------------------------------------------------------------------


@pytest.fixture
def manager(client, alice):
    client.force_login(alice)
    return client


def ask(manager, scan, **changes):
    until = timezone.localdate() + timedelta(14)
    values = {"label": "de directie", "expires_on": until.isoformat(), "passcode": CODE}
    return manager.post(of_member(scan, "sharing"), values | changes)


def shown_token(answer) -> str:
    return re.search(r'id="adres" value="[^"]*/d/([^/"]+)/"', text(answer)).group(1)


def test_without_links_the_page_says_so_and_proposes(manager, scan, today):
    page = text(manager.get(of_member(scan, "sharing")))
    assert "Er zijn nog geen links" in page
    assert (today + timedelta(30)).isoformat() in page
    assert re.search(r'name="passcode" value="[2-9A-Z]{4}-[2-9A-Z]{4}"', page)


def test_a_new_link_is_shown_once_and_works(manager, scan):
    made = ask(manager, scan)
    token = shown_token(made)
    message = re.search(r"<textarea.*?</textarea>", text(made), re.S).group()
    assert token in message
    assert CODE not in message  # apart from the link
    assert CODE in text(made)
    assert token not in text(manager.get(of_member(scan, "sharing")))
    visitor = Client()
    visitor.post(f"/d/{token}/code/", {"passcode": CODE})
    assert visitor.get(f"/d/{token}/").status_code == 200
    link = scan.shares.get()
    assert link.created_by.email == "alice@example.org"


def test_an_empty_code_makes_a_link_without_one(manager, scan):
    token = shown_token(ask(manager, scan, passcode=""))
    assert Client().get(f"/d/{token}/").status_code == 200
    assert "Zonder toegangscode" in text(manager.get(of_member(scan, "sharing")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label": " "}, "Vul in voor wie de link is"),
        ({"expires_on": "gisteren"}, "Kies een dag"),
        ({"expires_on": "2020-01-01"}, "is al voorbij"),
        ({"expires_on": "2999-01-01"}, "te ver weg"),
        ({"passcode": "A-B-C"}, "te kort"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(manager, scan, changes, sentence):
    answer = ask(manager, scan, **changes)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not scan.shares.exists()
    if "label" not in changes:
        assert 'value="de directie"' in text(answer)


def test_a_year_is_the_longest(manager, scan, today):
    for days, made in ((365, 1), (366, 1)):
        ask(manager, scan, expires_on=(today + timedelta(days)).isoformat())
        assert scan.shares.count() == made


def test_revoking_ends_the_link_at_once(manager, scan, link):
    page = reverse("reports:share", args=[scan.organisation.slug, scan.pk, link.pk])
    assert "Terugdraaien kan niet" in text(manager.get(page))
    assert Client().get(at(link)).status_code == 200
    answer = manager.post(page, follow=True)
    assert "is ingetrokken" in text(answer)
    assert Client().get(at(link)).status_code == 410
    assert "Ja, deze link intrekken" not in text(manager.get(page))


def test_the_log_tells_when_and_which_page(manager, scan, link):
    page = reverse("reports:share", args=[scan.organisation.slug, scan.pk, link.pk])
    assert "Nog niet geopend" in text(manager.get(page))
    Client().get(at(link), REMOTE_ADDR="203.0.113.9")
    content = text(manager.get(page))
    assert "<td>Resultaten</td>" in content
    assert "203.0.113.9" not in content
    assert "Eén keer geopend" in text(manager.get(of_member(scan, "sharing")))


def test_the_manager_sees_wrong_codes_and_the_lock(manager, scan, guarded):
    ShareLink.unscoped.update(wrong_passcodes=3)
    assert "3 keer een verkeerde code" in text(manager.get(of_member(scan, "sharing")))
    ShareLink.unscoped.update(wrong_passcodes=10)
    assert "op slot" in text(manager.get(of_member(scan, "sharing")))


def test_the_list_costs_as_many_queries_for_many_links(
    manager, scan, alice, today, django_assert_max_num_queries
):
    for _ in range(6):
        make(scan, alice, today).visits.create(page="results")
    with django_assert_max_num_queries(8):
        manager.get(of_member(scan, "sharing"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_neither_makes_nor_sees_links(client, bob, scan, link, method):
    client.force_login(bob)
    address = [scan.organisation.slug, scan.pk]
    assert getattr(client, method)(of_member(scan, "sharing")).status_code == 403
    one = reverse("reports:share", args=[*address, link.pk])
    assert getattr(client, method)(one).status_code == 403
    assert ShareLink.unscoped.get(pk=link.pk).revoked_on is None


def test_a_link_of_another_scan_is_not_revoked_from_here(manager, scan, charlie, today):
    theirs = charlie.memberships.get().organisation.scans.create(
        title="Smit", contact="x", first_day=today, last_day=today, status="closed"
    )
    link = make(theirs, charlie, today)
    one = reverse("reports:share", args=[scan.organisation.slug, scan.pk, link.pk])
    assert manager.get(one).status_code == 404
    assert manager.post(one).status_code == 404
    assert ShareLink.unscoped.get(pk=link.pk).revoked_on is None


@pytest.mark.parametrize("page", ["follow", "handover"])
def test_the_pages_of_a_closed_scan_lead_to_it_for_managers(client, alice, bob, scan, page):
    for person, there in ((alice, True), (bob, False)):
        client.force_login(person)
        content = text(client.get(of_member(scan, page)))
        assert (f'href="{of_member(scan, "sharing")}"' in content) == there


def test_before_closing_there_is_nothing_to_share(client, alice, open_scan):
    client.force_login(alice)
    assert ask(client, open_scan).url == of_member(open_scan, "follow")
    assert not open_scan.shares.exists()
