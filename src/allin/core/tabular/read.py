"""The one door for files: what it is is told by its bytes, not by its name."""

import io
import re
import zipfile
from typing import Final

from allin.core.tabular.book import LARGEST_FILE, Book, Problem, Unreadable
from allin.core.tabular.delimited import read_delimited
from allin.core.tabular.xlsx import read_xlsx

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: Final[tuple[tuple[bytes, Problem], ...]] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)


def is_spreadsheet(data: bytes) -> bool:
    """Whether it says itself how its letters and columns are stored."""
    return data.startswith(b"PK")


def read(data: bytes, *, encoding: str = "", separator: str = "") -> Book:
    """
    Read a file into sheets of text. Raises Unreadable.

    :param encoding: of a delimited file, as somebody said; "" is recognised, and
        `separator` likewise

    Refused are files over 12 MB, over 160 MB unpacked, 50,000 rows or 200 columns,
    and everything that is neither .xlsx nor delimited text; each by its own name.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    if not data.strip():
        raise Unreadable("empty")
    problem = _other_kind(data)
    if problem is not None:
        raise Unreadable(problem)
    if is_spreadsheet(data):
        book = read_xlsx(data)
    else:
        book = read_delimited(data, encoding, separator)
    if not any(sheet.rows for sheet in book.sheets):
        raise Unreadable("empty")
    return book


def _other_kind(data: bytes) -> Problem | None:
    for beginning, problem in _BEGINNINGS:
        if data.startswith(beginning):
            return problem
    if data.startswith(_OLE):
        secret = "EncryptedPackage".encode("utf-16-le")
        return "password" if secret in data else "xls"
    if data.startswith(b"PK"):
        return _zipped(data)
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "html"
    if re.match(rb"<\?xml.*<workbook", head, re.DOTALL):
        return "xls"
    return None


def _zipped(data: bytes) -> Problem | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:  # noqa: PLR2004
                kind = archive.read("mimetype")
                return "ods" if b"spreadsheet" in kind else "word"
    except (zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError):
        return "broken"
    if "xl/workbook.xml" in names:
        return None
    kinds: tuple[tuple[str, Problem], ...] = (
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "word"),
        ("Index/Document.iwa", "numbers"),
    )
    return next((kind for name, kind in kinds if name in names), "archive")
