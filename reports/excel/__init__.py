"""The published figures as an Excel workbook: Report in, bytes out."""

from __future__ import annotations

from reports.excel.book import workbook

__all__ = ["workbook"]
