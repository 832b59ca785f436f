"""A weekly plan as a grid: days and rooms along one side, hours along the other."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from allin.core.tabular.book import Merged, Sheet, cell
from allin.core.weekdays import weekday

FEWEST_HOURS: Final = 3
FEWEST_DAYS: Final = 2
_HOURS: Final = re.compile(
    r"\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?\s*"
    r"(?:(?:-|–|—|bis|to)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Slot:
    """
    One entry of the grid, as the grid says it.

    :param row: row of the sheet (index from 0), where it begins
    :param room: as written above the column, "" when the sheet does not say
    :param starts: wall time the first covered row begins; `ends` likewise
    """

    row: int
    column: int
    weekday: int
    room: str
    starts: dt.time
    ends: dt.time
    text: str


@dataclass(frozen=True)
class Plan:
    """A recognised grid, and the lines under it that are no part of it."""

    slots: tuple[Slot, ...]
    notes: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class _Axes:
    days: dict[int, int]  # column -> weekday
    rooms: dict[int, str]  # column -> room
    hours: dict[int, tuple[dt.time, dt.time]]  # row -> from, to


def recognise(sheet: Sheet) -> Plan | None:
    """Return the weekly plan of a sheet, or None when it is no such grid."""
    axes = _axes(sheet)
    if axes is not None:
        return _plan(sheet, axes)
    turned = _turned(sheet)
    axes = _axes(turned)
    if axes is None:
        return None
    plan = _plan(turned, axes)
    slots = (replace(slot, row=slot.column, column=slot.row) for slot in plan.slots)
    return Plan(tuple(slots), plan.notes)


def _turned(sheet: Sheet) -> Sheet:
    rows = [
        [cell(row, column) for row in sheet.rows[:200]]
        for column in range(min(sheet.width, 200))
    ]
    merged = tuple(Merged(m.left, m.top, m.right, m.bottom) for m in sheet.merged)
    return Sheet(title=sheet.title, rows=rows, merged=merged)


def _axes(sheet: Sheet) -> _Axes | None:
    for place, row in enumerate(sheet.rows[:20]):
        days = {c: d for c, text in enumerate(row) if (d := weekday(text)) is not None}
        if len(set(days.values())) < FEWEST_DAYS:
            continue
        hours = _hours(sheet, below=place, column=min(days) - 1)
        if len(hours) >= FEWEST_HOURS:
            return _with_rooms(sheet, place, days, hours)
    return None


def _hours(
    sheet: Sheet, *, below: int, column: int
) -> dict[int, tuple[dt.time, dt.time]]:
    """Return row -> span for the cells of a column that hold hours."""
    if column < 0:
        return {}
    told: list[tuple[int, dt.time, dt.time | None]] = []
    for place in range(below + 1, len(sheet.rows)):
        text = cell(sheet.rows[place], column)
        found = _HOURS.fullmatch(text) if text else None
        if found is None:
            continue
        starts = _time(found.group(1), found.group(2))
        ends = _time(found.group(3), found.group(4)) if found.group(3) else None
        if starts is not None:
            told.append((place, starts, ends))
    spans = {}
    for place, starts, ends in told:
        after = next((s for p, s, _ in told if p > place), None)
        spans[place] = (starts, ends or after or _later(starts))
    return spans


def _time(hour: str, minute: str | None) -> dt.time | None:
    if int(hour) > 24 or int(minute or 0) > 59:  # noqa: PLR2004
        return None
    return dt.time(int(hour) % 24, int(minute or 0))


def _later(starts: dt.time) -> dt.time:
    return dt.time((starts.hour + 1) % 24, starts.minute)


def _with_rooms(
    sheet: Sheet,
    heading: int,
    days: dict[int, int],
    hours: dict[int, tuple[dt.time, dt.time]],
) -> _Axes:
    """Spread each day over its columns; the line below may name the rooms."""
    below = sheet.rows[heading + 1] if heading + 1 not in hours else []
    named = {c: text for c, text in enumerate(below) if text and c >= min(days)}
    width = max([*days, *named]) + 1
    if len(named) < len(days):
        named = {}
        width = max(sheet.width, width)
    spread: dict[int, int] = {}
    for column in range(min(days), width):
        here = days.get(column)
        spread[column] = spread[column - 1] if here is None else here
    if not named:
        last = max(days)
        spread = {c: d for c, d in spread.items() if c <= last}
    alone = (
        ""
        if re.fullmatch(r"(sheet|tabelle|blatt)\s*\d*|", sheet.title, re.IGNORECASE)
        else (sheet.title)
    )
    rooms = {c: named.get(c, "" if named else alone) for c in spread}
    return _Axes(spread, rooms, hours)


def _plan(sheet: Sheet, axes: _Axes) -> Plan:
    bottoms = {(m.top, m.left): m.bottom for m in sheet.merged}
    last = max(axes.hours)
    slots = []
    for column, day in axes.days.items():
        done = -1
        for place in sorted(axes.hours):
            text = cell(sheet.rows[place], column)
            if not text or place <= done:
                continue
            done = min(bottoms.get((place, column), place), last)
            # The same words in the next cell mean that it goes on.
            while done < last and cell(sheet.rows[done + 1], column) == text:
                done = min(bottoms.get((done + 1, column), done + 1), last)
            until = max(r for r in axes.hours if r <= done)
            slots.append(
                Slot(
                    row=place,
                    column=column,
                    weekday=day,
                    room=axes.rooms[column],
                    starts=axes.hours[place][0],
                    ends=axes.hours[until][1],
                    text=text,
                )
            )
    notes = tuple(
        (place, " ".join(filter(None, row)))
        for place, row in enumerate(sheet.rows)
        if place > last and any(row)
    )
    return Plan(tuple(slots), notes)
