"""A query that is worded once: the same rows, whatever it is asked."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from allin.centres.models import Centre
from allin.core import sums
from allin.core.prepared import Prepared

pytestmark = pytest.mark.django_db


def _centres(*, after, centre):
    return Centre.objects.filter(created_at__gt=after, pk__gte=centre).values_list("pk")


def test_it_is_worded_once_and_asks_for_each_value_anew(kassel, elsewhere, now):
    built = []

    def build(**given):
        built.append(given)
        return _centres(**given)

    query = Prepared(build)
    before, after = now - dt.timedelta(days=1), now + dt.timedelta(days=1)

    assert set(query.rows(after=before, centre=0)) == {(kassel.pk,), (elsewhere.pk,)}
    assert query.rows(after=after, centre=0) == []
    last = max(kassel.pk, elsewhere.pk)
    assert query.rows(after=before, centre=last) == [(last,)]
    assert len(built) == 1


def _forgetful(*, after, centre):
    del centre
    return Centre.objects.filter(created_at__gt=after).values_list("pk")


def test_a_value_nobody_asks_for_is_refused(kassel, now):
    with pytest.raises(LookupError, match="centre"):
        Prepared(_forgetful).rows(after=now, centre=1)


def test_a_moment_is_asked_for_in_any_zone(kassel, now):
    query = Prepared(_centres)
    there = now.astimezone(ZoneInfo("Pacific/Auckland")) - dt.timedelta(seconds=1)

    assert (kassel.pk,) in query.rows(after=there, centre=kassel.pk)


def test_days_about_a_moment_or_a_day_move_with_it(kassel, elsewhere, now):
    def soon(*, now, today):
        return Centre.objects.filter(
            created_at__range=(now - dt.timedelta(days=14), now),
            name__lt=today.isoformat(),
        ).values_list("pk")

    query = Prepared(soon)
    Centre.objects.update(created_at=now)
    Centre.objects.filter(pk=kassel.pk).update(name="2026-03-10")
    after, day = dt.timedelta(hours=1), dt.date(2026, 3, 11)

    assert query.rows(now=now + after, today=day) == [(kassel.pk,)]
    assert query.rows(now=now + after, today=dt.date(2026, 3, 10)) == []
    assert query.rows(now=now + dt.timedelta(days=14), today=day) == [(kassel.pk,)]
    assert query.rows(now=now + dt.timedelta(days=14) + after, today=day) == []
    assert query.rows(now=now - after, today=day) == []


def test_what_was_made_of_a_value_in_another_way_is_refused(kassel, now):
    def hours_ago(*, now):
        then = now - dt.timedelta(hours=3)
        return Centre.objects.filter(created_at__range=(then, now)).values_list("pk")

    with pytest.raises(LookupError, match="180"):
        Prepared(hours_ago).rows(now=now)


def test_months_are_those_of_a_calendar_over_the_end_of_a_year():
    assert sums.months(dt.date(2025, 11, 30), dt.date(2026, 2, 1)) == [
        dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1),
        dt.date(2026, 2, 1),
    ]  # fmt: skip
    assert sums.months(dt.date(2026, 3, 1), dt.date(2026, 3, 31)) == [
        dt.date(2026, 3, 1)
    ]
