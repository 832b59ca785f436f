"""
Words planted in the vault, and a search for them everywhere else.

`everywhere(home)` reads each file of a home as bytes; `in_tables()` reads each row of
each table as text. Both in several spellings: as typed, without spaces, in other
encodings, as JSON, base64 and hexadecimal.
"""

import base64
import json
from pathlib import Path

from django.db import connection

FIRST = (
    "Samira", "Yonas", "Rahel", "Tesfay", "Leyla",
    "Ivan", "Oksana", "Bahar", "Farid", "Ngozi",
)  # fmt: skip
LAST = ("Quasthof", "Zymbalik", "Wrobelski", "Yordanmir", "Xhemaja")
NEEDS = ("Kündigung", "Abschiebung", "Krankheit", "Schulden", "Trennung")


def words():
    """Return a hundred names, numbers and notes that stand nowhere by chance."""
    names = [f"{first}-{last}" for first in FIRST for last in LAST][:40]
    phones = [f"0157 7{number:02}4 {8131 + 37 * number}" for number in range(30)]
    notes = [
        f"{need} wegen Vorfall {place:03}-Qx" for place in range(6) for need in NEEDS
    ]
    return [*names, *phones, *notes]


BEGINNING = 6  # signs that many words have in common


def spellings(word, least=7):
    """Return what a planted word may look like in a file."""
    plain = {word, word.replace(" ", ""), word.lower(), json.dumps(word)[1:-1]}
    if word[0] == "0":  # a telephone number as it is kept: +49 157 …
        plain.add(word.replace(" ", "").lstrip("0"))
    found = {form.encode() for form in plain}
    found |= {word.encode("utf-16-le"), word.encode("utf-16-be")}
    raw = word.encode()
    found.add(raw.hex().encode())
    for shift in range(3):  # base64 of something longer, wherever the word begins
        coded = base64.b64encode(b"." * shift + raw)
        found.add(coded[4 if shift else 0 : -4])
    return {form for form in found if len(form) >= least}


def found_in(content, planted):
    """Return which planted words stand in some bytes; their beginnings are first."""
    alike = {}
    for word in planted:
        alike.setdefault(word[:BEGINNING], []).append(word)
    near = [
        word
        for beginning, words_of in alike.items()
        if any(form in content for form in spellings(beginning, least=4))
        for word in words_of
    ]
    return sorted({w for w in near if any(f in content for f in spellings(w))})


def everywhere(folder, planted):
    """Return (file, word) for each planted word in each file below a folder."""
    return [
        (str(file.relative_to(folder)), word)
        for file in sorted(Path(folder).rglob("*"))
        if file.is_file()
        for word in found_in(file.read_bytes(), planted)
    ]


def in_tables(planted):
    """Return (table, word) for each planted word in each table, framework's too."""
    hits = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = b"\n".join(_as_bytes(value) for row in cursor for value in row)
            hits += [(table, word) for word in found_in(rows, planted)]
    return hits


def _as_bytes(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()
