"""Delimited text (.csv, .txt, .tsv) in any encoding and with any separator."""

import codecs
import csv
import io
import re
from collections import Counter
from typing import Final

from charset_normalizer import from_bytes

from allin.core.tabular.book import MOST_COLUMNS, MOST_ROWS, Book, Sheet, Unreadable
from allin.core.tabular.xlsx import clean

SEPARATORS: Final = (";", ",", "\t", "|")
# In the order of likelihood: at a tie the first one wins.
ENCODINGS: Final = (
    "cp1252", "cp1250", "mac_roman", "cp850", "cp1254", "cp1251", "cp1256", "latin-1",
)  # fmt: skip
_SEP_LINE: Final = re.compile(r'^\s*"?sep=(.)"?\s*$', re.IGNORECASE)
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON: Final = frozenset("äöüßÄÖÜéèêàâçñáíóúôîşğıçŞİłńśżźćąęčšžřě„“”–’€«»…·§°²")
_SAMPLE: Final = 200_000
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_WORD: Final = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WIDE: Final = ("utf-16-le", "utf-16-be")


def read_delimited(data: bytes, encoding: str = "", separator: str = "") -> Book:
    """
    Read a delimited file. Raises Unreadable.

    :param encoding: as somebody said; "" is recognised, and `separator` likewise
    """
    if encoding:
        text, doubtful = data.decode(encoding, errors="replace"), False
    else:
        text, encoding, doubtful = decode(data)
    lines = text.split("\n", 1)
    told = _SEP_LINE.match(lines[0].rstrip("\r").lstrip("\ufeff"))
    if told is not None:
        text = lines[1] if len(lines) > 1 else ""
    said = told.group(1) if told is not None else ""
    cut = separator or said or find_separator(text)
    return Book(
        sheets=[Sheet(title="", rows=_rows(text, cut))],
        encoding=encoding,
        separator=cut,
        doubtful=doubtful,
    )


def readings(data: bytes) -> dict[str, str]:
    """
    Return in which encodings a file can be read, each with some words that differ.

    Nothing for a file that says itself how its letters are stored, and for one that
    has no letters beyond ASCII: there is nothing to choose.
    """
    if any(data.startswith(mark) for mark, _name in _BOMS):
        return {}
    found: dict[str, str] = {}
    if b"\x00" in data:
        wide = _utf16_without_mark(data)
        return {name: _sample(data, name) for name in _WIDE} if wide else {}
    if not _HIGH.search(data):
        return {}
    for name in ("utf-8", *ENCODINGS):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        found[name] = _sample(data, name)
    return found


def _sample(data: bytes, encoding: str) -> str:
    """Return a few words in which the encoding shows."""
    pieces = _WORD.findall(data) if encoding not in _WIDE else [data[:60]]
    words = dict.fromkeys(pieces[:200])
    told = (clean(word.decode(encoding, errors="replace")) for word in words)
    return " · ".join([word[:30] for word in told if word][:3])


def decode(data: bytes) -> tuple[str, str, bool]:
    """Return text, the encoding's name, and whether it was a close call."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), name, False
            except UnicodeDecodeError as error:
                raise Unreadable("broken") from error
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, errors="replace"), wide, False
    if b"\x00" in data:
        raise Unreadable("binary")
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _eight_bits(data)


def _utf16_without_mark(data: bytes) -> str:
    """Return which UTF-16 it is when every second byte of plain text is empty."""
    sample = data[:4_000]
    half = len(sample) // 2
    if half < 4:  # noqa: PLR2004
        return ""
    if sample[1::2].count(0) > half * 0.6 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _eight_bits(data: bytes) -> tuple[str, str, bool]:
    """Choose the encoding in which the words look most like words."""
    high = b"".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*\n?", data[:_SAMPLE])) or data
    scores: dict[str, float] = {}
    for name in ENCODINGS:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        scores[name] = plausibility(high.decode(name, errors="replace"))
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    best, score = ranked[0]
    if score < 0:  # nothing of ours fits: ask the library that knows a hundred
        guess = from_bytes(data[:_SAMPLE]).best()
        if guess is not None and plausibility(str(guess)) > score:
            return data.decode(guess.encoding, errors="replace"), guess.encoding, True
    text = data.decode(best)
    rivals = [n for n, s in ranked[1:] if s >= score - 1 and _differs(high, best, n)]
    return text, best, score <= 0 or bool(rivals)


def _differs(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, errors="replace") != data.decode(other, errors="replace")


def plausibility(text: str) -> float:
    """
    Return how much the signs beyond ASCII look like a European's words.

    A letter counts for it (a common one more), a sign inside a word or a capital after
    a small letter counts against it.
    """
    score = 0.0
    counts: Counter[tuple[str, str, str]] = Counter()
    for place, sign in enumerate(text):
        if sign >= "\x80":
            before = text[place - 1] if place else " "
            after = text[place + 1] if place + 1 < len(text) else " "
            counts[before, sign, after] += 1
    for (before, sign, after), times in counts.items():
        score += times * _plausible(before, sign, after)
    return score


def _plausible(before: str, sign: str, after: str) -> float:
    if sign == "\xa0":
        return 0.0
    if not sign.isalpha() or sign in "ªº":
        inside = before.isalpha() and after.isalpha() and sign != "’"
        return 0.6 if sign in _COMMON and not inside else -3.0
    script = _script(sign)
    mixed = before.isalpha() and _script(before) != script
    if mixed or (sign.isupper() and before.islower()):
        return -2.0
    if script != "latin":
        return 1.2
    # Three accented letters in a row are another alphabet, read wrongly.
    if all(n >= "\x80" and n.isalpha() for n in (before, after)):
        return -1.5
    return 2.0 if sign in _COMMON else 0.5


def _script(sign: str) -> str:
    code = ord(sign)
    if 0x0400 <= code < 0x0530:  # noqa: PLR2004
        return "cyrillic"
    if 0x0590 <= code < 0x0700:  # noqa: PLR2004
        return "semitic"
    if 0x0370 <= code < 0x0400:  # noqa: PLR2004
        return "greek"
    return "latin"


def find_separator(text: str) -> str:
    """Return the separator that cuts the first lines most evenly."""
    best, score = ";", 0.0
    sample = text[:60_000]
    for separator in SEPARATORS:
        try:
            rows = [
                row
                for _, row in zip(
                    range(60),
                    csv.reader(io.StringIO(sample), delimiter=separator),
                    strict=False,
                )
                if any(cell.strip() for cell in row)
            ]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, alike = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        value = alike / len(rows) * min(width, 12)
        if value > score:
            best, score = separator, value
    return best


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            row = [clean(cell) for cell in cells]
            while row and not row[-1]:
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise Unreadable("too_many_columns")
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Unreadable("too_many_rows")
    except csv.Error as error:
        raise Unreadable("broken") from error
    while rows and not rows[-1]:
        rows.pop()
    return rows
