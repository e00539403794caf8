"""The log of who did what: what it holds, what it never holds, and that no line ever changes."""

from __future__ import annotations

import ast
import csv
import io
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from reports.publish import close_and_publish
from scan import actions, audit, members, shares
from scan.actions import Sheet
from scan.audit import What
from scan.models import AuditEntry, Membership
from scan.roles import Role

ROOT = Path(__file__).resolve().parent.parent.parent
LOG, FILE = "scan:log", "scan:log_file"


def noted(organisation) -> list[tuple[str, str, str]]:
    """What, by whom, and the detail; oldest first."""
    lines = organisation.audit.order_by("pk")
    return [(line.what, line.who, line.detail) for line in lines]


def page(client, organisation, name=LOG):
    return client.get(reverse(name, args=[organisation.slug])).content.decode()


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.fixture
def in_a_transaction(monkeypatch):
    """Tests run in one; the files of the database are wiped outside."""
    monkeypatch.setattr("scan.leftovers.wipe", lambda: True)


class TestWhatIsNoted:
    def test_opening_and_closing_once_each(self, client, alice, draft_scan):
        client.force_login(alice)
        address = [draft_scan.organisation.slug, draft_scan.pk]
        for _ in range(2):
            client.post(reverse("scan:open", args=address))
        for _ in range(2):
            client.post(reverse("reports:close", args=address))
        assert noted(draft_scan.organisation) == [
            ("opened", "alice@example.org", ""),
            ("closed", "alice@example.org", ""),
        ]

    def test_a_link_that_is_made_and_revoked(self, client, alice, open_scan, today):
        close_and_publish(open_scan)
        client.force_login(alice)
        address = [open_scan.organisation.slug, open_scan.pk]
        posted = {"label": "directie", "expires_on": today.isoformat(), "passcode": ""}
        client.post(reverse("reports:sharing", args=address), posted)
        link = open_scan.shares.get()
        for _ in range(2):
            client.post(reverse("reports:share", args=[*address, link.pk]))
        assert [what for what, _, _ in noted(open_scan.organisation)][2:] == ["shared", "unshared"]

    def test_a_file_that_a_reader_takes_along(self, client, bob, open_scan):
        close_and_publish(open_scan)
        client.force_login(bob)
        address = reverse("reports:dossier", args=[open_scan.organisation.slug, open_scan.pk])
        client.head(address)
        client.get(address)
        assert noted(open_scan.organisation)[2:] == [("downloaded", "bob@example.org", "dossier")]

    def test_changes_of_members(self, alice, bob, organisation):
        person = Membership.unscoped.get(user=bob)
        members.change_level(membership=person, level="manager", by=alice)
        members.remove(membership=person, by=alice)
        members.require_second_step(organisation=organisation, on=True, by=alice)
        assert noted(organisation) == [
            ("member_changed", "alice@example.org", "bob@example.org, manager"),
            ("member_removed", "alice@example.org", "bob@example.org"),
            ("second_step", "alice@example.org", "on"),
        ]

    @pytest.mark.usefixtures("in_a_transaction")
    def test_erasing_by_the_daily_command(self, open_scan, today):
        actions.submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers={}, id=uuid.uuid4()))
        close_and_publish(open_scan)
        type(open_scan).unscoped.update(closed_on=today - timedelta(31))
        for _ in range(2):
            call_command("erase_answers")
        assert noted(open_scan.organisation)[-1] == ("erased", "", "answers")
        assert [what for what, _, _ in noted(open_scan.organisation)].count("erased") == 1

    def test_a_member_that_an_administrator_adds(self, charlie, organisation):
        call_command("add_member", organisation.slug, charlie.email)
        assert noted(organisation) == [("member_added", "", "charlie@example.org, reader")]

    def test_nothing_when_the_act_did_not_happen(self, alice, organisation):
        with pytest.raises(members.LastManager):
            members.remove(membership=alice.memberships.get(), by=alice)
        assert noted(organisation) == []


class TestWhatIsNever:
    def test_answering_leaves_no_line(self, client, open_scan):
        before = noted(open_scan.organisation)
        for role in (Role.MW, Role.DIR):
            actions.submit(scan=open_scan, sheet=Sheet(role=role, answers={}, id=uuid.uuid4()))
        assert noted(open_scan.organisation) == before

    def test_no_token_of_a_link(self, alice, open_scan, today):
        link = shares.make(scan=open_scan, user=alice, label="Noor", expires_on=today)
        kept = str(list(AuditEntry.unscoped.values()))
        assert link.token not in kept
        assert "Noor" not in kept

    def test_no_number_of_answers_that_were_erased(self, open_scan):
        actions.submit(scan=open_scan, sheet=Sheet(role=Role.MW, answers={}, id=uuid.uuid4()))
        close_and_publish(open_scan)
        actions.erase_answers(scan=open_scan)
        assert noted(open_scan.organisation)[-1][2] == "answers"


