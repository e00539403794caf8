"""Let someone belong to an organisation: manage.py add_member ORG_SLUG EMAIL --level reader."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from scan import audit
from scan.audit import What
from scan.models import Membership, Organisation, User


class Command(BaseCommand):
    help = "Voeg iemand toe aan een organisatie, of geef iemand een ander niveau."

    def add_arguments(self, parser):
        parser.add_argument("organisation", help="de korte naam in het webadres: /o/KORTE-NAAM/")
        parser.add_argument("email")
        parser.add_argument("--level", choices=Membership.Level.values, default="reader")
        parser.add_argument(
            "--create", action="store_true", help="maak het account als het er nog niet is"
        )

    def handle(self, *, organisation: str, email: str, level: str, create: bool, **options):
        organisation, user = _organisation(organisation), self._user(email.lower(), create)
        with transaction.atomic():
            membership, made = Membership.unscoped.update_or_create(
                user=user, organisation=organisation, defaults={"level": level}
            )
            what = What.MEMBER_ADDED if made else What.MEMBER_CHANGED
            audit.note(what, organisation=organisation, detail=f"{user.email}, {level}")
        what = "hoort nu bij" if made else "hoorde al bij"
        level_name = membership.get_level_display()
        self.stdout.write(f"{user.email} {what} {organisation.name}, als {level_name}.")

    def _user(self, email: str, create: bool) -> User:
        user = User.objects.filter(email=email).first()
        if user is None and create:
            user = User.objects.create_user(email)
            self.stdout.write("Account gemaakt. Kies een wachtwoord met ‘Wachtwoord vergeten?’.")
        if user is None:
            raise CommandError(
                f"Er is geen account met {email}. Laat deze persoon er eerst een maken, "
                "of voeg --create toe."
            )
        return user


def _organisation(slug: str) -> Organisation:
    found = Organisation.unscoped.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.unscoped.values_list("slug", flat=True)[:20])
        raise CommandError(f"Er is geen organisatie {slug!r}. Wel: {known or 'nog geen enkele'}.")
    return found
