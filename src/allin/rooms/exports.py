"""Calendar files. Neutral: a room and a time, never a title, a name, an association."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from allin.centres.models import Centre
from allin.rooms.models import Booking


def calendar_of(
    bookings: Iterable[Booking], *, centre: Centre, now: dt.datetime, is_own: bool
) -> bytes:
    """
    Return an iCalendar file.

    :param is_own: the reader's own bookings say which room; a room's say "taken"
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{centre.short_name}//rooms//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", centre.short_name)
    for booking in bookings:
        event = Event()
        event.add("uid", f"booking-{booking.pk}@{centre.slug}.allin")
        event.add("dtstamp", now)
        event.add("dtstart", booking.starts_at)
        event.add("dtend", booking.ends_at)
        event.add("summary", booking.room.name if is_own else _("taken"))
        if centre.address:
            event.add("location", centre.address)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
