"""The firm's logo on the first slide; programs for slides show no SVG everywhere, so only PNG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from pptx.util import Pt

from reports.charts.canvas import WHITE
from reports.slides.sheet import CONTENT, LEFT, Box, Sheet, decorate, describe

if TYPE_CHECKING:
    from reports.pipeline import Report

TOP, WIDEST, HIGHEST, EDGE = 36, 200, 44, 8  # points: the corner above the wall


def place_logo(sheet: Sheet, report: Report) -> None:
    """On white, in the corner, as large as fits there; nothing without a PNG."""
    if report.logo is None or report.logo.kind != "png":
        return
    shape = sheet.shapes.add_picture(BytesIO(report.logo.content), 0, 0)
    scale = min(Pt(WIDEST) / shape.width, Pt(HIGHEST) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape.left, shape.top = Pt(LEFT + CONTENT - EDGE) - shape.width, Pt(TOP)
    shape.name = "Logo"
    organisation = report.published.facts.organisation
    describe(shape, report.words.say(_("Logo van {organisation}"), organisation=organisation))
    _card(sheet, shape)


def _card(sheet: Sheet, picture: object) -> None:
    """White behind it: many logos are made for white paper."""
    wide, high = picture.width.pt + 2 * EDGE, picture.height.pt + 2 * EDGE
    card = sheet.rect(Box(picture.left.pt - EDGE, TOP - EDGE, wide, high), WHITE)
    decorate(card)
    picture._element.addprevious(card._element)
