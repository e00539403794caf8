"""Make a made-up company with a closed scan, an open scan and a report to look at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reports.management.demo_texts import publish_reviewed, with_texts
from reports.management.year_ago import climate_then, put_back
from reports.publish import close_and_publish
from scan import actions
from scan.demo_answers import CLIMATES, make_sheets
from scan.instrument.load import load
from scan.models import OpenLink, Organisation, Scan, User
from scan.roles import ROLES, Role

EMAIL, PASSWORD = "demo@example.org", "leercultuur-demo"
ROLES_DEFAULT = "DIR=1,HR=1,LG=8,MW=91"


class Command(BaseCommand):
    help = "Maak een voorbeeldbedrijf met antwoorden van alle rollen, sluit de scan, maak de PDF."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="ander getal, andere antwoorden")
        parser.add_argument("--roles", default=ROLES_DEFAULT, help=f"bijvoorbeeld {ROLES_DEFAULT}")
        parser.add_argument("--invited", help="hoeveel mensen er werken; standaard iets meer")
        parser.add_argument("--climate", choices=CLIMATES, default="gemengd")
        parser.add_argument("--name", default="Machinefabriek De Linde (voorbeeld)")
        parser.add_argument("--pdf", type=Path, default=Path("demo/rapport.pdf"))
        parser.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *, seed: int, roles: str, climate: str, name: str, **options) -> None:
        answered = parse_roles(roles)
        invited = parse_roles(options["invited"]) if options["invited"] else _staff(answered)
        with transaction.atomic():
            organisation = _fresh_organisation(name)
            earlier = _year_ago(organisation, invited, answered, climate, seed)
            closed = _scan(
                organisation, "Scan van dit najaar", invited, follows=earlier, open_questions=True
            )
            _fill(closed, answered, climate, seed)
            self.stdout.write(f"{sum(answered.values())} mensen hebben geantwoord.")
            close_and_publish(closed)
            publish_reviewed(closed)
            running = _scan(organisation, "Scan die nu loopt", invited, open_questions=True)
            _fill(running, {r: n * 2 // 3 for r, n in answered.items()}, climate, seed + 1)
        self.stdout.write("De scan is gesloten en de uitkomsten zijn bevroren.")
        options["pdf"].parent.mkdir(parents=True, exist_ok=True)
        call_command(
            "report",
            str(closed.pk),
            pdf=options["pdf"],
            language=options["language"],
            stdout=self.stdout,
        )
        self.stdout.write(_summary(organisation, closed, running, options["pdf"]))


def parse_roles(text: str) -> dict[Role, int]:
    """`DIR=1,HR=1,LG=7,MW=90` as numbers per role; roles left out are 0."""
    counts = dict.fromkeys(ROLES, 0)
    try:
        for part in text.split(","):
            role, _, count = part.partition("=")
            counts[Role(role.strip().upper())] = int(count)
    except ValueError as error:
        raise CommandError(
            f"Verwacht rollen als {ROLES_DEFAULT}, maar er staat {text!r} ({error})."
        ) from error
    if min(counts.values()) < 0 or max(counts.values()) > 100_000:
        raise CommandError("Verwacht per rol een aantal van 0 tot en met 100000.")
    return counts


def _staff(answered: dict[Role, int]) -> dict[Role, int]:
    """About two of three medewerkers and nearly all others took part."""
    return {r: round(n * 1.55) if r == Role.MW else n + n // 5 for r, n in answered.items()}


def _fresh_organisation(name: str) -> Organisation:
    user = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, PASSWORD)
    EmailAddress.objects.update_or_create(
        user=user, email=EMAIL, defaults={"verified": True, "primary": True}
    )
    Organisation.unscoped.filter(memberships__user=user, name=name).delete()
    return actions.create_organisation(user=user, name=name)


def _year_ago(
    organisation: Organisation,
    invited: dict[Role, int],
    answered: dict[Role, int],
    climate: str,
    seed: int,
) -> Scan:
    """A first scan of the same firm, so that the report has something to compare with."""
    scan = _scan(organisation, "Scan van een jaar geleden", invited)
    then = climate_then(CLIMATES[climate])
    actions.import_sheets(
        scan=scan, sheets=make_sheets(load(scan.instrument), answered, then, seed + 2)
    )
    close_and_publish(scan)
    put_back(scan)
    return scan


def _scan(
    organisation: Organisation,
    title: str,
    invited: dict[Role, int],
    follows: Scan | None = None,
    open_questions: bool = False,
) -> Scan:
    today = timezone.localdate()
    scan = Scan.unscoped.create(
        organisation=organisation,
        title=title,
        contact="Noor Jansen, HR",
        first_day=today - timedelta(days=18),
        last_day=today + timedelta(days=6),
        works_council_informed=True,
        follows=follows,
        open_questions=open_questions,
        **{f"invited_{role.lower()}": count for role, count in invited.items()},
    )
    actions.open_scan(scan=scan)
    Scan.unscoped.filter(pk=scan.pk).update(opened_on=scan.first_day)
    scan.refresh_from_db()
    return scan


def _fill(scan: Scan, roles: dict[Role, int], climate: str, seed: int) -> None:
    sheets = make_sheets(load(scan.instrument), roles, CLIMATES[climate], seed)
    actions.import_sheets(scan=scan, sheets=with_texts(sheets, seed))


def _summary(organisation: Organisation, closed: Scan, running: Scan, pdf: Path) -> str:
    def page(name: str, scan: Scan) -> str:
        return settings.SITE_URL + reverse(name, args=[organisation.slug, scan.pk])

    link = OpenLink.unscoped.get(scan=running, role="")
    return "\n".join(
        [
            "",
            f"Rapport (PDF):  {pdf.resolve()}",
            f"Inloggen:       {settings.SITE_URL}{reverse('account_login')}",
            f"                {EMAIL} / {PASSWORD}",
            f"Uitkomsten:     {page('reports:results', closed)}",
            f"Lopende scan:   {page('reports:follow', running)}",
            f"Zelf invullen:  {settings.SITE_URL}{reverse('scan:welcome', args=[link.token])}",
            "",
        ]
    )
