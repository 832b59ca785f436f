"""Weekly times as values: written back as text, and whether two of them meet."""

import datetime as dt

from allin.core.cells import Times, Weekly
from allin.core.weekdays import SHORT


def clock(time: dt.time) -> str:
    """Return a time of day as 17:00."""
    return f"{time:%H:%M}"


def write(times: Times) -> str:
    """Return text that reads as exactly these times, for a choice or a correction."""
    parts = []
    for hour in times.hours:
        names = {-1: "letzter"}
        nths = " und ".join(names.get(n, f"{n}.") for n in hour.nths)
        span = f"{clock(hour.starts)}-{clock(hour.ends)}"
        parts.append(f"{nths} {SHORT[hour.weekday]} {span}".strip())
    parity = {h.parity for h in times.hours} - {""}
    parts += [{"even": "gerade KW", "odd": "ungerade KW"}[p] for p in sorted(parity)]
    parts += ["n. V."] * times.by_appointment
    parts += ["nicht in den Ferien"] * times.not_in_holidays
    return "; ".join(parts)


def clashes(one: Weekly, other: Weekly) -> bool:
    """
    Whether two weekly times of the same thing can meet in some week.

    Even and odd weeks never meet; a first and a third Monday never do either; an even
    week may well hold a first Monday. Past midnight reaches into the next day.
    """
    if one.parity and other.parity and one.parity != other.parity:
        return False
    if one.nths and other.nths and not set(one.nths) & set(other.nths):
        both = set(one.nths) | set(other.nths)
        if not (-1 in both and both & {4, 5}):  # the last one may be the 4th or 5th
            return False
    return any(
        start < stop_b and start_b < stop
        for start, stop in _minutes(one)
        for start_b, stop_b in _minutes(other)
    )


def _minutes(weekly: Weekly) -> list[tuple[int, int]]:
    week = 7 * 24 * 60
    start = weekly.weekday * 1440 + weekly.starts.hour * 60 + weekly.starts.minute
    length = (
        weekly.ends.hour * 60 + weekly.ends.minute
        - weekly.starts.hour * 60 - weekly.starts.minute
    ) % 1440  # fmt: skip
    stop = start + length
    return (
        [(start, min(stop, week)), (0, stop - week)] if stop > week else [(start, stop)]
    )
