"""By when an answer is due: hours that lie on working days, in the centre's zone."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from allin.directory.rules import public_holidays

FIRST_HOUR: Final = 8  # nobody has to answer earlier in the day
LAST_HOUR: Final = 20  # or later
WORKING_DAYS: Final = 5
ONE_DAY: Final = dt.timedelta(days=1)


def is_working_day(day: dt.date, land: str) -> bool:
    """Whether somebody can be expected to answer: no weekend, no public holiday."""
    return day.weekday() < WORKING_DAYS and day not in public_holidays(land, day.year)


def due(asked_at: dt.datetime, hours: int, *, zone: ZoneInfo, land: str) -> dt.datetime:
    """
    Return when an answer is due, an instant in UTC.

    Whole days are counted as working days and keep the wall time, also when the
    clocks change in between. Hours run between 8 and 20 o'clock of working days: what
    is left in the evening goes on the next working morning.
    """
    wall = asked_at.astimezone(zone).replace(tzinfo=None)
    days, left = divmod(hours, 24)
    day, hour = _waking(wall, land)
    for _step in range(days):
        day = _next(day, land)
    ends = hour + dt.timedelta(hours=left)
    latest = dt.timedelta(hours=LAST_HOUR)
    while ends > latest:
        ends = dt.timedelta(hours=FIRST_HOUR) + (ends - latest)
        day = _next(day, land)
    wall = dt.datetime.combine(day, dt.time()) + ends
    return wall.replace(tzinfo=zone).astimezone(dt.UTC)


def _waking(wall: dt.datetime, land: str) -> tuple[dt.date, dt.timedelta]:
    """Return the first working day and hour from which an answer can be expected."""
    day = wall.date()
    hour = wall - dt.datetime.combine(day, dt.time())
    if not is_working_day(day, land) or hour >= dt.timedelta(hours=LAST_HOUR):
        return _next(day, land), dt.timedelta(hours=FIRST_HOUR)
    return day, max(hour, dt.timedelta(hours=FIRST_HOUR))


def _next(day: dt.date, land: str) -> dt.date:
    day += ONE_DAY
    while not is_working_day(day, land):
        day += ONE_DAY
    return day
