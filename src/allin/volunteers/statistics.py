"""Hours as figures: what was given, for whom, when. No names."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from allin.core.people import Centre
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
    found = (
        Hours.objects.standing()
        .filter(centre_id=centre.pk)
        .between(first, after)
        .annotate(month=TruncMonth("worked_on"))
        .values("month", "association_id", "programme_id", "kind")
        .annotate(
            all=Sum("minutes"),
            sure=Sum("minutes", filter=Q(confirmed_at__isnull=False), default=0),
            rows=Count("pk"),
        )
        .order_by("month", "association_id", "programme_id", "kind")
    )
    return [
        HoursRow(
            month=row["month"],
            association_id=row["association_id"],
            programme_id=row["programme_id"],
            kind=row["kind"],
            minutes=row["all"],
            confirmed=row["sure"],
            rows=row["rows"],
        )
        for row in found
    ]


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
