"""Watchdog: every address says who may enter, and holds to it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

ROOT = Path(__file__).resolve().parent.parent
# Files that may reach rows without going through a membership.
MAY_USE_UNSCOPED = (
    "scan/access.py",
    "scan/actions.py",
    "scan/withdrawing.py",
    "scan/frames.py",
    "scan/inviting.py",
    "scan/accounts.py",
    "scan/models/",
    "scan/management/",
    "reports/action_plan/actions.py",
    "reports/action_plan/reminders.py",
    "reports/files.py",
    "reports/models.py",
    "reports/publish.py",
    "reports/tasks.py",
    "reports/management/",
)


def addresses() -> list[tuple[str, URLPattern]]:
    """Every named address of ours, with its pattern."""
    resolver = get_resolver()
    return [
        (f"{namespace}:{pattern.name}", pattern)
        for namespace, (_, inner) in resolver.namespace_dict.items()
        if namespace in {"scan", "reports"}
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

    others = {
        m for m in walk(get_resolver().url_patterns) if not m.startswith(("scan.", "reports."))
    }
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
        values = {
            "slug": open_scan.organisation.slug,
            "pk": open_scan.pk,
            "role": "MW",
            "kind": "hr",
            "action": open_scan.pk,
        }
        return reverse(name, kwargs={k: values[k] for k in pattern.pattern.converters})

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
    assert status != 404 or name in {"reports:report_pdf", "reports:figures"}


@pytest.mark.parametrize(("name", "level"), member_addresses())
def test_a_manager_enters_everywhere(client, address, alice, name, level):
    client.force_login(alice)
    status = client.get(address(name)).status_code
    assert status in {200, 302, 405} or name in {"reports:report_pdf", "reports:figures"}


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
    values = {"slug": own.slug, "pk": open_scan.pk, "role": "MW", "kind": "hr"}
    values["action"] = open_scan.pk
    url = reverse(name, kwargs={k: values[k] for k in pattern.pattern.converters})
    assert client.get(url).status_code in {404, 405}
    assert client.post(url).status_code in {404, 405}


def sources() -> list[Path]:
    return [p for app in ("scan", "reports") for p in (ROOT / app).rglob("*.py")]


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
        scan_models.Response, reports_models.Publication, reports_models.RenderedReport,
    ]  # fmt: skip
    assert [model for model in tenant_owned if hasattr(model, "objects")] == []
