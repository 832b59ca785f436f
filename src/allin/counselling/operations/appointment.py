"""When and where the two meet: time, room and equipment, all of it or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.core.violations import spoken
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.ask import (
    language_of,
    locked,
    record,
    to_whom,
)
from allin.counselling.operations.candidates import wished_times
from allin.counselling.operations.release import free
from allin.counselling.rules import IN_HANDS, State
from allin.outbox import operations as outbox
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Equipment, Room
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment, Volunteer
from allin.volunteers.rules import half_day, part_at

LENGTH: Final = dt.timedelta(hours=1)
STEP: Final = dt.timedelta(minutes=30)
DAYS: Final = 21  # how far ahead times are offered
OFFERED: Final = 3


@dataclass(frozen=True)
class FreeTime:
    """A time at which adviser and room are free."""

    room: Room
    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def key(self) -> str:
        """What a form sends back."""
        return f"{self.room.pk}@{self.starts_at.astimezone(dt.UTC):%Y%m%dT%H%M}"


def free_times(
    *,
    referral: Referral,
    volunteer: Volunteer | None,
    now: dt.datetime,
    most: int = OFFERED,
) -> list[FreeTime]:
    """
    List times of an hour when adviser and a room are free, one a day, from tomorrow.

    Half-days the adviser named, wished ones first; public holidays are left out.
    """
    centre = referral.centre
    first = now.astimezone(centre.tz).date() + dt.timedelta(days=1)
    found = rooms.free_spans(centre=centre, first=first, days=DAYS)
    taken = _taken(volunteer, now)
    named = {room.pk: room for room in Room.objects.of(centre).in_use()}
    wished = wished_times(referral.wish_time)
    times: dict[dt.date, FreeTime] = {}
    spare: dict[dt.date, FreeTime] = {}
    for (room_id, day), spans in sorted(found.items(), key=lambda item: item[0][::-1]):
        for starts_at in _starts(spans):
            bit = _half_day(starts_at, referral)
            if volunteer is not None and not volunteer.available & bit:
                continue
            if any(starts_at < e and s < starts_at + LENGTH for s, e in taken):
                continue
            place = times if not wished or wished & bit else spare
            room = named[room_id]
            room.centre = centre
            place.setdefault(day, FreeTime(room, starts_at, starts_at + LENGTH))
    offered = list(times.values())[:most]
    rest = [time for day, time in spare.items() if day not in times]
    return sorted(
        offered + rest[: most - len(offered)], key=lambda time: time.starts_at
    )


def _half_day(starts_at: dt.datetime, referral: Referral) -> int:
    wall = starts_at.astimezone(referral.centre.tz)
    return half_day(wall.weekday(), part_at(wall.time()))


def _starts(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> Iterable[dt.datetime]:
    for starts_at, ends_at in spans:
        late = starts_at.minute % 30
        at = starts_at + (STEP - dt.timedelta(minutes=late) if late else STEP * 0)
        while at + LENGTH <= ends_at:
            yield at
            at += STEP


def _taken(
    volunteer: Volunteer | None, now: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    if volunteer is None:
        return []
    return list(
        Commitment.objects.standing()
        .filter(volunteer=volunteer, ends_at__gt=now)
        .exclude(kind=Commitment.DUTY)
        .values_list("starts_at", "ends_at")
    )


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
            place=room.name if room is not None else place.strip()[:120],
            starts_at=starts_at,
            ends_at=ends_at,
            made_at=now,
        )
    if starts_at is not None and ends_at is not None:
        if starts_at <= now:
            raise Refusal(_("That time has passed. Choose one that is still to come."))
        _hold(current, made, room=room, equipment=equipment, by=by, now=now)
        if current.state == State.ACCEPTED:
            advance(referral=current, to=State.APPOINTMENT, by=by, now=now)
    record("agree", current, by, now, detail=place_kind)
    referral.refresh_from_db()
    return made


def _hold(
    referral: Referral,
    made: Appointment,
    *,
    room: Room | None,
    equipment: Iterable[Equipment],
    by: Person | None,
    now: dt.datetime,
) -> None:
    starts_at, ends_at = made.starts_at, made.ends_at
    if starts_at is None or ends_at is None:
        return
    if referral.volunteer is not None:
        volunteers.commit(
            volunteer=referral.volunteer,
            starts_at=starts_at,
            ends_at=ends_at,
            kind=Commitment.APPOINTMENT,
            holder_kind=Appointment.HOLDER,
            holder_id=made.pk,
            by=by,
            now=now,
        )
    if room is not None:
        rooms.book(
            room=room,
            starts_at=starts_at,
            ends_at=ends_at,
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
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    room: Room | None = None,
    by: Person | None,
    now: dt.datetime,
) -> Appointment:
    """
    This will move an appointment, with everything held for it, or nothing of it.

    :param room: another room; None: the one it has
    :raises Refusal: adviser or room are taken then, or it no longer stands
    Source: docs/rules.md#R-A8 (B13)
    """
    referral = locked(appointment.referral_id)
    moved = (
        Appointment.objects.standing()
        .filter(pk=appointment.pk)
        .update(starts_at=starts_at, ends_at=ends_at)
    )
    if not moved:
        raise Refusal(_("This appointment no longer stands."))
    volunteers.move(
        holder_kind=Appointment.HOLDER,
        holder_id=appointment.pk,
        starts_at=starts_at,
        ends_at=ends_at,
        by=by,
        now=now,
    )
    for booking in Booking.objects.standing().held_by(
        Appointment.HOLDER, [appointment.pk]
    ):
        rooms.move(
            booking=booking,
            by=by or STRANGER,
            now=now,
            starts_at=starts_at,
            ends_at=ends_at,
            room=room,
            from_holder=True,
        )
    record("move", referral, by, now)
    _tell(referral, now)
    appointment.refresh_from_db()
    return appointment


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
    _tell(referral, now)


def _tell(referral: Referral, now: dt.datetime) -> None:
    """Write a neutral line to who has taken it on; the page says the rest."""
    one = Ask.objects.filter(referral=referral, answer=Ask.Answer.YES).first()
    if one is None:
        return
    kind, to_id = to_whom(one)
    language = language_of(one)
    with override(language):
        outbox.write(
            centre=referral.centre,
            to_kind=kind,
            to_id=to_id,
            body=_("There is news about %(code)s: the appointment has changed.")
            % {"code": referral.code},
            language=language,
            now=now,
        )


class Holder:
    """What happens when a room or somebody's time goes away from below."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """
        Follow a lost room or lost time to the end: state, the other half, letter, todo.

        Without the room the adviser chooses anew; without the adviser's time the
        referral waits for the coordination again.
        """
        one = Appointment.objects.standing().filter(pk=holder_id).first()
        if one is None:
            return
        referral = locked(one.referral_id)
        if what == "room":
            Appointment.objects.filter(pk=one.pk).update(
                state=Appointment.State.LOST_ROOM, ended_at=now
            )
            volunteers.release(
                holder_kind=Appointment.HOLDER, holder_id=one.pk, by=by, now=now
            )
            if referral.state == State.APPOINTMENT:
                note = "room_lost"
                advance(referral=referral, to=State.ACCEPTED, by=by, now=now, note=note)
            _tell(referral, now)
            return
        free(referral=referral, state=Appointment.State.CANCELLED, by=by, now=now)
        _tell(referral, now)
        Ask.objects.filter(referral=referral, answer=Ask.Answer.YES).update(
            answer=Ask.Answer.GAVE_BACK, answered_at=now, pin_digest=""
        )
        advance(referral=referral, to=State.RECEIVED, by=by, now=now, note="time_lost")

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
        """Move the adviser's time along with the room; refuse when it is taken."""
        one = Appointment.objects.standing().filter(pk=holder_id).first()
        if one is None or what != "room":
            return
        volunteers.move(
            holder_kind=Appointment.HOLDER,
            holder_id=one.pk,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
        )
        Appointment.objects.filter(pk=one.pk).update(
            starts_at=starts_at, ends_at=ends_at
        )
        _tell(locked(one.referral_id), now)

    def label(self, holder_id: int, *, person: Person) -> str:
        """Say no more than that two people meet."""
        del holder_id, person
        return _("Appointment")


HOLDER: Final = Holder()
