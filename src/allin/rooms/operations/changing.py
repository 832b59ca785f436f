"""Moving, renaming and cancelling what was booked."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allin.core import holders, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.rooms.models import Block, Booking, Equipment, Room, Series
from allin.rooms.operations import booking as once
from allin.rooms.operations import finding, telling
from allin.rooms.permissions import can_change

ROOM = "room"  # what a holder is told went away


def _locked(booking: Booking) -> Booking:
    """Return the booking as it is now, held until the transaction ends."""
    return (
        Booking.objects.select_for_update(of=("self",))
        .select_related("room", "centre")
        .get(pk=booking.pk)
    )


def _check_may(booking: Booking, by: Person, *, from_holder: bool) -> None:
    if not from_holder and not can_change(by, booking):
        raise Refusal(_("Only the association itself and the coordination change it."))


@locks.retried
@transaction.atomic
def cancel(
    *,
    booking: Booking,
    by: Person,
    now: dt.datetime,
    why: str = "",
    from_holder: bool = False,
) -> Booking:
    """
    Cancel one booking and free what it took. Cancelling twice changes nothing.

    :param why: for the association, at most 200 characters
    :param from_holder: its holder cancels it, and need not be told
    :raises Refusal: it is over, not theirs, or its holder refuses
    Source: docs/rules.md#R-9
    """
    standing = _locked(booking)
    _check_may(standing, by, from_holder=from_holder)
    if standing.cancelled_at is not None:
        return standing
    if standing.is_over(now):
        raise Refusal(_("This booking is over. What was cannot be cancelled."))
    holder = holders.of(standing.holder_kind)
    if holder is not None and not from_holder:
        holder.released(standing.holder_id, what=ROOM, by=by, now=now)
    standing.cancelled_at, standing.cancelled_why = now, why.strip()[:200]
    standing.save(update_fields=["cancelled_at", "cancelled_why"])
    Block.objects.filter(booking=standing).update(active=False)
    telling.cancelled(bookings=[standing], by=by, now=now)
    return standing


@locks.retried
@transaction.atomic
def cancel_series(
    *, series: Series, by: Person, now: dt.datetime, why: str = ""
) -> list[Booking]:
    """
    Cancel every occurrence of a series that is still to come.

    :raises Refusal: it is not theirs, or a holder of one of them refuses
    Source: docs/rules.md#R-9
    """
    coming = list(
        Booking.objects.standing()
        .filter(series=series, ends_at__gt=now)
        .select_for_update(of=("self",))
        .select_related("room", "centre")
    )
    for one in coming:
        _check_may(one, by, from_holder=False)
        holder = holders.of(one.holder_kind)
        if holder is not None:
            holder.released(one.holder_id, what=ROOM, by=by, now=now)
        one.cancelled_at, one.cancelled_why = now, why.strip()[:200]
    Booking.objects.bulk_update(coming, ["cancelled_at", "cancelled_why"])
    Block.objects.filter(booking__in=coming).update(active=False)
    if coming:
        telling.cancelled(bookings=coming, by=by, now=now)
    return coming


@locks.retried
@transaction.atomic
def move(
    *,
    booking: Booking,
    by: Person,
    now: dt.datetime,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None = None,
    equipment: Iterable[Equipment] | None = None,
    from_holder: bool = False,
) -> Booking:
    """
    Move a booking to another time or room, with the equipment it has.

    One piece is as good as another: if its own projector is taken then, it gets a
    free one.

    :param room: another room of the same centre; None: it stays where it is
    :param equipment: what it has from now on, as for `book`; None: what it has
    :raises Refusal: as for `book`; cancelled, over, or its holder refuses
    Source: docs/rules.md#R-10
    """
    standing = _locked(booking)
    _check_may(standing, by, from_holder=from_holder)
    _check_standing(standing, now)
    to = room or standing.room
    before = (standing.room.name, standing.starts_at, standing.ends_at)
    if to.centre_id != standing.centre_id:
        raise Refusal(_("There is no such room here."), field="room")
    to.centre = standing.centre
    once.check_times(
        starts_at=starts_at,
        ends_at=ends_at,
        now=now,
        was=starts_at == standing.starts_at,
    )
    day = starts_at.astimezone(standing.centre.tz).date()
    once.check_open(
        house=finding.house(centre=standing.centre, first=day, last=day),
        room=to,
        starts_at=starts_at,
        ends_at=ends_at,
        now=now,
    )
    standing.room, standing.starts_at, standing.ends_at = to, starts_at, ends_at
    _take_again(standing, equipment, now)
    holder = holders.of(standing.holder_kind)
    if holder is not None and not from_holder:
        holder.moved(
            standing.holder_id,
            what=ROOM,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
        )
    telling.moved(booking=standing, before=before, by=by, now=now)
    return standing


def _check_standing(booking: Booking, now: dt.datetime) -> None:
    if booking.cancelled_at is not None:
        raise Refusal(_("This booking was cancelled."))
    if booking.is_over(now):
        raise Refusal(_("This booking is over. What was cannot be moved."))


def _take_again(
    booking: Booking, equipment: Iterable[Equipment] | None, now: dt.datetime
) -> None:
    """Let go of what it took and take it anew, in one step."""
    room = booking.room
    if equipment is None:
        held = Block.objects.filter(booking=booking, thing__equipment__isnull=False)
        units = held.select_related("thing__equipment")
        equipment = [u.thing.equipment for u in units if u.thing.equipment is not None]
    span = room.span_with_buffers(booking.starts_at, booking.ends_at)
    things: list[int] = room.takes
    locks.hold(once.LOCKS, things)
    try:
        with transaction.atomic():
            Block.objects.filter(booking=booking).delete()
            taken = once.units_for(
                equipment=equipment, starts_at=span[0], ends_at=span[1]
            )
            locks.hold(once.LOCKS, taken)
            booking.save(update_fields=["room", "starts_at", "ends_at"])
            once.take(bookings=[booking], room=room, things=things, units=taken)
    except IntegrityError as error:
        if not once.is_clash(error):
            raise
        raise once.refuse_taken(
            room=room,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            now=now,
            besides=booking.pk,
        ) from error


@transaction.atomic
def rename(*, booking: Booking, title: str, by: Person, now: dt.datetime) -> Booking:
    """
    Give a booking another title, for those who may read it.

    :raises Refusal: it is not theirs
    """
    standing = _locked(booking)
    _check_may(standing, by, from_holder=False)
    standing.title = title.strip()[:120]
    standing.save(update_fields=["title"])
    telling.renamed(booking=standing, by=by, now=now)
    return standing
