"""A firm in which everything has happened, so that every page has something to show."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from reports.action_plan import actions as plan_actions
from reports.management.demo_texts import with_texts
from reports.publish import close_and_publish
from scan import actions, colleagues, inviting, kiosks, shares, staff_list_drafts
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.invitation_tokens import no_mail_token, slip_code_of, token_of
from scan.models import Organisation, Scan, User
from scan.roles import Role
from scan.staff_list.correcting import Draft
from scan.staff_list.read import read_pasted

PASSWORD = "vier woorden als zin"
INSTRUMENT = load("leercultuur_mkb_1")
PASSCODE = "KLEI-ZAND"


@dataclass
class World:
    """Who is there, and per name of a part of an address the values it can have.

    An address with a part that has no value here is never opened, so its test fails: give it one.
    """

    users: dict[str, User] = field(default_factory=dict)
    scans: dict[str, Scan] = field(default_factory=dict)
    values: dict[str, list[object]] = field(default_factory=dict)
    tokens: dict[str, list[str]] = field(default_factory=dict)  # per kind of door

    def addresses(self) -> Iterator[tuple[str, URLPattern, list[str]]]:
        """Every name in the URL map with the addresses it can have in this world."""
        for name, pattern, parts in _patterns(get_resolver().url_patterns):
            yield name, pattern, list(dict.fromkeys(self._filled_in(name, pattern, parts)))

    def _filled_in(self, name: str, pattern: URLPattern, parts: tuple[str, ...]) -> Iterator[str]:
        for values in product(*(self._values(name, pattern, part) for part in parts)):
            yield reverse(name, kwargs=dict(zip(parts, values, strict=True)))

    def _values(self, name: str, pattern: URLPattern, part: str) -> list[object]:
        special = self.tokens if part == "token" else {}
        who = getattr(getattr(pattern.callback, "access", None), "who", "")
        known = special.get(name) or special.get(f"{name.split(':')[0]}:{who}")
        return known or self.values.get(f"{name}:{part}") or self.values.get(part) or []


Named = tuple[str, URLPattern, tuple[str, ...]]  # name, pattern, parts of the address to fill in


def _patterns(patterns, namespace: str = "", above: tuple[str, ...] = ()) -> Iterator[Named]:
    for found in patterns:
        parts = (*above, *found.pattern.regex.groupindex)
        if isinstance(found, URLResolver):
            inner = f"{found.namespace}:" if found.namespace else namespace
            yield from _patterns(found.url_patterns, inner, parts)
        elif found.name:
            yield namespace + found.name, found, parts


def build() -> World:
    world = World()
    noor = world.users["manager"] = _user("noor@example.org")
    organisation = actions.create_organisation(user=noor, name="Machinefabriek De Linde")
    organisation.memberships.model.unscoped.create(
        user=_user("bob@example.org"), organisation=organisation, level="reader"
    )
    world.values["slug"] = [organisation.slug]
    colleague = colleagues.invite(
        organisation=organisation,
        user=noor,
        email="sam@example.org",
        level="reader",
        by_mail=False,
    )
    world.tokens["scan:colleague"] = [colleague.token, "onbekend"]
    world.values["invitation"] = [colleague.pk]
    adviser = world.users["adviser"] = _user("ad@example.org")
    for name in ("Bakkerij Smit", "Garage Oost"):
        actions.create_organisation(user=adviser, name=name)
    _accounts(world)
    _scans(world, organisation)
    _inviting(world)
    _after_closing(world, noor)
    world.values |= {"role": ["MW"], "kind": ["hr"], "number": [1, 6], "letter": ["invitation"]}
    world.values["language"] = ["nl"]
    return world


def _user(email: str) -> User:
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def _accounts(world: World) -> None:
    """Somebody with a second factor, somebody without a password, an address to confirm."""
    secure = world.users["two factors"] = _user("pim@example.org")
    TOTP.activate(secure, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(secure)
    passkey = world.users["passkey"] = _user("tom@example.org")
    stored = {"name": "Telefoon", "credential": {"clientExtensionResults": {}}}
    key = passkey.authenticator_set.create(type="webauthn", data=stored)
    without = world.users["no password"] = _user("rik@example.org")
    without.set_unusable_password()
    without.save()
    waiting = EmailAddress(user=_user("eva@example.org"), email="eva2@example.org")
    waiting.save()
    forgot = _user("lin@example.org")
    world.values |= {
        "account_confirm_email:key": [EmailConfirmationHMAC(waiting).key, "onbekend"],
        "mfa_remove_webauthn:pk": [key.pk],
        "mfa_edit_webauthn:pk": [key.pk],
        "uidb36": [user_pk_to_url_str(forgot)],
        "account_reset_password_from_key:key": [
            default_token_generator.make_token(forgot),
            "onbekend",
        ],
    }


def _scans(world: World, organisation: Organisation) -> None:
    for state in ("draft", "open", "review", "closed", "small"):
        few = state == "small"
        world.scans[state] = Scan.unscoped.create(
            organisation=organisation,
            title=f"Scan {state}",
            contact="Noor van HR",
            first_day=timezone.localdate(),
            last_day=timezone.localdate() + timedelta(days=14),
            invited_dir=1,
            invited_hr=1,
            invited_lg=0 if few else 8,
            invited_mw=1 if few else 40,
            open_questions=state in {"open", "review"},
        )
        if state != "draft":
            actions.open_scan(scan=world.scans[state])
    for scan in world.scans.values():
        scan.refresh_from_db()
    world.values["pk"] = [scan.pk for scan in world.scans.values()]


def _inviting(world: World) -> None:
    """Everything HR can do before closing."""
    scan = world.scans["open"]
    people = [inviting.Invitee(f"mens{n}@example.org", Role.MW) for n in range(12)]
    inviting.invite(scan=scan, people=people)
    person = scan.invitations.filter(route="mail").first()
    slip = inviting.add_slips(scan=scan, role=Role.MW, number=12)[0]
    kiosk = kiosks.start(scan=scan, name="Kantine", last_day=scan.last_day)
    pasted = "a@example.org;mdw\nb@@example.org;LG\nc@example.org;?"
    staff_list_drafts.keep(scan=scan, draft=Draft(read_pasted(pasted)))
    mailing = scan.mailings.create(
        kind="invitation",
        planned_on=timezone.localdate(),
        started_on=timezone.localdate(),
        total=12,
    )
    world.values |= {
        "person": [person.pk],
        "kiosk": [kiosk.pk],
        "mailing": [mailing.pk],
        "code": [slip_code_of(slip)],
    }
    open_links = [scan.links.get(role=role).token for role in ("MW", "DIR", "")]
    world.tokens |= {
        "scan:respondent": [*open_links, token_of(person), "onbekend"],
        "kiosk:respondent": [kiosk.token],
        "scan:no_mail": [no_mail_token(person.pk), "onbekend"],
    }


def _after_closing(world: World, noor: User) -> None:
    for state, roles in (
        ("open", {Role.MW: 12}),
        ("review", {Role.DIR: 1, Role.HR: 1, Role.LG: 7, Role.MW: 30}),
        ("closed", {Role.DIR: 1, Role.HR: 1, Role.LG: 7, Role.MW: 30}),
    ):
        sheets = make_sheets(INSTRUMENT, roles, CLIMATES["gemengd"], seed=3)
        if world.scans[state].open_questions:
            sheets = with_texts(list(sheets), 3)
        actions.import_sheets(scan=world.scans[state], sheets=sheets)
    for state in ("review", "closed", "small"):
        close_and_publish(world.scans[state])
        world.scans[state].refresh_from_db()
    closed = world.scans["closed"]
    plan_actions.add_own(scan=closed, text="Elke week terugkijken", block="RV", owner="LG")
    share = shares.make(
        scan=closed,
        user=noor,
        label="de directie",
        expires_on=timezone.localdate() + timedelta(days=30),
        passcode=PASSCODE,
    )
    world.values |= {
        "text": [world.scans["review"].texts.first().pk],
        "action": [closed.plan.first().pk],
        "share": [share.pk],
    }
    world.tokens["reports:share"] = [share.token, "onbekend"]


def session_of(user: User) -> str:
    """The session of somebody who logged in just now, as allauth remembers it."""
    client = Client()
    client.force_login(user)
    session = client.session
    now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [now | {"email": user.email}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client.cookies["sessionid"].value
