"""Stages and slots: nobody plays into another act, the change-over counted in."""

import datetime as dt
from itertools import pairwise
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.programmes.models import Festival, Slot, Stage
from allin.programmes.operations.festival import words
from allin.programmes.permissions import can_plan
from allin.programmes.rules import festival as rules

LOCK: Final = "programmes.stage"


def may_plan(festival: Festival, by: Person) -> None:
    """Refuse whoever does not plan here."""
    if not can_plan(by, festival.centre):
        raise Refusal(_("Only the coordination plans festivals."))


def _record(verb: str, slot: Slot | Stage, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=slot.centre,
        verb=f"programmes.{verb}",
        thing=f"programmes.{type(slot).__name__}",
        thing_id=slot.pk,
        by=by,
        now=now,
    )


def settle_stage(
    *,
    festival: Festival,
    name: str,
    change_over: int,
    stage: Stage | None = None,
    by: Person,
    now: dt.datetime,
) -> Stage:
    """
    This will add a stage to a festival, or change one.

    A longer change-over counts for the acts that stand; if two of them are too near
    for it, nothing changes and the Refusal says so.

    :param change_over: minutes between two acts, 0 to 180
    Source: docs/rules.md#R-FE1
    """
    may_plan(festival, by)
    with spoken(field="name"), transaction.atomic():
        one = stage or Stage(centre=festival.centre, festival=festival, created_at=now)
        one.name, one.change_over = " ".join(name.split()), change_over
        one.save()
        _recount(one)
        _record("settle_stage", one, by, now)
    return one


def _recount(stage: Stage) -> None:
    locks.hold(LOCK, [stage.pk])
    acts = list(Slot.objects.standing().filter(stage=stage).order_by("starts_at"))
    for act, following in pairwise(acts):
        if rules.blocked_until(act.ends_at, stage.change_over) > following.starts_at:
            raise Refusal(
                _("Between “%(one)s” and “%(other)s” there is less time than that.")
                % {"one": act.act, "other": following.act},
                field="change_over",
            )
    for act in acts:
        act.blocked_until = rules.blocked_until(act.ends_at, stage.change_over)
    Slot.objects.bulk_update(acts, ["blocked_until"])


def _check(
    festival: Festival, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime
) -> None:
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    if ends_at - starts_at > rules.LONGEST_SLOT:
        raise Refusal(_("An act lasts twelve hours at most."), field="ends")
    opens, closes = festival.occasion.starts_at, festival.occasion.ends_at
    if starts_at < opens or ends_at > closes:
        raise Refusal(
            _("The festival is open %(span)s.")
            % {"span": words.span(opens, closes, festival.centre, now)},
            field="starts",
        )


def _taken(
    stage: Stage, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime,
    *, besides: int = 0,
) -> Refusal:  # fmt: skip
    """Return the Refusal that says from when the stage is free."""
    acts = Slot.objects.standing().filter(stage=stage).exclude(pk=besides)
    busy = list(acts.values_list("starts_at", "blocked_until"))
    centre, closes = stage.festival.centre, stage.festival.occasion.ends_at
    free = rules.first_gap(
        busy,
        after=starts_at,
        length=ends_at - starts_at,
        change_over=stage.change_over,
        closes=closes,
    )
    said = _("“%(stage)s” is taken then, with %(minutes)d minutes to change over.") % {
        "stage": stage.name,
        "minutes": stage.change_over,
    }
    if free is not None:
        said += " " + _("Free for as long: from %(moment)s.") % {
            "moment": words.moment(free, centre, now)
        }
    return Refusal(said, field="starts")


def _save(slot: Slot, now: dt.datetime) -> None:
    """Write a slot if its time is free; the database refuses what races."""
    stage = slot.stage
    clash = Slot.objects.standing().filter(
        stage=stage,
        starts_at__lt=slot.blocked_until,
        blocked_until__gt=slot.starts_at,
    )
    if clash.exclude(pk=slot.pk).exists():
        raise _taken(stage, slot.starts_at, slot.ends_at, now, besides=slot.pk or 0)
    slot.save()


@locks.retried
def add_slot(
    *,
    stage: Stage,
    act: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    association: Association | None = None,
    by: Person,
    now: dt.datetime,
) -> Slot:
    """
    This will put an act on a stage, [starts_at, ends_at), aware instants.

    Refused when another act, its change-over or this one's is in the way, and outside
    the opening of the festival; the Refusal says from when the stage is free. The
    same act at the same time once more (a second click) is the one there is.
    Source: docs/rules.md#R-FE1
    """
    may_plan(stage.festival, by)
    _check(stage.festival, starts_at, ends_at, now)
    told = {"stage": stage, "act": act, "starts_at": starts_at, "ends_at": ends_at}
    with spoken(field="starts"), transaction.atomic():
        locks.hold(LOCK, [stage.pk])
        again: Slot | None = Slot.objects.standing().filter(**told).first()
        if again is not None:
            return again
        slot = Slot(
            centre=stage.centre,
            association=association,
            blocked_until=rules.blocked_until(ends_at, stage.change_over),
            created_at=now,
            **told,
        )
        _save(slot, now)
        _record("add_slot", slot, by, now)
    return slot


@locks.retried
def move_slot(
    *,
    slot: Slot,
    stage: Stage,
    act: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    association: Association | None = None,
    by: Person,
    now: dt.datetime,
) -> Slot:
    """
    This will give an act another time, stage or name; refused as in `add_slot`.

    Source: docs/rules.md#R-FE1
    """
    may_plan(stage.festival, by)
    if stage.festival_id != slot.stage.festival_id:
        raise Refusal(_("This stage belongs to another festival."), field="stage")
    _check(stage.festival, starts_at, ends_at, now)
    with spoken(field="starts"), transaction.atomic():
        locks.hold(LOCK, {slot.stage_id, stage.pk})
        slot.stage, slot.act, slot.association = stage, act, association
        slot.starts_at, slot.ends_at = starts_at, ends_at
        slot.blocked_until = rules.blocked_until(ends_at, stage.change_over)
        _save(slot, now)
        _record("move_slot", slot, by, now)
    return slot


@transaction.atomic
def cancel_slot(*, slot: Slot, by: Person, now: dt.datetime) -> None:
    """This will take an act off the programme; twice is harmless."""
    may_plan(slot.stage.festival, by)
    if Slot.objects.standing().filter(pk=slot.pk).update(cancelled_at=now):
        _record("cancel_slot", slot, by, now)
