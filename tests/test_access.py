"""Watchdog: every address says who may enter, and holds to it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.addresses import values_for

ROOT = Path(__file__).resolve().parent.parent
# Files that may reach rows without going through a membership.
MAY_USE_UNSCOPED = (
    "leercultuur/running/backup/store.py",
    "scan/access.py",
    "scan/actions.py",
    "scan/withdrawing.py",
    "scan/frames.py",
    "scan/kiosks.py",
    "scan/logo/store.py",
    "scan/inviting.py",
    "scan/mailing.py",
    "scan/staff_list_drafts.py",
    "scan/accounts.py",
    "scan/audit.py",
    "scan/colleagues.py",
    "scan/models/",
    "scan/shares.py",
    "scan/management/",
    "reports/action_plan/actions.py",
    "reports/action_plan/reminders.py",
    "reports/files.py",
    "reports/models.py",
    "reports/publish.py",
    "reports/tasks.py",
    "reports/management/",
)

NOT_ALWAYS_THERE = {"reports:report_pdf", "reports:figures", "scan:logo_file", "scan:person"}


def addresses() -> list[tuple[str, URLPattern]]:
    """Every named address of ours, with its pattern."""
    resolver = get_resolver()
    return [
        (f"{namespace}:{pattern.name}", pattern)
        for namespace, (_, inner) in resolver.namespace_dict.items()
        if namespace in {"scan", "reports", "kiosk", "running"}
        for pattern in inner.url_patterns
    ]


def test_every_view_has_an_access_mark():
    assert {
        name for name, pattern in addresses() if not hasattr(pattern.callback, "access")
    } == set()


def test_views_outside_our_two_apps_are_allauth_only():
    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern.callback.__module__
            else:
                yield from walk(pattern.url_patterns)

    ours = ("scan.", "reports.", "leercultuur.running.")
    others = {m for m in walk(get_resolver().url_patterns) if not m.startswith(ours)}
    assert {
        m for m in others if not m.startswith(("allauth.", "django.views.generic.base"))
    } == set()


def member_addresses() -> list[tuple[str, str]]:
    return [
        (name, pattern.callback.access.who)
        for name, pattern in addresses()
        if pattern.callback.access.who in {"reader", "manager"}
    ]


def test_there_are_member_addresses_to_check():
    assert len(member_addresses()) >= 12


@pytest.fixture
def address(open_scan):
    def make(name: str) -> str:
        pattern = dict(addresses())[name]
        values = values_for(pattern.pattern.converters, open_scan)
        return reverse(name, kwargs=values)

    return make


@pytest.mark.parametrize("method", ["get", "post", "head"])
@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_nobody_goes_to_the_login(client, address, name, level, method):
    answer = getattr(client, method)(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("method", ["get", "post", "head"])
@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_stranger_finds_nothing(client, address, charlie, name, level, method):
    client.force_login(charlie)
    assert getattr(client, method)(address(name)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post", "head"])
@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_reader_enters_reader_pages_only(client, address, bob, name, level, method):
    client.force_login(bob)
    status = getattr(client, method)(address(name)).status_code
    assert (status == 403) == (level == "manager")
    assert status != 404 or name in NOT_ALWAYS_THERE


@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_manager_enters_everywhere(client, address, alice, name, level):
    client.force_login(alice)
    status = client.get(address(name)).status_code
    assert status in {200, 302, 405} or name in NOT_ALWAYS_THERE


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_other_methods_get_a_page_that_says_so(client, address, alice, name, level, method):
    client.force_login(alice)
    answer = getattr(client, method)(address(name))
    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) <= {"GET", "POST"}
    assert "Zo kun je deze pagina niet openen" in answer.content.decode()


@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_scan_of_another_organisation_is_not_there(client, open_scan, charlie, name, level):
    """Own slug, someone else's scan id."""
    pattern = dict(addresses())[name]
    if "pk" not in pattern.pattern.converters:
        pytest.skip("no scan in this address")
    client.force_login(charlie)
    own = charlie.memberships.get().organisation
    values = values_for(pattern.pattern.converters, open_scan, own.slug)
    url = reverse(name, kwargs=values)
    assert client.get(url).status_code in {404, 405}
    assert client.post(url).status_code in {404, 405}


