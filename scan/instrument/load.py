"""A versioned data file -> Instrument; a bad file is refused with its line and the reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scan.instrument import check
from scan.instrument.nodes import InstrumentError, Node, read
from scan.instrument.translation import with_translations
from scan.instrument.types import (
    ORGANISATION,
    OWN,
    SCALE,
    Block,
    Feature,
    Instrument,
    Item,
    RoleText,
    Texts,
)
from scan.roles import ROLES, Role

__all__ = ["InstrumentError", "load", "load_file"]

HERE = Path(__file__).parent


@cache
def load(name: str) -> Instrument:
    """The instrument of this name in all its languages, read once per process."""
    translations = sorted((HERE / "translations").glob(f"{name}.*.yaml"))
    return with_translations(load_file(HERE / f"{name}.yaml"), tuple(translations))


def load_file(path: Path | str) -> Instrument:
    return _instrument(read(Path(path)))


def _instrument(root: Node) -> Instrument:
    fields = root.fields("id", "version", "scale", "dont_know", "roles", "literature", "blocks")
    check.identity(root, fields["id"], fields["version"])
    literature = _literature(fields["literature"])
    label, help_ = fields["dont_know"].fields("label", "help").values()
    instrument = Instrument(
        id=fields["id"].text(),
        version=fields["version"].text(),
        scale=_scale(fields["scale"]),
        dont_know=label.texts(),
        dont_know_help=_perspectives(help_.fields(OWN, ORGANISATION)),
        roles=_roles(fields["roles"]),
        literature=literature,
        blocks=tuple(_block(node, literature) for node in fields["blocks"].sequence()),
    )
    check.numbering(fields["blocks"], instrument.blocks)
    check.distinct(fields["blocks"])
    check.all_used(fields["literature"], instrument.items)
    return instrument


def _scale(node: Node) -> dict[int, Texts]:
    labels = node.fields(*map(str, SCALE))
    scale = {int(value): label.texts() for value, label in labels.items()}
    check.scale(node, scale)
    return scale


def _roles(node: Node) -> dict[Role, RoleText]:
    fields = node.fields(*ROLES)
    check.role_order(node)
    return {role: _role(fields[role]) for role in ROLES}


def _role(node: Node) -> RoleText:
    name, choice, instruction = node.fields("name", "choice", "instruction").values()
    return RoleText(name.texts(), choice.texts(), instruction.texts())


def _literature(node: Node) -> dict[str, str]:
    return {key: value.text() for key, (_, value) in node.entries().items()}


def _block(node: Node, literature: dict[str, str]) -> Block:
    fields = node.fields(
        "code", "number", "name", "short", "min_features", "min_answered", "order", "features"
    )
    code = check.pattern(fields["code"], "[A-Z]{2}", "two capitals")
    features = tuple(_feature(f, code, literature) for f in fields["features"].sequence())
    block = Block(
        code=code,
        number=fields["number"].integer(),
        name=fields["name"].texts(),
        short=fields["short"].texts(),
        features=features,
        items=_in_order(fields["order"], features),
        min_features=fields["min_features"].integer(),
        min_answered=fields["min_answered"].integer(),
    )
    check.block(node, block)
    return block


def _in_order(node: Node, features: tuple[Feature, ...]) -> tuple[Item, ...]:
    items = {item.code: item for feature in features for item in feature.items}
    return tuple(items[code] for code in check.order(node, tuple(items)))


def _feature(node: Node, block: str, literature: dict[str, str]) -> Feature:
    fields = node.fields("code", "name", "short", "definition", "article", "min_answered", "items")
    code = check.pattern(fields["code"], f"{block}-[A-Z]{{3}}", f"{block}- and three capitals")
    feature = Feature(
        code=code,
        block=block,
        name=fields["name"].texts(),
        short=fields["short"].texts(),
        definition=fields["definition"].texts(),
        article=check.article(fields["article"]),
        items=tuple(_item(i, code, block, literature) for i in fields["items"].sequence()),
        min_answered=fields["min_answered"].integer(),
    )
    check.feature(node, feature)
    return feature


def _item(node: Node, feature: str, block: str, literature: dict[str, str]) -> Item:
    fields = node.fields("code", "anchor", OWN, ORGANISATION, "covers", "literature")
    item = Item(
        code=fields["code"].text(),
        feature=feature,
        block=block,
        anchor=fields["anchor"].flag(),
        texts=_perspectives(fields),
        covers=fields["covers"].text(),
        literature=tuple(source.text() for source in fields["literature"].sequence()),
    )
    check.references(fields["literature"], item.literature, literature)
    check.statement(node, item)
    return item


def _perspectives(fields: dict[str, Node]) -> dict[str, Texts]:
    return {perspective: fields[perspective].texts() for perspective in (OWN, ORGANISATION)}
