"""Shifts: planned at a post, cancelled, and who was there."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes.models import Assignment, Festival, Post, Shift
from allin.programmes.operations.attending import note_attendance
from allin.programmes.operations.changing import cancel_occasion
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.operations.planning import Wanted, plan_occasion
from allin.programmes.rules import festival as rules
from allin.programmes.rules import kernel

BEFORE, AFTER = dt.timedelta(days=7), dt.timedelta(days=3)
MOST = 50  # shifts at a time


@transaction.atomic
def add_shifts(
    *,
    festival: Festival,
    post: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    least: int,
    most: int,
    food: bool = False,
    times: int = 1,
    by: Person,
    now: dt.datetime,
) -> list[Shift]:
    """
    This will plan a shift at a post, and those that follow it without a gap.

    The same shift once more (a second click) is the one there is.

    :param starts_at: aware; so is `ends_at`, of the first one
    :param least: people without whom it does not work, 0 to `most`
    :param food: needs a food instruction that was seen and counts on the day
    :param times: how many in all, 1 to 50
    Refused longer than 14 hours, and over a week before the opening or three days
    after the end. Source: docs/rules.md#R-FE6
    """
    may_plan(festival, by)
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    if ends_at - starts_at > rules.LONGEST_SHIFT:
        raise Refusal(_("A shift lasts 14 hours at most."), field="ends")
    if most < least:
        raise Refusal(_("At most is less than at least."), field="most")
    if not 1 <= times <= MOST:
        raise Refusal(_("Between 1 and 50 shifts at a time."), field="times")
    spans = rules.copies(starts_at, ends_at, times)
    occasion = festival.occasion
    if (
        starts_at < occasion.starts_at - BEFORE
        or spans[-1][1] > occasion.ends_at + AFTER
    ):
        raise Refusal(
            _("Shifts lie between a week before the festival and three days after."),
            field="on",
        )
    with spoken(), transaction.atomic():
        place, _made = Post.objects.get_or_create(
            centre=festival.centre,
            festival=festival,
            name=" ".join(post.split()),
            defaults={"created_at": now},
        )
        return [
            _one(place, *span, (least, most), food=food, by=by, now=now)
            for span in spans
        ]


def _one(
    post: Post,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    heads: tuple[int, int],
    *,
    food: bool,
    by: Person,
    now: dt.datetime,
) -> Shift:
    festival = post.festival
    again: Shift | None = (
        Shift.objects.standing()
        .filter(
            post=post,
            position__occasion__starts_at=starts_at,
            position__occasion__ends_at=ends_at,
        )
        .first()
    )
    if again is not None:
        return again
    least, most = heads
    occasion = plan_occasion(
        programme=festival.occasion.programme,
        kind=kernel.SHIFT,
        title=f"{festival.occasion.title[:55]}: {post.name}",
        starts_at=starts_at,
        ends_at=ends_at,
        place=festival.occasion.where,
        positions=[
            Wanted(post.name, rules.FOOD if food else "", "", least=least, most=most)
        ],
        by=by,
        now=now,
    )
    return Shift.objects.create(
        centre=festival.centre,
        festival=festival,
        post=post,
        position=occasion.positions.get(),
    )


def cancel_shift(*, shift: Shift, by: Person, now: dt.datetime) -> None:
    """
    This will take a shift off the plan; whoever promised it gets a letter.

    Refused when it is over. Twice is harmless. Source: docs/rules.md#R-FE6
    """
    may_plan(shift.festival, by)
    cancel_occasion(occasion=shift.position.occasion, by=by, now=now)


@transaction.atomic
def note_shift(
    *,
    shift: Shift,
    minutes: Mapping[int, int],
    by: Person,
    now: dt.datetime,
) -> int:
    """
    This will note who was there and enter their hours, once; returns how many came.

    :param minutes: by assignment; whoever is missing or has 0 did not come
    Saying otherwise later corrects it, the hours follow. Refused before the shift has
    begun. Source: docs/rules.md#R-P10
    """
    may_plan(shift.festival, by)
    standing = Assignment.objects.standing().filter(position=shift.position)
    came = 0
    for one in standing.select_related("centre"):
        given = minutes.get(one.pk, 0)
        note_attendance(
            assignment=one, came=given > 0, minutes=given or None, by=by, now=now
        )
        came += given > 0
    return came