# A link to a result ------------------------------------------------------------------------------


def share_addresses() -> list[str]:
    return [name for name, pattern in addresses() if pattern.callback.access.who == "share"]


def test_there_are_share_addresses_to_check():
    assert set(share_addresses()) == {
        "reports:shared",
        "reports:shared_figures",
        "reports:shared_report",
        "reports:shared_pdf",
        "reports:share_passcode",
    }


@pytest.fixture
def closed_scan(open_scan):
    from reports.publish import close_and_publish

    close_and_publish(open_scan)
    open_scan.refresh_from_db()
    return open_scan


@pytest.fixture
def visit_share(client, closed_scan, alice, today):
    """Opens an address of a link in some state, as a browser that gave this passcode."""
    from datetime import timedelta

    from scan import shares

    def visit(name, method, *, token="", given="", passcode="KLEI-ZAND", **columns):
        link = shares.make(
            scan=closed_scan,
            user=alice,
            label="Directie",
            expires_on=today + timedelta(1),
            passcode=passcode,
        )
        closed_scan.shares.filter(pk=link.pk).update(**columns)
        if given:
            client.post(reverse("reports:share_passcode", args=[link.token]), {"passcode": given})
        return getattr(client, method)(reverse(name, args=[token or link.token]))

    return visit


@pytest.mark.parametrize("method", ["get", "post", "head"])
@pytest.mark.parametrize("name", share_addresses())
class TestAShare:
    def test_a_token_that_nobody_has_leads_nowhere(self, visit_share, name, method):
        for token in ("bestaat-niet", "x" * 22, "é", "..", "a" * 300):
            answer = visit_share(name, method, token=token)
            assert answer.status_code == 404
            assert "De Linde" not in answer.content.decode()

    def test_the_scan_itself_is_no_key(self, visit_share, closed_scan, name, method):
        for token in (str(closed_scan.pk), closed_scan.pk.hex, closed_scan.organisation.slug):
            assert visit_share(name, method, token=token).status_code == 404

    def test_an_ended_link_says_so_and_shows_nothing(self, visit_share, today, name, method):
        ended = (
            {"expires_on": today.replace(year=2020)},
            {"revoked_on": today},
            {"wrong_passcodes": 10},
        )
        for columns in ended:
            answer = visit_share(name, method, given="KLEI-ZAND", **columns)
            assert answer.status_code == 410
            assert "De Linde" not in answer.content.decode()

    def test_without_the_passcode_there_is_only_the_question(self, visit_share, name, method):
        for given in ("", "FOUT-FOUT"):
            answer = visit_share(name, method, given=given)
            if name == "reports:share_passcode":
                assert answer.status_code in {200, 422}
            else:
                assert answer.status_code == 302
                assert answer.url.endswith("/code/")
            assert "De Linde" not in answer.content.decode()

    @pytest.mark.parametrize("passcode", ["", "KLEI-ZAND"])
    def test_the_right_visitor_comes_in(self, visit_share, passcode, name, method):
        answer = visit_share(name, method, passcode=passcode, given=passcode)
        reads_only = {"reports:shared", "reports:shared_figures", "reports:shared_pdf"}
        if method == "post" and name in reads_only:
            assert answer.status_code == 405
        elif name == "reports:shared_figures":  # nobody answered: no numbers, so no figures
            assert answer.status_code == 404
        else:
            assert answer.status_code in {200, 302, 422}
            assert not answer.get("Location", "").startswith("/account/")

    def test_nothing_is_kept_or_found_again(self, visit_share, name, method):
        """Whatever the answer is: the page, the question, the end, nothing."""
        for options in ({}, {"given": "KLEI-ZAND"}, {"token": "weg"}, {"wrong_passcodes": 10}):
            answer = visit_share(name, method, **options)
            assert answer["Cache-Control"] == "private, no-store"
            assert "noindex" in answer["X-Robots-Tag"]

    def test_before_closing_there_is_nothing(self, visit_share, closed_scan, name, method):
        for status in ("open", "review", "draft"):
            closed_scan.shares.model.scan.field.related_model.unscoped.update(status=status)
            assert visit_share(name, method).status_code == 404


