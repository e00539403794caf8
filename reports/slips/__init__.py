"""Slips to draw from a box: which boxes a firm needs, and the sheets of paper to cut."""

from __future__ import annotations

from reports.slips.boxes import SAMEN, SlipBox, boxes, proposed
from reports.slips.sheets import PER_FILE, PER_SHEET, Occasion, render

__all__ = ["PER_FILE", "PER_SHEET", "SAMEN", "Occasion", "SlipBox", "boxes", "proposed", "render"]
