"""Arithmetic on times of rooms: what is free, what comes near. Pure, no clock."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from allin.core.cells import Weekly
from allin.core.matching import plain
from allin.directory.rules import is_nth
from allin.planning.recurrence import instant

QUARTER: Final = dt.timedelta(minutes=15)
LONGEST: Final = dt.timedelta(hours=24)  # of one booking, with its buffers
BUFFER: Final = 120  # minutes, at most, before and after
AHEAD: Final = dt.timedelta(days=731)  # how far ahead a room can be booked
DATES: Final = 60  # of a series, at most: a year of weeks and some
NEAR: Final = dt.timedelta(minutes=20)  # "a little earlier or later"
OPENS, CLOSES = "08:00", "22:00"
NAME: Final = 60  # characters of a room's name, at most
_SHORT_ROOM: Final = re.compile(r"(?<=\w{3}[snr])r\.$")

Span = tuple[dt.datetime, dt.datetime]


def touch(one: Span, other: Span) -> bool:
    """Whether two half-open spans share an instant; neighbours do not."""
    return one[0] < other[1] and other[0] < one[1]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same time as few spans, in order."""
    result: list[Span] = []
    for starts, ends in sorted(spans):
        if result and starts <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], ends))
        else:
            result.append((starts, ends))
    return result


def gaps(within: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span when what is taken is cut out of it."""
    place = within[0]
    for starts, ends in merged(taken):
        if ends <= place:
            continue
        if starts >= within[1]:
            break
        if starts > place:
            yield place, starts
        place = ends
    if place < within[1]:
        yield place, within[1]


def hours_on(
    hours: Sequence[Sequence[str]], day: dt.date
) -> tuple[dt.time, dt.time] | None:
    """
    Return when a room opens and closes on a day, in wall time; None when it is closed.

    :param hours: seven of ["08:00", "22:00"], Monday first, [] for a closed day; an
        empty list means the usual hours of every day. "24:00" is midnight at the end
    """
    wall = hours[day.weekday()] if hours else (OPENS, CLOSES)
    if not wall:
        return None
    opens, closes = wall
    return dt.time.fromisoformat(opens), dt.time.fromisoformat(
        "00:00" if closes == "24:00" else closes
    )


def open_on(
    hours: Sequence[Sequence[str]], day: dt.date, zone: ZoneInfo
) -> Span | None:
    """Return from when to when a room is open on a day, as instants."""
    wall = hours_on(hours, day)
    if wall is None:
        return None
    opens, closes = wall
    last = day if closes > opens else day + dt.timedelta(days=1)
    return instant(day, opens, zone)[0], instant(last, closes, zone)[0]


def round_up(at: dt.datetime) -> dt.datetime:
    """Return the next full quarter of an hour, or the instant when it is one."""
    over = dt.timedelta(
        minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond
    )
    return at + QUARTER - over if over else at


@dataclass(frozen=True)
class Near:
    """
    A free time near the one that was wanted.

    :param distance: how far from the wish, the smaller the better; never shown
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_shorter: bool
    distance: dt.timedelta


SHORTEST: Final = dt.timedelta(minutes=30)


def nearest(wish: Span, free: Iterable[Span], *, earliest: dt.datetime) -> list[Near]:
    """
    Return free times near a wish in one room and day, best first.

    As long as the wish and moved as little as possible; or the longest part of the
    wish that is free, if that is at least SHORTEST.
    """
    length = wish[1] - wish[0]
    found = []
    for gap in free:
        starts, ends = max(gap[0], round_up(earliest)), gap[1]
        if ends - starts >= length:
            moved = min(max(wish[0], starts), ends - length)
            distance = abs(moved - wish[0])
            found.append(
                Near(moved, moved + length, is_shorter=False, distance=distance)
            )
        first, last = max(starts, wish[0]), min(ends, wish[1])
        if SHORTEST <= last - first < length:
            short = length - (last - first)
            found.append(Near(first, last, is_shorter=True, distance=short))
    return sorted(found, key=lambda near: (near.distance, near.starts_at < wish[0]))


def shortens(short: str, name: str) -> bool:
    """Whether it is a name with shortened words: "Versammlungsr.", not "Büro 1"."""
    written, full = plain(short).split(), plain(name).split()
    return len(written) == len(full) > 0 and all(
        part == word or (word.startswith(part) and not part.isdigit())
        for part, word in zip(written, full, strict=True)
    )


def in_full(name: str) -> str:
    """Return "Versammlungsraum" for "Versammlungsr."; "Bespr." may mean anything."""
    return _SHORT_ROOM.sub("raum", name)


def is_of_week(weekly: Weekly, day: dt.date) -> bool:
    """Whether it takes place on that day: even and odd weeks are those of ISO."""
    is_even = day.isocalendar().week % 2 == 0
    parity = not weekly.parity or is_even == (weekly.parity == "even")
    return parity and is_nth(day, weekly.nths)


def is_outside(weekly: Weekly, wall: tuple[dt.time, dt.time]) -> bool:
    """Whether it starts before a room opens or ends after it closes, by the wall."""
    midnight = dt.time(0)
    too_late = wall[1] != midnight and (
        weekly.ends == midnight or weekly.ends > wall[1]
    )
    return weekly.starts < wall[0] or too_late
