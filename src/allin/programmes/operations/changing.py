"""Moving, cancelling, confirming and closing what was planned."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.programmes.models import Assignment, Occasion
from allin.programmes.operations import letters, telling
from allin.programmes.operations.keeping import check_plan, keep, note
from allin.programmes.operations.planning import book_room, check_time
from allin.programmes.rules import kernel as rules
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Room
from allin.volunteers import operations as volunteers


def locked(occasion_id: int) -> Occasion:
    """Return an occasion as it is now, held until the transaction ends."""
    return (
        Occasion.objects.select_for_update(of=("self",))
        .select_related("centre", "programme", "room", "association", "series")
        .get(pk=occasion_id)
    )


def _check_open(occasion: Occasion, now: dt.datetime) -> None:
    if not occasion.is_standing:
        raise Refusal(_("This was cancelled."))
    if occasion.is_over(now):
        raise Refusal(_("This is over. What was cannot be changed."))


@transaction.atomic
def move_occasion(
    *,
    occasion: Occasion,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None,
    place: str = "",
    by: Person | None,
    now: dt.datetime,
) -> Occasion:
    """
    This will move an occasion in time and place, with everybody who promised.

    :param room: where it is from now on; None: `place` says it in words
    :raises Refusal: over, cancelled, the room is taken, or somebody who promised is
        taken or away then; then nothing moves
    Source: docs/rules.md#R-P4
    """
    check_plan(occasion.centre, by)
    one = locked(occasion.pk)
    _check_open(one, now)
    if starts_at != one.starts_at or ends_at != one.ends_at:
        check_time(starts_at, ends_at, now)
    if room is not None and room.centre_id != one.centre_id:
        raise Refusal(_("There is no such room here."), field="room")
    one.starts_at, one.ends_at = starts_at, ends_at
    one.room, one.place = room, "" if room else place.strip()
    one.room_lost_at = None
    keep(one)
    _move_room(one, room, by, now)
    move_people(one, by=by, now=now)
    tell_moved(one, by=by, now=now)
    note("move_occasion", one, by=by, now=now)
    return one


def tell_moved(one: Occasion, *, by: Person | None, now: dt.datetime) -> None:
    """Tell who helps and who is registered that an occasion has moved."""
    telling.moved(one, by=by, now=now)
    letters.changed(
        letters.of_date(one), lambda: telling.moved_words(one, now), now=now
    )


def _move_room(
    one: Occasion, room: Room | None, by: Person | None, now: dt.datetime
) -> None:
    held = Booking.objects.standing().held_by(Occasion.HOLDER, [one.pk]).first()
    who = by or STRANGER
    if held is None:
        if room is not None:
            book_room(one, room, by, now)
    elif room is None:
        rooms.cancel(booking=held, by=who, now=now, from_holder=True)
    elif (held.room_id, held.starts_at, held.ends_at) != (
        room.pk,
        one.starts_at,
        one.ends_at,
    ):
        rooms.move(
            booking=held,
            by=who,
            now=now,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            room=room,
            from_holder=True,
        )


def move_people(one: Occasion, *, by: Person | None, now: dt.datetime) -> None:
    """Move the promised time of everybody; refuse with the name of who cannot."""
    promised = Assignment.objects.of(one).filter(state=rules.PROMISED)
    for each in promised.select_related("volunteer").order_by("volunteer_id"):
        try:
            volunteers.move(
                holder_kind=Assignment.HOLDER,
                holder_id=each.pk,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                by=by,
                now=now,
            )
        except Refusal as refusal:
            raise Refusal(
                _("%(name)s cannot: %(why)s")
                % {"name": each.volunteer, "why": refusal.sentence}
            ) from refusal


@transaction.atomic
def cancel_occasion(
    *, occasion: Occasion, why: str = "", by: Person | None, now: dt.datetime
) -> Occasion:
    """
    This will cancel an occasion, and free its room and everybody's time.

    Cancelling twice changes nothing.

    :param why: everybody asked reads it, at most 200 characters
    :raises Refusal: not the coordination, or it is over
    Source: docs/rules.md#R-P5
    """
    check_plan(occasion.centre, by)
    one = locked(occasion.pk)
    if not one.is_standing:
        return one
    _check_open(one, now)
    one.state, one.cancelled_at = rules.CANCELLED, now
    one.cancelled_why = why.strip()[:200]
    one.save(update_fields=["state", "cancelled_at", "cancelled_why"])
    for held in Booking.objects.standing().held_by(Occasion.HOLDER, [one.pk]):
        rooms.cancel(
            booking=held, by=by or STRANGER, now=now, why=why, from_holder=True
        )
    for each in Assignment.objects.of(one).filter(state=rules.PROMISED):
        volunteers.release(
            holder_kind=Assignment.HOLDER, holder_id=each.pk, by=by, now=now
        )
    telling.cancelled(one, by=by, now=now)
    letters.changed(
        letters.of_date(one), lambda: telling.cancelled_words(one, now), now=now
    )
    note("cancel_occasion", one, by=by, now=now)
    return one


@transaction.atomic
def confirm_occasion(
    *, occasion: Occasion, by: Person | None, now: dt.datetime
) -> Occasion:
    """
    This will note that an occasion is agreed with everybody. Twice is harmless.

    :raises Refusal: not the coordination, over or cancelled
    """
    check_plan(occasion.centre, by)
    one = locked(occasion.pk)
    _check_open(one, now)
    if one.state == rules.PLANNED:
        one.state = rules.CONFIRMED
        one.save(update_fields=["state"])
        note("confirm_occasion", one, by=by, now=now)
    return one


@transaction.atomic
def close_occasion(
    *, occasion: Occasion, headcount: int, by: Person | None, now: dt.datetime
) -> Occasion:
    """
    This will note that an occasion took place, and how many people it reached.

    Saying another number later corrects it.

    :param headcount: 0 to 30,000
    :raises Refusal: not the coordination, not begun yet, cancelled, out of bounds
    Source: docs/rules.md#R-P6
    """
    check_plan(occasion.centre, by)
    one = locked(occasion.pk)
    if not one.is_standing:
        raise Refusal(_("This was cancelled."))
    if one.starts_at > now:
        raise Refusal(_("This has not begun yet. Numbers are entered afterwards."))
    if not 0 <= headcount <= rules.MOST_PEOPLE:
        raise Refusal(_("Enter a number from 0 to 30,000."), field="headcount")
    one.state, one.headcount = rules.HELD, headcount
    one.save(update_fields=["state", "headcount"])
    note("close_occasion", one, by=by, now=now)
    return one
