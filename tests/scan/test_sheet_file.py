"""Reading a CSV file of answers: as Excel writes it, and with every mistake named."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from scan.instrument.load import load
from scan.models import Response
from scan.roles import Role
from scan.sheet_file import BadFile, read_sheets

INSTRUMENT = load("leercultuur_mkb_1")
CODES = INSTRUMENT.codes


def file(*rows: str, header: str = "", sep: str = ",", consent: bool = False) -> bytes:
    columns = ["rol", *CODES, *(["toestemming"] if consent else [])]
    return "\n".join([header or sep.join(columns), *rows]).encode()


def row(role: str = "MW", first: str = "4", rest: str = "3", sep: str = ",", end: str = "") -> str:
    return sep.join([role, first, *[rest] * (len(CODES) - 1)]) + end


def test_values_and_empty_cells():
    (sheet,) = read_sheets(file(row(first="WN", rest="")), INSTRUMENT)
    assert (sheet.role, sheet.answers) == (Role.MW, {CODES[0]: "WN"})


@pytest.mark.parametrize("sep", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_as_excel_writes_it(sep, encoding, newline):
    content = file(row("lg", sep=sep), "", row("DIR", sep=sep), sep=sep).decode()
    sheets = read_sheets(content.replace("\n", newline).encode(encoding), INSTRUMENT)
    assert [sheet.role for sheet in sheets] == [Role.LG, Role.DIR]


def test_consent_of_the_directie():
    sheets = read_sheets(
        file(row("DIR", end=",1"), row("DIR", end=",0"), row("MW", end=","), consent=True),
        INSTRUMENT,
    )
    assert [sheet.shown_apart for sheet in sheets] == [True, False, False]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Het bestand is leeg."),
        (file(), "Er staan geen antwoorden onder de kopregel."),
        (
            file(row(first="3" * 200_000)),
            "regel 2: een cel is te lang; ontbreekt een aanhalingsteken?",
        ),
        (
            file(row(first="9" * 500)),
            f"rij 2: IW-AUT-1: verwacht 1, 2, 3, 4, 5, WN of leeg, maar er staat '{'9' * 40}'",
        ),
        (file(row("CEO")), "rij 2: rol: verwacht DIR, HR, LG of MW, maar er staat 'CEO'"),
        (
            file(row(), row(first="6")),
            "rij 3: IW-AUT-1: verwacht 1, 2, 3, 4, 5, WN of leeg, maar er staat '6'",
        ),
        (
            file(row(first="3.5")),
            "rij 2: IW-AUT-1: verwacht 1, 2, 3, 4, 5, WN of leeg, maar er staat '3.5'",
        ),
        (file(row(end=",1")), "rij 2: verwacht 43 cellen, er staan er 44"),
        (
            file(row("MW", end=",1"), consent=True),
            "rij 2: toestemming: verwacht 0, of 1 (alleen bij DIR)",
        ),
        (file(header="rol,IW-AUT-1,naam"), "kopregel: onbekende kolom: 'NAAM'"),
        (file(header="rol,IW-AUT-1"), "kopregel: kolom ontbreekt: IW-COM-1"),
        (file(header="rol,IW-AUT-1"), f"kopregel: kolom ontbreekt: {CODES[-1]}"),
        (file(header=f"rol,{','.join(CODES)},rol"), "kopregel: kolom staat er twee keer: rol"),
        (b"\xff\xfe\x00\x01binair\x00", "kopregel: kolom ontbreekt: rol"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_row_and_reason(content, problem):
    with pytest.raises(BadFile) as refused:
        read_sheets(content, INSTRUMENT)
    assert problem in refused.value.problems


def test_the_command_stores_all_or_nothing(open_scan, tmp_path, capsys):
    bad = tmp_path / "fout.csv"
    bad.write_bytes(file(row(), row(), row(first="9")))
    with pytest.raises(CommandError, match="rij 4: IW-AUT-1"):
        call_command("import_answers", str(open_scan.pk), str(bad))
    assert Response.unscoped.count() == 0

    good = tmp_path / "goed.csv"
    good.write_bytes(file(row(), row("HR"), row(first="WN")))
    call_command("import_answers", str(open_scan.pk), str(good))
    assert Response.unscoped.filter(scan=open_scan).count() == 3


def test_rows_are_stored_in_random_order(open_scan, tmp_path):
    """Sixty people in file order; the chance to find them stored so is one in 60!."""
    path = tmp_path / "antwoorden.csv"
    values = [str(n % 5 + 1) for n in range(60)]
    path.write_bytes(file(*(row(first=v, rest=values[n * 7 % 60]) for n, v in enumerate(values))))
    call_command("import_answers", str(open_scan.pk), str(path))
    stored = [r.answers[CODES[0]] for r in Response.unscoped.raw("SELECT * FROM scan_response")]
    assert [str(v) for v in stored] != values


@pytest.mark.parametrize("key", ["bestaat-niet", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_scan_is_said_plainly(db, tmp_path, key):
    with pytest.raises(CommandError, match="scan"):
        call_command("import_answers", key, str(tmp_path / "x.csv"))


def test_a_missing_file_is_said_plainly(open_scan, tmp_path):
    with pytest.raises(CommandError, match=r"Kan .* niet lezen"):
        call_command("import_answers", str(open_scan.pk), str(tmp_path / "weg.csv"))


def test_a_closed_scan_takes_no_file(draft_scan, tmp_path):
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(file(row()))
    with pytest.raises(CommandError, match="niet open"):
        call_command("import_answers", str(draft_scan.pk), str(path))
