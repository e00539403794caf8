"""The staff list as HR has it: real files and pasted text -> addresses, roles, reasons."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from scan import staff_list_text
from scan.roles import Role
from scan.staff_list.read import read_file, read_pasted
from scan.staff_list.types import (
    MAX_BYTES,
    MAX_ROWS,
    Certainty,
    Fault,
    ListRemark,
    Reason,
    Refusal,
    RowRemark,
    StaffListError,
)

FILES = Path(__file__).parent / "staff_lists"
DIR, HR, LG, MW = Role.DIR, Role.HR, Role.LG, Role.MW


def taken(found):
    return [(row.address, row.role) for row in found.rows]


def reasons(found):
    return [(skipped.line, skipped.reason) for skipped in found.skipped]


def refused(content: bytes) -> Refusal:
    with pytest.raises(StaffListError) as error:
        read_file(content)
    assert staff_list_text.refusal(error.value).endswith(".")
    return error.value.refusal


def workbook(rows, name="Blad1", **more_sheets) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for sheet_name, cells in {name: rows, **more_sheets}.items():
            sheet = book.add_worksheet(sheet_name)
            for n, row in enumerate(cells):
                sheet.write_row(n, 0, row)
    return file.getvalue()


@pytest.mark.parametrize("name", sorted(p.name for p in FILES.iterdir() if p.suffix != ".md"))
def test_a_list_written_by_libreoffice(name):
    """Title over six columns, header in row 3, dates, numbers, a formula, an empty row."""
    found = read_file((FILES / name).read_bytes())
    assert [(r.line, r.address, r.role, r.language) for r in found.rows] == [
        (4, "Anna.Wijnstra@voorbeeld.nl", DIR, "nl"),
        (5, "bart@voorbeeld.nl", HR, "nl"),
        (7, "cem@voorbeeld.nl", LG, "tr"),
        (8, "dorota@voorbeeld.nl", MW, "pl"),
        (11, "GEERT@voorbeeld.nl", MW, "nl"),
        (13, "ina@voorbeeld.nl", MW, "en"),
    ]
    assert reasons(found) == [
        (9, Reason.FAULTY),
        (10, Reason.NO_ADDRESS),
        (12, Reason.DUPLICATE),
    ]
    assert found.rows[4].certainty is Certainty.PROPOSED  # monteur
    assert (found.source.header, found.source.address_column) == (3, "C")
    expected = Path(name).suffix.lstrip(".")
    assert found.source.kind == expected
    assert found.source.sheet == ("" if expected == "csv" else "Personeel")


NAMES = ("Wijnstra", "Hoekzema", "Yıldız", "asik", "Coördes", "Tolsma", "Zijlmans", "Dubbeldam")


@pytest.mark.parametrize("name", sorted(p.name for p in FILES.iterdir() if p.suffix != ".md"))
def test_no_name_is_taken_over(name):
    found = read_file((FILES / name).read_bytes())
    everything = repr(found) + "".join(row.word for row in found.rows)
    assert not [n for n in NAMES if n in everything]
    assert "@" not in repr(found)  # a log that prints a result prints no address either


PASTED = {
    "one a line": ("a@x.nl\nb@x.nl\n", [("a@x.nl", None), ("b@x.nl", None)]),
    "outlook": (
        "Jansen, Jan <a@x.nl>; Vos, Piet <b@x.nl>; c@x.nl",
        [("a@x.nl", None), ("b@x.nl", None), ("c@x.nl", None)],
    ),
    "outlook, two lines": (
        "Jansen, Jan <a@x.nl>; Vos, Piet <b@x.nl>;\nBos, Els <c@x.nl>; d@x.nl",
        [(f"{letter}@x.nl", None) for letter in "abcd"],
    ),
    "commas, quoted names": (
        '"Jansen, Jan" <a@x.nl>, "Vos" <b@x.nl>, c@x.nl',
        [(f"{letter}@x.nl", None) for letter in "abc"],
    ),
    "commas, loose names": (
        "Jansen, Jan <a@x.nl>, Vos, Piet <b@x.nl>",
        [("a@x.nl", None), ("b@x.nl", None)],
    ),
    "words beside it": (
        "a@x.nl medewerker\nb@x.nl - teamleider\nTeamleider: c@x.nl\nd@x.nl (directeur)",
        [("a@x.nl", MW), ("b@x.nl", LG), ("c@x.nl", LG), ("d@x.nl", DIR)],
    ),
    "a surname is no role": (
        "Jan Baas a@x.nl\nManager <b@x.nl>\nPiet de Chef <c@x.nl>",
        [("a@x.nl", None), ("b@x.nl", None), ("c@x.nl", None)],
    ),
    "headings": (
        "Directie:\na@x.nl\nMedewerkers:\nb@x.nl\nc@x.nl",
        [("a@x.nl", DIR), ("b@x.nl", MW), ("c@x.nl", MW)],
    ),
    "one heading is a title": ("Medewerkers\na@x.nl\nb@x.nl", [("a@x.nl", None), ("b@x.nl", None)]),
    "a trailing dot, mailto, brackets": (
        "a@x.nl.\nmailto:b@x.nl\n<c@x.nl>\n'd@x.nl'\ne@x.nl<mailto:e@x.nl>",
        [(f"{letter}@x.nl", None) for letter in "abcde"],
    ),
    "invisible characters": (
        "\ufeffa@x.nl\u200b\n\u00a0b@x.nl\u00a0 \nc\u00ad@x.nl\u202c",
        [("a@x.nl", None), ("b@x.nl", None), ("c@x.nl", None)],
    ),
    "from a spreadsheet": (
        "Jan\ta@x.nl\tLG\tPools\nKa\tb@x.nl\tmw\tnl",
        [("a@x.nl", LG), ("b@x.nl", MW)],
    ),
}


@pytest.mark.parametrize("case", PASTED)
def test_pasted(case):
    text, expected = PASTED[case]
    assert taken(read_pasted(text)) == expected


def test_a_word_beside_one_address_says_nothing_about_another():
    found = read_pasted("a@x.nl MW, b@x.nl LG, c@x.nl")
    assert taken(found) == [("a@x.nl", MW), ("b@x.nl", LG), ("c@x.nl", None)]
    mixed = read_pasted("a@x.nl MW b@x.nl LG\nc@x.nl d@x.nl teamleider")
    assert [(row.role, row.certainty) for row in mixed.rows] == [
        (None, Certainty.UNCLEAR),
        (None, Certainty.UNCLEAR),
        (LG, Certainty.PROPOSED),
        (LG, Certainty.PROPOSED),
    ]


def test_the_column_that_says_most_about_roles_is_read():
    found = read_pasted("E-mail;Functie;Rol\na@x.nl;Lasser;MW\nb@x.nl;Lasser;LG")
    assert taken(found) == [("a@x.nl", MW), ("b@x.nl", LG)]
    unnamed = read_pasted("X;a@x.nl;teamleider\nY;b@x.nl;Lasser\nZ;c@x.nl;Lasser")
    assert taken(unnamed) == [("a@x.nl", LG), ("b@x.nl", None), ("c@x.nl", None)]


def test_what_comes_from_headings_is_a_proposal():
    found = read_pasted("Directie:\na@x.nl\nMedewerkers:\nb@x.nl")
    assert {row.certainty for row in found.rows} == {Certainty.PROPOSED}
    assert ListRemark.HEADINGS in found.remarks


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("jan@bedrijf", Fault.NO_DOT),
        ("jan@@x.nl", Fault.TWO_AT),
        ("jan@x@y.nl", Fault.TWO_AT),
        ("jan @x.nl", Fault.INCOMPLETE),
        ("jan@ x.nl", Fault.INCOMPLETE),
        ("jörg@x.nl", Fault.ACCENT),
        ("jan..bos@x.nl", Fault.LOCAL),
        ("jan@-x.nl", Fault.DOMAIN),
        ("jan@x..nl", Fault.DOMAIN),
        ("jan@192.168.1.1", Fault.DOMAIN),
        ("j" * 65 + "@x.nl", Fault.LONG),
        ("jan@" + "x" * 60 + ".a" * 100 + ".nl", Fault.LONG),
    ],
)
def test_what_is_no_address_is_named_with_its_reason(text, fault):
    found = read_pasted(f"e-mail\ngoed@x.nl\n{text}\nook@x.nl")
    assert taken(found) == [("goed@x.nl", None), ("ook@x.nl", None)]
    assert [(s.line, s.fault) for s in found.skipped] == [(3, fault)]
    assert staff_list_text.why_skipped(found.skipped[0]).startswith("Dit is geen e-mailadres")


def test_a_domain_with_accents_gets_the_form_that_mail_uses():
    """IDNA: café -> xn--caf-dma (RFC 3492 encodes é after caf)."""
    assert read_pasted("info@café.nl").rows[0].address == "info@xn--caf-dma.nl"


def test_the_first_of_doubles_counts():
    found = read_pasted("a@x.nl;mw\nA@X.nl;mw\nb@x.nl;lg\nB@x.nl;directie")
    assert taken(found) == [("a@x.nl", MW), ("b@x.nl", LG)]
    assert [(s.line, s.reason, s.first) for s in found.skipped] == [
        (2, Reason.DUPLICATE, 1),
        (4, Reason.DUPLICATE_OTHER_ROLE, 3),
    ]


def test_remarks_on_addresses_never_block():
    colleagues = "".join(f"p{n}@voorbeeldbedrijf.nl\n" for n in range(9))
    found = read_pasted(
        colleagues + "info@x.nl\na@gmial.com\nb@hotmail.con\nc@voorbeeldbdrijf.nl\nd@mail.com"
    )
    remarks = {row.address: (row.remarks, row.suggestion) for row in found.rows[9:]}
    assert remarks == {
        "info@x.nl": ((RowRemark.SHARED,), ""),
        "a@gmial.com": ((RowRemark.TYPO,), "a@gmail.com"),
        "b@hotmail.con": ((RowRemark.TYPO,), "b@hotmail.com"),
        "c@voorbeeldbdrijf.nl": ((RowRemark.TYPO,), "c@voorbeeldbedrijf.nl"),
        "d@mail.com": ((), ""),
    }


def test_several_addresses_in_a_cell_are_all_taken_and_said():
    found = read_pasted('mail;rol\n"a@x.nl, b@x.nl";lg\njan jansen@x.nl;mw')
    assert taken(found) == [("a@x.nl", LG), ("b@x.nl", LG), ("jansen@x.nl", MW)]
    assert found.rows[0].remarks == (RowRemark.SEVERAL,)
    assert found.rows[2].remarks == (RowRemark.EXTRA_TEXT,)


def test_columns_by_their_headings():
    found = read_pasted(
        "Overzicht van alle medewerkers;;;;;\nVragen? mail baas@x.nl;;;;;\n"
        "Aanhef;Naam;E-mail privé;E-mailadres;E-mail leidinggevende;Functie;Moedertaal\n"
        "Mw.;Jan;p@y.nl;a@x.nl;baas@x.nl;mdw;nl\n"
        "Hr.;Ka;q@y.nl;;baas@x.nl;LG;pl\n"
        "Hr.;Bo;;geen;;DGA;pl\n"
    )
    assert taken(found) == [("a@x.nl", MW)]
    assert reasons(found) == [
        (2, Reason.ABOVE_HEADER),
        (5, Reason.OTHER_COLUMN),
        (6, Reason.NO_AT),
    ]
    assert found.source.address_column == "D"
    assert found.source.role_column == "F"
    assert ListRemark.OTHER_ADDRESSES in found.remarks


def test_salutations_are_no_roles():
    plain = read_pasted("Mw.;Jan;a@x.nl\nDhr.;Piet;b@x.nl")
    assert taken(plain) == [("a@x.nl", None), ("b@x.nl", None)]
    doubtful = read_pasted("Mw;Jan;a@x.nl\nHr;Piet;b@x.nl")
    assert {row.certainty for row in doubtful.rows} == {Certainty.PROPOSED}
    assert ListRemark.SALUTATIONS in doubtful.remarks
    named = read_pasted("Rol;E-mail\nMw;a@x.nl\nHr;b@x.nl")
    assert {row.certainty for row in named.rows} == {Certainty.SURE}


def test_departments_and_yes_or_no_give_proposals_only():
    departments = read_pasted("E-mail;Afdeling\na@x.nl;HR\nb@x.nl;Productie")
    assert [(r.role, r.certainty) for r in departments.rows] == [
        (HR, Certainty.PROPOSED),
        (None, Certainty.ABSENT),
    ]
    leading = read_pasted("E-mail;Leidinggevend\na@x.nl;ja\nb@x.nl;nee")
    assert [(r.role, r.certainty) for r in leading.rows] == [
        (LG, Certainty.PROPOSED),
        (MW, Certainty.PROPOSED),
    ]


def test_a_column_with_the_names_of_managers_is_not_read():
    found = read_pasted("E-mail;Leidinggevende\na@x.nl;Truus Directeur\nb@x.nl;Manager")
    assert taken(found) == [("a@x.nl", None), ("b@x.nl", None)]
    found = read_pasted("E-mail;Functie leidinggevende\na@x.nl;Teamleider\nb@x.nl;Directeur")
    assert taken(found) == [("a@x.nl", None), ("b@x.nl", None)]


def test_an_unknown_title_is_kept_for_choosing_when_people_share_it():
    found = read_pasted(
        "mail;functie\na@x.nl;Lasser\nb@x.nl;lasser\nc@x.nl;Kraanmachinist\nd@x.nl;MT"
    )
    assert [(r.word, r.certainty) for r in found.rows] == [
        ("Lasser", Certainty.UNKNOWN),
        ("lasser", Certainty.UNKNOWN),
        ("", Certainty.UNKNOWN),
        ("", Certainty.UNCLEAR),
    ]
    assert {row.role for row in found.rows} == {None}


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\nnaam;mail;rol\r\nX;a@x.nl;LG\r\n",
        b"naam\tmail\trol\rX\ta@x.nl\tLG\r",
        "naam,mail,rol\nX,a@x.nl,LG".encode("utf-8-sig"),
        "naam;mail;rol\nÉ;a@x.nl;LG".encode("cp1252"),
        "naam\tmail\trol\r\nŁ\ta@x.nl\tLG\r\n".encode("utf-16"),
        "naam\tmail\trol\r\nŁ\ta@x.nl\tLG\r\n".encode("utf-16-be"),
        b'"naam";"mail";"rol"\n"Xx; Y";"a@x.nl";"LG"',
        b'naam;mail;rol\n"Xx\nY";a@x.nl;LG',
        b";;;\n;naam;mail;rol\n;X;a@x.nl;LG\n;;;",
        b"<html><table><tr><th colspan=3>Titel<tr><td>naam<td>mail<td>rol"
        b"<tr><td>X<td><a href='mailto:a@x.nl'>a@x.nl</a><td>LG</table>",
        b"<table><tr><td>naam</td><td>mail</td><td>rol</td></tr>"
        b"<tr><td>X</td><td>a@x.nl</td><td>LG</td></tr></table>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="B"><Table>'
        b"<Row><Cell><Data>naam</Data></Cell><Cell><Data>mail</Data></Cell>"
        b'<Cell ss:Index="4"><Data>rol</Data></Cell></Row>'
        b"<Row><Cell><Data>X</Data></Cell><Cell><Data>a@x.nl</Data></Cell>"
        b'<Cell ss:Index="4"><Data>LG</Data></Cell></Row></Table></Worksheet></Workbook>',
        workbook([["Titel"], [], ["naam", "mail", "rol"], ["X", "a@x.nl", "LG"]]),
    ],
)
def test_files_of_many_makers(content):
    assert taken(read_file(content)) == [("a@x.nl", LG)]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    """It hides the line sep=, counts empty rows, and counts a cell of two lines as one row."""
    found = read_file(b'sep=;\r\nmail;naam\r\n\r\na@x.nl;"X\r\nY"\r\nb@x;Z\r\n')
    assert [row.line for row in found.rows] == [3]
    assert [skipped.line for skipped in found.skipped] == [4]


def test_a_title_with_a_contact_address_is_no_header():
    found = read_pasted("E-mail lijst\nVragen? hr@x.nl\nnaam;mail;rol\nX;a@x.nl;lg")
    assert taken(found) == [("a@x.nl", LG)]
    assert reasons(found) == [(2, Reason.ABOVE_HEADER)]


def test_a_header_that_returns_on_every_page_is_passed_over():
    found = read_pasted("naam;mail;rol\nX;a@x.nl;lg\nnaam;mail;rol\nY;b@x.nl;mw")
    assert taken(found) == [("a@x.nl", LG), ("b@x.nl", MW)]
    assert found.skipped == ()


def test_a_quote_that_is_never_closed_costs_no_other_row():
    found = read_file(b'mail;rol;naam\na@x.nl;mw;"Jan\nb@x.nl;lg;Ka\nc@x.nl;hr;"Bo"\nd@x.nl;dir;x')
    assert taken(found) == [("a@x.nl", MW), ("b@x.nl", LG), ("c@x.nl", HR), ("d@x.nl", DIR)]


def test_the_sheet_with_addresses_is_read_and_the_others_named():
    content = workbook(
        [["Vragen: hr@x.nl"]],
        name="Uitleg",
        Lijst=[["mail", "rol"], ["a@x.nl", "mw"], ["b@x.nl", "lg"]],
        Leeg=[],
    )
    found = read_file(content)
    assert taken(found) == [("a@x.nl", MW), ("b@x.nl", LG)]
    assert (found.source.sheet, found.source.other_sheets) == ("Lijst", ("Uitleg",))
    assert staff_list_text.about_list(found) == ["Ook op een ander blad staan adressen: Uitleg."]
    assert staff_list_text.where(found.source) == (
        "blad Lijst, kopregel in rij 1, adres in kolom A, rol in kolom B"
    )


def test_hidden_rows_are_read_and_said():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["mail", "a@x.nl", "b@x.nl"])
        sheet.set_row(2, None, None, {"hidden": True})
    found = read_file(file.getvalue())
    assert len(found.rows) == 2
    assert ListRemark.HIDDEN_ROWS in found.remarks


def test_rows_at_the_far_end_are_numbered_as_in_excel():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write("C7", "a@x.nl")
        sheet.write("D7", "teamleider")
        sheet.write("C1048576", "b@x.nl")
    found = read_file(file.getvalue())
    assert [(row.line, row.role) for row in found.rows] == [(7, LG), (1048576, None)]
    assert found.source.address_column == "C"


def corners(last: str) -> bytes:
    """Two cells far apart: 6 kB that ask the reader for 3 GB (CV) or 500 GB (XFD, the last)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "a@x.nl")
        sheet.write(f"{last}1048576", "b@x.nl")
    return file.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def a_lie_about_its_size() -> bytes:
    """An archive whose directory says that 60 MB of XML is one byte."""
    bomb = b"<worksheet><sheetData>" + b"<row><c/></row>" * 4_000_000
    content = bytearray(workbook([["a@x.nl"]]))
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bytes(content))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, bomb if "sheet1" in name else old.read(name))
    lying = bytearray(packed.getvalue())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := lying.find(mark, at + 1)) >= 0:
            if struct.unpack_from("<I", lying, at + offset)[0] > 1_000_000:
                struct.pack_into("<I", lying, at + offset, 1)
    return bytes(lying)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n ", Refusal.EMPTY),
        (b"x" * (MAX_BYTES + 1), Refusal.TOO_LARGE),
        (b"a@x.nl\n" * (MAX_ROWS + 100), Refusal.TOO_MANY_ROWS),
        (workbook([["a@x.nl"]] * (MAX_ROWS + 100)), Refusal.TOO_MANY_ROWS),
        (";".join(f"a{n}@x.nl" for n in range(MAX_ROWS + 1)).encode(), Refusal.TOO_MANY_ROWS),
        (b"hallo daar", Refusal.NO_ADDRESSES),
        (workbook([["hallo"]]), Refusal.NO_ADDRESSES),
        (b"%PDF-1.7\n%abc a@x.nl", Refusal.OTHER_KIND),
        (b"\x00\x01\x02\x03a@x.nl" * 90, Refusal.OTHER_KIND),
        (archive({"word/document.xml": b"a@x.nl"}), Refusal.OTHER_KIND),
        (b"PK\x03\x04" + b"junk" * 20, Refusal.BROKEN),
        (workbook([["a@x.nl"]])[:-60], Refusal.BROKEN),
        (archive({"xl/workbook.xml": b"<none"}), Refusal.BROKEN),
        (archive({"xl/workbook.xml": bytes(41_000_000)}), Refusal.TOO_COMPLEX),
        (archive({f"xl/{n}": b"" for n in range(1001)}), Refusal.TOO_COMPLEX),
        (corners("CV"), Refusal.TOO_COMPLEX),
        (corners("XFD"), Refusal.TOO_COMPLEX),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            Refusal.LOCKED,
        ),
    ],
    ids=lambda x: str(x)[:30] if isinstance(x, bytes) else x,
)
def test_refused_whole_with_a_sentence(content, refusal):
    assert refused(content) is refusal


