"""A bad questionnaire is refused with its file, its line and the reason in plain English."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from scan.instrument.load import HERE, InstrumentError, load, load_file
from scan.instrument.types import OWN

NAME = "leercultuur_mkb_1.yaml"
GOOD = (HERE / NAME).read_text("utf-8")
CASES = Path(__file__).parent / "data" / "bad_instruments.txt"
HERE_IT_IS = "►"


class Case(NamedTuple):
    """One section of bad_instruments.txt."""

    what: str
    lines: tuple[str, ...]

    @property
    def reason(self) -> str:
        return next(line[1:] for line in self.lines if line.startswith("!"))

    def spoil(self, text: str) -> tuple[str, int]:
        """The spoiled text and the number of the line that the message must name."""
        changed = [line for line in self.lines if not line.startswith("!")]
        runs = [list(run) for _, run in groupby(changed, key=lambda line: line[0] == "-")]
        for old, new in zip(runs[::2], runs[1::2], strict=True):
            text = swap(text, block(old), block(new))
        before = text[: text.index(HERE_IT_IS)]
        return text.replace(HERE_IT_IS, ""), before.count("\n") + 1


def block(lines: list[str]) -> str:
    return "".join(line[1:] + (HERE_IT_IS if line[0] == ">" else "") + "\n" for line in lines)


def swap(text: str, old: str, new: str) -> str:
    assert ("\n" + text).count("\n" + old) == 1, f"not once in the good file:\n{old}"
    return ("\n" + text).replace("\n" + old, "\n" + new)[1:]


def cases() -> list[Case]:
    sections = [s.strip("\n").split("\n") for s in CASES.read_text("utf-8").split("\n== ")[1:]]
    return [Case(what, tuple(filter(None, lines))) for what, *lines in sections]


def refusal(folder: Path, content: str | bytes, name: str = NAME) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InstrumentError) as caught:
        load_file(path)
    return str(caught.value)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.what)
def test_a_bad_file_is_refused_with_line_and_reason(case, tmp_path):
    spoiled, line = case.spoil(GOOD)
    message = refusal(tmp_path, spoiled)
    assert message.startswith(f"{NAME}, line {line}: {case.reason}")


def test_all_cases_are_read():
    assert len(cases()) == CASES.read_text("utf-8").count("\n== ") > 60


def test_the_file_that_the_cases_spoil_is_good(tmp_path):
    path = tmp_path / NAME
    path.write_text(GOOD, "utf-8")
    assert load_file(path).codes == load("leercultuur_mkb_1").codes


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1: the file is empty"),
        ("# only a remark\n", "line 1: the file is empty"),
        ("- a\n- b\n", "line 1: expected a mapping, found a list"),
        ("just words\n", "line 1: expected a mapping, found 'just words'"),
        ("id: x\x00\n", "this is not YAML"),
        ("id: \xe9\n".encode("latin-1"), "cannot be read"),
    ],
)
def test_what_is_no_questionnaire_at_all(content, reason, tmp_path):
    message = refusal(tmp_path, content)
    assert message.startswith(NAME)
    assert reason in message


def test_a_file_under_another_name(tmp_path):
    message = refusal(tmp_path, GOOD, name="leercultuur_mkb_2.yaml")
    assert message.endswith("this id and version belong in a file named leercultuur_mkb_1.yaml")


def test_a_block_too_few(tmp_path):
    start = GOOD.index("  - code: EO\n")
    message = refusal(tmp_path, GOOD[:start])
    assert message.endswith("expected 6 blocks, found 5")


def test_a_name_that_does_not_exist():
    with pytest.raises(InstrumentError, match=r"^leercultuur_mkb_99\.yaml cannot be read"):
        load("leercultuur_mkb_99")


def test_an_instrument_is_a_frozen_value():
    with pytest.raises(FrozenInstanceError):
        load("leercultuur_mkb_1").version = "1.0.1"


def test_folded_lines_become_one_line_of_text():
    text = load("leercultuur_mkb_1").feature("OI-EVA").items[1].texts[OWN]["nl"]
    assert "\n" not in text
    assert "  " not in text
    assert text.endswith("bijvoorbeeld in een dagstart of werkoverleg.")
