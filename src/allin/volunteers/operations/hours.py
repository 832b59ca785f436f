"""Hours: enter, correct with the old value kept, confirm in bulk."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association, Programme
from allin.volunteers import rules
from allin.volunteers.models import Hours, Volunteer
from allin.volunteers.permissions import can_confirm, can_correct, is_self

OLDEST = dt.timedelta(days=731)
SECOND_TAP = dt.timedelta(minutes=2)


def _check(
    *,
    association: Association,
    volunteer: Volunteer | None,
    minutes: int,
    worked_on: dt.date,
    now: dt.datetime,
    instead_of: int = 0,
) -> None:
    today = now.astimezone(association.centre.tz).date()
    if not 1 <= minutes <= rules.LONGEST_DAY:
        raise Refusal(
            _("One entry holds between 1 minute and 16 hours."), field="minutes"
        )
    if worked_on > today:
        raise Refusal(
            _("That day has not come yet. Hours are entered afterwards."),
            field="worked_on",
        )
    if worked_on < today - OLDEST:
        raise Refusal(
            _("That day is more than two years ago. The coordination can help."),
            field="worked_on",
        )
    if volunteer is None:
        return
    that_day = Hours.objects.standing().filter(volunteer=volunteer, worked_on=worked_on)
    had = that_day.exclude(pk=instead_of).aggregate(all=Sum("minutes"))["all"] or 0
    if had + minutes > rules.LONGEST_DAY:
        raise Refusal(
            _("Together with what is already entered, that day has over 16 hours."),
            field="minutes",
        )


@transaction.atomic
def enter_hours(
    *,
    volunteer: Volunteer | None,
    association: Association,
    programme: Programme | None = None,
    kind: str,
    minutes: int,
    worked_on: dt.date,
    dated: bool = True,
    by: Person | None,
    now: dt.datetime,
) -> Hours:
    """
    This will note one row of work; it waits for confirmation.

    :param minutes: 1 to 960; one person has at most 960 a day over all rows
    :param dated: False when only the month is known; `worked_on` is a day of it
    :param worked_on: day of the work, centre's calendar; not in the future and at
        most two years ago
    Source: docs/rules.md#R-V8
    """
    _check(
        association=association,
        volunteer=volunteer,
        minutes=minutes,
        worked_on=worked_on,
        now=now,
    )
    hours = Hours.objects.create(
        centre=association.centre,
        volunteer=volunteer,
        association=association,
        programme=programme,
        kind=kind,
        minutes=minutes,
        worked_on=worked_on,
        dated=dated,
        entered_by=by.id if by else None,
        entered_at=now,
    )
    _record("enter_hours", hours, by, now)
    return hours


@transaction.atomic
def enter_own_hours(
    *,
    volunteer: Volunteer,
    programme: Programme | None = None,
    kind: str,
    minutes: int,
    worked_on: dt.date,
    dated: bool = True,
    by: Person,
    now: dt.datetime,
) -> Hours:
    """
    This will note hours a volunteer tells about themselves, for their association.

    The same entry again within two minutes is taken for a second tap and changes
    nothing. Otherwise as `enter_hours`. Source: docs/rules.md#R-V8
    """
    if not is_self(by, volunteer):
        raise Refusal(_("Everybody enters their own hours."))
    told = {"kind": kind, "minutes": minutes, "worked_on": worked_on}
    again = (
        Hours.objects.standing()
        .filter(volunteer=volunteer, entered_at__gt=now - SECOND_TAP, **told)
        .first()
    )
    return again or enter_hours(
        volunteer=volunteer,
        association=volunteer.association,
        programme=programme,
        kind=kind,
        minutes=minutes,
        worked_on=worked_on,
        dated=dated,
        by=by,
        now=now,
    )


@transaction.atomic
def correct_hours(
    *,
    hours: Hours,
    kind: str,
    minutes: int,
    worked_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> Hours:
    """
    This will replace a row of work; the old value stays readable behind it.

    The new row waits for confirmation again. Refused when the row was already
    replaced, when a volunteer changes what was confirmed, and as in `enter_hours`.
    Source: docs/rules.md#R-V9
    """
    if not can_correct(by, hours):
        raise Refusal(
            _("These hours are confirmed. The board can correct them for you.")
        )
    _check(
        association=hours.association,
        volunteer=hours.volunteer,
        minutes=minutes,
        worked_on=worked_on,
        now=now,
        instead_of=hours.pk,
    )
    _replace(hours, now)
    return _instead(
        hours, kind=kind, minutes=minutes, worked_on=worked_on, by=by, now=now
    )


def _replace(hours: Hours, now: dt.datetime) -> None:
    replaced = Hours.objects.standing().filter(pk=hours.pk).update(replaced_at=now)
    if not replaced:
        raise Refusal(_("Somebody has corrected this row in the meantime."))


def _instead(
    hours: Hours,
    *,
    kind: str,
    minutes: int,
    worked_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> Hours:
    new = Hours.objects.create(
        centre_id=hours.centre_id,
        volunteer=hours.volunteer,
        association=hours.association,
        programme=hours.programme,
        kind=kind,
        minutes=minutes,
        worked_on=worked_on,
        dated=hours.dated or worked_on != hours.worked_on,
        entered_by=by.id,
        entered_at=now,
        corrects=hours,
    )
    _record("correct_hours", new, by, now)
    return new


@transaction.atomic
def carry_over(*, hours: Hours, minutes: int, by: Person, now: dt.datetime) -> Hours:
    """
    This will bring a row of work to what its source says after a correction there.

    What nobody confirmed changes with it; what was confirmed gets a row that waits
    for the board, who reads both values. With 0 minutes an unconfirmed row is taken
    back, a confirmed one gets a row of nothing. Whoever may correct the source may
    do this. Returns the row that holds now, or the one taken back.

    :param minutes: 0 to 960
    :raises Refusal: as in `enter_hours`, or somebody else corrected meanwhile
    Source: docs/rules.md#R-V9
    """
    last = hours
    while (later := Hours.objects.filter(corrects=last).first()) is not None:
        last = later
    if last.replaced_at is None and last.minutes == minutes:
        return last
    if minutes:
        _check(
            association=last.association,
            volunteer=last.volunteer,
            minutes=minutes,
            worked_on=last.worked_on,
            now=now,
            instead_of=last.pk,
        )
    if last.replaced_at is None:
        _replace(last, now)
    if not minutes and last.confirmed_at is None:
        _record("take_back_hours", last, by, now)
        return last
    return _instead(
        last,
        kind=last.kind,
        minutes=minutes,
        worked_on=last.worked_on,
        by=by,
        now=now,
    )


@transaction.atomic
def confirm_hours(*, ids: Iterable[int], by: Person, now: dt.datetime) -> int:
    """
    This will confirm rows of work, all of them or none; returns how many were new.

    A board confirms for its own association, the coordination for all. Rows already
    confirmed or replaced stay as they are. Refused when one of them is not theirs.
    Source: docs/rules.md#R-V10
    """
    wanted = set(ids)
    mine = Hours.objects.visible_to(by).select_related("centre")
    rows = list(mine.filter(pk__in=wanted))
    if len(rows) != len(wanted) or not all(can_confirm(by, row) for row in rows):
        raise Refusal(_("One of these rows is not yours to confirm."))
    waiting = [row for row in rows if not row.confirmed_at and not row.replaced_at]
    done = (
        Hours.objects.waiting()
        .filter(pk__in=[row.pk for row in waiting])
        .update(confirmed_by=by.id, confirmed_at=now)
    )
    for row in waiting:
        _record("confirm_hours", row, by, now)
    return done


def _record(verb: str, hours: Hours, by: Person | None, now: dt.datetime) -> None:
    audit.record(
        centre=hours.centre,
        verb=f"volunteers.{verb}",
        thing="volunteers.hours",
        thing_id=hours.pk,
        by=by,
        now=now,
    )
