"""Who learns of a change: the record, and the association when others changed it."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.audit import operations as audit
from allin.core import people
from allin.core.people import Person
from allin.directory.models import Membership
from allin.outbox import operations as outbox
from allin.rooms.models import Booking, Series
from allin.rooms.operations import words

USER: Final = "accounts.user"
LISTED: Final = 10  # dates named in one letter
Old = tuple[str, dt.datetime, dt.datetime]


def booked(*, booking: Booking, by: Person, now: dt.datetime) -> None:
    """Record a booking; write to the association if somebody else made it."""

    def body() -> str:
        return _("A room is booked for you:\n%(what)s") % {"what": _line(booking, now)}

    _write([booking], body, by, now)
    _record("rooms.book", "rooms.Booking", booking, by, now)


def booked_series(
    *, series: Series, bookings: Sequence[Booking], by: Person, now: dt.datetime
) -> None:
    """Record a series as one thing; write one letter about all its dates."""

    def body() -> str:
        said = ngettext(
            "A room is booked for you on %(number)d date:",
            "A room is booked for you on %(number)d dates:",
            len(bookings),
        )
        return said % {"number": len(bookings)} + "\n" + _lines(bookings, now)

    _write(bookings, body, by, now)
    audit.record(
        centre=bookings[0].centre,
        verb="rooms.book_weekly",
        thing="rooms.Series",
        thing_id=series.pk,
        by=by,
        now=now,
        detail=f"dates={len(bookings)}",
    )


def cancelled(*, bookings: Sequence[Booking], by: Person, now: dt.datetime) -> None:
    """Record each cancelled booking; write one letter about all of them."""

    def body() -> str:
        said = ngettext(
            "A booking of yours was cancelled:",
            "%(number)d bookings of yours were cancelled:",
            len(bookings),
        )
        parts = [said % {"number": len(bookings)}, _lines(bookings, now)]
        if bookings[0].cancelled_why:
            parts.append(_("Reason: %(why)s") % {"why": bookings[0].cancelled_why})
        return "\n".join(parts)

    _write(bookings, body, by, now)
    for one in bookings:
        _record("rooms.cancel", "rooms.Booking", one, by, now)


def moved(*, booking: Booking, before: Old, by: Person, now: dt.datetime) -> None:
    """Record that a booking was moved; write where it was and where it is."""

    def body() -> str:
        name, starts_at, ends_at = before
        old = f"{name}, {words.span(starts_at, ends_at, booking.centre, now)}"
        return _("A booking of yours was moved.\nIt was: %(old)s\nNow: %(new)s") % {
            "old": old,
            "new": _line(booking, now),
        }

    _write([booking], body, by, now)
    _record("rooms.move", "rooms.Booking", booking, by, now)


def renamed(*, booking: Booking, by: Person, now: dt.datetime) -> None:
    """Record that a booking has another title; the title itself is not recorded."""
    _record("rooms.rename", "rooms.Booking", booking, by, now)


def _line(booking: Booking, now: dt.datetime) -> str:
    when = words.span(booking.starts_at, booking.ends_at, booking.centre, now)
    return f"{booking.room.name}, {when}"


def _lines(bookings: Sequence[Booking], now: dt.datetime) -> str:
    lines = [_line(one, now) for one in bookings[:LISTED]]
    more = len(bookings) - LISTED
    if more > 0:
        lines.append(
            ngettext("and %(more)d more date", "and %(more)d more dates", more)
            % {"more": more}
        )
    return "\n".join(lines)


def _write(
    bookings: Sequence[Booking],
    body: Callable[[], str],
    by: Person,
    now: dt.datetime,
) -> None:
    """Write to the board, in each reader's language, unless one of them did it."""
    first = bookings[0]
    association, centre = first.association_id, first.centre
    # Whoever holds a booking (an appointment) writes to its own people itself.
    if association is None or first.holder_kind:
        return
    if by.holds(people.BOARD, centre_id=centre.pk, of_id=association):
        return
    board = (
        Membership.objects.standing()
        .filter(kind=people.BOARD, association_id=association)
        .exclude(user_id=by.id or 0)
        .values_list("user_id", "user__language")
    )
    for user_id, language in board:
        spoken = language or centre.language
        with translation.override(spoken):
            text = body()
        outbox.write(
            centre=centre,
            to_kind=USER,
            to_id=user_id,
            subject="",
            body=text,
            language=spoken,
            now=now,
        )


def _record(
    verb: str, thing: str, booking: Booking, by: Person, now: dt.datetime
) -> None:
    audit.record(
        centre=booking.centre,
        verb=verb,
        thing=thing,
        thing_id=booking.pk,
        by=by,
        now=now,
    )
