"""Files made at once and kept by the hash of the result; and the day that belongs to a hash."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reports.models import Publication, RenderedReport
from reports.renderer import renderer_version
from reports.waves import name_of
from scan.models import Scan

if TYPE_CHECKING:
    from reports.pipeline import Report

DIGEST_PART = 40  # of 64 characters, so that the key fits; 160 bits name a result well enough
State = RenderedReport.State
READY = State.READY

Make = Callable[["Report"], bytes]


def key_of(digest: str, language: str, kind: str) -> str:
    return f"{digest[:DIGEST_PART]}-{language}-{kind}-{renderer_version()}"


def kept(publication: Publication, kind: str, language: str, make: Make) -> bytes:
    """The file of this kind, made the first time it is asked for.

    Asked for twice at the same time it is made twice and kept once: the same result gives the
    same bytes, so it does not matter whose.
    """
    key = key_of(name_of(publication), language, kind)
    found = RenderedReport.unscoped.filter(key=key, state=READY).first()
    if found is not None:
        return bytes(found.pdf)
    from reports.pipeline import load_report

    made = make(load_report(publication, language))
    values = {"key": key, "language": language, "state": READY, "pdf": made}
    row = RenderedReport(publication=publication, **values)
    RenderedReport.unscoped.bulk_create([row], ignore_conflicts=True)
    forget_older(row, kind)
    return made


def forget_older(new: RenderedReport, kind: str = "") -> None:
    """Delete what the same file looked like before; `kind` is empty for the report itself.

    What another process is still making stays: its own renderer will forget it.
    """
    part = f"{kind}-" if kind else ""
    same = RenderedReport.unscoped.filter(
        publication=new.publication, key__regex=rf"^[^-]+-{new.language}-{part}[^-]+$"
    )
    same.exclude(key=new.key).filter(state__in=(READY, State.FAILED)).delete()


def closed_on(digest: str) -> str | None:
    """The closing day (ISO) of the frozen result with this hash; None when it is not from here.

    Only when everything is published: before that the hash is not final.
    """
    found = Publication.unscoped.filter(digest=digest, scan__status=Scan.Status.CLOSED)
    return found.values_list("content__facts__closed_on", flat=True).first()
