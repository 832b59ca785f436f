"""
Days down, hours across, one lane a room: a table, so it reads aloud and prints.

Times are quarter hours from opening: with `opens=8`, 0 is 8:00 and 6 is 9:30. Bars
that reach out of the day are cut; of bars that overlap the first one wins the lane.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from allin.ui import dates, lanes
from allin.ui.lanes import MINUTES, QUARTERS, Bar, Tone, time_of

__all__ = ("MINUTES", "QUARTERS", "Bar", "Day", "Lane", "Tone", "lay_out", "quarter_of")


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


@dataclass(frozen=True)
class Row:
    lane: Lane
    cells: SafeString
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


def quarter_of(time: dt.time, *, opens: int) -> int:
    """Return the quarter a wall time lies in, counted from opening."""
    return (time.hour - opens) * QUARTERS + time.minute // MINUTES


def _first_free(day: Day, free_from: dt.datetime | None, opens: int) -> int:
    """Return the first quarter of a day that is not over."""
    if free_from is None or not isinstance(day.date, dt.date):
        return 0
    days = (day.date - free_from.date()).days
    if days:
        return 0 if days > 0 else 24 * QUARTERS
    minutes = (free_from.hour - opens) * 60 + free_from.minute
    return -(-minutes // MINUTES)


def _free(day: Day, lane: Lane, free_url: str, since: int) -> lanes.Free:
    date = day.date.isoformat() if isinstance(day.date, dt.date) else day.date
    url = free_url.replace("{key}", lane.key).replace("{date}", date)
    return lanes.Free(url, lane.label, day.label, since)


def lay_out(
    days: Sequence[Day],
    *,
    opens: int,
    closes: int,
    now: dt.time | None,
    free_url: str,
    free_from: dt.datetime | None,
    language: str,
    this_year: int,
) -> list[Block]:
    """Return the days as rows of cells and as agenda entries."""
    pen = lanes.Pen(opens=opens, closes=closes, language=language)
    blocks = []
    for day in days:
        since = _first_free(day, free_from, opens)
        rows = [
            Row(
                lane,
                pen.lane(lane.bars, _free(day, lane, free_url, since)),
                is_first=n == 0,
            )
            for n, lane in enumerate(day.lanes)
        ]
        if isinstance(day.date, dt.date):
            date = dates.date(day.date, language, this_year=this_year)
            heading = dates.day(day.date, language, this_year=this_year)
        else:
            date, heading = day.date, f"{day.label} {day.date}"
        entries = tuple(_entries(day, opens=opens, length=pen.length, now=now))
        blocks.append(Block(day, date, heading, rows, entries))
    return blocks


def _entries(
    day: Day, *, opens: int, length: int, now: dt.time | None
) -> Iterator[Entry]:
    here = quarter_of(now, opens=opens) if now and day.is_today else None
    pairs = [(bar, lane) for lane in day.lanes for bar in lane.bars]
    for bar, lane in sorted(pairs, key=lambda pair: (pair[0].starts, pair[0].ends)):
        if bar.tone == "closed":
            continue
        yield Entry(
            time_of(max(bar.starts, 0), opens=opens),
            time_of(min(bar.ends, length), opens=opens),
            lane,
            bar,
            is_now=here is not None and bar.starts <= here < bar.ends,
        )
