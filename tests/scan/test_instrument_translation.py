"""Further languages of the questionnaire: whole, made from these very words, and never mixed up."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scan.instrument.load import HERE, load, load_file
from scan.instrument.nodes import InstrumentError
from scan.instrument.translation import source_of, with_translations
from scan.roles import ROLES, Role

NAME = "leercultuur_mkb_1"
WANTED = {"nl", "en", "pl", "de", "uk", "tr", "ar"}
# Letters that a text in this language cannot do without, and that others do not have.
SCRIPT = {"uk": "\u0400-\u04ff", "ar": "\u0600-\u06ff"}


@pytest.fixture(scope="module")
def base():
    return load_file(HERE / f"{NAME}.yaml")


@pytest.fixture
def made_up(base) -> dict:
    """A whole translation into a language that nobody speaks."""

    def say(text) -> str:
        return f"xx {text['nl']}"

    return {
        "language": "xx",
        "instrument": base.id,
        "version": base.version,
        "source": source_of(base),
        "status": "unread",
        "read_by": "",
        "scale": {number: say(text) for number, text in base.scale.items()},
        "dont_know": {
            "label": say(base.dont_know),
            "help": {name: say(text) for name, text in base.dont_know_help.items()},
        },
        "roles": {
            str(role): {
                "name": say(text.name),
                "choice": say(text.choice),
                "instruction": say(text.instruction),
            }
            for role, text in base.roles.items()
        },
        "blocks": {b.code: {"name": say(b.name), "short": say(b.short)} for b in base.blocks},
        "items": {
            item.code: {"both": say(item.texts["own"])}
            if item.anchor
            else {name: say(text) for name, text in item.texts.items()}
            for item in base.items
        },
    }


def apply(base, content: dict, folder: Path):
    file = folder / f"{NAME}.xx.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return with_translations(base, (file,))


def test_every_text_of_a_respondent_gets_the_language(base, made_up, tmp_path):
    found = apply(base, made_up, tmp_path)
    assert found.languages == ("nl", "en", "xx")
    for item in found.items:
        for role in map(Role, ROLES):
            assert item.text(role, "xx") == f"xx {item.text(role, 'nl')}"
    in_features = [item for feature in found.features for item in feature.items]
    assert sorted(i.code for i in in_features) == sorted(i.code for i in found.items)
    assert all(item in found.items for item in in_features)
    assert found.codes == base.codes
    assert found.help_with_dont_know(Role.MW, "xx").startswith("xx ")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda t: t["items"].pop("IW-AUT-1"), "missing the key 'IW-AUT-1'"),
        (lambda t: t["items"].update({"IW-AUT-9": {"both": "x"}}), "unknown key 'IW-AUT-9'"),
        (lambda t: t.update(source="0" * 16), "made from other words"),
        (lambda t: t.update(version="1.0.1"), "made from other words"),
        (lambda t: t.update(language="nl"), "already"),
        (lambda t: t.update(status="read"), "read_by"),
        (lambda t: t["scale"].update({1: t["scale"][2]}), "same label"),
        (lambda t: t["blocks"]["IW"].update(name=" "), "empty"),
        (lambda t: t["items"]["IW-AUT-1"].update(own="x", organisation="x"), "IW-AUT-1"),
    ],
)
def test_a_bad_translation_is_refused_with_its_line(base, made_up, tmp_path, change, complaint):
    change(made_up)
    with pytest.raises(InstrumentError, match="line") as error:
        apply(base, made_up, tmp_path)
    assert complaint in str(error.value)


def test_a_change_of_one_word_makes_the_translation_outdated(base, made_up, tmp_path):
    changed = base.blocks[0]
    from dataclasses import replace

    other = replace(changed, short={**changed.short, "nl": "Iets anders"})
    newer = replace(base, blocks=(other, *base.blocks[1:]))
    with pytest.raises(InstrumentError, match="made from other words"):
        apply(newer, made_up, tmp_path)


def test_the_questionnaire_speaks_the_promised_languages():
    assert set(load(NAME).languages) == WANTED


@pytest.mark.parametrize("language", sorted(SCRIPT))
def test_a_language_is_written_in_its_own_script(language):
    import re

    other = re.compile(rf"[{SCRIPT[language]}]")
    for item in load(NAME).items:
        for text in item.texts.values():
            assert other.search(text[language]), text[language]


def test_no_statement_is_left_in_dutch_or_english():
    for item in load(NAME).items:
        for text in item.texts.values():
            further = {text[language] for language in WANTED - {"nl", "en"}}
            assert not further & {text["nl"], text["en"]}
            assert len(further) == len(WANTED) - 2


@pytest.mark.parametrize("language", sorted(WANTED))
def test_no_two_statements_read_the_same(language):
    texts = [(item.code, t[language]) for item in load(NAME).items for t in item.texts.values()]
    found: dict[str, str] = {}
    for code, text in texts:
        assert found.setdefault(text, code) == code
