"""What is handed over after closing: one A4 per role, a staff version and the conversation kit."""

from __future__ import annotations

from reports.handouts.document import available, render, to_html
from reports.handouts.kinds import KINDS, Kind

__all__ = ["KINDS", "Kind", "available", "render", "to_html"]
