"""What the rooms that receive lists have in common: reading a row, filling gaps."""

import datetime as dt
from collections.abc import Iterable, Mapping

from allin.core.cells import Day, Phone, Spoken, Times
from allin.core.targets import Row, digest

Filled = Mapping[str, str]


def text(row: Row, key: str) -> str:
    """Return a cell of words, "" when it is absent."""
    return str(row.values.get(key, ""))


def phones(row: Row) -> list[Phone]:
    """Return the telephone numbers of a row, in the order they were written."""
    told = row.values.get("phone", ())
    every = told if isinstance(told, tuple) else ()
    return [phone for phone in every if isinstance(phone, Phone)]


def first_number(row: Row) -> str:
    """Return the first telephone number, "" when there is none."""
    return next((phone.number for phone in phones(row)), "")


def spoken(row: Row) -> list[Spoken]:
    """Return the languages of a row."""
    told = row.values.get("languages", ())
    every = told if isinstance(told, tuple) else ()
    return [spoken for spoken in every if isinstance(spoken, Spoken)]


def times(row: Row, key: str) -> Times:
    """Return the hours of a row, none when the cell is absent."""
    told = row.values.get(key)
    return told if isinstance(told, Times) else Times()


def since(row: Row) -> dt.date | None:
    """Return the day from which on somebody belongs here."""
    told = row.values.get("since")
    return told.date if isinstance(told, Day) else None


def gaps(thing: object, told: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that are empty on a thing and told by a row."""
    return {
        field: value
        for field, value in told.items()
        if value and not getattr(thing, field)
    }


def written(thing: object, fields: Iterable[str]) -> dict[str, str]:
    """Return field -> digest of what stands there now: to know later who wrote it."""
    return {field: digest(getattr(thing, field)) for field in fields}


def still_so(thing: object, filled: Filled) -> tuple[list[str], list[str]]:
    """Return the fields that stand as they were filled, and those changed since."""
    same = [field for field in filled if _is(thing, field, filled[field])]
    return same, [field for field in filled if field not in same]


def _is(thing: object, field: str, told: str) -> bool:
    return digest(getattr(thing, field)) == told
