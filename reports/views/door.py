"""The two doors to a frozen result, and where its pages are behind each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from scan.models import Membership, Scan, ShareLink


@dataclass(frozen=True)
class Door:
    """How somebody came in, with the addresses of the same pages on that side."""

    scan: Scan
    results: str
    figures: str
    report: str
    report_pdf: str
    member: Membership | None = None
    share: ShareLink | None = None


def for_member(member: Membership, scan: Scan) -> Door:
    address = partial(reverse, args=[member.organisation.slug, scan.pk])
    return Door(
        scan=scan,
        results=address("reports:results"),
        figures=address("reports:figures"),
        report=address("reports:report"),
        report_pdf=address("reports:report_pdf"),
        member=member,
    )


def for_share(link: ShareLink) -> Door:
    address = partial(reverse, args=[link.token])
    return Door(
        scan=link.scan,
        results=address("reports:shared"),
        figures=address("reports:shared_figures"),
        report=address("reports:shared_report"),
        report_pdf=address("reports:shared_pdf"),
        share=link,
    )
