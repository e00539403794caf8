"""Inviting a colleague by a link that works once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from scan import colleagues
from scan.models import AuditEntry, MemberInvitation, Membership, User
from tests.people import PASSWORD, confirmed_user

NEW, DORA = "scan:colleague_new", "dora@example.org"


def link_in_mail() -> str:
    return re.search(r"http://\S+(/u/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def invite(client, alice, organisation):
    """Alice invites through the form; leaves the client logged out. Returns the link's path."""

    def invite(email=DORA, level="reader", way="mail") -> str:
        client.force_login(alice)
        posted = {"email": email, "level": level, "way": way}
        answer = client.post(reverse(NEW, args=[organisation.slug]), posted, follow=True)
        client.logout()
        if way == "mail":
            return link_in_mail()
        return re.search(r"/u/[\w-]+/", answer.content.decode())[0]

    return invite


def levels(organisation) -> dict[str, str]:
    return {m.user.email: m.level for m in organisation.memberships.select_related("user")}


@pytest.mark.parametrize("level", ["reader", "manager"])
def test_who_has_the_address_joins_with_the_level_that_was_chosen(
    client, organisation, invite, level
):
    link = invite(level=level)
    dora = confirmed_user(DORA)
    client.force_login(dora)
    assert "Machinefabriek De Linde" in client.get(link).content.decode()
    answer = client.post(link)
    assert answer["Location"] == reverse("scan:scans", args=[organisation.slug])
    assert levels(organisation)[DORA] == level


def test_opening_the_link_spends_nothing(client, organisation, invite):
    """Programs that look for viruses open every link in a mail."""
    link = invite()
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200
    client.force_login(confirmed_user(DORA))
    client.get(link)
    assert DORA not in levels(organisation)
    assert client.post(link).status_code == 302
    assert DORA in levels(organisation)


def test_the_link_works_once(client, organisation, invite):
    link = invite()
    client.force_login(confirmed_user(DORA))
    client.post(link)
    Membership.unscoped.filter(user__email=DORA).delete()
    assert client.post(link).status_code == 410
    assert DORA not in levels(organisation)


@pytest.mark.parametrize("column", ["expires_on", "revoked_on"])
def test_an_ended_link_says_nothing_about_the_firm(client, organisation, invite, today, column):
    link = invite()
    day = today - timedelta(1)
    MemberInvitation.unscoped.update(**{column: day})
    client.force_login(confirmed_user(DORA))
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "De Linde" not in answer.content.decode()
    assert DORA not in levels(organisation)


@pytest.mark.parametrize("token", ["x", "x" * 22, "é", "a" * 500])
def test_a_token_that_nobody_has_leads_nowhere(client, db, token):
    assert client.get(reverse("scan:colleague", args=[token])).status_code == 404
    assert client.post(reverse("scan:colleague", args=[token])).status_code == 404


def test_somebody_else_cannot_use_it(client, charlie, organisation, invite):
    """A forwarded link, also for who made an account with that address but never confirmed it."""
    link = invite()
    for user in (confirmed_user("eva@example.org"), charlie, User.objects.create_user(DORA)):
        client.force_login(user)
        assert client.post(link).status_code == 403
    assert set(levels(organisation)) == {"alice@example.org"}
    assert MemberInvitation.unscoped.get().is_open


def test_a_new_colleague_signs_up_and_joins_without_another_mail(
    client, organisation, invite, settings
):
    """Also where signing up is closed: the link came from the mailbox that was invited."""
    settings.SIGNUP_OPEN = False
    answer = client.post(invite(), {"nieuw": "ja"})
    page = client.get(answer["Location"]).content.decode()
    assert f'value="{DORA}"' in page
    posted = {"email": DORA, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(answer["Location"], posted)
    assert answer["Location"] == reverse("scan:colleague_answer")
    assert len(mail.outbox) == 1
    assert DORA not in levels(organisation)
    client.post(answer["Location"])
    assert levels(organisation)[DORA] == "reader"


def test_a_link_passed_on_by_hand_proves_no_mailbox(client, organisation, invite):
    """Otherwise a manager could make a confirmed account with anybody's address."""
    link = invite(way="zelf")
    client.post(link, {"nieuw": "ja"})
    posted = {"email": DORA, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), posted)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not EmailAddress.objects.get(email=DORA).verified


