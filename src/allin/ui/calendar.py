"""
Days down, hours across, one lane a room: a table, so it reads aloud and prints.

Times are quarter hours from opening: with `opens=8`, 0 is 8:00 and 6 is 9:30. Bars
that reach out of the day are cut; of bars that overlap the first one wins the lane.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from allin.ui import dates

QUARTERS: Final = 4
MINUTES: Final = 15
Tone = Literal["own", "asked", "taken", "closed"]


@dataclass(frozen=True)
class Bar:
    """
    Something in a lane, from quarter `starts` to quarter `ends`, half-open.

    :param text: what this reader may know of it; "belegt" and nothing else if little
    :param tone: own and asked are this reader's; taken is somebody else's; closed
    """

    starts: int
    ends: int
    text: str
    tone: Tone = "own"
    url: str = ""


@dataclass(frozen=True)
class Lane:
    """
    One room on one day.

    :param label: short name of the room
    :param day: unused in the drawing; for the one who builds the lanes
    :param key: stands for the room in `free_url`
    """

    label: str
    bars: Sequence[Bar] = ()
    day: str = ""
    key: str = ""


@dataclass(frozen=True)
class Day:
    """
    One day with its lanes.

    :param label: short name of the weekday
    :param date: a date, or the words for it
    """

    label: str
    date: dt.date | str
    is_today: bool = False
    lanes: Sequence[Lane] = field(default=())


# Where a free cell leads: a pattern with {key}, {date} (ISO) and {time} (HH:MM),
# or a function of day, lane and the time in words "17:00".
FreeUrl = str | Callable[[Day, Lane, str], str]


@dataclass(frozen=True)
class Cell:
    """One cell of a row: a bar, or free until the next full hour."""

    span: int
    hour_ends: bool
    bar: Bar | None = None
    url: str = ""
    time: dt.time | None = None


@dataclass(frozen=True)
class Row:
    lane: Lane
    cells: Sequence[Cell]
    is_first: bool


@dataclass(frozen=True)
class Entry:
    """One line of the agenda on a phone."""

    starts: dt.time
    ends: dt.time
    lane: Lane
    bar: Bar
    is_now: bool


@dataclass(frozen=True)
class Block:
    """A day, laid out."""

    day: Day
    date: str
    heading: str
    rows: Sequence[Row]
    entries: Sequence[Entry]


def time_of(quarter: int, *, opens: int) -> dt.time:
    """Return the wall time of a quarter; midnight at the end of a day is 0:00."""
    minutes = (opens * QUARTERS + quarter) * MINUTES
    return dt.time(minutes // 60 % 24, minutes % 60)


def quarter_of(time: dt.time, *, opens: int) -> int:
    """Return the quarter a wall time lies in, counted from opening."""
    return (time.hour - opens) * QUARTERS + time.minute // MINUTES


def _free(starts: int, ends: int) -> Iterator[tuple[int, int]]:
    """Cut free time at each full hour."""
    while starts < ends:
        stop = min(ends, (starts // QUARTERS + 1) * QUARTERS)
        yield starts, stop
        starts = stop


def _leads(free_url: FreeUrl, day: Day, lane: Lane, time: dt.time) -> str:
    if not free_url:
        return ""
    said = f"{time:%H:%M}"
    if callable(free_url):
        return free_url(day, lane, said)
    date = day.date.isoformat() if isinstance(day.date, dt.date) else day.date
    return free_url.format(key=lane.key, date=date, time=said)


def _cells(
    day: Day, lane: Lane, *, opens: int, length: int, free_url: FreeUrl
) -> Iterator[Cell]:
    place = 0

    def gap(until: int) -> Iterator[Cell]:
        for starts, ends in _free(place, until):
            time = time_of(starts, opens=opens)
            url = _leads(free_url, day, lane, time)
            yield Cell(ends - starts, ends % QUARTERS == 0, url=url, time=time)

    for bar in sorted(lane.bars, key=lambda b: (b.starts, b.ends)):
        starts, ends = max(bar.starts, place), min(bar.ends, length)
        if starts >= ends:
            continue
        yield from gap(starts)
        time = time_of(starts, opens=opens)
        yield Cell(ends - starts, ends % QUARTERS == 0, bar=bar, time=time)
        place = ends
    yield from gap(length)


def lay_out(
    days: Sequence[Day],
    *,
    opens: int,
    closes: int,
    now: dt.time | None,
    free_url: FreeUrl,
    language: str,
    this_year: int,
) -> list[Block]:
    """Return the days as rows of cells and as agenda entries."""
    length = (closes - opens) * QUARTERS
    blocks = []
    for day in days:
        rows = [
            Row(
                lane,
                tuple(_cells(day, lane, opens=opens, length=length, free_url=free_url)),
                is_first=n == 0,
            )
            for n, lane in enumerate(day.lanes)
        ]
        if isinstance(day.date, dt.date):
            date = dates.date(day.date, language, this_year=this_year)
            heading = dates.day(day.date, language, this_year=this_year)
        else:
            date, heading = day.date, f"{day.label} {day.date}"
        entries = tuple(_entries(day, opens=opens, length=length, now=now))
        blocks.append(Block(day, date, heading, rows, entries))
    return blocks


def _entries(
    day: Day, *, opens: int, length: int, now: dt.time | None
) -> Iterator[Entry]:
    here = quarter_of(now, opens=opens) if now and day.is_today else None
    lanes = [(bar, lane) for lane in day.lanes for bar in lane.bars]
    for bar, lane in sorted(lanes, key=lambda pair: (pair[0].starts, pair[0].ends)):
        if bar.tone == "closed":
            continue
        yield Entry(
            time_of(max(bar.starts, 0), opens=opens),
            time_of(min(bar.ends, length), opens=opens),
            lane,
            bar,
            is_now=here is not None and bar.starts <= here < bar.ends,
        )
