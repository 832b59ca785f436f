"""Seats, codes and certificates of what people register for."""

import datetime as dt
from typing import Final

# Nothing that is read aloud or written down wrongly: no 0 O 1 I L.
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 10  # 31**10: nobody guesses one
PERSON: Final = "person"


def tidy_code(typed: str) -> str:
    """Return a code as it is kept, or "" when it can be none."""
    code = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    fits = len(code) == CODE_LENGTH and all(sign in LETTERS for sign in code)
    return code if fits else ""


def said_code(code: str) -> str:
    """Return a code in groups, for eyes and telephone: "K7PM3-QX9TW"."""
    return f"{code[:5]}-{code[5:]}"


def has_seat(*, capacity: int | None, taken: int, waiting: int) -> bool:
    """Whether who comes now has a seat; who waits already comes first."""
    return capacity is None or (taken < capacity and not waiting)


def to_offer(*, capacity: int | None, taken: int, waiting: int) -> int:
    """Return how many of those who wait are offered a seat now."""
    return waiting if capacity is None else max(0, min(capacity - taken, waiting))


def deadline(*, now: dt.datetime, hours: int, begins: dt.datetime) -> dt.datetime:
    """Return until when an offered seat is kept: so many hours, never beyond it."""
    return min(now + dt.timedelta(hours=hours), begins)


def reaches(*, attended: int, dates: int, share: int) -> bool:
    """Whether somebody was there often enough; `share` is percent of the dates."""
    return dates > 0 and attended * 100 >= share * dates
