"""What the coordination decides: rooms, equipment, hours, secret addresses."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.rooms.models import Address, Booking, Equipment, Room, Thing
from allin.rooms.operations import finding
from allin.rooms.permissions import can_see, can_settle

STOCK: Final = 200


def _check_may(by: Person, centre: Centre) -> None:
    if not can_settle(by, centre):
        raise Refusal(_("The coordination decides about rooms."))


def settle_room(
    *,
    centre: Centre,
    name: str,
    by: Person,
    now: dt.datetime,
    room: Room | None = None,
    short_name: str = "",
    seats: int = 0,
    step_free: bool = False,
    note: str = "",
    part_of: Room | None = None,
    tidy_before: int = 0,
    tidy_after: int = 0,
    hours: Sequence[Sequence[str]] = (),
    closed_on_holidays: bool = True,
) -> Room:
    """
    Add a room, or change one.

    :param room: the one to change; None adds a new one, last in the order
    :param part_of: the hall it is a part of; booking either takes the other as well
    :param tidy_before: minutes, at most 120; so `tidy_after`. For new bookings
    :param hours: see rules.hours_on
    :raises Refusal: not the coordination, the name exists, or halls in a circle
    """
    _check_may(by, centre)
    if part_of is not None and room is not None and _is_within(part_of, room):
        raise Refusal(_("A room cannot be a part of itself."), field="part_of")
    with spoken(field="name"), transaction.atomic():
        is_new = room is None
        one = room or Room(
            centre=centre,
            created_at=now,
            position=Room.objects.of(centre).count(),
        )
        one.name, one.short_name, one.note = name.strip(), short_name.strip(), note
        one.seats, one.step_free, one.part_of = seats, step_free, part_of
        one.tidy_before, one.tidy_after = tidy_before, tidy_after
        one.hours = [list(day) for day in hours]
        one.closed_on_holidays = closed_on_holidays
        one.save()
        if is_new:
            Thing.objects.create(centre=centre, room=one)
        _settle_takes(centre, one)
        _record("rooms.settle_room", "rooms.Room", one.pk, centre, by, now)
    return one


def _settle_takes(centre: Centre, changed: Room) -> None:
    """Write down anew which things each room takes: halls know their parts."""
    things = finding.things_by_room(centre=centre)
    for room in Room.objects.of(centre):
        takes = sorted(things[room.pk])
        if room.takes != takes:
            Room.objects.filter(pk=room.pk).update(takes=takes)
        if room.pk == changed.pk:
            changed.takes = takes


def _is_within(inner: Room, outer: Room) -> bool:
    step: Room | None = inner
    while step is not None:
        if step.pk == outer.pk:
            return True
        step = step.part_of
    return False


@transaction.atomic
def retire_room(*, room: Room, by: Person, now: dt.datetime) -> None:
    """
    Take a room out of use. What was booked in it stays in the figures.

    :raises Refusal: somebody has booked it for a time to come
    """
    _check_may(by, room.centre)
    coming = Booking.objects.standing().filter(room=room, ends_at__gt=now).count()
    if coming:
        raise Refusal(
            ngettext(
                "%(number)d booking is still to come. Move or cancel it first.",
                "%(number)d bookings are still to come. Move or cancel them first.",
                coming,
            )
            % {"number": coming}
        )
    Room.objects.filter(pk=room.pk).update(retired_at=now)
    Address.objects.standing().filter(room=room).update(revoked_at=now)
    _record("rooms.retire_room", "rooms.Room", room.pk, room.centre, by, now)


def settle_equipment(
    *,
    centre: Centre,
    name: str,
    stock: int,
    by: Person,
    now: dt.datetime,
    equipment: Equipment | None = None,
) -> Equipment:
    """
    Add equipment, or change its name and how many pieces there are.

    :param stock: pieces, 0 to 200; 0 takes it out of use
    :raises Refusal: not the coordination, the name exists, or a piece that would go
        is booked for a time to come
    """
    _check_may(by, centre)
    if not 0 <= stock <= STOCK:
        raise Refusal(
            _("Between 0 and %(most)d pieces.") % {"most": STOCK}, field="stock"
        )
    with spoken(field="name"), transaction.atomic():
        one = equipment or Equipment(centre=centre, created_at=now)
        one.name = name.strip()
        one.retired_at = None if stock else now
        one.save()
        units = list(Thing.objects.in_use().filter(equipment=one).order_by("pk"))
        Thing.objects.bulk_create(
            Thing(centre=centre, equipment=one) for _n in range(stock - len(units))
        )
        going = units[stock:]
        if going and _is_booked(going, now):
            raise Refusal(
                _("Some of it is booked for a time to come. Cancel that first."),
                field="stock",
            )
        Thing.objects.filter(pk__in=[unit.pk for unit in going]).update(retired_at=now)
        _record("rooms.settle_equipment", "rooms.Equipment", one.pk, centre, by, now)
    return one


def _is_booked(units: Sequence[Thing], now: dt.datetime) -> bool:
    return (
        Booking.objects.standing()
        .filter(blocks__thing__in=units, blocks__active=True, ends_at__gt=now)
        .exists()
    )


@transaction.atomic
def open_address(
    *,
    centre: Centre,
    kind: str,
    by: Person,
    now: dt.datetime,
    room: Room | None = None,
    association: Association | None = None,
) -> Address:
    """
    Make a secret address, or return the one there is.

    :param kind: Address.DOOR and Address.ROOM need a room and the coordination;
        Address.PERSON is the calendar of whoever asks
    :param association: whose bookings a board member's own calendar shows
    :raises Refusal: not theirs
    """
    if kind == Address.PERSON:
        if not can_see(by, centre):
            raise Refusal(_("Only boards and the coordination have this calendar."))
        about = {"user_id": by.id}
    else:
        _check_may(by, centre)
        about = {"room_id": room.pk if room else None}
    address, is_new = Address.objects.standing().get_or_create(
        centre=centre,
        kind=kind,
        **about,
        defaults={"created_at": now, "association": association},
    )
    if is_new:
        _record("rooms.open_address", "rooms.Address", address.pk, centre, by, now)
    return address


@transaction.atomic
def revoke_address(*, address: Address, by: Person, now: dt.datetime) -> None:
    """
    Take an address back: whoever still has it sees nothing from now on.

    :raises Refusal: it is neither one's own nor is one the coordination
    """
    if address.user_id is None or address.user_id != by.id:
        _check_may(by, address.centre)
    Address.objects.standing().filter(pk=address.pk).update(revoked_at=now)
    _record(
        "rooms.revoke_address", "rooms.Address", address.pk, address.centre, by, now
    )


def _record(  # noqa: PLR0917  (short and private)
    verb: str, thing: str, thing_id: int, centre: Centre, by: Person, now: dt.datetime
) -> None:
    audit.record(
        centre=centre, verb=verb, thing=thing, thing_id=thing_id, by=by, now=now
    )
