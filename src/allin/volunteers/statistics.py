"""Hours as figures: what was given, for whom, when. No names."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Sum

from allin.core.people import Centre
from allin.core.prepared import Prepared
from allin.core.sums import MonthOf
from allin.volunteers.models import Hours, Volunteer


@dataclass(frozen=True)
class HoursRow:
    """
    Work of one month, for one association, of one kind.

    :param month: its first day
    :param confirmed: minutes of it that somebody confirmed
    """

    month: dt.date
    association_id: int
    programme_id: int | None
    kind: str
    minutes: int
    confirmed: int
    rows: int


def hours(*, centre: Centre, first: dt.date, after: dt.date) -> list[HoursRow]:
    """Return the work of the days [first, after), each row of work counted once."""
    found = _WORK.rows(centre=centre.pk, first=first, after=after)
    return [
        HoursRow(dt.date.fromisoformat(f"{month}-01"), *rest) for month, *rest in found
    ]


def _work(*, centre: int, first: dt.date, after: dt.date) -> "QuerySet[Hours, Any]":
    return (
        Hours.objects.standing()
        .filter(centre_id=centre)
        .between(first, after)
        .annotate(month=MonthOf("worked_on"))
        .values_list("month", "association_id", "programme_id", "kind")
        .annotate(
            all=Sum("minutes"),
            sure=Sum("minutes", filter=Q(confirmed_at__isnull=False), default=0),
            rows=Count("pk"),
        )
        .order_by("month", "association_id", "programme_id", "kind")
    )


_WORK: Final = Prepared(_work)


def volunteers(*, centre: Centre) -> int:
    """Return how many people give time at present."""
    return Volunteer.objects.standing().filter(centre_id=centre.pk).count()


def waiting(*, centre: Centre, association_id: int | None = None) -> int:
    """Return how many rows of work wait for confirmation."""
    rows = Hours.objects.waiting().filter(centre_id=centre.pk)
    if association_id is not None:
        rows = rows.filter(association_id=association_id)
    return rows.count()


def kind_label(kind: str) -> str:
    """Return the name of a kind of work, in the language of the page."""
    return str(dict(Hours.KINDS).get(kind, kind))
