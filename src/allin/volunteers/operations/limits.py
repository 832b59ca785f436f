"""What somebody wants to give at most: hours a week, days in a row."""

import datetime as dt

from django.utils.translation import gettext as _

from allin.volunteers import rules
from allin.volunteers.models import Commitment, Volunteer

MARGIN = dt.timedelta(days=rules.MOST_RUN_DAYS + 8)


def broken(
    volunteer: Volunteer, starts_at: dt.datetime, ends_at: dt.datetime, *, but: int = 0
) -> str:
    """
    This will say which own limit a time would go beyond, or return "".

    Weeks begin on Monday, wall time of the centre. On-call duty does not count.

    :param but: a commitment that is being moved and does not count itself
    Source: docs/rules.md#R-V16 (features V8)
    """
    if volunteer.week_hours is None and volunteer.run_days is None:
        return ""
    zone = volunteer.centre.tz
    wanted = rules.days_of(starts_at, ends_at, zone)
    near = (
        Commitment.objects.standing()
        .filter(volunteer=volunteer)
        .exclude(kind=Commitment.DUTY)
        .exclude(pk=but)
        .touching(starts_at - MARGIN, ends_at + MARGIN)
    )
    had = [
        day
        for first, last in near.values_list("starts_at", "ends_at")
        for day in rules.days_of(first, last, zone)
    ]
    return _week(volunteer, wanted, had) or _run(volunteer, wanted, had)


def _week(volunteer: Volunteer, wanted: list[rules.Day], had: list[rules.Day]) -> str:
    if volunteer.week_hours is None:
        return ""
    before = rules.minutes_by_week(had)
    for monday, minutes in rules.minutes_by_week(wanted).items():
        together = before.get(monday, 0) + minutes
        if together > volunteer.week_hours * 60:
            return _(
                "That week would then have %(hours)s hours, agreed are %(limit)d. "
                "The coordination can agree on more."
            ) % {
                "limit": volunteer.week_hours,
                "hours": f"{together // 60}:{together % 60:02}",
            }
    return ""


def _run(volunteer: Volunteer, wanted: list[rules.Day], had: list[rules.Day]) -> str:
    if volunteer.run_days is None:
        return ""
    days = {one.day for one in (*wanted, *had)}
    longest = max(rules.run_around(days, one.day) for one in wanted)
    if longest <= volunteer.run_days:
        return ""
    return _(
        "That would be %(days)d days in a row, agreed are %(limit)d. The coordination "
        "can agree on more."
    ) % {"limit": volunteer.run_days, "days": longest}
