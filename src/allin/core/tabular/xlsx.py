"""Spreadsheets (.xlsx), read as streams; nothing in them is run or followed."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from posixpath import normpath
from typing import Any, Final

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from allin.core.tabular.book import (
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Book,
    Merged,
    Sheet,
    Unreadable,
)

# Whole columns are often formatted down to row 1,048,576: stop where nothing is.
EMPTY_ROWS_END: Final = 500
MOST_MERGED: Final = 5_000
MOST_MEMBERS: Final = 2_000
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BROKEN: Final = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, OSError,
    AttributeError, EOFError, NotImplementedError, Xml.ParseError,
    DefusedXmlException,
)  # fmt: skip


def read_xlsx(data: bytes) -> Book:
    """Read every sheet of a spreadsheet. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive)
            merged = _merged_cells(archive)
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations it drops; they mean nothing here
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            try:
                return Book(sheets=list(_sheets(book, merged)))
            finally:
                book.close()
    except _BROKEN as error:
        raise Unreadable("broken") from error


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("password")
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise Unreadable("bomb")


def _sheets(book: Any, merged: dict[str, tuple[Merged, ...]]) -> Iterator[Sheet]:
    for sheet in book.worksheets[:MOST_SHEETS]:
        rows = _rows(sheet)
        yield Sheet(
            title=str(sheet.title),
            rows=rows,
            merged=tuple(
                m for m in merged.get(str(sheet.title), ()) if m.top < len(rows)
            ),
            hidden=sheet.sheet_state != "visible",
        )


def _rows(sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # the stated size may be a lie
    rows: list[list[str]] = []
    empty = 0
    for values in sheet.iter_rows(values_only=True):
        row = [as_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise Unreadable("too_many_columns")
        empty = 0 if row else empty + 1
        if empty > EMPTY_ROWS_END:
            break
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Unreadable("too_many_rows")
    while rows and not rows[-1]:
        rows.pop()
    return rows


def as_text(value: object) -> str:
    """Return a cell as the text everything later works with."""
    text = ""
    match value:
        case None:
            pass
        case bool():
            text = "ja" if value else "nein"
        case dt.datetime():
            midnight = value.time() == dt.time()
            text = (
                value.date().isoformat()
                if midnight
                else value.isoformat(" ", "minutes")
            )
        case dt.date():
            text = value.isoformat()
        case dt.time():
            text = value.isoformat("minutes")
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            text = f"{minutes // 60:02}:{minutes % 60:02}"
        case float():
            text = str(int(value)) if value.is_integer() else repr(value)
        case _:
            text = str(getattr(value, "text", value))  # array formulas carry .text
    return clean(text)


# Signs that steer text or cannot be seen: they would hide what a cell says.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return the text without unseen signs and outer blanks, at most 10,000 long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return _UNSEEN.sub("", text).strip()[:LONGEST_CELL]


def _merged_cells(archive: zipfile.ZipFile) -> dict[str, tuple[Merged, ...]]:
    """
    Return sheet title -> joined cells.

    Read from the XML itself: openpyxl's full mode makes an object for every cell a
    range covers, and a range may claim to cover the whole sheet.
    """
    result: dict[str, tuple[Merged, ...]] = {}
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        raise Unreadable("broken")
    targets = {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in Xml.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_REL}id", ""), "")
        path = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
        if path in names:
            with archive.open(path) as stream:
                result[sheet.get("name", "")] = tuple(_ranges(stream))
    return result


def _ranges(stream: Any) -> Iterator[Merged]:
    found = 0
    for _, element in Xml.iterparse(stream, events=("end",)):
        if element.tag == f"{_MAIN}mergeCell" and found < MOST_MERGED:
            found += 1
            bounds = range_boundaries(element.get("ref", ""))
            left, top, right, bottom = (int(b or 1) - 1 for b in bounds)
            yield Merged(top, left, bottom, right)
        elif element.tag in {f"{_MAIN}row", f"{_MAIN}c"}:
            element.clear()
