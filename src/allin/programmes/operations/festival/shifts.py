"""Shifts: planned at a post, changed, cancelled, and who was there."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes.models import (
    Assignment,
    Festival,
    Occasion,
    Position,
    Post,
    Shift,
)
from allin.programmes.operations.attending import note_attendance
from allin.programmes.operations.changing import (
    cancel_occasion,
    locked,
    move_people,
)
from allin.programmes.operations.festival import telling
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.operations.keeping import POSITION, keep, note
from allin.programmes.operations.planning import Wanted, check_time, plan_occasion
from allin.programmes.rules import festival as rules
from allin.programmes.rules import kernel
from allin.volunteers.models import Qualification

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
    if not 1 <= times <= MOST:
        raise Refusal(_("Between 1 and 50 shifts at a time."), field="times")
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    spans = rules.copies(starts_at, ends_at, times)
    _check(festival, (starts_at, ends_at), spans[-1][1], least=least, most=most)
    with spoken(), transaction.atomic():
        place = _post(festival, post, now)
        return [
            _one(place, *span, (least, most), food=food, by=by, now=now)
            for span in spans
        ]


def _check(
    festival: Festival, span: rules.Span, last: dt.datetime, *, least: int, most: int
) -> None:
    """Refuse a length, a number of people or a day that no shift has."""
    starts_at, ends_at = span
    if ends_at - starts_at > rules.LONGEST_SHIFT:
        raise Refusal(_("A shift lasts 14 hours at most."), field="ends")
    if most < least:
        raise Refusal(_("At most is less than at least."), field="most")
    occasion = festival.occasion
    if starts_at < occasion.starts_at - BEFORE or last > occasion.ends_at + AFTER:
        raise Refusal(
            _("Shifts lie between a week before the festival and three days after."),
            field="on",
        )


def _post(festival: Festival, name: str, now: dt.datetime) -> Post:
    """Return the post of a name; a new one if there is none yet."""
    post, _made = Post.objects.get_or_create(
        centre=festival.centre,
        festival=festival,
        name=" ".join(name.split()),
        defaults={"created_at": now},
    )
    post.festival = festival
    return post


def _title(post: Post) -> str:
    return f"{post.festival.occasion.title[:55]}: {post.name}"


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
        title=_title(post),
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


@locks.retried
@transaction.atomic
def change_shift(
    *,
    shift: Shift,
    post: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    least: int,
    most: int,
    food: bool,
    by: Person,
    now: dt.datetime,
) -> Shift:
    """
    This will change where and when a shift is, and how many it needs.

    Whoever promised it comes along and is told what it was and what it is; they can
    give it back with their link. How many are wanted is no news to anybody.

    :param most: not fewer than have promised
    :raises Refusal: as `add_shifts`; it has begun or was cancelled; the same shift is
        planned already; somebody who promised is taken then, or has shown no food
        instruction where food is handled from now on; then nothing changes
    Source: docs/rules.md#R-FE10
    """
    may_plan(shift.festival, by)
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    span = (starts_at, ends_at)
    _check(shift.festival, span, ends_at, least=least, most=most)
    locks.hold(POSITION, [shift.position_id])
    occasion = _to_change(shift, now)
    check_time(starts_at, ends_at, now)
    before = telling.shift_words(shift)
    with spoken(), transaction.atomic():
        place = _post(shift.festival, post, now)
    _check_only(shift, place, span)
    is_moved = (occasion.starts_at, occasion.ends_at) != span
    occasion.title, (occasion.starts_at, occasion.ends_at) = _title(place), span
    _check_people(shift, occasion, most=most, food=food)
    keep(occasion)
    position = Position.objects.get(pk=shift.position_id)
    position.label, position.least, position.most = place.name, least, most
    position.qualification = rules.FOOD if food else ""
    keep(position)
    if is_moved:
        move_people(occasion, by=by, now=now)
    position.occasion, shift.position, shift.post = occasion, position, place
    shift.save(update_fields=["post"])
    telling.shift_changed(shift, before=before, by=by, now=now)
    note("change_shift", shift, by=by, now=now)
    return shift


def _to_change(shift: Shift, now: dt.datetime) -> Occasion:
    """Return when a shift is, held; refuse if there is nothing left to change."""
    occasion = locked(shift.position.occasion_id)
    if not occasion.is_standing:
        raise Refusal(_("This shift was cancelled."))
    if occasion.starts_at <= now:
        raise Refusal(_("This shift has begun already. What was cannot be changed."))
    return occasion


def _check_only(shift: Shift, post: Post, span: rules.Span) -> None:
    """Refuse what would be the same shift twice."""
    starts_at, ends_at = span
    twin = Shift.objects.standing().filter(
        post=post,
        position__occasion__starts_at=starts_at,
        position__occasion__ends_at=ends_at,
    )
    if twin.exclude(pk=shift.pk).exists():
        raise Refusal(_("This shift is planned already."), field="post")


def _check_people(shift: Shift, occasion: Occasion, *, most: int, food: bool) -> None:
    """Refuse what some of those who promised could not keep."""
    there = shift.position.assignments.coming()
    coming = list(there.select_related("volunteer").order_by("pk"))
    if len(coming) > most:
        raise Refusal(
            ngettext(
                "%(number)d person has promised already.",
                "%(number)d people have promised already.",
                len(coming),
            )
            % {"number": len(coming)},
            field="most",
        )
    if not food:
        return
    day = occasion.starts_at.astimezone(occasion.centre.tz).date()
    shown = Qualification.objects.filter(kind=rules.FOOD).exclude(valid_until__lt=day)
    may = set(shown.values_list("volunteer_id", flat=True))
    for one in coming:
        if one.volunteer_id not in may:
            raise Refusal(
                _("%(name)s has shown no food instruction that counts on that day.")
                % {"name": one.volunteer},
                field="food",
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
