"""One booking: what it is, moving it, renaming it, cancelling it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock, holders
from allin.core.errors import WayOut
from allin.core.http import Request, requires
from allin.rooms import operations
from allin.rooms.forms import CancelForm, MoveForm, TitleForm, tried
from allin.rooms.models import Booking
from allin.rooms.permissions import can_see


def readable(request: Request, booking_id: int) -> Booking:
    """Return a booking the person may read; for others there is none."""
    of_theirs = Booking.objects.of(request.centre).visible_to(request.person)
    return get_object_or_404(
        of_theirs.select_related(
            "room", "association", "series", "booked_by", "centre"
        ),
        pk=booking_id,
    )


@requires(can_see)
def booking(request: Request, booking_id: int) -> HttpResponse:
    """Show one booking."""
    one = readable(request, booking_id)
    holder = holders.of(one.holder_kind)
    shown = {
        "booking": one,
        "holder": holder.label(one.holder_id, person=request.person) if holder else "",
        "equipment": [
            block.thing.equipment
            for block in one.blocks.filter(
                active=True, thing__equipment__isnull=False
            ).select_related("thing__equipment")
        ],
        "is_open": one.is_standing and not one.is_over(clock.now()),
        "coming": _coming(one),
    }
    return render(request, "rooms/booking.html", shown)


def _coming(one: Booking) -> int:
    """Return how many dates of its series are still to come, this one included."""
    if one.series_id is None:
        return 0
    coming = Booking.objects.standing().filter(
        series_id=one.series_id, ends_at__gt=clock.now()
    )
    return coming.count()


@requires(can_see)
def move(request: Request, booking_id: int) -> HttpResponse:
    """Move a booking; a form sent back says what is free near it."""
    one = readable(request, booking_id)
    form = MoveForm.of(one, request)
    ways: tuple[WayOut, ...] = ()
    if form.is_valid():
        moved, ways = tried(
            form,
            operations.move,
            booking=one,
            by=request.person,
            now=clock.now(),
            **form.values,
        )
        if moved is not None:
            messages.success(request, _("The booking was moved."))
            return redirect("rooms:booking", booking_id=moved.pk)
    shown = {"form": form, "booking": one, "ways": _to_here(ways, booking_id)}
    return render(request, "rooms/move.html", shown, status=_status(request))


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200


def _to_here(ways: Iterable[WayOut], booking_id: int) -> list[WayOut]:
    """Let the suggestions fill this form instead of that of a new booking."""
    here = reverse("rooms:move", args=[booking_id])
    new = reverse("rooms:book")
    return [WayOut(way.text, way.url.replace(new, here, 1)) for way in ways]


@requires(can_see)
def rename(request: Request, booking_id: int) -> HttpResponse:
    """Give a booking another title."""
    one = readable(request, booking_id)
    form = TitleForm(request.POST or None, initial={"title": one.title})
    if request.method == "POST" and form.is_valid():
        operations.rename(
            booking=one,
            title=form.cleaned_data["title"],
            by=request.person,
            now=clock.now(),
        )
        messages.success(request, _("The booking has another title."))
        return redirect("rooms:booking", booking_id=one.pk)
    return render(request, "rooms/rename.html", {"form": form, "booking": one})


@requires(can_see)
def cancel(request: Request, booking_id: int) -> HttpResponse:
    """Cancel one booking, after asking."""
    one = readable(request, booking_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gone, _ways = tried(
            form, operations.cancel, booking=one, **_said(request, form)
        )
        if gone is not None:
            messages.success(request, _("The booking is cancelled. The room is free."))
            return redirect("rooms:booking", booking_id=one.pk)
    shown = {"form": form, "booking": one}
    return render(request, "rooms/cancel.html", shown, status=_status(request))


@requires(can_see)
def cancel_series(request: Request, booking_id: int) -> HttpResponse:
    """Cancel every date of a series that is still to come, after asking."""
    one = readable(request, booking_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and one.series is not None:
        gone, _ways = tried(
            form, operations.cancel_series, series=one.series, **_said(request, form)
        )
        if gone is not None:
            messages.success(request, _gone(len(gone)))
            return redirect("rooms:booking", booking_id=one.pk)
    shown = {"form": form, "booking": one, "coming": _coming(one)}
    return render(request, "rooms/cancel_series.html", shown, status=_status(request))


def _said(request: Request, form: CancelForm) -> dict[str, Any]:
    why = form.cleaned_data["why"]
    return {"by": request.person, "now": clock.now(), "why": why}


def _gone(number: int) -> str:
    return ngettext(
        "%(number)d date is cancelled.", "%(number)d dates are cancelled.", number
    ) % {"number": number}
