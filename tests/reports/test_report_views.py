"""Asking for the PDF, following the work, downloading it; and the same from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reports import tasks
from reports.models import Publication, RenderedReport
from reports.published_json import digest, to_json
from tests.reports import factories

State = RenderedReport.State


@pytest.fixture
def scan(open_scan):
    open_scan.status, open_scan.closed_on = open_scan.Status.CLOSED, date(2026, 11, 20)
    open_scan.save()
    return open_scan


@pytest.fixture
def publication(scan):
    published = factories.too_small()
    return Publication.unscoped.create(
        scan=scan, digest=digest(published), content=to_json(published)
    )


@pytest.fixture
def page(scan):
    return reverse("reports:report", args=[scan.organisation.slug, scan.pk])


@pytest.fixture
def file(scan):
    return reverse("reports:report_pdf", args=[scan.organisation.slug, scan.pk])


@pytest.fixture
def ask(client, page, django_capture_on_commit_callbacks):
    def ask(language="nl"):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(page, {"taal": language})

    return ask


@pytest.fixture
def broken(monkeypatch):
    def fail(html, report):
        raise RuntimeError("geen lettertype")

    monkeypatch.setattr("reports.pdf.to_pdf", fail)


def rendered(publication, language="nl"):
    return tasks.find_report(publication, language)


def test_a_page_without_report_offers_to_make_one(client, bob, publication, page):
    client.force_login(bob)
    content = client.get(page).content.decode()
    assert "Maak het rapport" in content
    assert rendered(publication) is None  # looking asks for nothing


def test_asking_makes_the_report_and_offers_the_download(client, bob, publication, page, ask):
    client.force_login(bob)
    assert ask().url == page
    assert rendered(publication).state == State.READY
    assert "Download het rapport" in client.get(page).content.decode()


def test_the_download_has_a_name_that_says_what_it_is(client, bob, publication, ask, file, scan):
    client.force_login(bob)
    ask()
    response = client.get(file)
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    name = f"leercultuur-{scan.organisation.slug}-2026-11-20.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"].startswith("private")


def test_each_language_has_its_own_file(client, bob, publication, ask, file):
    client.force_login(bob)
    ask("en")
    assert client.get(file).status_code == 302  # no Dutch one yet
    english = client.get(file, {"taal": "en"})
    assert english["Content-Disposition"].endswith('-en.pdf"')


def test_an_unknown_language_gets_the_dutch_report(client, bob, publication, ask):
    client.force_login(bob)
    ask("xx")
    assert rendered(publication, "nl").state == State.READY


def test_a_download_before_the_report_exists_leads_to_the_page(
    client, bob, publication, file, page
):
    client.force_login(bob)
    assert client.get(file).url == page


def test_an_open_scan_has_no_report(client, bob, open_scan):
    client.force_login(bob)
    address = [open_scan.organisation.slug, open_scan.pk]
    follow = reverse("reports:follow", args=address)
    assert client.get(reverse("reports:report", args=address)).url == follow
    assert client.post(reverse("reports:report", args=address)).url == follow
    assert client.get(reverse("reports:report_pdf", args=address)).status_code == 302


def test_asking_again_does_not_make_it_again(client, bob, publication, ask):
    client.force_login(bob)
    ask()
    first = rendered(publication)
    ask()
    assert rendered(publication).changed_at == first.changed_at
    assert RenderedReport.unscoped.count() == 1


def test_the_task_leaves_a_finished_report_alone(publication):
    done = tasks.ask_for_report(publication, "nl")
    RenderedReport.unscoped.filter(pk=done.pk).update(state=State.READY, pdf=b"%PDF klaar")
    tasks.render_report.call(done.pk)
    assert bytes(rendered(publication).pdf) == b"%PDF klaar"


def test_the_task_does_nothing_when_the_report_is_gone(db):
    tasks.render_report.call(4711)


def test_a_working_page_shows_the_step_and_follows_it(client, bob, publication, page):
    client.force_login(bob)
    work = tasks.ask_for_report(publication, "nl")
    tasks._note(work, State.RUNNING, tasks.COMPOSING)
    content = client.get(page).content.decode()
    assert "Uitkomsten lezen: klaar" in content
    assert "Zinnen en grafieken maken: <strong>bezig</strong>" in content
    assert "data-bezig" in content
    assert "js/report.js" in content
    assert '<noscript><meta http-equiv="refresh"' in content


def test_a_page_at_rest_does_not_refresh(client, bob, publication, page, ask):
    client.force_login(bob)
    ask()
    content = client.get(page).content.decode()
    assert "refresh" not in content
    assert "js/report.js" not in content


def test_work_that_hangs_can_be_asked_again(client, bob, publication, page, ask):
    client.force_login(bob)
    work = tasks.ask_for_report(publication, "nl")
    long_ago = timezone.now() - tasks.STUCK_AFTER - timedelta(seconds=1)
    RenderedReport.unscoped.filter(pk=work.pk).update(changed_at=long_ago, state=State.RUNNING)
    content = client.get(page).content.decode()
    assert "langer dan twee minuten" in content
    ask()
    assert rendered(publication).state == State.READY


def test_work_that_goes_on_is_not_started_twice(publication, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as first:
        tasks.ask_for_report(publication, "nl")
    with django_capture_on_commit_callbacks() as second:
        tasks.ask_for_report(publication, "nl")
    assert (len(first), len(second)) == (1, 0)


def test_a_failure_says_what_to_do_and_can_be_tried_again(
    client, bob, publication, page, ask, broken, monkeypatch, caplog
):
    client.force_login(bob)
    ask()
    assert rendered(publication).state == State.FAILED
    content = client.get(page).content.decode()
    assert "niet gelukt" in content
    assert "Probeer het opnieuw" in content
    monkeypatch.undo()
    ask()
    assert rendered(publication).state == State.READY


def test_a_new_look_makes_a_new_file(publication, monkeypatch):
    old = tasks.ask_for_report(publication, "nl")
    monkeypatch.setattr(tasks, "renderer_version", lambda: "anders")
    assert tasks.find_report(publication, "nl") is None
    assert tasks.ask_for_report(publication, "nl").pk != old.pk


def test_a_key_fits_its_column(publication):
    assert len(tasks.key_of(publication, "nl")) <= RenderedReport._meta.get_field("key").max_length


def test_strangers_get_nothing(client, charlie, publication, page, file):
    client.force_login(charlie)
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404
    assert client.get(file).status_code == 404


def test_the_command_writes_the_report(publication, scan, tmp_path):
    target = tmp_path / "rapport.pdf"
    call_command("report", str(scan.pk), "--pdf", str(target), stdout=StringIO())
    assert target.read_bytes().startswith(b"%PDF")


def test_the_command_says_why_it_cannot_write(publication, scan, tmp_path):
    with pytest.raises(CommandError, match="kan niet schrijven"):
        call_command("report", str(scan.pk), "--pdf", str(tmp_path / "weg" / "rapport.pdf"))


def test_the_published_command_prints_the_frozen_result(publication, scan):
    out = StringIO()
    call_command("published", str(scan.pk), stdout=out)
    assert json.loads(out.getvalue()) == publication.content


@pytest.mark.parametrize("command", [["published"], ["report", "--pdf", "rapport.pdf"]])
def test_commands_want_a_closed_scan(open_scan, command):
    name, *options = command
    with pytest.raises(CommandError, match="close_scan"):
        call_command(name, str(open_scan.pk), *options)


def test_a_new_report_takes_the_place_of_the_older_one(client, bob, publication, ask, monkeypatch):
    """Of its own language only; files of other kinds stay too."""
    from reports import files

    client.force_login(bob)
    ask()
    ask("en")
    files.kept(publication, "gesprek", "nl", lambda report: b"blad")
    monkeypatch.setattr(tasks, "renderer_version", lambda: "later")
    ask()
    assert rendered(publication).state == State.READY
    kept = sorted(publication.files.values_list("key", flat=True))
    endings = [key.partition("-")[2].rsplit("-", 1)[0] for key in kept]
    assert sorted(endings) == ["en", "nl", "nl-gesprek"]