class TestALineStays:
    @pytest.fixture
    def line(self, alice, organisation):
        audit.note(What.LOGO, organisation=organisation, user=alice)
        return AuditEntry.unscoped.get()

    def test_whatever_the_application_tries(self, line):
        everything = AuditEntry.unscoped.all()
        for attempt in (
            line.save,
            line.delete,
            everything.delete,
            lambda: everything.update(who="x"),
            lambda: everything.bulk_update([line], ["who"]),
            lambda: line.organisation.audit.all().delete(),
        ):
            with pytest.raises(TypeError):
                attempt()
        assert AuditEntry.unscoped.get().who == "alice@example.org"

    def test_also_without_the_account_of_who_did_it(self, line, alice, bob, organisation):
        alice.delete()
        line = AuditEntry.unscoped.get()
        assert (line.user, line.who) == (None, "alice@example.org")

    def test_also_without_the_scan(self, alice, draft_scan):
        audit.note(What.OPENED, organisation=draft_scan.organisation, user=alice, scan=draft_scan)
        draft_scan.delete()
        line = AuditEntry.unscoped.get()
        assert (line.scan, line.scan_title) == (None, "Scan november")

    @pytest.mark.usefixtures("in_a_transaction")
    def test_for_a_year(self, line):
        base = AuditEntry._base_manager
        base.update(at=timezone.now() - timedelta(days=364))
        call_command("erase_answers")
        assert base.count() == 1
        base.update(at=timezone.now() - timedelta(days=366))
        call_command("erase_answers")
        assert base.count() == 0

    def test_only_one_place_writes_and_one_forgets(self):
        """Whoever reaches past the guard of the model has to do it in scan/audit.py."""
        users = {
            str(path.relative_to(ROOT))
            for app in ("scan", "reports", "leercultuur")
            for path in (ROOT / app).rglob("*.py")
            if "migrations" not in path.parts
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "AuditEntry"
            and node.attr in {"unscoped", "_base_manager", "objects"}
        }
        assert users == {"scan/audit.py"}


class TestThePage:
    def test_an_empty_log_says_so(self, client, alice, organisation):
        client.force_login(alice)
        assert "Er staat nog niets in het logboek" in page(client, organisation)

    def test_it_tells_who_did_what_in_words(self, client, alice, bob, organisation):
        members.change_level(membership=bob.memberships.get(), level="manager", by=alice)
        audit.note(What.ERASED, organisation=organisation, detail="answers")
        client.force_login(alice)
        found = page(client, organisation)
        for words in ("Lid kreeg een andere rol", "bob@example.org, beheerder", "de site zelf"):
            assert words in found

    @pytest.mark.parametrize("name", [LOG, FILE])
    def test_readers_and_strangers_do_not_see_it(self, client, bob, charlie, organisation, name):
        client.force_login(bob)
        assert client.get(reverse(name, args=[organisation.slug])).status_code == 403
        client.force_login(charlie)
        assert client.get(reverse(name, args=[organisation.slug])).status_code == 404

    def test_another_firm_has_its_own(self, client, charlie, organisation):
        audit.note(What.LOGO, organisation=organisation)
        client.force_login(charlie)
        own = charlie.memberships.get().organisation
        assert "Er staat nog niets" in page(client, own)
        assert len(read_csv(page(client, own, FILE))) == 1

    def test_pages_of_a_hundred(self, client, alice, organisation):
        for number in range(101):
            audit.note(What.LOGO, organisation=organisation, detail=f"regel {number:03}")
        client.force_login(alice)
        first = page(client, organisation)
        assert ("regel 001" in first, "regel 000" in first) == (True, False)
        assert (
            "regel 000"
            in client.get(reverse(LOG, args=[organisation.slug]), {"blad": 2}).content.decode()
        )


class TestTheFile:
    def test_every_line_and_no_live_formula(self, client, alice, organisation):
        for text in ('=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "\t=1", "gewoon"):
            audit.note(What.LOGO, organisation=organisation, user=alice, detail=text)
        client.force_login(alice)
        rows = read_csv(page(client, organisation, FILE))
        assert rows[0] == ["Wanneer", "Wie", "Wat", "Scan", "Bijzonderheden"]
        assert sorted(row[4] for row in rows[1:]) == sorted(
            ['\'=HYPERLINK("x")', "'+1", "'-1", "'@SUM(1)", "'\t=1", "gewoon"]
        )
