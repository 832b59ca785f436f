"""Programmes as the report counts them: by month, with who commissioned them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from allin.centres.models import Centre
from allin.core.prepared import Prepared
from allin.core.sums import bounds, months, place_among
from allin.directory.models import Programme
from allin.programmes.rules import kernel as rules


@dataclass(frozen=True)
class Commission:
    """
    A programme of the catalogue and who commissioned it.

    :param body: what the commissioning partner is called; "" for nobody
    """

    programme_id: int
    name: str
    about: str
    partner_id: int | None
    body: str


@dataclass(frozen=True)
class Reach:
    """
    What took place of a programme in a month.

    :param month: its first day, in the centre's zone
    :param held: occasions that took place
    :param people: counted at them; somebody who comes twice counts twice
    """

    month: dt.date
    held: int
    people: int


def reach(
    *, centre: Centre, first: dt.date, after: dt.date
) -> Mapping[Commission, list[Reach]]:
    """
    Return every programme of the catalogue with what took place of it.

    The days are [first, after) in the centre's zone. One query.
    """
    start = dt.datetime.combine(first, dt.time(), tzinfo=centre.tz)
    end = dt.datetime.combine(after, dt.time(), tzinfo=centre.tz)
    begun = months(first, after - dt.timedelta(days=1))
    rows = _REACH.rows(
        centre=centre.pk, start=start, end=end, **bounds(begun, centre.tz)
    )
    found: dict[Commission, list[Reach]] = defaultdict(list)
    for pk, name, about, partner_id, body, place, held, people in rows:
        of_programme = found[Commission(pk, name, about, partner_id, body)]
        if held:
            of_programme.append(Reach(begun[place], held, people))
    return found


def _took_place(
    *, centre: int, start: dt.datetime, end: dt.datetime, **parted: dt.datetime
) -> "QuerySet[Programme, Any]":
    took_place = Q(
        occasions__state=rules.HELD,
        occasions__starts_at__gte=start,
        occasions__starts_at__lt=end,
    )
    return (
        Programme.objects.filter(centre_id=centre)
        .order_by("name", "pk")
        .annotate(
            one=FilteredRelation("occasions", condition=took_place),
            place=place_among("one__starts_at", list(parted.values())),
            body=Coalesce(
                NullIf(F("partner__short_name"), Value("")), "partner__name", Value("")
            ),
        )
        .values_list("pk", "name", "about", "partner_id", "body", "place")
        .annotate(held=Count("one__pk"), people=Sum("one__headcount", default=0))
    )


_REACH: Final = Prepared(_took_place)
