"""The bytes of .xlsx, .xls or .ods -> tables, read by a process of its own that may fail.

A workbook of a few kilobytes can hold two cells a million rows and sixteen thousand columns apart,
for which the reader wants hundreds of gigabytes and then stops its process. So that is not ours:
`workbook_reader.py` runs apart, with a limit on memory and on time.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from scan.staff_list.text import filled
from scan.staff_list.types import Refusal, StaffListError, Table

OLD_MARK = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and a locked .xlsx
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
LOCKED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
OLD_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
MOST_MEMBERS = 1_000
MOST_BYTES = 40_000_000  # unpacked; a list of 5,000 rows and 30 columns is about 10 MB
SECONDS = 20
READER = Path(__file__).with_name("workbook_reader.py")


def kind(content: bytes) -> str:
    """ "xlsx", "xls", "ods", or "" when it is no workbook at all; by content, not by name."""
    if content.startswith(OLD_MARK):
        return _old_kind(content)
    if content.startswith(ZIP_MARKS):
        return _zip_kind(_members(content))
    return ""


def tables(content: bytes) -> tuple[list[Table], bool]:
    """All sheets with filled cells, and whether rows are hidden somewhere."""
    found = _read_apart(content)
    if refused := found.get("refused"):
        raise StaffListError(Refusal(refused))
    sheets = [
        Table(tuple(filled(sheet["rows"])), sheet["name"], sheet["hidden"])
        for sheet in found["sheets"]
    ]
    return [sheet for sheet in sheets if sheet.rows], found["hidden_rows"]


def _old_kind(content: bytes) -> str:
    if any(mark in content for mark in LOCKED):
        raise StaffListError(Refusal.LOCKED)
    if any(mark in content for mark in OLD_WORKBOOKS):
        return "xls"
    raise StaffListError(Refusal.OTHER_KIND)


def _members(content: bytes) -> set[str]:
    """The names in the archive, once its own directory says that it isn't too much to unpack."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise StaffListError(Refusal.BROKEN) from error
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
        raise StaffListError(Refusal.TOO_COMPLEX)
    return {member.filename for member in members}


def _zip_kind(names: set[str]) -> str:
    if {"xl/workbook.xml", "xl/workbook.bin"} & {name.lower() for name in names}:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise StaffListError(Refusal.OTHER_KIND)


def _read_apart(content: bytes) -> dict:
    command = [sys.executable, "-I", "-X", "utf8", str(READER)]
    try:
        run = subprocess.run(  # noqa: S603 - our own file; the content goes in as data
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise StaffListError(Refusal.TOO_COMPLEX) from error
    if run.returncode:  # out of memory or out of time: the system stopped it
        raise StaffListError(Refusal.TOO_COMPLEX)
    return json.loads(run.stdout)
