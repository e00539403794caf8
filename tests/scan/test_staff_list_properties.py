"""Whatever way a staff list is written down, the same people come out, and junk harms nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scan import staff_list_text
from scan.roles import Role
from scan.staff_list.read import read_file, read_pasted
from scan.staff_list.types import StaffListError

SPELLINGS = {
    Role.DIR: ["DGA", "directeur", "Directie", "Eigenaar", "CEO", "Geschäftsführer"],
    Role.HR: ["HR", "P&O", "P & O", "personeelszaken", "PZ", "HR-adviseur", "Hrm"],
    Role.LG: ["LG", "teamleider", "Leidinggevende(n)", "VOORMAN", "ploegbaas", "Chef", "Team lead"],
    Role.MW: ["mdw", "mdw.", "Medewerker", "medewerk(st)er", "werknemers", "MW", "Collega's"],
}
SURNAMES = ["Zwartkruis", "d'Hondtvoort", "Çelikbaş", "Łopuszko", "Van den Überpelt", "Ijzerhout"]
PADDING = ["", " ", "\u00a0", "\u200b", "  "]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]

people = st.lists(
    st.tuples(
        st.sampled_from(SURNAMES),
        st.from_regex(r"[a-z][a-z0-9._+-]{0,8}[a-z0-9]", fullmatch=True).filter(
            lambda local: ".." not in local
        ),
        st.sampled_from(["voorbeeld.nl", "mail.voorbeeld.nl", "voorbeeld-bv.com"]),
        st.sampled_from(list(Role)),
        st.integers(0, 20),
    ),
    min_size=2,
    max_size=12,
    unique_by=lambda person: (person[1].lower(), person[2]),
)
relaxed = settings(
    deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow], max_examples=150
)


@st.composite
def written(draw):
    """A list of people, and that list as some program or person wrote it down."""
    staff = draw(people)
    has_header = draw(st.booleans())
    wide = draw(st.booleans())
    rows = []
    for name, local, domain, role, choice in staff:
        address = draw(st.sampled_from([f"{local}@{domain}", f"{local}@{domain.upper()}"]))
        form = draw(st.sampled_from(["{a}", "mailto:{a}", "<{a}>", "{n} <{a}>", '"{n}" <{a}>']))
        cell = form.format(a=address, n=name) + draw(st.sampled_from(PADDING))
        spelling = SPELLINGS[role][choice % len(SPELLINGS[role])]
        rows.append([name, cell, spelling] + (["12,50", "1-2-2020"] if wide else []))
        if draw(st.integers(0, 5)) == 0:
            rows.append([[], [name, "", "nog geen adres"], ["", "", ""]][choice % 3])
    if has_header:
        header = ["Naam", "E-mailadres", "Functie"] + (["Uren", "Start"] if wide else [])
        titles = draw(st.sampled_from([[], [["Overzicht"], []], [["Lijst van Personeel 2026"]]]))
        rows = [*titles, header, *rows]
    return staff, rows


def as_file(rows, separator, newline, quoting, encoding) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding, errors="replace")


@relaxed
@given(
    written(),
    st.sampled_from(";,\t"),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(ENCODINGS),
)
def test_however_it_is_written_the_same_people_come_out(
    case, separator, newline, quoting, encoding
):
    staff, rows = case
    found = read_file(as_file(rows, separator, newline, quoting, encoding))
    expected = [(f"{local}@{domain}", role) for _, local, domain, role, _ in staff]
    assert [(row.address, row.role) for row in found.rows] == expected


@relaxed
@given(written())
def test_no_name_comes_out(case):
    staff, rows = case
    found = read_file(as_file(rows, ";", "\n", csv.QUOTE_MINIMAL, "utf-8"))
    everything = repr(found) + "".join(
        [row.word + row.address for row in found.rows] + [s.text for s in found.skipped]
    )
    assert not [name for name, *_ in staff if name in everything]


def understood_or_refused(read, content) -> None:
    try:
        found = read(content)
    except StaffListError as error:
        staff_list_text.refusal(error)
        return
    assert found.rows or found.skipped
    for row in found.rows:
        staff_list_text.about_row(row)
        assert row.address.count("@") == 1
        assert len(row.address) <= 254
    assert all(staff_list_text.why_skipped(skipped) for skipped in found.skipped)
    staff_list_text.about_list(found)
    staff_list_text.where(found.source)


@relaxed
@given(st.binary(max_size=400))
def test_any_bytes_give_a_list_or_a_sentence(content):
    understood_or_refused(read_file, content)
    understood_or_refused(read_file, content + b"\na@x.nl;\x00\n")


@relaxed
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_gives_a_list_or_a_sentence(pasted):
    understood_or_refused(read_pasted, pasted)
    understood_or_refused(read_pasted, f"naam;mail;rol\n{pasted}\na@x.nl")


@relaxed
@given(st.text(alphabet="a@.<>;,\"' \n\t:/()-ë", max_size=120))
def test_heaps_of_signs_give_a_list_or_a_sentence(pasted):
    understood_or_refused(read_pasted, pasted)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(["xlsx", "xls", "ods"]), st.data())
def test_a_damaged_workbook_gives_a_list_or_a_sentence(kind, data):
    from tests.scan.test_staff_list import FILES

    content = bytearray((FILES / f"libreoffice.{kind}").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    understood_or_refused(read_file, bytes(content[: data.draw(st.integers(100, len(content)))]))


@pytest.mark.parametrize(
    "junk", ["@", "<", '"', "a@", "<@", "@;", "a.", "-", "x@y.nl/", ":", " - "]
)
def test_long_rows_of_one_sign_take_no_time(junk):
    """Nothing here searches back and forth: 150,000 signs are done within seconds."""
    understood_or_refused(read_pasted, "a@x.nl\n" + junk * (150_000 // len(junk)))


def test_one_wide_row_among_many_takes_no_room():
    understood_or_refused(read_pasted, ";" * 150_000 + "a@x.nl\n" + "b@x.nl\n" * 4_000)
