"""What the coordination decides: rooms, equipment, secret addresses; the figures."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, people
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.directory.models import Association
from allin.rooms import operations, statistics
from allin.rooms.forms import EquipmentForm, RoomForm, tried
from allin.rooms.models import Address, Equipment, Room
from allin.rooms.operations import finding
from allin.rooms.permissions import can_see, can_settle


@requires(can_settle)
def settle(request: Request) -> HttpResponse:
    """Show rooms, equipment and their addresses."""
    rooms = finding.rooms_of(centre=request.centre)
    addresses = {
        (address.room_id, address.kind): address
        for address in Address.objects.standing().filter(
            centre_id=request.centre.pk, room__in=rooms
        )
    }
    kinds = (Address.DOOR, Address.ROOM)
    rows = [
        (room, [(kind, addresses.get((room.pk, kind))) for kind in kinds])
        for room in rooms
    ]
    equipment = Equipment.objects.of(request.centre).in_use().with_stock()
    shown = {"rooms": rows, "equipment": equipment}
    return render(request, "rooms/settle.html", shown)


@requires(can_settle)
def settle_room(request: Request, room_id: int = 0) -> HttpResponse:
    """Add a room, or change one."""
    of_here = Room.objects.of(request.centre).in_use().select_related("centre")
    room = get_object_or_404(of_here, pk=room_id) if room_id else None
    form = RoomForm.of(room, request)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.settle_room,
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            room=room,
            **form.values,
        )
        if made is not None:
            messages.success(request, _("The room is entered."))
            return redirect("rooms:settle")
    return render(request, "rooms/settle_room.html", {"form": form, "room": room})


@requires(can_settle)
@require_POST
def retire_room(request: Request, room_id: int) -> HttpResponse:
    """Take a room out of use."""
    room = get_object_or_404(
        Room.objects.of(request.centre).select_related("centre"), pk=room_id
    )
    try:
        operations.retire_room(room=room, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The room is out of use."))
    return redirect("rooms:settle")


@requires(can_settle)
def settle_equipment(request: Request, equipment_id: int = 0) -> HttpResponse:
    """Add equipment, or change how much there is."""
    of_here = Equipment.objects.of(request.centre).in_use().with_stock()
    one = get_object_or_404(of_here, pk=equipment_id) if equipment_id else None
    form = EquipmentForm.of(one, request)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.settle_equipment,
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            equipment=one,
            **form.cleaned_data,
        )
        if made is not None:
            messages.success(request, _("The equipment is entered."))
            return redirect("rooms:settle")
    shown = {"form": form, "equipment": one}
    return render(request, "rooms/settle_equipment.html", shown)


@requires(can_settle)
@require_POST
def open_address(request: Request, room_id: int, kind: str) -> HttpResponse:
    """Make the secret address of a room's door page or calendar."""
    room = get_object_or_404(Room.objects.of(request.centre).in_use(), pk=room_id)
    operations.open_address(
        centre=request.centre, kind=kind, by=request.person, now=clock.now(), room=room
    )
    return redirect("rooms:settle")


@requires(can_see)
@require_POST
def revoke_address(request: Request, address_id: int) -> HttpResponse:
    """Take a secret address back."""
    address = get_object_or_404(
        Address.objects.standing()
        .filter(centre_id=request.centre.pk)
        .select_related("centre"),
        pk=address_id,
    )
    is_own = address.user_id is not None and address.user_id == request.person.id
    try:
        operations.revoke_address(address=address, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The address no longer shows anything."))
    return redirect("rooms:own_calendar" if is_own else "rooms:settle")


@requires(can_see)
def own_calendar(request: Request) -> HttpResponse:
    """Show the person's own calendar address, or make it."""
    if request.method == "POST":
        own = request.person.ids_of(people.BOARD, centre_id=request.centre.pk)
        operations.open_address(
            centre=request.centre,
            kind=Address.PERSON,
            by=request.person,
            now=clock.now(),
            association=Association.objects.filter(pk__in=own).first(),
        )
        return redirect("rooms:own_calendar")
    address = (
        Address.objects.standing()
        .filter(centre_id=request.centre.pk, user_id=request.person.id or 0)
        .first()
    )
    return render(request, "rooms/own_calendar.html", {"address": address})


@requires(can_settle)
def use(request: Request) -> HttpResponse:
    """Show how much the rooms were used, this year or another."""
    this_year = clock.now().astimezone(request.centre.tz).year
    asked = request.GET.get("year", "")
    near = {str(year): year for year in range(this_year - 5, this_year + 2)}
    year = near.get(asked, this_year)
    used = statistics.use_of_rooms(
        centre=request.centre, first=dt.date(year, 1, 1), last=dt.date(year, 12, 31)
    )
    return render(
        request, "rooms/use.html", statistics.shown(request.centre, used, year)
    )
