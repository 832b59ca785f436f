"""Stands: asked for, decided, placed; whoever is affected gets a letter."""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.programmes.models import Festival, Stand
from allin.programmes.operations.festival import telling, words
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.permissions import can_apply_for


class Wanted(TypedDict):
    """What a stand needs: watts, metres of front, and what it offers in words."""

    offers: str
    food: bool
    power_watts: int
    water: bool
    metres: int


def _record(verb: str, stand: Stand, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=stand.centre,
        verb=f"programmes.{verb}",
        thing="programmes.Stand",
        thing_id=stand.pk,
        by=by,
        now=now,
    )


def _may_apply(
    festival: Festival, association: Association, by: Person, now: dt.datetime
) -> None:
    if association.centre_id != festival.centre_id:
        raise Refusal(_("There is no such association here."), field="association")
    if not can_apply_for(by, festival.centre, association.pk):
        raise Refusal(
            _("A board applies for its own association."), field="association"
        )
    if not festival.occasion.is_standing:
        raise Refusal(_("The festival was cancelled."))
    if festival.occasion.ends_at <= now:
        raise Refusal(_("The festival is over."))
    last = festival.apply_until
    is_late = last is not None and now.astimezone(festival.centre.tz).date() > last
    if last and is_late and not can_apply_for(by, festival.centre, None):
        raise Refusal(
            _("Stands could be asked for until %(day)s. The coordination can help.")
            % {"day": words.day(last, now, festival.centre)}
        )


def apply(
    *,
    festival: Festival,
    association: Association,
    by: Person,
    now: dt.datetime,
    **wanted: Unpack[Wanted],
) -> Stand:
    """
    This will ask for a stand for an association; it waits for a decision.

    The same once more (a second click) is the stand there is. Refused to strangers of
    the association, after the last day (the coordination may still enter one), and
    when the festival is over or cancelled. Source: docs/rules.md#R-FE2
    """
    _may_apply(festival, association, by, now)
    same = Stand.objects.waiting().filter(
        festival=festival, association=association, **wanted
    )
    with spoken(), transaction.atomic():
        again: Stand | None = same.first()
        if again is not None:
            return again
        stand = Stand.objects.create(
            centre=festival.centre,
            festival=festival,
            association=association,
            applied_at=now,
            **wanted,
        )
        _record("apply", stand, by, now)
    return stand


def change_wish(
    *, stand: Stand, by: Person, now: dt.datetime, **wanted: Unpack[Wanted]
) -> Stand:
    """
    This will change what an association asked for, as long as nobody has decided.

    Refused as in `apply`, and once it is decided: then the coordination changes it.
    """
    _may_apply(stand.festival, stand.association, by, now)
    if stand.state != Stand.APPLIED:
        raise Refusal(_("This is decided. The coordination can still change it."))
    with spoken(), transaction.atomic():
        _fill(stand, wanted)
        stand.save()
        _record("change_wish", stand, by, now)
    return stand


def _fill(stand: Stand, wanted: Wanted) -> None:
    for name, value in wanted.items():
        setattr(stand, name, value)


def accept(
    *,
    stand: Stand,
    number: str,
    by: Person,
    now: dt.datetime,
    **wanted: Unpack[Wanted],
) -> Stand:
    """
    This will give an association a stand, as asked for or changed; or change it again.

    A first yes is told by letter at once, with what differs from the wish. Later
    changes are told when the plan is given out (`give_out_plan`).

    :param number: on the plan, such as "A3"; "" until there is a place
    Source: docs/rules.md#R-FE3
    """
    may_plan(stand.festival, by)
    if stand.state == Stand.WITHDRAWN:
        raise Refusal(_("The association has taken this back."))
    wish, first = dict(stand.plan), stand.state != Stand.ACCEPTED
    with spoken(field="number"), transaction.atomic():
        _fill(stand, wanted)
        stand.number = "".join(number.split()).upper()
        stand.state, stand.declined_why, stand.decided_at = Stand.ACCEPTED, "", now
        if first:
            stand.told = stand.plan
        stand.save()
        if first:
            telling.accepted(stand, wish=wish, now=now)
        _record("accept", stand, by, now)
    return stand


def decline(*, stand: Stand, why: str, by: Person, now: dt.datetime) -> None:
    """
    This will decline a stand and write why to the association; it loses its number.

    Refused without a reason, and once it was taken back. Source: docs/rules.md#R-FE3
    """
    may_plan(stand.festival, by)
    if stand.state == Stand.WITHDRAWN:
        raise Refusal(_("The association has taken this back."))
    if not why:
        raise Refusal(_("Say why; the association reads it."), field="why")
    if stand.state == Stand.DECLINED and stand.declined_why == why:
        return
    with spoken(), transaction.atomic():
        stand.state, stand.declined_why, stand.decided_at = Stand.DECLINED, why, now
        stand.number = ""
        stand.save()
        telling.declined(stand, now=now)
        _record("decline", stand, by, now)


@transaction.atomic
def take_back(*, stand: Stand, by: Person, now: dt.datetime) -> None:
    """This will take an association's stand back; its number is free again."""
    if not can_apply_for(by, stand.centre, stand.association_id):
        raise Refusal(_("A board applies for its own association."))
    if stand.state == Stand.WITHDRAWN:
        return
    stand.state, stand.number = Stand.WITHDRAWN, ""
    stand.save(update_fields=["state", "number"])
    _record("take_back", stand, by, now)


@transaction.atomic
def give_out_plan(*, festival: Festival, by: Person, now: dt.datetime) -> int:
    """
    This will give out the plan of the stands; returns how many letters it took.

    Only whose place, metres, power, water or food differ from what they were last
    told get a letter. Again without a change writes to nobody and stays the same
    plan. Source: docs/rules.md#R-FE4
    """
    may_plan(festival, by)
    accepted = Stand.objects.accepted().filter(festival=festival)
    news = [one for one in accepted.select_related("association") if one.is_news]
    if not news and festival.plan_version:
        return 0
    festival.plan_version += 1
    festival.plan_given_at = now
    festival.save(update_fields=["plan_version", "plan_given_at"])
    for stand in news:
        stand.festival = festival
        telling.placed(stand, before=dict(stand.told), now=now)
        stand.told = stand.plan
        stand.save(update_fields=["told"])
        _record("tell_place", stand, by, now)
    return len(news)
