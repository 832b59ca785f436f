"""Stages and their programme; the checklist of permits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import SlotForm, StageForm
from allin.programmes.models import Festival, Slot
from allin.programmes.operations import festival as operations
from allin.programmes.permissions import can_plan
from allin.programmes.views.festival.finding import (
    done,
    festival_of,
    public_festival,
    said,
    shown,
    slot_of,
    stage_of,
)


def _stages(festival: Festival) -> list[tuple[Any, list[Slot]]]:
    """Return each stage with its acts, in their order."""
    acts: dict[int, list[Slot]] = {}
    standing = Slot.objects.standing().filter(stage__festival=festival)
    for slot in standing.select_related("association").order_by("starts_at", "pk"):
        acts.setdefault(slot.stage_id, []).append(slot)
    return [(stage, acts.get(stage.pk, [])) for stage in festival.stages.all()]


def _is_one_day(festival: Festival, stages: list[tuple[Any, list[Slot]]]) -> bool:
    """Whether all acts are on the day of the opening, so that hours are enough."""
    zone = festival.centre.tz
    opens = festival.occasion.starts_at.astimezone(zone).date()
    return all(
        at.astimezone(zone).date() == opens
        for _stage, acts in stages
        for slot in acts
        for at in (slot.starts_at, slot.ends_at)
    )


@requires(can_plan)
def stage_plan(request: Request, festival_id: int) -> HttpResponse:
    """Show who is on which stage when; it prints."""
    one = festival_of(request, festival_id)
    stages = _stages(one)
    about = {"festival": one, "stages": stages, "one_day": _is_one_day(one, stages)}
    return shown(request, "stages", about)


def stage_programme(request: Request, token: str) -> HttpResponse:
    """Show anybody the programme of the stages."""
    one = public_festival(request, token)
    if not one.occasion.is_standing:
        return shown(request, "cancelled", {"festival": one})
    stages = _stages(one)
    about = {"festival": one, "stages": stages, "one_day": _is_one_day(one, stages)}
    about["is_over"] = one.occasion.ends_at <= clock.now()
    return shown(request, "programme", about)


@requires(can_plan)
def settle_stage(request: Request, festival_id: int, stage_id: int = 0) -> HttpResponse:
    """Add a stage, or change one."""
    one = festival_of(request, festival_id)
    stage = stage_of(one, stage_id) if stage_id else None
    form = StageForm.of(stage, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.settle_stage, festival=one, stage=stage,
            by=request.person, now=clock.now(), **form.cleaned_data,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The stage is entered."))
            return redirect("programmes:stage_plan", one.pk)
    return shown(request, "stage", {"form": form, "festival": one, "stage": stage})


@requires(can_plan)
def add_slot(request: Request, festival_id: int) -> HttpResponse:
    """Put an act on a stage."""
    one = festival_of(request, festival_id)
    form = SlotForm.of(one, None, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.add_slot, by=request.person, now=clock.now(),
            **form.values,
        )  # fmt: skip
        if made is not None:
            said(request, _("The act is on the programme."), form.note)
            return redirect("programmes:stage_plan", one.pk)
    return shown(request, "slot", {"form": form, "festival": one})


@requires(can_plan)
def move_slot(request: Request, festival_id: int, slot_id: int) -> HttpResponse:
    """Give an act another time, stage or name."""
    one = festival_of(request, festival_id)
    slot = slot_of(one, slot_id)
    form = SlotForm.of(one, slot, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.move_slot, slot=slot, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            said(request, _("The act is changed."), form.note)
            return redirect("programmes:stage_plan", one.pk)
    return shown(request, "slot", {"form": form, "festival": one, "slot": slot})


@require_POST
@requires(can_plan)
def cancel_slot(request: Request, festival_id: int, slot_id: int) -> HttpResponse:
    """Take an act off the programme."""
    one = festival_of(request, festival_id)
    slot, words = slot_of(one, slot_id), _("The act is off the programme.")
    now = clock.now()
    done(request, operations.cancel_slot, words, slot=slot, by=request.person, now=now)
    return redirect("programmes:stage_plan", one.pk)
