"""Programmes as figures: what took place, whom it reached. No names."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from allin.centres.models import Centre
from allin.programmes.models import (
    Assignment,
    Attendance,
    Occasion,
    Registration,
    Setup,
)
from allin.programmes.rules import kernel as rules


@dataclass(frozen=True)
class ProgrammeRow:
    """
    What a programme was in a time.

    :param planned: occasions that still stand or took place
    :param held: of these, the ones that took place
    :param reached: people counted at them
    :param registrations: people who have or had a seat at what took place
    :param attended: how often a registered person was there
    :param volunteers: different people who were there for others
    :param minutes: time they gave
    """

    programme_id: int
    name: str
    template: str
    planned: int = 0
    held: int = 0
    reached: int = 0
    registrations: int = 0
    attended: int = 0
    volunteers: int = 0
    minutes: int = 0


def programmes(*, centre: Centre, first: dt.date, after: dt.date) -> list[ProgrammeRow]:
    """Return each programme's figures of the days [first, after), centre's zone."""
    start = dt.datetime.combine(first, dt.time(), tzinfo=centre.tz)
    end = dt.datetime.combine(after, dt.time(), tzinfo=centre.tz)
    mine = Occasion.objects.of(centre).standing().between(start, end)
    rows: dict[int, dict[str, int]] = {}
    for found in (
        _by_programme(
            mine,
            "programme_id",
            planned=Count("pk"),
            held=Count("pk", filter=Q(state=rules.HELD)),
            reached=Sum("headcount", default=0),
        ),
        _by_programme(
            Assignment.objects.filter(
                position__occasion__in=mine, state=rules.ATTENDED
            ),
            "position__occasion__programme_id",
            volunteers=Count("volunteer_id", distinct=True),
            minutes=Sum("minutes", default=0),
        ),
        _by_programme(
            Attendance.objects.filter(occasion__in=mine),
            "occasion__programme_id",
            attended=Count("pk"),
        ),
        _registered(mine),
    ):
        for programme_id, values in found.items():
            rows.setdefault(programme_id, {}).update(values)
    return _named(centre, rows)


def _by_programme(
    rows: "QuerySet[Any]", path: str, **values: Any
) -> dict[int, dict[str, int]]:
    found = rows.order_by().values(to=F(path)).annotate(**values)
    return {row["to"]: {key: row[key] for key in values} for row in found}


def _registered(mine: "QuerySet[Occasion]") -> dict[int, dict[str, int]]:
    seated = Registration.objects.registered()
    single = seated.filter(occasion__in=mine)
    whole = seated.filter(series__occasions__in=mine)
    counted: dict[int, set[int]] = {}
    for programme_id, pk in (
        *single.values_list("occasion__programme_id", "pk"),
        *whole.values_list("series__programme_id", "pk"),
    ):
        counted.setdefault(programme_id, set()).add(pk)
    return {key: {"registrations": len(pks)} for key, pks in counted.items()}


def _named(centre: Centre, rows: dict[int, dict[str, int]]) -> list[ProgrammeRow]:
    return [
        ProgrammeRow(
            programme_id=setup.programme_id,
            name=setup.programme.name,
            template=setup.template,
            **rows.get(setup.programme_id, {}),
        )
        for setup in Setup.objects.of(centre).select_related("programme")
    ]
