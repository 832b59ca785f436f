"""Who was there, and the hours that follow from it, once."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes.models import Assignment, Occasion
from allin.programmes.operations.changing import close_occasion
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.rules import kernel as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.rules import LONGEST_DAY

MINUTE = dt.timedelta(minutes=1)


def usual_minutes(occasion: Occasion) -> int:
    """Return how long an occasion lasts, at most what one day can hold."""
    return min((occasion.ends_at - occasion.starts_at) // MINUTE, LONGEST_DAY)


@transaction.atomic
def note_attendance(
    *,
    assignment: Assignment,
    came: bool,
    minutes: int | None = None,
    by: Person,
    now: dt.datetime,
) -> Assignment:
    """
    This will note whether somebody was there, and enter their hours once.

    Saying something else later corrects it: the hours follow, and what a board had
    confirmed waits for it again with both values.

    :param minutes: 1 to 960; None: as long as the occasion
    :raises Refusal: not the coordination, not begun yet, given back, or more hours
        than a day holds
    Source: docs/rules.md#R-P10
    """
    check_plan(assignment.centre, by)
    one = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related(
            "centre",
            "hours__association__centre",
            "volunteer__association__centre",
            "position__occasion__centre",
            "position__occasion__programme",
        )
        .get(pk=assignment.pk)
    )
    occasion = one.position.occasion
    if not occasion.is_standing:
        raise Refusal(_("This was cancelled."))
    if occasion.starts_at > now:
        raise Refusal(_("This has not begun yet. Numbers are entered afterwards."))
    if one.state in rules.GONE:
        raise Refusal(_("This person gave the place back."))
    given = (usual_minutes(occasion) if minutes is None else minutes) if came else 0
    _enter(one, given, by, now)
    one.state = rules.ATTENDED if came else rules.MISSED
    one.minutes = given if came else None
    one.save(update_fields=["state", "minutes", "hours"])
    note("note_attendance", one, by=by, now=now, detail=one.state)
    return one


def _enter(one: Assignment, minutes: int, by: Person, now: dt.datetime) -> None:
    occasion = one.position.occasion
    if one.hours is not None:
        volunteers.carry_over(hours=one.hours, minutes=minutes, by=by, now=now)
    elif minutes:
        one.hours = volunteers.enter_hours(
            volunteer=one.volunteer,
            association=one.volunteer.association,
            programme=occasion.programme,
            kind=rules.HOURS_OF.get(occasion.kind, rules.HOURS),
            minutes=minutes,
            worked_on=occasion.starts_at.astimezone(occasion.centre.tz).date(),
            by=by,
            now=now,
        )


@transaction.atomic
def wind_up(
    *,
    occasion: Occasion,
    headcount: int,
    came: Mapping[int, int | None],
    by: Person,
    now: dt.datetime,
) -> Occasion:
    """
    This will note who was there, enter their hours, and close the occasion.

    Doing it again corrects what was said before.

    :param came: minutes by assignment, 0 for as long as the occasion; None for who
        did not come. Whoever is not named stays as they are
    :raises Refusal: as for `note_attendance` and `close_occasion`; then nothing holds
    Source: docs/rules.md#R-P6, R-P10
    """
    closed = close_occasion(occasion=occasion, headcount=headcount, by=by, now=now)
    for one in Assignment.objects.of(occasion).standing().filter(pk__in=came):
        minutes = came[one.pk]
        note_attendance(
            assignment=one,
            came=minutes is not None,
            minutes=minutes or None,
            by=by,
            now=now,
        )
    return closed
