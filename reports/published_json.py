"""The frozen result as JSON and back, always the same bytes for the same result.

Lists, not objects, wherever order matters: a database may reorder the keys of an object. The
format that `manage.py published` prints is described in PRIVACY.md ("The frozen result").
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reports.published import (
    SCHEMA,
    Facts,
    Group,
    Hidden,
    NoTexts,
    Number,
    OwnWords,
    Published,
    PublishedBlock,
    Shown,
    Texts,
)
from scan.roles import Role

Json = dict[str, Any]
PLAIN = ("schema", "instrument", "instrument_version", "scoring_version", "only_leading")


def to_json(published: Published) -> Json:
    """The result in plain dicts, lists, texts, whole numbers and booleans."""
    return {
        **{name: getattr(published, name) for name in PLAIN},
        "facts": asdict(published.facts),
        "roles": _codes(published.roles),
        "groups": [{**asdict(group), "roles": _codes(group.roles)} for group in published.groups],
        "blocks": [_block_to_json(block) for block in published.blocks],
        **_texts_to_json(published.texts),
    }


def from_json(content: Json) -> Published:
    """The result that `to_json` wrote. Raises ValueError for another schema."""
    if content.get("schema") != SCHEMA:
        raise ValueError(f"expected schema {SCHEMA}, got {content.get('schema')}")
    return Published(
        **{name: content[name] for name in PLAIN},
        facts=Facts(**content["facts"]),
        roles=_roles(content["roles"]),
        groups=tuple(Group(**{**g, "roles": _roles(g["roles"])}) for g in content["groups"]),
        blocks=tuple(_block_from_json(block) for block in content["blocks"]),
        texts=_texts_from_json(content.get("texts")),
    )


def canonical(published: Published) -> str:
    """One line of JSON: keys sorted, no spaces, every letter as itself."""
    return json.dumps(to_json(published), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(published: Published) -> str:
    """SHA-256 of the canonical JSON (UTF-8), in hexadecimal."""
    return hashlib.sha256(canonical(published).encode()).hexdigest()


def _block_to_json(block: PublishedBlock) -> Json:
    groups = [{"code": code, **_cell_to_json(cell)} for code, cell in block.groups.items()]
    return {"code": block.code, "wording_note": block.wording_note, "groups": groups}


def _cell_to_json(cell: Shown | Hidden) -> Json:
    if isinstance(cell, Hidden):
        return {"hidden": cell.reason}
    features = [{"code": code, **asdict(number)} for code, number in cell.features.items()]
    return {**asdict(cell), "features": features}


def _block_from_json(block: Json) -> PublishedBlock:
    groups = {cell["code"]: _cell_from_json(cell) for cell in block["groups"]}
    return PublishedBlock(block["code"], groups, block["wording_note"])


def _cell_from_json(cell: Json) -> Shown | Hidden:
    if "hidden" in cell:
        return Hidden(cell["hidden"])
    return Shown(
        n=cell["n"],
        score=_number(cell["score"]),
        features={feature["code"]: _number(feature) for feature in cell["features"]},
        margin=cell["margin"],
        agreement=cell["agreement"],
        dont_know=None if cell["dont_know"] is None else _number(cell["dont_know"]),
    )


def _texts_to_json(own_words: OwnWords | None) -> Json:
    """Absent without open questions: what was frozen before they existed keeps its hash."""
    if own_words is None:
        return {}
    questions = [_question_to_json(question) for question in own_words.questions]
    return {"texts": {"version": own_words.version, "questions": questions}}


def _question_to_json(found: Texts | NoTexts) -> Json:
    if isinstance(found, NoTexts):
        return {"question": found.question, "hidden": found.reason}
    return {**asdict(found), "texts": list(found.texts)}


def _texts_from_json(content: Json | None) -> OwnWords | None:
    if content is None:
        return None
    questions = tuple(_question_from_json(question) for question in content["questions"])
    return OwnWords(content["version"], questions)


def _question_from_json(content: Json) -> Texts | NoTexts:
    if "hidden" in content:
        return NoTexts(content["question"], content["hidden"])
    return Texts(**{**content, "texts": tuple(content["texts"])})


def _number(written: Mapping[str, Any]) -> Number:
    return Number(written["value"], written["clipped"])


def _codes(roles: tuple[Role, ...]) -> list[str]:
    return [role.value for role in roles]


def _roles(codes: list[str]) -> tuple[Role, ...]:
    return tuple(Role(code) for code in codes)
