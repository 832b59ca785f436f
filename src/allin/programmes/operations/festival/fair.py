"""A festival: set up from the template in one go, changed, closed."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association, Programme
from allin.programmes.models import Festival, Shift, Slot
from allin.programmes.operations.changing import cancel_occasion, close_occasion
from allin.programmes.operations.festival import words
from allin.programmes.operations.festival.parting import let_go
from allin.programmes.operations.festival.permits import examples
from allin.programmes.operations.festival.stage import may_plan, settle_stage
from allin.programmes.operations.planning import plan_occasion
from allin.programmes.rules import kernel


def _record(verb: str, festival: Festival, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=festival.centre,
        verb=f"programmes.{verb}",
        thing="programmes.Festival",
        thing_id=festival.pk,
        by=by,
        now=now,
    )


@transaction.atomic
def open_festival(
    *,
    programme: Programme,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    host: Association,
    stages: Sequence[str] = (),
    change_over: int = 15,
    area: str = "",
    area_metres: int = 0,
    power_watts: int = 0,
    fee: int = 0,
    apply_until: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> Festival:
    """
    This will set up a festival: its occasion, stages, checklist and public address.

    The same once more (a second click) is the festival there is.

    :param starts_at: the opening; so is `ends_at` the closing, aware instants
    :param change_over: minutes between two acts on each of the stages
    :param fee: cents a stand
    Refused as `plan_occasion` is, and for a host of another centre.
    Source: docs/rules.md#R-FE5
    """
    if host.centre_id != programme.centre_id:
        raise Refusal(_("There is no such association here."), field="host")
    again = Festival.objects.standing().filter(
        occasion__programme=programme, occasion__title=title,
        occasion__starts_at=starts_at,
    )  # fmt: skip
    if (there := again.first()) is not None:
        found: Festival = there
        return found
    occasion = plan_occasion(
        programme=programme,
        kind=kernel.EVENT,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        by=by,
        now=now,
    )
    festival = Festival.objects.create(
        centre=programme.centre,
        occasion=occasion,
        host=host,
        area=area,
        area_metres=area_metres,
        power_watts=power_watts,
        fee=fee,
        apply_until=apply_until,
        token=secrets.token_urlsafe(12),
        created_at=now,
    )
    for name in stages:
        settle_stage(
            festival=festival, name=name, change_over=change_over, by=by, now=now
        )
    examples(festival=festival, now=now)
    _record("open_festival", festival, by, now)
    return festival


def change_festival(
    *,
    festival: Festival,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    host: Association,
    area: str,
    area_metres: int,
    power_watts: int,
    fee: int,
    apply_until: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Festival:
    """
    This will change what a festival is: name, opening, place, area, last day to apply.

    Refused when an act on a stage would lie outside the new opening, when it is
    cancelled, and to anybody but the coordination. Source: docs/rules.md#R-FE5
    """
    may_plan(festival, by)
    occasion = festival.occasion
    if not occasion.is_standing:
        raise Refusal(_("The festival was cancelled."))
    if host.centre_id != festival.centre_id:
        raise Refusal(_("There is no such association here."), field="host")
    acts = Slot.objects.standing().filter(stage__festival=festival)
    outside = acts.exclude(starts_at__gte=starts_at, ends_at__lte=ends_at).first()
    if outside is not None:
        raise Refusal(
            _("“%(act)s” would not be within it: %(span)s.")
            % {
                "act": outside.act,
                "span": words.span(
                    outside.starts_at, outside.ends_at, festival.centre, now
                ),
            },
            field="on",
        )
    with spoken(), transaction.atomic():
        occasion.title, occasion.place = title, place
        occasion.starts_at, occasion.ends_at = starts_at, ends_at
        occasion.save(update_fields=["title", "place", "starts_at", "ends_at"])
        festival.host, festival.area, festival.fee = host, area, fee
        festival.area_metres, festival.power_watts = area_metres, power_watts
        festival.apply_until = apply_until
        festival.save()
        _record("change_festival", festival, by, now)
    return festival


@transaction.atomic
def cancel_festival(
    *, festival: Festival, why: str, by: Person, now: dt.datetime
) -> None:
    """
    This will cancel a festival with all its shifts; whoever promised gets a letter.

    Refused when it is over. Twice is harmless. Source: docs/rules.md#R-FE5
    """
    may_plan(festival, by)
    if not festival.occasion.is_standing:
        return
    cancel_occasion(occasion=festival.occasion, why=why, by=by, now=now)
    coming = Shift.objects.standing().filter(
        festival=festival, position__occasion__ends_at__gt=now
    )
    for shift in coming.select_related("position__occasion"):
        cancel_occasion(occasion=shift.position.occasion, why=why, by=by, now=now)
    _record("cancel_festival", festival, by, now)


@transaction.atomic
def close_festival(
    *, festival: Festival, headcount: int, by: Person, now: dt.datetime
) -> None:
    """
    This will note how many people came; the festival then stands in the figures.

    Who signed up for it alone, without an account, stops being a volunteer with its
    last day and is forgotten 30 days later (`forget_helpers`). Another number later
    corrects it. Refused before the festival is over. Source: docs/rules.md#R-FE9
    """
    may_plan(festival, by)
    if festival.occasion.ends_at > now:
        raise Refusal(_("The festival is not over yet."))
    close_occasion(occasion=festival.occasion, headcount=headcount, by=by, now=now)
    let_go(festival, by, now)
    _record("close_festival", festival, by, now)