@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_link_opens_no_page_of_a_member(client, visit_share, address, name, level):
    visit_share("reports:shared", "get", given="KLEI-ZAND")
    assert client.cookies
    for method in (client.get, client.post):
        assert method(address(name))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", share_addresses())
def test_a_link_shows_its_own_scan_only(client, visit_share, charlie, closed_scan, name, today):
    """Nothing in the address or the query leads from one result to another."""
    from scan import shares

    other = charlie.memberships.get().organisation.scans.create(
        title="Scan van Smit", contact="x", first_day=today, last_day=today, status="draft"
    )
    link = shares.make(scan=other, user=charlie, label="Smit", expires_on=today)
    url = reverse(name, args=[link.token])
    asked = {"pk": closed_scan.pk, "slug": closed_scan.organisation.slug, "scan": closed_scan.pk}
    assert client.get(url, asked).status_code == 404


def sources() -> list[Path]:
    apps = ("scan", "reports", "leercultuur")
    return [p for app in apps for p in (ROOT / app).rglob("*.py")]


def test_rows_are_reached_through_the_membership():
    """`.unscoped` sees every tenant, so only the rooms without a visitor may use it."""
    users = {
        str(path.relative_to(ROOT))
        for path in sources()
        if any(
            isinstance(node, ast.Attribute) and node.attr == "unscoped"
            for node in ast.walk(ast.parse(path.read_text()))
        )
    }
    assert {user for user in users if not user.startswith(MAY_USE_UNSCOPED)} == set()


def test_no_bypass_of_the_door():
    """A bare model in get_object_or_404, generic views and model choices see every tenant."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if _is_bypass(node)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    [
        "get_object_or_404(Scan, pk=1)",
        "from django.views.generic import DetailView",
        "forms.ModelChoiceField(queryset=x)",
    ],
)
def test_the_search_for_bypasses_finds_them(code):
    assert any(_is_bypass(node) for node in ast.walk(ast.parse(code)))


def _is_bypass(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and _called(node) in {"get_object_or_404", "get_list_or_404"}:
        return isinstance(node.args[0], ast.Name) and node.args[0].id[0].isupper()
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith("django.views.generic")
    if isinstance(node, ast.Attribute | ast.Name):
        return _identifier(node).startswith(("ModelChoice", "ModelMultipleChoice"))
    return False


def _called(node: ast.Call) -> str:
    return _identifier(node.func) if isinstance(node.func, ast.Attribute | ast.Name) else ""


def _identifier(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def test_tenant_models_have_no_default_manager():
    from reports import models as reports_models
    from scan import models as scan_models

    tenant_owned = [
        scan_models.Organisation, scan_models.Membership, scan_models.Scan, scan_models.OpenLink,
        scan_models.Response, scan_models.ShareLink, scan_models.ShareVisit,
        scan_models.MemberInvitation, scan_models.AuditEntry,
        reports_models.Publication, reports_models.RenderedReport,
    ]  # fmt: skip
    assert [model for model in tenant_owned if hasattr(model, "objects")] == []


def test_every_page_of_respondents_speaks_all_languages():
    """And no other: managers read Dutch or English (leercultuur/languages.py)."""
    assert {name for name, pattern in addresses() if pattern.callback.access.all_languages} == {
        name
        for name, pattern in addresses()
        if pattern.callback.access.who == "respondent" or name in FOR_RESPONDENTS
    }
    assert {"scan:welcome", "scan:role", "scan:block", "scan:own_words", "scan:check"} <= {
        name for name, pattern in addresses() if pattern.callback.access.who == "respondent"
    }


FOR_RESPONDENTS = {
    "scan:privacy",
    "scan:withdraw",
    "scan:no_mail",
    "scan:language",
    "scan:letters",
    "scan:slip",
    "scan:slip_scanned",
    "kiosk:language",
    "kiosk:letters",
}
