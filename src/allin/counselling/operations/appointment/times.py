"""When adviser, room and equipment are free at once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from allin.centres.models import Centre
from allin.counselling.models import Appointment, Referral
from allin.counselling.operations.candidates import wished_times
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Equipment, Room
from allin.volunteers.models import Commitment, Volunteer
from allin.volunteers.rules import half_day, part_at

LENGTH: Final = dt.timedelta(hours=1)
STEP: Final = dt.timedelta(minutes=30)
ONE_DAY: Final = dt.timedelta(days=1)
DAYS: Final = 21  # how far ahead times are offered
AROUND: Final = 3  # days before and after a wanted time that was taken
OFFERED: Final = 3
_KEY: Final = "%Y%m%dT%H%M"


@dataclass(frozen=True)
class FreeTime:
    """A time at which adviser and room are free."""

    room: Room
    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def key(self) -> str:
        """What a form sends back."""
        return f"{self.room.pk}@{self.starts_at.astimezone(dt.UTC):{_KEY}}"


def time_of(key: str, *, centre: Centre) -> FreeTime | None:
    """
    Return the time a form sent back, or None if it never was one.

    It may be taken by now: whoever makes the appointment is told so then.
    """
    number, _at, moment = key.partition("@")
    if not number.isdecimal() or len(number) > len(str(2**62)):
        return None
    try:
        starts_at = dt.datetime.strptime(moment, _KEY).replace(tzinfo=dt.UTC)
        ends_at = starts_at + LENGTH
    except (ValueError, OverflowError):
        return None
    room = Room.objects.of(centre).in_use().filter(pk=int(number)).first()
    if room is None:
        return None
    room.centre = centre
    return FreeTime(room, starts_at, ends_at)


def lost(referral: Referral, *, now: dt.datetime) -> Appointment | None:
    """Return an appointment that was to come and does not take place any more."""
    last: Appointment | None = (
        Appointment.objects.filter(referral=referral).order_by("-pk").first()
    )
    gone = {Appointment.State.CANCELLED, Appointment.State.LOST_ROOM}
    if last is None or last.state not in gone or not referral.is_open:
        return None
    return last if last.starts_at is not None and last.starts_at > now else None


def room_of(appointment: Appointment) -> Room | None:
    """Return the room of the house an appointment has, if it has one."""
    held = Booking.objects.standing().held_by(Appointment.HOLDER, [appointment.pk])
    booking = held.select_related("room__centre").first()
    return booking.room if booking is not None else None


def equipment_of(appointment: Appointment | None) -> list[Equipment]:
    """Return what is lent with the room of an appointment, each once."""
    if appointment is None:
        return []
    held = Booking.objects.standing().held_by(Appointment.HOLDER, [appointment.pk])
    return list(
        Equipment.objects.filter(
            units__blocks__booking__in=held, units__blocks__active=True
        ).distinct()
    )


def free_times(
    *,
    referral: Referral,
    volunteer: Volunteer | None,
    now: dt.datetime,
    most: int = OFFERED,
    equipment: Iterable[Equipment] = (),
    besides: Appointment | None = None,
) -> list[FreeTime]:
    """
    List times of an hour when adviser and a room are free, one a day, from tomorrow.

    Half-days the adviser named, wished ones first; public holidays are left out.

    :param equipment: has to be free as well, a piece of each
    :param besides: an appointment that does not count, because it is being moved
    """
    first = now.astimezone(referral.centre.tz).date() + ONE_DAY
    wished = wished_times(referral.wish_time)
    times: dict[dt.date, FreeTime] = {}
    spare: dict[dt.date, FreeTime] = {}
    search = _Search(referral, volunteer, tuple(equipment), besides, first, DAYS)
    for day, time in search.possible():
        bit = _half_day(time.starts_at, referral)
        if volunteer is not None and not volunteer.available & bit:
            continue
        place = times if not wished or wished & bit else spare
        place.setdefault(day, time)
        if len(times) == most:
            break  # what comes later is not offered
    offered = list(times.values())[:most]
    rest = [time for day, time in spare.items() if day not in times]
    return sorted(
        offered + rest[: most - len(offered)], key=lambda time: time.starts_at
    )


def times_near(
    *,
    referral: Referral,
    volunteer: Volunteer | None,
    wanted: dt.datetime,
    now: dt.datetime,
    most: int = OFFERED,
    equipment: Iterable[Equipment] = (),
    besides: Appointment | None = None,
) -> list[FreeTime]:
    """
    List what is free nearest to a time that was wanted and is taken, nearest first.

    The adviser chose that time, so half-days named earlier do not narrow it.
    Otherwise as `free_times`.
    """
    zone = referral.centre.tz
    today = now.astimezone(zone).date()
    first = max(today, wanted.astimezone(zone).date() - AROUND * ONE_DAY)
    days = 2 * AROUND + 1
    search = _Search(referral, volunteer, tuple(equipment), besides, first, days)
    found = [time for _day, time in search.possible() if time.starts_at > now]
    found.sort(key=lambda time: (abs(time.starts_at - wanted), time.room.position))
    nearest: list[FreeTime] = []
    for time in found:
        if len(nearest) < most and all(time.starts_at != n.starts_at for n in nearest):
            nearest.append(time)
    return nearest


@dataclass(frozen=True)
class _Search:
    """What has to be free, and from which day on for how many days."""

    referral: Referral
    volunteer: Volunteer | None
    equipment: tuple[Equipment, ...]
    besides: Appointment | None
    first: dt.date
    days: int

    def possible(self) -> Iterable[tuple[dt.date, FreeTime]]:
        """Yield every hour at which all are free, in the order of days and rooms."""
        centre = self.referral.centre
        booked = self._booked()
        found = rooms.free_spans(
            centre=centre, first=self.first, days=self.days, besides=booked
        )
        taken, stock = self._taken(), self._stock(booked)
        named = {room.pk: room for room in rooms.rooms_of(centre=centre)}
        for (room_id, day), spans in sorted(
            found.items(), key=lambda item: item[0][::-1]
        ):
            if self._is_away(day):
                continue
            room = named[room_id]
            for starts_at in _starts(spans):
                ends_at = starts_at + LENGTH
                if any(starts_at < e and s < ends_at for s, e in taken):
                    continue
                span = room.span_with_buffers(starts_at, ends_at)
                if all(rooms.has_spare(units, span) for units in stock):
                    yield day, FreeTime(room, starts_at, ends_at)

    @property
    def _midnight(self) -> dt.datetime:
        zone = self.referral.centre.tz
        return dt.datetime.combine(self.first, dt.time(), tzinfo=zone)

    def _booked(self) -> int:
        if self.besides is None:
            return 0
        held = Booking.objects.standing().held_by(Appointment.HOLDER, [self.besides.pk])
        return held.values_list("pk", flat=True).first() or 0

    def _stock(self, booked: int) -> list[list[list[tuple[dt.datetime, dt.datetime]]]]:
        return rooms.pieces(
            equipment=self.equipment,
            starts_at=self._midnight - ONE_DAY,
            ends_at=self._midnight + (self.days + 1) * ONE_DAY,
            besides=booked,
        )

    def _is_away(self, day: dt.date) -> bool:
        one = self.volunteer
        if one is None:
            return False
        return one.is_paused(day) or (one.left_on is not None and one.left_on < day)

    def _taken(self) -> list[tuple[dt.datetime, dt.datetime]]:
        if self.volunteer is None:
            return []
        rows = (
            Commitment.objects.standing()
            .filter(volunteer=self.volunteer, ends_at__gt=self._midnight)
            .exclude(kind=Commitment.DUTY)
        )
        if self.besides is not None:
            rows = rows.exclude(
                holder_kind=Appointment.HOLDER, holder_id=self.besides.pk
            )
        return list(rows.values_list("starts_at", "ends_at"))


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
