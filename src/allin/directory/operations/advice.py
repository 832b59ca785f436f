"""The professional migration advice service: where deadlines go first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from allin.centres.models import Centre
from allin.core.people import Person
from allin.directory import rules
from allin.directory.models import AdviceHour, Partner
from allin.directory.operations.keeping import keep, note

LOOK_AHEAD: Final = 21


@dataclass(frozen=True)
class Advice:
    """
    A professional service, and when it can be met next.

    :param starts_at: None when it has no open hour in the days looked at
    """

    partner: Partner
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


@transaction.atomic
def enter_advice_hour(
    *,
    partner: Partner,
    weekday: int,
    starts: dt.time,
    ends: dt.time,
    by: Person,
    now: dt.datetime,
) -> AdviceHour:
    """
    Enter when a migration advice service can be met, every week in wall time.

    :raises Refusal: it ends before it starts, or is entered already
    Source: docs/rules.md#R-A2 (R15)
    """
    hour = AdviceHour(
        centre=partner.centre,
        partner=partner,
        weekday=weekday,
        starts=starts,
        ends=ends,
    )
    keep(hour)
    note("enter_advice_hour", hour, by=by, now=now)
    return hour


@transaction.atomic
def drop_advice_hour(*, hour: AdviceHour, by: Person, now: dt.datetime) -> None:
    """Take an hour back that no longer holds."""
    note("drop_advice_hour", hour, by=by, now=now)
    hour.delete()


def professional_advice(
    *, centre: Centre, now: dt.datetime, days: int = LOOK_AHEAD
) -> Sequence[Advice]:
    """
    List the professional services, whoever can be met soonest first. Two queries.

    Never an association's hour. One without hours stands last: it has a telephone.
    Source: docs/rules.md#R-A2 (R15)
    """
    calendar = rules.Calendar(zone=centre.tz, land=centre.land)
    found = []
    for partner in (
        Partner.objects.of(centre)
        .standing()
        .filter(migration_advice=True)
        .prefetch_related("advice_hours")
    ):
        spans = rules.upcoming(
            [hour.rule for hour in partner.advice_hours.all()],
            (),
            calendar,
            after=now,
            days=days,
        )
        found.append(Advice(partner, *next(iter(spans), (None, None))))
    latest = now + dt.timedelta(days=days + 1)
    return sorted(found, key=lambda one: (one.starts_at or latest, one.partner.pk))
