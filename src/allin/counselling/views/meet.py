"""Agreeing on a time or moving it: the same form on an adviser's link and signed in."""

import datetime as dt
from typing import Any

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.forms.appointment import AgreeForm
from allin.counselling.models import Appointment, Referral
from allin.counselling.operations import appointment as meeting


def standing(referral: Referral) -> Appointment | None:
    """Return the appointment that will be held, if there is one."""
    found: Appointment | None = (
        Appointment.objects.standing().filter(referral=referral).first()
    )
    return found


def has_begun(stands: Appointment | None, now: dt.datetime) -> bool:
    """Say whether they meet at this moment, or did already."""
    return (
        stands is not None and stands.starts_at is not None and stands.starts_at <= now
    )


def agree_form(
    referral: Referral,
    data: Any,
    *,
    now: dt.datetime,
    stands: Appointment | None = None,
) -> AgreeForm:
    """
    Return the form with three free times.

    :param stands: the appointment to be moved
    """
    times = meeting.free_times(
        referral=referral, volunteer=referral.volunteer, now=now, besides=stands
    )
    return AgreeForm(data, times=times, centre=referral.centre, now=now, stands=stands)


def settle(
    form: AgreeForm, referral: Referral, *, by: Person | None, now: dt.datetime
) -> bool:
    """Make or move the appointment; if it cannot be, the form says what is free."""
    if not form.is_valid():
        return False
    said = form.agreed()
    try:
        if form.stands is not None:
            meeting.move(appointment=form.stands, by=by, now=now, **said)
        else:
            meeting.agree(referral=referral, by=by, now=now, **said)
    except Refusal as refusal:
        form.refuse(refusal, _near(form, referral, said, now))
        return False
    return True


def _near(
    form: AgreeForm, referral: Referral, said: dict[str, Any], now: dt.datetime
) -> list[meeting.FreeTime]:
    wanted = said.get("starts_at")
    if wanted is None:
        return []
    return meeting.times_near(
        referral=referral,
        volunteer=referral.volunteer,
        wanted=wanted,
        now=now,
        equipment=said["equipment"],
        besides=form.stands,
    )
