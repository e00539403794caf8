"""The results as a slide deck: a Report in, the bytes of a PowerPoint file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.pipeline import Report


def presentation(report: Report) -> bytes:
    """About ten slides with native charts and speaker notes; three when there are no numbers.

    Reads nothing but `report`, so it holds no number that is not published or computed from
    published numbers. A hidden group has its reason and no number. The same report gives the
    same bytes.
    """
    from reports.slides.document import build  # python-pptx: only where slides are made

    return build(report)
