"""A draft of a list <-> bytes, for the time between reading it and inviting the people on it."""

from __future__ import annotations

import json
import zlib
from typing import Any

from scan.roles import Role
from scan.staff_list.correcting import Draft
from scan.staff_list.types import (
    Certainty,
    Fault,
    ListRemark,
    Reason,
    Row,
    RowRemark,
    Skipped,
    Source,
    StaffList,
)


def pack(draft: Draft) -> bytes:
    found = draft.found
    content = {
        "rows": [list(vars(row).values()) for row in found.rows],
        "skipped": [list(vars(skipped).values()) for skipped in found.skipped],
        "source": vars(found.source),
        "remarks": found.remarks,
        "left_out": sorted(draft.left_out),
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), level=1)


def unpack(packed: bytes) -> Draft:
    content: dict[str, Any] = json.loads(zlib.decompress(packed))
    source = content["source"] | {"other_sheets": tuple(content["source"]["other_sheets"])}
    found = StaffList(
        rows=tuple(_row(*values) for values in content["rows"]),
        skipped=tuple(_skipped(*values) for values in content["skipped"]),
        source=Source(**source),
        remarks=tuple(map(ListRemark, content["remarks"])),
    )
    return Draft(found, frozenset(content["left_out"]))


def _row(line: int, address: str, role: str | None, certainty: str, *rest: Any) -> Row:
    word, language, remarks, suggestion = rest
    return Row(
        line,
        address,
        Role(role) if role else None,
        Certainty(certainty),
        word,
        language,
        tuple(map(RowRemark, remarks)),
        suggestion,
    )


def _skipped(line: int, reason: str, fault: str | None, *rest: Any) -> Skipped:
    return Skipped(line, Reason(reason), Fault(fault) if fault else None, *rest)
