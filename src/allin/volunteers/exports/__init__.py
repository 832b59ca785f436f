"""Promised times as a calendar file that says nothing about anybody."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from allin.volunteers.exports.certificate import certificate
from allin.volunteers.models import Commitment, Volunteer

__all__ = ["calendar", "certificate"]

BACK = dt.timedelta(days=90)


def calendar(volunteer: Volunteer, *, now: dt.datetime) -> bytes:
    """Return the standing commitments from 90 days ago on, as iCalendar."""
    file = Calendar()
    file.add("prodid", "-//ALL IN//volunteers//DE")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    with translation.override(volunteer.language or "de"):
        file.add("x-wr-calname", "ALL IN")
        for promised in (
            Commitment.objects.standing()
            .filter(volunteer=volunteer, ends_at__gt=now - BACK)
            .order_by("starts_at")
        ):
            entry = Event()
            entry.add("uid", f"commitment-{promised.pk}@allin")
            entry.add("dtstamp", promised.created_at)
            entry.add("dtstart", promised.starts_at)
            entry.add("dtend", promised.ends_at)
            on_call = promised.kind == Commitment.DUTY
            entry.add("summary", _("ALL IN: on call") if on_call else "ALL IN")
            file.add_component(entry)
    return bytes(file.to_ical())
