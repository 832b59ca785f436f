"""Whose festival, stand, shift it is; else there is no such page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from allin.core.errors import Refusal
from allin.core.http import Request
from allin.programmes.models import Festival, Permit, Shift, Slot, Stage, Stand

ABOVE = ("occasion__programme", "occasion__room", "centre", "host")


def festival_of(request: Request, festival_id: int) -> Festival:
    """Return a festival the person steers."""
    mine = Festival.objects.of(request.centre).steered_by(request.person)
    found: Festival = get_object_or_404(mine.select_related(*ABOVE), pk=festival_id)
    return found


def festival_seen(request: Request, festival_id: int) -> Festival:
    """Return a festival the person may ask for a stand at, or steers."""
    seen = Festival.objects.of(request.centre).visible_to(request.person)
    found: Festival = get_object_or_404(seen.select_related(*ABOVE), pk=festival_id)
    return found


def public_festival(request: Request, token: str) -> Festival:
    """Return the festival a public address opens; a cancelled one says so."""
    found: Festival = get_object_or_404(
        Festival.objects.of(request.centre).select_related(*ABOVE), token=token
    )
    return found


def stand_of(request: Request, stand_id: int) -> Stand:
    """Return a stand the person may see: the coordination, or its own board."""
    found: Stand = get_object_or_404(
        Stand.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related(
            "association", "festival__occasion", "festival__centre", "centre"
        ),
        pk=stand_id,
    )
    return found


def shift_of(request: Request, shift_id: int) -> Shift:
    """Return a shift of a festival the person steers."""
    found: Shift = get_object_or_404(
        Shift.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .counted()
        .select_related(
            "festival__centre",
            "festival__occasion",
            "position__occasion__centre",
            "position__centre",
        ),
        pk=shift_id,
    )
    return found


def stage_of(festival: Festival, stage_id: int) -> Stage:
    """Return a stage of the festival."""
    found: Stage = get_object_or_404(
        Stage.objects.filter(festival=festival), pk=stage_id
    )
    return found


def slot_of(festival: Festival, slot_id: int) -> Slot:
    """Return an act of the festival."""
    found: Slot = get_object_or_404(
        Slot.objects.standing().filter(stage__festival=festival), pk=slot_id
    )
    found.stage.festival = festival
    return found


def permit_of(festival: Festival, permit_id: int) -> Permit:
    """Return a line of the festival's checklist."""
    found: Permit = get_object_or_404(
        Permit.objects.filter(festival=festival), pk=permit_id
    )
    found.festival = festival
    return found


def shown(request: Request, page: str, about: dict[str, Any]) -> HttpResponse:
    """Show a page of the festival; a form that comes back has its own status."""
    status = 422 if request.method == "POST" else 200
    return render(request, f"programmes/festival/{page}.html", about, status=status)


def done(request: Request, operation: Any, said: str, **values: Any) -> bool:
    """Call an operation and say how it went, above the page it leads to."""
    try:
        operation(**values)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return False
    messages.success(request, said)
    return True


def said(request: Request, *sentences: str) -> None:
    """Say how it went, in one notice."""
    messages.success(request, " ".join(one for one in sentences if one))