def test_where_signing_up_is_closed_only_the_invited_address_may(client, invite, settings):
    settings.SIGNUP_OPEN = False
    client.post(invite(), {"nieuw": "ja"})
    posted = {"email": "eva@example.org", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post(reverse("account_signup"), posted).content.decode()
    assert "waarop je bent uitgenodigd" in page
    assert not User.objects.filter(email="eva@example.org").exists()


def test_after_logging_in_one_is_back_at_the_invitation(client, organisation, invite):
    confirmed_user(DORA)
    answer = client.post(invite())
    assert answer["Location"] == reverse("account_login")
    answer = client.post(reverse("account_login"), {"login": DORA, "password": PASSWORD})
    assert answer["Location"] == reverse("scan:colleague_answer")
    client.post(answer["Location"])
    assert DORA in levels(organisation)


def test_the_database_the_session_and_the_log_have_no_token(client, organisation, invite):
    link = invite()
    token = link.split("/")[2]
    client.post(link)
    stored = [*MemberInvitation.unscoped.values(), *AuditEntry.unscoped.values()]
    assert token not in str(stored) + str(dict(client.session))
    assert DORA not in str(list(AuditEntry.unscoped.values()))


def test_a_new_invitation_ends_the_earlier_one(client, invite):
    first = invite()
    second = invite()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_manager_sees_who_is_invited_and_revokes(client, alice, organisation, invite):
    link = invite()
    client.force_login(alice)
    members = reverse("scan:members", args=[organisation.slug])
    assert DORA in client.get(members).content.decode()
    number = MemberInvitation.unscoped.get().pk
    client.post(reverse("scan:colleague_revoke", args=[organisation.slug, number]))
    assert DORA not in client.get(members).content.decode()
    assert client.get(link).status_code == 410


def test_a_reader_sees_no_invitations(client, bob, organisation, invite):
    invite()
    client.force_login(bob)
    page = client.get(reverse("scan:members", args=[organisation.slug])).content.decode()
    assert DORA not in page


def test_an_invitation_of_another_firm_cannot_be_revoked(client, charlie, invite):
    invite()
    client.force_login(charlie)
    own, number = charlie.memberships.get().organisation, MemberInvitation.unscoped.get().pk
    answer = client.post(reverse("scan:colleague_revoke", args=[own.slug, number]))
    assert answer.status_code == 404
    assert MemberInvitation.unscoped.get().is_open


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": "geen adres"}, "Vul een e-mailadres in"),
        ({"email": "alice@example.org"}, "hoort al bij deze organisatie"),
        ({"level": "owner"}, "Kies lezer of beheerder"),
        ({"way": ""}, "Kies of wij de link mailen"),
    ],
)
def test_a_mistake_is_told_and_invites_nobody(client, alice, organisation, changed, told):
    client.force_login(alice)
    posted = {"email": DORA, "level": "reader", "way": "mail"} | changed
    answer = client.post(reverse(NEW, args=[organisation.slug]), posted)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not MemberInvitation.unscoped.exists()


def test_when_the_mail_server_is_gone_there_is_no_invitation(client, alice, organisation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(alice)
    posted = {"email": DORA, "level": "reader", "way": "mail"}
    answer = client.post(reverse(NEW, args=[organisation.slug]), posted, follow=True)
    assert "De mail is niet verstuurd" in answer.content.decode()
    assert not colleagues.waiting(organisation).exists()


def test_who_belongs_already_is_never_lowered(client, alice, organisation, invite):
    invitation = colleagues.invite(
        organisation=organisation, user=alice, email=alice.email, level="reader", by_mail=True
    )
    confirmed_user(alice.email)
    colleagues.accept(invitation=invitation, user=alice)
    assert levels(organisation)[alice.email] == "manager"


def test_old_invitations_are_forgotten(alice, organisation, today):
    colleagues.invite(
        organisation=organisation, user=alice, email=DORA, level="reader", by_mail=True
    )
    MemberInvitation.unscoped.update(expires_on=today - timedelta(31))
    assert colleagues.forget_old() == 1
