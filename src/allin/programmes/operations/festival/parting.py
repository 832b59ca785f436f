"""After the festival: who came by link for it alone is let go, then forgotten."""

import datetime as dt

from django.db import transaction

from allin.core.people import BOARD, Person, Role, Visitor
from allin.programmes.models import Festival, Helper
from allin.programmes.rules import festival as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment


def house_of(helper: Helper) -> Person:
    """Return the house, acting for the association that took somebody in."""
    role = Role(BOARD, helper.centre_id, helper.volunteer.association_id)
    return Visitor(roles=frozenset({role}))


def let_go(festival: Festival, by: Person, now: dt.datetime) -> None:
    """End the volunteering of those who came for it alone and promised no more."""
    day = festival.occasion.ends_at.astimezone(festival.centre.tz).date()
    there = Helper.objects.for_it_alone().filter(
        festival=festival, volunteer__left_on__isnull=True
    )
    coming = Commitment.objects.standing().filter(ends_at__gt=now)
    parting = there.exclude(volunteer__in=coming.values("volunteer"))
    for helper in parting.select_related("volunteer__centre"):
        volunteers.leave(volunteer=helper.volunteer, on=day, by=by, now=now)


def forget_helpers(*, now: dt.datetime) -> int:
    """
    This will forget who came by link for a festival alone, 30 days after its end.

    Whether it was closed or cancelled makes no difference. What they gave stays as
    hours and heads that name nobody. Returns how many; run by a job, twice is harmless.
    Source: docs/rules.md#R-FE9
    """
    over = Helper.objects.for_it_alone().filter(
        festival__occasion__ends_at__lt=now - rules.KEPT_AFTER
    )
    forgotten = 0
    for helper in over.select_related("volunteer__centre", "centre"):
        with transaction.atomic():
            forget(helper, now)
        forgotten += 1
    return forgotten


def forget(helper: Helper, now: dt.datetime) -> None:
    """Forget somebody; their link opens nothing any more."""
    helper.left_at = helper.left_at or now
    helper.save(update_fields=["left_at"])
    volunteers.erase(volunteer=helper.volunteer, by=house_of(helper), now=now)
