"""Making, moving and cancelling an appointment."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.core.violations import spoken
from allin.counselling.models import Appointment, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.appointment.following import tell
from allin.counselling.operations.appointment.times import equipment_of
from allin.counselling.operations.ask import locked, record
from allin.counselling.operations.release import free, free_rooms
from allin.counselling.rules import IN_HANDS, State
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Equipment, Room
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment


@locks.retried
@transaction.atomic
def agree(
    *,
    referral: Referral,
    place_kind: Appointment.Place,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    room: Room | None = None,
    place: str = "",
    equipment: Iterable[Equipment] = (),
    by: Person | None,
    now: dt.datetime,
) -> Appointment:
    """
    This will make the appointment: adviser's time, room and equipment, or nothing.

    "I call first" has no time yet; a time agreed later takes its place.

    :param place: where, when it is the association's own place; never an address of
        the person
    :param equipment: lent with the room, one piece of each
    :raises Refusal: nobody has taken it on, it has one already, or one of the things
        needed is taken; then none of them is
    Source: docs/rules.md#R-A8 (B13)
    """
    current = locked(referral.pk)
    if current.state not in IN_HANDS:
        raise Refusal(_("Nobody has taken %(code)s on.") % {"code": current.code})
    Appointment.objects.standing().filter(
        referral=current, place_kind=Appointment.Place.CALL_FIRST
    ).update(state=Appointment.State.MOVED, ended_at=now)
    with spoken(), transaction.atomic():
        made: Appointment = Appointment.objects.create(
            centre=current.centre,
            referral=current,
            volunteer_id=current.volunteer_id,
            place_kind=place_kind,
            place=_where(room, place),
            starts_at=starts_at,
            ends_at=ends_at,
            made_at=now,
        )
    if starts_at is not None and ends_at is not None:
        _check_to_come(starts_at, now)
        if current.volunteer is not None:
            volunteers.commit(
                volunteer=current.volunteer,
                starts_at=starts_at,
                ends_at=ends_at,
                kind=Commitment.APPOINTMENT,
                holder_kind=Appointment.HOLDER,
                holder_id=made.pk,
                by=by,
                now=now,
            )
        if room is not None:
            _book(current, made, room=room, equipment=equipment, by=by, now=now)
        if current.state == State.ACCEPTED:
            advance(referral=current, to=State.APPOINTMENT, by=by, now=now)
    record("agree", current, by, now, detail=place_kind)
    referral.refresh_from_db()
    return made


def _where(room: Room | None, place: str) -> str:
    return room.name if room is not None else place.strip()[:120]


def _check_to_come(starts_at: dt.datetime, now: dt.datetime) -> None:
    if starts_at <= now:
        raise Refusal(_("That time has passed. Choose one that is still to come."))


def _book(
    referral: Referral,
    made: Appointment,
    *,
    room: Room,
    equipment: Iterable[Equipment],
    by: Person | None,
    now: dt.datetime,
) -> None:
    if made.starts_at is None or made.ends_at is None:
        return
    rooms.book(
        room=room,
        starts_at=made.starts_at,
        ends_at=made.ends_at,
        by=by or STRANGER,
        now=now,
        association=referral.association,
        title=_("Appointment"),
        equipment=equipment,
        holder_kind=Appointment.HOLDER,
        holder_id=made.pk,
    )


@locks.retried
@transaction.atomic
def move(
    *,
    appointment: Appointment,
    place_kind: Appointment.Place,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None = None,
    place: str = "",
    equipment: Iterable[Equipment] = (),
    by: Person | None,
    now: dt.datetime,
) -> Appointment:
    """
    This will move an appointment in time, place or equipment, or nothing of it.

    What is said takes the place of what was: no room named means it needs none any
    more. The same once more (a second tap) changes nothing and writes to nobody.

    :param equipment: lent with the room from now on, one piece of each
    :raises Refusal: adviser, room or equipment are taken then, it has begun, or it no
        longer stands
    Source: docs/rules.md#R-A8 (B13)
    """
    referral = locked(appointment.referral_id)
    one = Appointment.objects.standing().filter(pk=appointment.pk).first()
    if one is None:
        raise Refusal(_("This appointment no longer stands."))
    wanted = list(equipment)
    said = (place_kind, _where(room, place), starts_at, ends_at)
    if said == _said(one) and {*wanted} == {*equipment_of(one)}:
        return one
    if one.starts_at is not None and one.starts_at <= now:
        raise Refusal(_("It has begun. Write down how it went, or cancel it."))
    _check_to_come(starts_at, now)
    one.place_kind, one.place, one.starts_at, one.ends_at = said
    one.moved_at = now
    one.save(update_fields=["place_kind", "place", "starts_at", "ends_at", "moved_at"])
    volunteers.move(
        holder_kind=Appointment.HOLDER,
        holder_id=one.pk,
        starts_at=starts_at,
        ends_at=ends_at,
        by=by,
        now=now,
    )
    _move_room(referral, one, room=room, equipment=wanted, by=by, now=now)
    record("move", referral, by, now, detail=place_kind)
    tell(referral, by, now)
    return one


def _said(one: Appointment) -> tuple[str, str, dt.datetime | None, dt.datetime | None]:
    return one.place_kind, one.place, one.starts_at, one.ends_at


def _move_room(
    referral: Referral,
    one: Appointment,
    *,
    room: Room | None,
    equipment: Iterable[Equipment],
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Take the room along, another one, the first one, or let it go."""
    if room is None:
        free_rooms(one, by=by or STRANGER, now=now)
        return
    held = Booking.objects.standing().held_by(Appointment.HOLDER, [one.pk]).first()
    if held is None:
        _book(referral, one, room=room, equipment=equipment, by=by, now=now)
    elif one.starts_at is not None and one.ends_at is not None:
        rooms.move(
            booking=held,
            by=by or STRANGER,
            now=now,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            room=room,
            equipment=equipment,
            from_holder=True,
        )


@locks.retried
@transaction.atomic
def cancel(*, appointment: Appointment, by: Person | None, now: dt.datetime) -> None:
    """
    This will cancel an appointment; time and room are free, the adviser stays.

    Twice is harmless. Source: docs/rules.md#R-A8 (B13)
    """
    referral = locked(appointment.referral_id)
    if not Appointment.objects.standing().filter(pk=appointment.pk).exists():
        return
    free(referral=referral, state=Appointment.State.CANCELLED, by=by, now=now)
    if referral.state == State.APPOINTMENT:
        advance(referral=referral, to=State.ACCEPTED, by=by, now=now, note="cancelled")
    tell(referral, by, now)
