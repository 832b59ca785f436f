"""What is said of rooms and times: in the reader's language, the centre's zone."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.ui import dates


def _language() -> str:
    return get_language() or "de"


def hours(starts_at: dt.datetime, ends_at: dt.datetime, centre: Centre) -> str:
    """Return "17 bis 19 Uhr"."""
    here = centre.tz
    return dates.hours(
        starts_at.astimezone(here).time(), ends_at.astimezone(here).time(), _language()
    )


def span(
    starts_at: dt.datetime, ends_at: dt.datetime, centre: Centre, now: dt.datetime
) -> str:
    """Return "Di, 17. März, 17 bis 19 Uhr"."""
    here = centre.tz
    return dates.span(
        starts_at.astimezone(here),
        ends_at.astimezone(here),
        _language(),
        this_year=now.astimezone(here).year,
    )


def day(on: dt.date, centre: Centre, now: dt.datetime) -> str:
    """Return "Di, 17. März"."""
    return dates.day(on, _language(), this_year=now.astimezone(centre.tz).year)


def taken(
    room: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    centre: Centre,
    now: dt.datetime,
) -> str:
    """Say that a room is not free, without saying who has it."""
    return _("“%(room)s” is already taken: %(span)s.") % {
        "room": room,
        "span": span(starts_at, ends_at, centre, now),
    }
