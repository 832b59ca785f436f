"""Workshops and the round: planned with a room, moved, cancelled, or nothing."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Room
from allin.support.models import Meeting, SignUp
from allin.support.operations import telling
from allin.support.operations.asking import check_coordinates
from allin.ui import dates


def when(meeting: Meeting, now: dt.datetime) -> str:
    """Say day and hours in the centre's zone, in the language of now."""
    zone = meeting.centre.tz
    return dates.span(
        meeting.starts_at.astimezone(zone),
        meeting.ends_at.astimezone(zone),
        get_language() or "de",
        this_year=now.astimezone(zone).year,
    )


def where(meeting: Meeting) -> str:
    """Say the room, or the place in its own words."""
    return meeting.room.name if meeting.room is not None else meeting.place


def locked(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, held until the transaction ends."""
    current: Meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("centre", "room")
        .get(pk=meeting.pk)
    )
    return current


def check_planned(meeting: Meeting) -> None:
    """Refuse what is held or cancelled already."""
    if not meeting.is_planned:
        raise Refusal(_("This meeting is over or cancelled."))


def _check_times(
    starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime
) -> None:
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    if starts_at <= now:
        raise Refusal(
            _("That time has passed. Choose one that is still to come."), field="on"
        )


@locks.retried
@transaction.atomic
def plan_meeting(
    *,
    centre: Centre,
    kind: str,
    title: str,
    topic: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None = None,
    place: str = "",
    invitation: str = "",
    by: Person,
    now: dt.datetime,
) -> Meeting:
    """
    This will plan a workshop or a round and book its room: both, or neither.

    The same once more is a second tap and changes nothing.

    :param starts_at: aware; so is `ends_at`, the first instant after it
    :param room: one of the house's; None: `place` says where
    :raises Refusal: past, the room is taken or closed: then with what is free near it
    Source: docs/rules.md#R-S6 (G3, G6)
    """
    check_coordinates(by, centre)
    _check_times(starts_at, ends_at, now)
    told = {"kind": kind, "title": title, "starts_at": starts_at, "ends_at": ends_at}
    again = Meeting.objects.of(centre).planned().filter(**told).first()
    if again is not None:
        return again
    meeting: Meeting = Meeting.objects.create(
        centre=centre,
        topic=topic,
        room=room,
        place="" if room else place,
        invitation=invitation,
        created_at=now,
        **told,
    )
    _book(meeting, by, now)
    _record("plan_meeting", meeting, by, now)
    return meeting


def _book(meeting: Meeting, by: Person, now: dt.datetime) -> None:
    if meeting.room is None:
        return
    rooms.book(
        room=meeting.room,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        holder_kind=Meeting.HOLDER,
        holder_id=meeting.pk,
        by=by,
        now=now,
    )


def _booked(meeting: Meeting) -> Booking | None:
    held = Booking.objects.of(meeting.centre).standing()
    found: Booking | None = held.held_by(Meeting.HOLDER, [meeting.pk]).first()
    return found


@locks.retried
@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None = None,
    place: str = "",
    by: Person,
    now: dt.datetime,
) -> Meeting:
    """
    This will move a meeting with its room; who is invited and has not said no reads it.

    :raises Refusal: past, over, or the room is taken; then all stays as it was
    Source: docs/rules.md#R-S6
    """
    current = locked(meeting)
    check_coordinates(by, current.centre)
    check_planned(current)
    _check_times(starts_at, ends_at, now)
    booking = _booked(current)
    current.starts_at, current.ends_at = starts_at, ends_at
    current.room, current.place = room, "" if room else place
    current.room_lost_at = None
    current.save()
    if booking is not None and room is not None:
        rooms.move(
            booking=booking,
            starts_at=starts_at,
            ends_at=ends_at,
            room=room,
            by=by,
            now=now,
            from_holder=True,
        )
    elif booking is not None:
        rooms.cancel(booking=booking, by=by, now=now, from_holder=True)
    else:
        _book(current, by, now)
    tell_moved(current, by, now)
    _record("move_meeting", current, by, now)
    return current


@locks.retried
@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, now: dt.datetime) -> Meeting:
    """
    This will cancel a meeting, free its room and tell who was invited.

    :raises Refusal: it is over or cancelled already
    Source: docs/rules.md#R-S6
    """
    current = locked(meeting)
    check_coordinates(by, current.centre)
    check_planned(current)
    booking = _booked(current)
    if booking is not None and not booking.is_over(now):
        rooms.cancel(booking=booking, by=by, now=now, from_holder=True)
    current.state, current.closed_at = Meeting.CANCELLED, now
    current.save(update_fields=["state", "closed_at"])
    _tell_invited(
        current,
        lambda: (
            _("“%(title)s” on %(when)s is cancelled.")
            % {"title": current.title, "when": when(current, now)}
        ),
        by,
        now,
    )
    _record("cancel_meeting", current, by, now)
    return current


def tell_moved(meeting: Meeting, by: Person, now: dt.datetime) -> None:
    """Write to who is invited where and when it is from now on."""
    _tell_invited(
        meeting,
        lambda: (
            _("“%(title)s” was moved. It is now: %(when)s, %(where)s.\n%(address)s")
            % {
                "title": meeting.title,
                "when": when(meeting, now),
                "where": where(meeting) or _("place to follow"),
                "address": link(meeting.centre, "support:meeting", meeting.pk),
            }
        ),
        by,
        now,
    )


def _tell_invited(
    meeting: Meeting, body: Callable[[], str], by: Person, now: dt.datetime
) -> None:
    if meeting.invited_at is None:
        return
    invited = SignUp.objects.filter(meeting=meeting).exclude(state=SignUp.NOT_COMING)
    for association in Association.objects.filter(
        pk__in=invited.values("association_id")
    ).select_related("centre"):
        telling.board(association=association, body=body, by=by, now=now)


class Holder:
    """What happens when the room goes away, or moves, from below."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """Note that the room is lost; the coordination reads it on Today."""
        del what
        meeting = Meeting.objects.planned().filter(pk=holder_id).first()
        if meeting is None:
            return
        Meeting.objects.filter(pk=meeting.pk).update(room=None, room_lost_at=now)
        telling.coordination(
            centre=meeting.centre,
            body=lambda: (
                _("“%(title)s” has lost its room: %(address)s")
                % {
                    "title": meeting.title,
                    "address": link(meeting.centre, "support:meeting", meeting.pk),
                }
            ),
            by=by,
            now=now,
        )

    def moved(
        self,
        holder_id: int,
        *,
        what: str,
        starts_at: dt.datetime,
        ends_at: dt.datetime,
        by: Person,
        now: dt.datetime,
    ) -> None:
        """Go with the room to another time or another room, and say so."""
        del what
        meeting = Meeting.objects.planned().filter(pk=holder_id).first()
        if meeting is None:
            return
        booking = _booked(meeting)
        meeting.starts_at, meeting.ends_at = starts_at, ends_at
        if booking is not None:
            meeting.room = booking.room
        meeting.save()
        tell_moved(meeting, by, now)

    def label(self, holder_id: int, *, person: Person) -> str:
        """Return a neutral word for lists."""
        del holder_id, person
        return _("Meeting of associations")


HOLDER = Holder()


def _record(verb: str, meeting: Meeting, by: Person, now: dt.datetime) -> None:
    telling.record(
        centre=meeting.centre,
        verb=verb,
        thing="Meeting",
        thing_id=meeting.pk,
        by=by,
        now=now,
    )