def repeated(rows: int, columns: int) -> bytes:
    """An .ods that says of one cell how often it is repeated."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>a@x.nl</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": content.encode()})


@pytest.mark.parametrize(("rows", "columns"), [(10**9, 1), (10**6, 16_000), (10**9, 10**9)])
def test_a_cell_repeated_without_end_harms_nothing(rows, columns):
    assert refused(repeated(rows, columns)) in set(Refusal)


def test_an_archive_that_lies_about_its_size_harms_nothing():
    assert refused(a_lie_about_its_size()) in {Refusal.BROKEN, Refusal.TOO_COMPLEX}


def test_a_full_list_is_read():
    found = read_file(b"mail;rol\n" + b"".join(b"a%d@x.nl;mw\n" % n for n in range(MAX_ROWS)))
    assert len(found.rows) == MAX_ROWS


def test_every_code_has_a_sentence():
    assert set(staff_list_text.REFUSALS) == set(Refusal)
    assert set(staff_list_text.FAULTS) == set(Fault)
    assert set(staff_list_text.REASONS) | {Reason.FAULTY} == set(Reason)
    assert set(staff_list_text.ROW_REMARKS) == set(RowRemark)
    assert set(staff_list_text.LIST_REMARKS) == set(ListRemark)
    assert set(staff_list_text.CERTAINTIES) == set(Certainty)
