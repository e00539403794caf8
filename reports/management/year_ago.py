"""Making a demo scan look as if it was a year ago, so that there is something to compare with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.models import Publication
from reports.published_json import digest, from_json, to_json
from scan import actions
from scan.comparable import months_later
from scan.demo_answers import Climate
from scan.models import Scan

MONTHS = 12
THEN = {"LO": -11, "IW": -7, "ST": 8}  # what stood lower or higher then


def climate_then(now: Climate) -> Climate:
    """The same firm, with a few bouwstenen as they were."""
    blocks = {code: score + THEN.get(code, 0) for code, score in now.blocks.items()}
    features = {
        code: score + THEN.get(code.split("-")[0], 0) for code, score in now.features.items()
    }
    return replace(now, blocks=blocks, features=features)


def put_back(scan: Scan) -> None:
    """A year earlier, in the scan as in its frozen result; the answers have been erased."""
    actions.erase_answers(scan=scan)
    publication = Publication.unscoped.get(scan=scan)
    result = from_json(publication.content)
    days = {
        name: _earlier(date.fromisoformat(getattr(result.facts, name))).isoformat()
        for name in ("opened_on", "closed_on", "answers_erased_on")
    }
    result = replace(result, facts=replace(result.facts, **days))
    publication.content, publication.digest = to_json(result), digest(result)
    publication.save()
    names = ("first_day", "last_day", "opened_on", "closed_on", "created_on")
    scan.refresh_from_db()
    then = {name: _earlier(getattr(scan, name)) for name in names}
    Scan.unscoped.filter(pk=scan.pk).update(**then)


def _earlier(day: date) -> date:
    return months_later(day, -MONTHS)
