"""Seminar series: who took part on which date, who gets a certificate."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes.models import Attendance, Occasion, Registration, Series
from allin.programmes.operations.changing import close_occasion
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.operations.registering import dates_of
from allin.programmes.rules import seminars as rules


def participants(occasion: Occasion) -> list[Registration]:
    """Return who has a seat on a date, by itself or through its series."""
    series = occasion.series
    whole = series is not None and series.one_registration
    event = series if whole and series is not None else occasion
    return list(Registration.objects.of(event).registered())


@transaction.atomic
def note_participants(
    *,
    occasion: Occasion,
    present: Collection[int],
    others: int = 0,
    by: Person,
    now: dt.datetime,
) -> Occasion:
    """
    This will note who of the registered was there on a date, and count everybody.

    Doing it again corrects it.

    :param present: ids of registrations
    :param others: people who came without registration
    :raises Refusal: as for `close_occasion`, or somebody is not registered for it
    Source: docs/rules.md#R-P14
    """
    check_plan(occasion.centre, by)
    known = {one.pk for one in participants(occasion)}
    if not set(present) <= known:
        raise Refusal(_("Somebody of these is not registered for it."))
    there = Attendance.objects.filter(occasion=occasion)
    there.exclude(registration_id__in=present).delete()
    before = set(there.values_list("registration_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            centre_id=occasion.centre_id,
            registration_id=pk,
            occasion=occasion,
            noted_at=now,
        )
        for pk in sorted(set(present) - before)
    )
    note("note_participants", occasion, by=by, now=now)
    return close_occasion(
        occasion=occasion, headcount=len(set(present)) + others, by=by, now=now
    )


def attended(series: Series) -> dict[int, int]:
    """Return how often each registered person was there, by registration."""
    found: dict[int, int] = {}
    rows = Attendance.objects.filter(registration__series=series)
    for pk in rows.exclude(occasion__state="cancelled").values_list(
        "registration_id", flat=True
    ):
        found[pk] = found.get(pk, 0) + 1
    return found


def earned(registration: Registration, now: dt.datetime) -> bool:
    """
    Whether somebody gets the certificate: all dates are over, and enough attended.

    Source: docs/rules.md#R-P15
    """
    series = registration.series
    if series is None or registration.state != "registered":
        return False
    dates = dates_of(series)
    if not dates or dates[-1].ends_at > now:
        return False
    return rules.reaches(
        attended=attended(series).get(registration.pk, 0),
        dates=len(dates),
        share=series.certificate_share,
    )
