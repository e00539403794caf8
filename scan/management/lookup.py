"""Finding a scan from the command line."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from scan.models import Scan


def find_scan(key: str) -> Scan:
    """The scan with this number; a CommandError with advice when there is none."""
    try:
        return Scan.unscoped.select_related("organisation").get(pk=key)
    except ValidationError as error:
        raise CommandError(f"{key!r} is geen nummer van een scan (uuid).") from error
    except Scan.DoesNotExist as error:
        raise CommandError(f"Er is geen scan met nummer {key}.") from error
