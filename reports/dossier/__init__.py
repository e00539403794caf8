"""The dossier: a Word file to prepare a scan with, filled with its facts. Templates, no advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.dossier.parts import open_places, parts

if TYPE_CHECKING:
    from reports.dossier.facts import Facts

__all__ = ["document", "open_places", "parts"]


def document(facts: Facts) -> bytes:
    """All parts as one editable Word file. Loads python-docx, so only where a dossier is made."""
    from reports.dossier.word import write

    return write(facts.values, parts(facts))
