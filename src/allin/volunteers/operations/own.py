"""What people change about themselves: details, times, limits, days away."""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.volunteers import rules
from allin.volunteers.models import Away, Volunteer
from allin.volunteers.permissions import can_pause


class OwnDetails(TypedDict, total=False):
    """What people tell about themselves; masks as in `rules`, None for no limit."""

    phone: str
    email: str
    language: str
    native: int
    fluent: int
    some: int
    available: int
    districts: list[str]
    week_hours: int | None
    run_days: int | None


def tell(
    *, volunteer: Volunteer, by: Person, now: dt.datetime, **told: Unpack[OwnDetails]
) -> Volunteer:
    """
    This will change what somebody tells about themselves; what is not named stays.

    :raises Refusal: to strangers, without any way left to reach them, and for limits
        beyond 60 hours a week or 14 days in a row
    Source: docs/rules.md#R-V17 (features V1, V8)
    """
    _allowed(by, volunteer)
    _within("week_hours", told.get("week_hours"), rules.MOST_WEEK_HOURS)
    _within("run_days", told.get("run_days"), rules.MOST_RUN_DAYS)
    for field, value in told.items():
        if field == "districts":
            names = told["districts"]
            value = f"|{'|'.join(names)}|" if names else ""  # noqa: PLW2901
        setattr(volunteer, field, value)
    volunteer.fluent &= ~volunteer.native
    volunteer.some &= ~(volunteer.native | volunteer.fluent)
    if not volunteer.phone and not volunteer.email and volunteer.user_id is None:
        raise Refusal(_("One way to reach you has to stay."), field="phone")
    with spoken(), transaction.atomic():
        volunteer.save(update_fields=[*told, "fluent", "some"])
        _record("tell", volunteer, by, now)
    return volunteer


def _within(field: str, value: int | None, most: int) -> None:
    if value is not None and not 1 <= value <= most:
        raise Refusal(
            _("Choose a number from 1 to %(most)d.") % {"most": most}, field=field
        )


def go_away(
    *,
    volunteer: Volunteer,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> Away:
    """
    This will note days on which somebody has no time; nothing is promised on them.

    :param ends_on: the last day away, centre's calendar
    :raises Refusal: to strangers, for days that are over, or more than two years
    Source: docs/rules.md#R-V17
    """
    _allowed(by, volunteer)
    today = now.astimezone(volunteer.centre.tz).date()
    if ends_on < today:
        raise Refusal(
            _("That day is over. Choose today or a later day."), field="ends_on"
        )
    if ends_on > today + rules.LONGEST_PAUSE:
        raise Refusal(_("A pause lasts up to two years."), field="ends_on")
    with spoken(field="ends_on"), transaction.atomic():
        gone = Away.objects.create(
            centre_id=volunteer.centre_id,
            volunteer=volunteer,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _record("go_away", volunteer, by, now)
    return gone


@transaction.atomic
def come_back(*, away: Away, by: Person, now: dt.datetime) -> None:
    """
    This will take back days away. Twice is harmless.

    Source: docs/rules.md#R-V17
    """
    _allowed(by, away.volunteer)
    gone, _rows = Away.objects.filter(pk=away.pk).delete()
    if gone:
        _record("come_back", away.volunteer, by, now)


def _allowed(by: Person, volunteer: Volunteer) -> None:
    if not can_pause(by, volunteer) or volunteer.erased_at is not None:
        raise Refusal(_("Only the person, the own board or the coordination may."))


def _record(verb: str, volunteer: Volunteer, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=volunteer.centre,
        verb=f"volunteers.{verb}",
        thing="volunteers.volunteer",
        thing_id=volunteer.pk,
        by=by,
        now=now,
    )
